import TriageModel
import TriagePatterns

/// What the end of a line cuts where no reader joined it.
extension Redactor {
    /// Addresses and GUIDs.
    mutating func maskWrappedAddresses(_ text: [UInt8], _ canvas: inout Canvas) {
        for joined in WrappedAddresses.find(in: text) {
            let view = TextView(joined)
            for shape in shapes(in: view) {
                guard case .address(let local, let host) = shape else { continue }
                maskWords(in: local, as: .name, keepsKnowledge: false, view, &canvas)
                mask(host: host, view, &canvas)
            }
            for range in GUIDShapes.texts(in: view) { mask(guid: Array(range), view, &canvas) }
        }
    }

    /// Numbers of the Internet protocol, of SIDs and of telephones that stand on both sides of a line's end.
    mutating func maskWrappedNumbers(_ text: [UInt8], _ canvas: inout Canvas) {
        let joined = WrappedNumbers(text)
        guard !joined.seams.isEmpty else { return }
        let bytes = joined.text.bytes
        var start = 0
        for place in bytes.indices where bytes[place] == 0x0A {
            let part = joined.part(start..<place)
            start = place + 1
            guard part.map.count == 2 else { continue }
            let view = TextView(part)
            let seam = view.starts.firstIndex { $0 >= part.map[1].origin } ?? view.count
            for shape in shapes(in: view) {
                switch shape {
                case .ip(let octets) where Self.crosses(octets, seam): mask(ip: octets, view, &canvas)
                case .sid(let numbers) where Self.crosses(numbers, seam, lead: 9):
                    for number in numbers { mask(sid: Array(number), view, &canvas) }
                default: continue
                }
            }
        }
        guard let patterns, let scan = try? PatternScanner(patterns).scan(bytes) else { return }
        for match in scan.matches where joined.crosses(match.range) && privacy.patterns[match.id].kind != .host {
            maskNumbers(of: TextView(joined.part(match.range)), &canvas)
        }
    }

    private static func crosses(_ numbers: [Range<Int>], _ seam: Int, lead: Int = 0) -> Bool {
        guard let first = numbers.first, let last = numbers.last else { return false }
        return first.lowerBound - lead < seam && seam < last.upperBound
    }

    /// Words that hold a digit.
    mutating func maskNumbers(of view: TextView, _ canvas: inout Canvas) {
        for word in view.words(in: 0..<view.count)
        where view.scalars[word].contains(where: { Letters.family($0) == .digit }) {
            mask(word: Array(word), as: .value, view, &canvas)
        }
    }
}
