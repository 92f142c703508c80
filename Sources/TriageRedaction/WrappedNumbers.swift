import TriageModel

/// Numbers that the end of a line may have cut: what stands before and behind each such end, joined, one below another.
struct WrappedNumbers {
    /// The joined pieces, a line each, with the way back.
    let text: RepairedText
    /// Where the ends of lines were, in `text`, ascending.
    let seams: [Int]

    /// The joined pieces as they are put together.
    private struct Pieces {
        var bytes: [UInt8] = []
        var runs: [RepairedText.Run] = []
        var seams: [Int] = []

        mutating func join(_ source: [UInt8], _ line: Range<Int>, behind: Int) {
            var next = behind
            while next < source.count, next - behind < 40, [0x20, 0x09, 0x3E, 0x7C].contains(source[next]) { next += 1 }
            var end = next
            while end < source.count, end - next < WrappedNumbers.reach, source[end] != 0x0A, source[end] != 0x0D {
                end += 1
            }
            let start = max(line.lowerBound, line.upperBound - WrappedNumbers.reach)
            guard WrappedNumbers.hasDigit(source[max(start, line.upperBound - 20)..<line.upperBound]),
                WrappedNumbers.hasDigit(source[next..<min(end, next + 16)])
            else { return }
            add(source, start..<line.upperBound)
            seams.append(bytes.count)
            // What was cut at a blank has lost it, or kept it on the next line.
            add(source, next..<end)
            bytes.append(0x0A)
        }

        private mutating func add(_ source: [UInt8], _ range: Range<Int>) {
            runs.append(.init(offset: bytes.count, origin: range.lowerBound, length: range.count))
            bytes.append(contentsOf: source[range])
        }
    }

    /// Bytes that are looked at on either side.
    private static let reach = 48
    /// No window is narrower.
    private static let shortestLine = 24

    init(_ text: [UInt8]) {
        var pieces = Pieces()
        var lineStart = 0
        for place in text.indices where text[place] == 0x0A {
            var end = place
            if end > lineStart, text[end - 1] == 0x0D { end -= 1 }
            // A soft line break of quoted-printable.
            if end > lineStart, text[end - 1] == 0x3D { end -= 1 }
            if end - lineStart >= Self.shortestLine { pieces.join(text, lineStart..<end, behind: place + 1) }
            lineStart = place + 1
        }
        self.text = RepairedText(source: SourceID(0), region: 0, bytes: pieces.bytes, map: pieces.runs)
        seams = pieces.seams
    }

    private static func hasDigit(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B }
    }

    /// True when a line's end lies inside of a range of `text`.
    func crosses(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = seams.count
        while low < high {
            let middle = (low + high) / 2
            if seams[middle] <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < seams.count && seams[low] < range.upperBound
    }

    /// A part of the joined text.
    func part(_ range: Range<Int>) -> RepairedText {
        guard range.lowerBound >= 0, range.upperBound <= text.bytes.count else {
            return RepairedText(source: SourceID(0), region: 0, bytes: [], map: [])
        }
        let map = text.map
        var runs: [RepairedText.Run] = []
        var low = 0
        var high = map.count
        while low < high {
            let middle = (low + high) / 2
            if map[middle].offset + map[middle].length <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low < map.count, map[low].offset < range.upperBound {
            let run = map[low]
            let from = max(run.offset, range.lowerBound)
            let to = min(run.offset + run.length, range.upperBound)
            if from < to {
                runs.append(
                    .init(offset: from - range.lowerBound, origin: run.origin + from - run.offset, length: to - from))
            }
            low += 1
        }
        return RepairedText(source: SourceID(0), region: 0, bytes: Array(text.bytes[range]), map: runs)
    }
}
