/// Finds what is private by its form. Every search is bounded, so that all of them are linear in the text.
struct ShapeFinder {
    let view: TextView
    let knowledge: KnowledgeWords
    /// True for a word that was learned as one of a domain.
    let isKnownHost: ([UInt32]) -> Bool
    var shapes: [Shape] = []
    /// Behind the dotted name that was looked at last.
    private var behindName = 0
    /// The value of a part of a distinguished name whose end was looked for last.
    var lastValue = 0..<0
    /// The value of a part that was added last.
    var lastPart = (range: 0..<0, isPerson: false)

    init(_ view: TextView, _ knowledge: KnowledgeWords, isKnownHost: @escaping ([UInt32]) -> Bool) {
        self.view = view
        self.knowledge = knowledge
        self.isKnownHost = isKnownHost
    }

    mutating func find() {
        for range in GUIDShapes.texts(in: view) { shapes.append(.guid(range)) }
        var place = 0
        while place < view.count {
            switch view.scalars[place] {
            case 0x40: address(at: place)
            case 0x2E where place >= behindName: dottedName(at: place)
            case 0x3A: colon(at: place)
            case 0x3D: part(at: place)
            case 0x5C, 0x2F: path(at: place)
            case 0x53, 0x73: sid(at: place)
            default: break
            }
            place += 1
        }
    }

    // MARK: Addresses and hosts

    private func isHostCharacter(_ scalar: UInt32) -> Bool {
        TextView.isWord(scalar) || scalar == 0x2D || scalar == 0x5F
    }

    private mutating func address(at place: Int) {
        var start = place
        while start > 0, place - start < 128, isLocal(view.scalars[start - 1]) { start -= 1 }
        while start < place, !TextView.isWord(view.scalars[start]) { start += 1 }
        guard start < place, view.isWordCharacter(place + 1) else { return }
        let labels = labels(from: place + 1)
        guard let first = labels.first else { return }
        // `thumbnail@odata.type`: annotations of OData, not addresses.
        if view.lower[first].elementsEqual("odata".unicodeScalars.map(\.value)) { return }
        shapes.append(.address(local: start..<place, host: labels))
    }

    private func isLocal(_ scalar: UInt32) -> Bool {
        if TextView.isWord(scalar) { return true }
        switch scalar {
        case 0x2E, 0x5F, 0x2D, 0x2B, 0x27, 0x25, 0x2019, 0x23, 0x24, 0x7E: return true
        default: return false
        }
    }

    /// The labels of a dotted name that begins at a place.
    private func labels(from place: Int) -> [Range<Int>] {
        var labels: [Range<Int>] = []
        var start = place
        while labels.count < 16 {
            var end = start
            while end < view.count, end - start < 64, isHostCharacter(view.scalars[end]) { end += 1 }
            while end > start, view.scalars[end - 1] == 0x2D || view.scalars[end - 1] == 0x5F { end -= 1 }
            if end == start { break }
            labels.append(start..<end)
            guard end + 1 < view.count, view.scalars[end] == 0x2E, isHostCharacter(view.scalars[end + 1]) else { break }
            start = end + 1
        }
        return labels
    }

    private mutating func dottedName(at place: Int) {
        guard view.isWordCharacter(place - 1), view.isWordCharacter(place + 1) else { return }
        var start = place
        while start > 0, place - start < 64, isHostCharacter(view.scalars[start - 1]) { start -= 1 }
        let labels = labels(from: start)
        guard labels.count > 1, let last = labels.last else { return }
        behindName = last.upperBound
        if labels.count == 4, labels.allSatisfy(isOctet) {
            if !isVersion(start) { shapes.append(.ip(labels)) }
            return
        }
        let folded = labels.map { Pseudonyms.text(view.lower[$0]) }
        if knowledge.publicLabels(of: folded) > 0 { return shapes.append(.host(labels)) }
        let isPlain = view.scalars[last].allSatisfy { !Letters.isUpper($0) }
        let isShouted = labels.allSatisfy {
            view.scalars[$0].allSatisfy { !Letters.isUpper($0) ? Letters.family($0) != .latin : true }
        }
        guard let ending = folded.last, knowledge.isHostEnding(folded: ending), isPlain || isShouted else { return }
        shapes.append(.host(labels))
    }

    private func isOctet(_ range: Range<Int>) -> Bool {
        guard range.count <= 3, view.scalars[range].allSatisfy({ Letters.family($0) == .digit }) else { return false }
        return (Int(view.text(range)) ?? 256) < 256
    }

    /// Versions look like addresses; the word before tells.
    private func isVersion(_ start: Int) -> Bool {
        let before = Pseudonyms.text(view.lower[max(0, start - 24)..<start])
        return before.contains("version") || before.hasSuffix("v") || before.contains("build")
    }

    /// `https://host`, and addresses of version 6.
    private mutating func colon(at place: Int) {
        if place + 3 < view.count, view.scalars[place + 1] == 0x2F, view.scalars[place + 2] == 0x2F {
            let labels = labels(from: place + 3)
            if labels.count > 1 || labels.first.map({ !isKnowledge($0) }) ?? false {
                if labels.count == 4, labels.allSatisfy(isOctet) { return shapes.append(.ip(labels)) }
                shapes.append(labels.count == 1 ? .server(labels[0]) : .host(labels))
            }
            return
        }
        // The first colon of an address.
        var start = place
        while start > 0, place - start < 5, GUIDShapes.isHex(view.scalars[start - 1]) { start -= 1 }
        guard !view.isWordCharacter(start - 1), start == 0 || view.scalars[start - 1] != 0x3A else { return }
        var end = place
        var colons = 0
        var digits = 0
        var group = 0
        while end < view.count, end - start < 40 {
            if view.scalars[end] == 0x3A {
                colons += 1
                group = 0
            } else if GUIDShapes.isHex(view.scalars[end]), group < 4 {
                digits += 1
                group += 1
            } else {
                break
            }
            end += 1
        }
        guard !view.isWordCharacter(end), digits >= 6, colons == 7 || colons >= 2 && hasDoubleColon(start..<end) else {
            return
        }
        shapes.append(.ip6(start..<end))
    }

    private func hasDoubleColon(_ range: Range<Int>) -> Bool {
        range.dropLast().contains { view.scalars[$0] == 0x3A && view.scalars[$0 + 1] == 0x3A }
    }

    private func isKnowledge(_ range: Range<Int>) -> Bool {
        knowledge.knows(folded: Pseudonyms.text(view.lower[range]))
    }

    // MARK: Numbers

    private mutating func sid(at place: Int) {
        guard place + 8 < view.count, view.scalars[place + 1] == 0x2D, view.scalars[place + 2] == 0x31,
            view.scalars[place + 3] == 0x2D, !view.isWordCharacter(place - 1)
        else { return }
        var numbers: [Range<Int>] = []
        var start = place + 4
        while numbers.count < 16 {
            var end = start
            while end < view.count, end - start < 16, Letters.family(view.scalars[end]) == .digit { end += 1 }
            if end == start { break }
            numbers.append(start..<end)
            guard end < view.count, view.scalars[end] == 0x2D else { break }
            start = end + 1
        }
        // The authority and its kind say nothing about anybody; short numbers at the end are everybody's.
        guard numbers.count >= 4 else { return }
        let own = numbers.dropFirst(2).filter { $0.count > 3 }
        if !own.isEmpty { shapes.append(.sid(Array(own))) }
    }
}
