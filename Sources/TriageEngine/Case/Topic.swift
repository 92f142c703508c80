import TriageModel

/// Tells whether texts are about the topic: every group of the vocabulary is hit by one of its words, at word borders.
///
/// One pass over the text; words are found by their first token.
struct TopicWords: Sendable {
    /// A phrase as its tokens, folded, and the group it belongs to.
    private struct Phrase: Sendable {
        var tokens: [[UInt8]]
        var group: Int
    }

    /// Phrases by the hash of their first token.
    private var byFirst: [UInt64: [Phrase]] = [:]
    /// Phrases of scripts that set no blanks between words: searched as they are.
    private var unspaced: [(text: [UInt8], group: Int)] = []
    private let groupCount: Int

    init(_ topic: Vocabulary.Topic) {
        groupCount = topic.groups.count
        for (group, words) in topic.groups.enumerated() {
            for word in words {
                let text = Array(word.lowercased().utf8)
                if word.unicodeScalars.contains(where: { $0.value >= 0x2E80 }) {
                    unspaced.append((text, group))
                    continue
                }
                var tokens: [[UInt8]] = []
                var end = 0
                while let token = TopicWords.token(in: text, from: end) {
                    tokens.append(Array(text[token]))
                    end = token.upperBound
                }
                guard let first = tokens.first else { continue }
                byFirst[TopicWords.hash(first[...]), default: []].append(Phrase(tokens: tokens, group: group))
            }
        }
    }

    /// True when all groups are hit somewhere in the texts together. A vocabulary without groups has no topic.
    func isTopic(of texts: [RepairedText]) -> Bool {
        guard groupCount > 0 else { return false }
        var hit = [Bool](repeating: false, count: groupCount)
        for text in texts {
            mark(text.bytes, &hit)
            if !hit.contains(false) { return true }
        }
        return false
    }

    /// True when a word of the first group, the matter itself, stands in a text.
    func namesTheMatter(_ text: String) -> Bool {
        guard groupCount > 0 else { return false }
        var hit = [Bool](repeating: false, count: groupCount)
        mark(Array(text.utf8), &hit)
        return hit[0]
    }

    private func mark(_ bytes: [UInt8], _ hit: inout [Bool]) {
        var index = 0
        while let token = TopicWords.token(in: bytes, from: index) {
            index = token.upperBound
            check(TopicWords.lowered(bytes[token]), endingAt: token.upperBound, in: bytes, &hit)
            if let rest = TopicWords.brokenRest(in: bytes, after: token) {
                let joined = TopicWords.lowered((bytes[token] + bytes[rest])[...])
                check(joined, endingAt: rest.upperBound, in: bytes, &hit)
            }
            if !hit.contains(false) { return }
        }
        for (word, group) in unspaced where !hit[group] && FoldedText.contains(bytes, word) { hit[group] = true }
    }

    private func check(_ first: ArraySlice<UInt8>, endingAt end: Int, in bytes: [UInt8], _ hit: inout [Bool]) {
        for phrase in byFirst[TopicWords.hash(first)] ?? [] where !hit[phrase.group] {
            if phrase.tokens[0].elementsEqual(first), goesOn(phrase, in: bytes, from: end) { hit[phrase.group] = true }
        }
    }

    /// What a console that breaks lines in the middle of words made the next line of: at most four blanks, then a word.
    private static func brokenRest(in bytes: [UInt8], after token: Range<Int>) -> Range<Int>? {
        var index = token.upperBound
        if index < bytes.count, bytes[index] == 0x0D { index += 1 }
        guard index < bytes.count, bytes[index] == 0x0A else { return nil }
        index += 1
        var blanks = 0
        while index < bytes.count, bytes[index] == 0x20, blanks < 4 {
            index += 1
            blanks += 1
        }
        guard index < bytes.count, borderLength(bytes, at: index) == 0 else { return nil }
        return TopicWords.token(in: bytes, from: index)
    }

    /// True when the words of a phrase behind its first stand behind `end`.
    private func goesOn(_ phrase: Phrase, in bytes: [UInt8], from end: Int) -> Bool {
        var end = end
        for expected in phrase.tokens.dropFirst() {
            guard let next = TopicWords.token(in: bytes, from: end),
                TopicWords.lowered(bytes[next]).elementsEqual(expected)
            else { return false }
            end = next.upperBound
        }
        return true
    }

    /// The next run of word characters.
    private static func token(in bytes: [UInt8], from index: Int) -> Range<Int>? {
        var start = index
        while start < bytes.count {
            let border = borderLength(bytes, at: start)
            if border == 0 { break }
            start += border
        }
        guard start < bytes.count else { return nil }
        var end = start + 1
        while end < bytes.count, borderLength(bytes, at: end) == 0 { end += 1 }
        return start..<end
    }

    /// Length in bytes of a character that is no part of a word: ASCII but letters and digits, no-break space and the
    /// signs up to U+00BF, general punctuation (U+2000 to U+207F), CJK punctuation (U+3000 to U+303F). 0 for others.
    private static func borderLength(_ bytes: [UInt8], at index: Int) -> Int {
        let byte = bytes[index]
        if byte < 0x80 { return isWord(byte) ? 0 : 1 }
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch byte {
        case 0xC2: return next >= 0x80 && next < 0xC0 ? 2 : 0
        case 0xE2: return next == 0x80 || next == 0x81 ? min(3, bytes.count - index) : 0
        case 0xE3: return next == 0x80 ? min(3, bytes.count - index) : 0
        default: return 0
        }
    }

    /// As it stands when it is ASCII (comparison lowers ASCII itself); else in lower case. Very long runs are no words.
    private static func lowered(_ token: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard token.count <= 200 else { return [] }
        guard token.contains(where: { $0 >= 0x80 }) else {
            return token.contains { $0 &- 0x41 < 26 } ? token.map(\.asciiLowered)[...] : token
        }
        return Array(String(decoding: token, as: UTF8.self).lowercased().utf8)[...]
    }

    private static func hash(_ token: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in token { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// Letters, digits and everything that is not ASCII.
    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte.asciiLowered)
    }
}
