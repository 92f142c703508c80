/// What stands around a place in its sentence, and whether these words say that it is so.
struct SentenceFrame {
    /// From the start of the sentence to the place.
    let before: Range<Int>
    /// From the place to the end of the sentence.
    let after: Range<Int>

    private let bytes: [UInt8]

    /// More bytes of a sentence are not looked at, in either direction.
    static let reach = 2_000

    /// Words a negation and the place may have between them: "not get the error".
    private static let near = 3

    init(_ bytes: [UInt8], around place: Range<Int>) {
        self.bytes = bytes
        before = Self.start(bytes, place.lowerBound)..<place.lowerBound
        after = place.upperBound..<Self.end(bytes, place.upperBound, min(bytes.count, place.upperBound + Self.reach))
    }

    /// True when what stands before it speaks to nobody, supposes nothing and denies nothing.
    func isAsserted(_ terms: ProseTerms) -> Bool {
        let words = Self.words(bytes, before)
        let texts = words.map { String(decoding: bytes[$0], as: UTF8.self) }
        let hearer = texts.lastIndex { LanguageWords.hearers.contains($0 == "Sie" ? $0 : $0.lowercased()) }
        let speaker = texts.lastIndex { LanguageWords.speakers.contains($0.lowercased()) }
        if let hearer, hearer > speaker ?? -1 { return false }
        let found = terms.finder.matches(in: bytes, before)
        func last(_ roles: ProseRole...) -> Int? {
            found.last { roles.contains(terms.role($0.id)) }?.range.lowerBound
        }
        // "I wonder whether", "if it says": a condition before whom it is about ("when I run it, I get") is none of these.
        if let doubt = last(.doubt, .condition), doubt > speaker.map({ words[$0].lowerBound }) ?? -1 { return false }
        // "We do not get": right before the place, but for a word like "the error".
        guard let negation = last(.negation, .denial) else { return true }
        return words.count { $0.lowerBound > negation } > Self.near
    }

    /// True for what goes on with "is gone", "does not appear any more".
    func isTakenBack(_ terms: ProseTerms) -> Bool {
        let clause = after.lowerBound..<(bytes[after].firstIndex(of: 0x2C) ?? after.upperBound)
        let words = Self.words(bytes, clause).prefix(Self.near + 1)
        guard let first = words.first, let last = words.last else { return false }
        let texts = words.map { String(decoding: bytes[$0], as: UTF8.self).lowercased() }
        if texts.contains(where: LanguageWords.gone.contains) { return true }
        let found = terms.finder.matches(in: bytes, first.lowerBound..<last.upperBound)
        return found.contains { match in
            terms.role(match.id) == .negation && words.count { $0.lowerBound < match.range.lowerBound } <= 1
        }
    }

    /// True for a question about the place and nothing else: "What does … mean?", but not "…, what can we do?".
    ///
    /// - Parameter place: from where a comma starts something else.
    func isOnlyAsked(from place: Int) -> Bool {
        guard after.upperBound < bytes.count, bytes[after.upperBound] == 0x3F else { return false }
        if bytes[place..<after.upperBound].contains(0x2C) { return false }
        return !Self.words(bytes, before).contains {
            LanguageWords.speakers.contains(String(decoding: bytes[$0], as: UTF8.self).lowercased())
        }
    }

    // MARK: Borders

    private static func isStop(_ bytes: [UInt8], _ index: Int) -> Bool {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
        switch bytes[index] {
        case 0x0A: return next == 0x0A
        case 0x2E, 0x21, 0x3F: return next.isBlankByte
        default: return false
        }
    }

    /// The stop that ends the sentence, or the limit.
    static func end(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
        var index = start
        while index < limit, !isStop(bytes, index) { index += 1 }
        return index
    }

    private static func start(_ bytes: [UInt8], _ place: Int) -> Int {
        let floor = max(0, place - reach)
        var index = place
        while index > floor, !isStop(bytes, index - 1) { index -= 1 }
        return index
    }

    /// Runs of letters, apostrophes among them.
    private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start: Int?
        for index in range {
            let isLetter = bytes[index].isLetter || bytes[index] >= 0x80 || bytes[index] == 0x27
            if isLetter, start == nil { start = index }
            if !isLetter, let first = start {
                words.append(first..<index)
                start = nil
            }
        }
        if let start { words.append(start..<range.upperBound) }
        return words
    }
}
