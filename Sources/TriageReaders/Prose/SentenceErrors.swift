import TriageBytes
import TriageModel

/// Reads errors that sentences tell of: `when I upload it we get: Error on proxy command …`, `it says that the term
/// 'Set-X' is not recognized as …`. Which texts are told so is the vocabulary's; a sentence that asks, supposes, denies or
/// instructs tells of none.
struct SentenceErrors: DraftPass {
    /// More of them in one text are a list of errors, not what happened.
    private static let most = 50

    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let told = vocabulary.toldErrors
        guard !told.isEmpty else { return }
        var count = 0
        var printed: [[UInt8]]?
        for index in regions.indices where regions[index].format == "prose" {
            guard let prose = regions[index].repaired else { continue }
            var from = 0
            while count < Self.most, let place = told.next(in: prose.bytes, from: from) {
                let sentence = ErrorSentence(prose.bytes, place)
                from = sentence.message.upperBound
                guard sentence.isAsserted(vocabulary.prose) else { continue }
                // A sentence about an error that is pasted as well says nothing more.
                let known = printed ?? Self.printedTexts(regions)
                printed = known
                let needle = ByteNeedle(Self.squeezed(prose.bytes[place]))
                if known.contains(where: { needle.first(in: $0.span) != nil }) { continue }
                if var draft = Self.draft(prose, sentence, vocabulary) {
                    ErrorTemplates().fill(&draft, vocabulary.templateMatchers, text)
                    draft.block = regions[index].records.count
                    regions[index].records.append(draft)
                    count += 1
                }
            }
        }
    }

    /// What the errors say that were printed.
    private static func printedTexts(_ regions: [ReadRegion]) -> [[UInt8]] {
        regions.lazy.filter { $0.format != "prose" }.flatMap(\.records).filter { $0.kind == "error" }.flatMap { error in
            ["message", "exceptionMessage", "errorId", "code"].compactMap { name -> [UInt8]? in
                guard case .text(let text)? = error[name]?.content else { return nil }
                return squeezed(Array(text.utf8)[...])
            }
        }
    }

    /// Small letters without white space.
    private static func squeezed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.lazy.filter { !$0.isBlankByte }.map(\.asciiLowered)
    }

    private static func draft(
        _ prose: LocatedText, _ sentence: ErrorSentence, _ vocabulary: PreparedVocabulary
    ) -> Draft? {
        var error = ErrorDraft(view: "sentence", format: "error.sentence")
        error.setMessage(prose[sentence.message].trimmed)
        let command = sentence.command ?? topicalCommand(prose.bytes, sentence.surroundings, vocabulary)
        error.invokedAs = command.map { prose[$0].value() }
        guard error.hasContent, let span = prose[sentence.message].spans.first else { return nil }
        return error.draft(span: span)
    }

    /// The one command of the topic that a sentence names: "Set-X for Anna fails with …".
    private static func topicalCommand(
        _ bytes: [UInt8], _ ranges: [Range<Int>], _ vocabulary: PreparedVocabulary
    ) -> Range<Int>? {
        var found: Range<Int>?
        var name: String?
        let words = ranges.flatMap { bytes[$0].split { !$0.isAlphanumeric && $0 != 0x2D } }
        for word in words where word.contains(0x2D) {
            guard let cmdlet = vocabulary.cmdlet(String(decoding: word, as: UTF8.self)), cmdlet.isTopical else {
                continue
            }
            if let name, name != cmdlet.name { return nil }
            name = cmdlet.name
            found = word.startIndex..<word.endIndex
        }
        return found
    }
}
