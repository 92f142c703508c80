import TriageBytes
import TriageModel

/// Finds where the writer of a mail speaks of something of his or her own: "my new photo" (`mention` with `own`).
///
/// Only below a mail's header, for only there somebody is known to write, and only until what somebody else wrote
/// begins: quoted lines, and what follows "Anna <anna@contoso.example> wrote:", are not the writer's.
struct WriterPass: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let owner = vocabulary.owner
        guard !owner.isEmpty, regions.contains(where: { $0.format == "mail-header" }) else { return }
        var depth: Int?
        for index in regions.indices {
            let lines = regions[index].lines
            if regions[index].format == "mail-header" {
                depth = text.lines[lines.lowerBound].quoteDepth
            } else if regions[index].format == "prose", let writersDepth = depth {
                let passed = lines.first { isAttribution(text.slice($0)) }
                let own = lines.lowerBound..<(passed ?? lines.upperBound)
                for range in ranges(of: own, depth: writersDepth, text) {
                    add(text.joined(range), owner, &regions[index].records)
                }
                if passed != nil { depth = nil }
            }
        }
    }

    /// The runs of lines that are quoted as deep as the header.
    private func ranges(of lines: Range<Int>, depth: Int, _ text: CleanText) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for line in lines where text.lines[line].quoteDepth == depth {
            if let last = ranges.last, last.upperBound == line {
                ranges[ranges.count - 1] = last.lowerBound..<(line + 1)
            } else {
                ranges.append(line..<(line + 1))
            }
        }
        return ranges
    }

    private func add(_ text: LocatedText, _ owner: ProseOwner, _ drafts: inout [Draft]) {
        for range in owner.places(in: text.bytes) {
            let phrase = text[range]
            guard let span = phrase.spans.first else { continue }
            var draft = Draft(kind: "mention", fields: [.init("own", phrase.value())], span: span, format: "prose")
            draft.block = drafts.count
            drafts.append(draft)
        }
    }

    /// "On Monday Anna wrote:": a line that ends with a colon and says who, or that somebody, wrote what follows.
    private func isAttribution(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.last == 0x3A else { return false }
        if line.contains(0x40) { return true }
        let words = String(decoding: line, as: UTF8.self).lowercased().split { !$0.isLetter }
        return words.contains { LanguageWords.wrote.contains(String($0)) }
    }
}

/// Finds "my photo" in the words of a language and the things of a topic.
struct ProseOwner: Sendable {
    private let owns: PhraseFinder
    private let things: PhraseFinder

    /// True when the topic is about no thing.
    let isEmpty: Bool

    init(_ vocabulary: Vocabulary) {
        // The first group names the thing; commands about it, which are nobody's, stand there as well.
        let names = vocabulary.topic.groups.first?.filter { vocabulary.cmdlet($0) == nil && !$0.contains("-") } ?? []
        isEmpty = names.isEmpty
        owns = PhraseFinder(LanguageWords.owns.map { (0, $0) })
        things = PhraseFinder(names.map { (0, $0) })
    }

    /// The places of "my photo", with at most two words between that say no more than which.
    func places(in bytes: [UInt8]) -> [Range<Int>] {
        owns.matches(in: bytes, 0..<bytes.count).compactMap { own in
            var start = own.range.upperBound
            for _ in 0...2 {
                while start < bytes.count, bytes[start].isBlankByte { start += 1 }
                let window = start..<min(bytes.count, start + 64)
                if let thing = things.matches(in: bytes, window).first, thing.range.lowerBound == start {
                    // "My picture's", "my photo-script": it is about something of the thing.
                    guard !isGoingOn(bytes, thing.range.upperBound) else { return nil }
                    return own.range.lowerBound..<thing.range.upperBound
                }
                var end = start
                while end < window.upperBound, !bytes[end].isBlankByte { end += 1 }
                let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
                guard LanguageWords.betweenOwn.contains(word) else { return nil }
                start = end
            }
            return nil
        }
    }

    private func isGoingOn(_ bytes: [UInt8], _ place: Int) -> Bool {
        guard place < bytes.count else { return false }
        return bytes[place] == 0x2D || bytes[place] == 0x27 || bytes[place] == 0x5F
    }
}
