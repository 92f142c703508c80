import TriageModel

/// Makes one error of an error that was printed several times in a row: a transcript's `TerminatingError` line, the
/// short form, the view; or a catch block's `Failed: message` and the error behind it.
///
/// Two neighbours are one error when only blank lines stand between them, their messages are the same but for white
/// space (or one starts with, or holds, the other), their commands do not differ, and at most one of them has a
/// position or a category. Two whole blocks are two errors: a pipeline prints one for each of its items.
struct DuplicateErrors: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        var result: [ReadRegion] = []
        result.reserveCapacity(regions.count)
        for region in regions {
            if let last = result.last, let merged = Self.merged(last, region, text) {
                result[result.count - 1] = merged
                // The echo before the first of them is seen once.
                continue
            }
            if region.isError, let last = result.last, let echo = Self.echo(of: region, endingIn: last, text) {
                result.removeLast()
                if let rest = echo.rest { result.append(rest) }
                result.append(echo.error)
                continue
            }
            result.append(region)
        }
        regions = result
    }

    // MARK: Two errors

    private static func merged(_ first: ReadRegion, _ second: ReadRegion, _ text: CleanText) -> ReadRegion? {
        guard first.isError, second.isError, first.records.count == 1, second.records.count == 1,
            isAdjacent(first.lines.upperBound, second.lines.lowerBound, text)
        else { return nil }
        let left = first.records[0]
        let right = second.records[0]
        guard !(left.hasBlock && right.hasBlock), isSameCommand(left, right), isSameMessage(left, right) else {
            return nil
        }
        let isLeftRicher = left.hasBlock
        let richer = isLeftRicher ? left : right
        let poorer = isLeftRicher ? right : left
        var region = isLeftRicher ? first : second
        var draft = richer
        for field in poorer.fields where draft[field.name] == nil {
            // The name before a short form's message is no activity where CategoryInfo says there is none.
            if field.name == "cmdlet" || field.name == "invokedAs", richer.hasBlock { continue }
            draft.fields.append(field)
        }
        region.lines = first.lines.lowerBound..<second.lines.upperBound
        region.records = [draft]
        region.problems = first.problems + second.problems
        region.why += "; printed more than once"
        return region
    }

    private static func isAdjacent(_ end: Int, _ start: Int, _ text: CleanText) -> Bool {
        guard end <= start, start - end <= 4 else { return false }
        return (end..<start).allSatisfy { text.lines[$0].isBlank }
    }

    private static func isSameCommand(_ left: Draft, _ right: Draft) -> Bool {
        let mine = left.commandNames
        let others = right.commandNames
        return mine.isEmpty || others.isEmpty || !mine.isDisjoint(with: others)
    }

    private static func isSameMessage(_ left: Draft, _ right: Draft) -> Bool {
        guard let mine = left.squeezedMessage, let other = right.squeezedMessage else {
            // CategoryView prints no message: its line belongs to the short form before it.
            return left.squeezedMessage != nil && right["view"]?.content == .text("category")
        }
        if mine == other { return true }
        let (short, long) = mine.count < other.count ? (mine, other) : (other, mine)
        return short.count >= 20 && (long.starts(with: short) || holds(long, short))
    }

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        // Only a beginning word or a code may stand before.
        guard let first = part.first else { return false }
        for start in 0..<min(80, text.count) where text[start] == first && text.count - start >= part.count {
            if text[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }

    // MARK: An error and its echo

    /// Text before an error that says the same message behind a word and a colon.
    private static func echo(
        of region: ReadRegion, endingIn prose: ReadRegion, _ text: CleanText
    ) -> (rest: ReadRegion?, error: ReadRegion)? {
        guard prose.format == "prose", prose.records.isEmpty, region.records.count == 1,
            isAdjacent(prose.lines.upperBound, region.lines.lowerBound, text),
            let message = region.records[0].squeezedMessage, message.count >= 12
        else { return nil }
        var line = prose.lines.upperBound
        var tail: [UInt8] = []
        while line > prose.lines.lowerBound, tail.count < message.count + 2, prose.lines.upperBound - line < 60 {
            line -= 1
            let bytes = text.slice(line).filter { !$0.isBlankByte }
            guard bytes.count + tail.count <= message.count + 60 else { return nil }
            tail = bytes + tail
        }
        guard tail.count > message.count, tail.suffix(message.count).elementsEqual(message) else { return nil }
        let prefix = tail.dropLast(message.count)
        guard prefix.count <= 40, prefix.last == 0x3A else { return nil }
        var error = region
        error.lines = line..<region.lines.upperBound
        error.why += "; printed more than once"
        var rest = prose
        rest.lines = prose.lines.lowerBound..<line
        while let last = rest.lines.last, text.lines[last].isBlank { rest.lines = rest.lines.lowerBound..<last }
        return (rest.lines.isEmpty ? nil : rest, error)
    }
}

extension ReadRegion {
    /// True for the region of a console error.
    fileprivate var isError: Bool { format.hasPrefix("error.") && !records.isEmpty }
}

extension Draft {
    /// True when the draft has more than a name and a message.
    fileprivate var hasBlock: Bool {
        self["category"] != nil || self["errorId"] != nil || self["line"] != nil || self["sourceLine"] != nil
    }

    /// Names of the command, in lower case.
    fileprivate var commandNames: Set<String> {
        var names: Set<String> = []
        for name in ["cmdlet", "invokedAs"] {
            if case .text(let text)? = self[name]?.content { names.insert(text.asciiLowercased) }
        }
        return names
    }

    /// The message without white space.
    fileprivate var squeezedMessage: [UInt8]? {
        guard case .text(let text)? = self["message"]?.content else { return nil }
        return text.utf8.filter { !$0.isBlankByte }
    }
}
