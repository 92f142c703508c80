/// A sentence that holds the text of an error: where the message ends, and whether the sentence says that it happened.
struct ErrorSentence {
    /// The message, from the text the vocabulary knows to the mark that closes the quotation, or to the end of its
    /// sentence.
    let message: Range<Int>
    /// The command named right before it, as errors are printed: `Set-X : message`.
    let command: Range<Int>?
    /// What stands before and behind the text the vocabulary knows, in its sentence.
    var surroundings: [Range<Int>] { [frame.before, known.upperBound..<frame.after.upperBound] }

    private let known: Range<Int>
    private let frame: SentenceFrame

    /// Takes the surroundings of a place apart.
    init(_ bytes: [UInt8], _ place: Range<Int>) {
        known = place
        let limit = min(bytes.count, place.lowerBound + SentenceFrame.reach)
        command = Self.command(bytes, before: place.lowerBound)
        let start = command?.lowerBound ?? place.lowerBound
        let end =
            Self.closing(bytes, before: start, from: place.upperBound, to: limit)
            ?? SentenceFrame.end(bytes, place.upperBound, limit)
        message = place.lowerBound..<max(place.upperBound, end)
        frame = SentenceFrame(bytes, around: start..<message.upperBound)
    }

    /// True when the sentence says that the error happened.
    func isAsserted(_ terms: ProseTerms) -> Bool {
        frame.isAsserted(terms) && !frame.isTakenBack(terms) && !frame.isOnlyAsked(from: message.lowerBound)
    }

    // MARK: Borders

    /// The name of a command before a place: `Set-X : `.
    private static func command(_ bytes: [UInt8], before place: Int) -> Range<Int>? {
        var end = place
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        guard end > 0, bytes[end - 1] == 0x3A else { return nil }
        end -= 1
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        var start = end
        while start > 0, end - start < 80, bytes[start - 1].isAlphanumeric || bytes[start - 1] == 0x2D { start -= 1 }
        return CommandName.hasApprovedVerb(bytes[start..<end]) ? start..<end : nil
    }

    /// Where the mark stands that closes the quotation a place begins; nil where none is open or it is not closed.
    private static func closing(_ bytes: [UInt8], before place: Int, from start: Int, to limit: Int) -> Int? {
        for (open, close) in marks where bytes[..<place].suffix(open.count).elementsEqual(open) {
            // A mark inside of the message stands before a letter or a digit.
            var index = start
            while index + close.count <= limit {
                let next = index + close.count
                if bytes[index..<next].elementsEqual(close), next == bytes.count || !bytes[next].isAlphanumeric {
                    return index
                }
                if bytes[index] == 0x0A, index + 1 < limit, bytes[index + 1] == 0x0A { return nil }
                index += 1
            }
        }
        return nil
    }

    private static let marks: [(open: [UInt8], close: [UInt8])] = [
        ("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("« ", " »"), ("`", "`"),
    ].map { (Array($0.utf8), Array($1.utf8)) }
}
