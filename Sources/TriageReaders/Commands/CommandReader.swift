import TriageModel

/// Reads what was typed at a PowerShell prompt: continuation prompts, back-ticks, open brackets, lines the console cut,
/// and the echo of a long line that is repeated with every key.
struct CommandReader: RegionReader {
    let triggers: LineShape = [.prompt, .typed]

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let isPrompted = text.lines[line].shape.contains(.prompt)
        guard let promptEnd = isPrompted ? promptEnd(text, line) : 0,
            isPrompted || BareCommand.isKnown(text.slice(line), vocabulary)
        else { return nil }
        var command = text.text(line, from: promptEnd)
        while command.bytes.first == 0x20 { command = command[1..<command.count] }
        var next = line + 1
        if !command.isEmpty { next = readOn(text, line, promptEnd, vocabulary, &command) }
        let span = text.span(line..<next)
        var records = CommandParser.parse(command, span: span, vocabulary: vocabulary.vocabulary)
        if isPrompted {
            // `[PS]` is the prompt of another shell than `PS`: rules may want to know.
            let prompt = text.text(line)[0..<promptEnd].trimmed
            for index in records.indices where records[index].kind == "command" {
                records[index].fields.append(.init("prompt", prompt.value()))
            }
        } else {
            guard let answer = BareCommand.answer(text, at: next, to: records, vocabulary) else { return nil }
            if case .value(let place) = answer { next = place }
        }
        if let answer = CommandAnswer.read(text, at: next, commands: records, vocabulary: vocabulary) {
            records.append(answer)
            next += 1
        }
        for index in records.indices where records[index].kind.isEmpty || records[index].kind != "command" {
            records[index].block = 1
        }
        return ReadRegion(
            lines: line..<next, format: "command",
            why: isPrompted ? "certain: a PowerShell prompt" : "likely: a command and its answer, without a prompt",
            records: records,
            repaired: command)
    }

    /// Bytes of the prompt, its `>` included.
    private func promptEnd(_ text: CleanText, _ line: Int) -> Int? {
        let slice = text.slice(line)
        var index = slice.startIndex
        // `[PS] C:\>` and `[server]: PS C:\>` hold a bracket first; the `>` of the prompt comes behind it.
        if let open = slice.first(where: { $0 != 0x20 }), open == 0x5B, let close = slice.firstIndex(of: 0x5D) {
            index = close
        }
        return slice[index...].firstIndex(of: 0x3E).map { $0 - slice.startIndex + 1 }
    }

    /// Joins the lines that belong to the command; the index behind the last.
    private func readOn(
        _ text: CleanText, _ line: Int, _ promptEnd: Int, _ vocabulary: PreparedVocabulary, _ command: inout LocatedText
    ) -> Int {
        var next = echoEnd(text, line, promptEnd, command)
        if next > line + 1, next < text.lines.count {
            command.append(text.text(next))
            next += 1
        }
        let depth = text.lines[line].quoteDepth
        var openness = Openness(command.bytes)
        while next < text.lines.count, next - line < 400, !text.lines[next].shape.contains(.prompt) {
            let isContinuationPrompt =
                text.lines[next].quoteDepth == depth + 2 && !Self.isTerminatingError(text.slice(next))
            if isContinuationPrompt || command.bytes.last == 0x60 {
                if command.bytes.last == 0x60 { command = command[0..<(command.count - 1)] }
                command.append(inserted: isContinuationPrompt && openness.isOpen ? 0x0A : 0x20)
                command.append(text.text(next))
            } else if !openness.isOpen, PrintedData.begins(text, at: next) {
                break
            } else if canGoOn(text, next, vocabulary) || isPiped(text, next, openness)
                || (openness.isOpen && !text.lines[next].isBlank && !isForeign(text, next))
            {
                let isCertain = openness.waitsForMore(text.slice(next))
                if case .join(let blanks, let dropped) = joint(text, next, from: line, isCertain: isCertain) {
                    for _ in 0..<blanks { command.append(inserted: 0x20) }
                    command.append(text.text(next, from: dropped))
                } else if openness.isOpen {
                    command.append(inserted: 0x0A)
                    command.append(text.text(next))
                } else {
                    break
                }
            } else {
                break
            }
            openness = Openness(command.bytes)
            next += 1
        }
        return next
    }

    // MARK: Echo

    /// A screen shows a line longer than the window again with every key: typed rest, padding to the prompt's width,
    /// the start of the command. Index of the line that holds the whole rest; `line + 1` when there is no echo.
    private func echoEnd(_ text: CleanText, _ line: Int, _ promptEnd: Int, _ command: LocatedText) -> Int {
        let head = Array(text.slice(line).dropFirst(promptEnd).drop { $0 == 0x20 })
        guard head.count >= 8 else { return line + 1 }
        let offset = text.slice(line).count - head.count
        var next = line + 1
        while next < text.lines.count {
            let slice = text.slice(next)
            let start = slice.startIndex + offset
            guard slice.count == offset + head.count, start <= slice.endIndex, slice[start...].elementsEqual(head)
            else { break }
            next += 1
        }
        return next
    }

    // MARK: Lines cut by the console

    /// Lines behind a command that are looked at to tell how it was cut: its errors were cut at the same width.
    private static let linesBehind = 45

    /// No window is narrower.
    private static let narrowest = 36

    /// No mail is wrapped at fewer columns: two lines that have fewer together were one line.
    private static let shortestWrap = 60

    /// What stands between a line of the command and the next, told from how the lines around were cut.
    private func joint(
        _ text: CleanText, _ line: Int, from first: Int, isCertain: Bool
    ) -> TranscriptRepair.Joint {
        var end = line + 1
        while end < text.lines.count, end - line < Self.linesBehind,
            text.lines[end].shape.isDisjoint(with: [.stars, .fence])
        {
            end += 1
        }
        let range = first..<end
        let lines = range.map { index in
            let entry = text.lines[index]
            let isStart = entry.shape.contains(.prompt) || isForeign(text, index)
            let role: WrapGeometry.Role =
                entry.isBlank ? .blank : index == line && isCertain ? .continuation : isStart ? .start : .open
            return WrapGeometry.Line(text, index, role: role)
        }
        let repair = TranscriptRepair(text, lines)
        let joint = repair.joint(before: line - first)
        let before = lines[line - first - 1]
        let after = lines[line - first]
        // Behind a parameter stands what a sentence begins with only when it answers the command.
        let isAnswer =
            Seam.lastWord(before.body).first == 0x2D && (0x41...0x5A).contains(after.body.first ?? 0)
            && Openness.isSentence(after.body)
        if isAnswer, !isCertain, !repair.geometry.isConfirmed { return .lineBreak }
        // What no window and no mail cuts is two lines.
        if !isCertain, before.columns < Self.narrowest, before.columns + after.columns < Self.shortestWrap {
            return .lineBreak
        }
        // Nothing but one line's length speaks for a cut: a line alone that looks like no command is what it printed. But a
        // command that names several properties prints no bare word.
        if !isCertain, !Seam.lastWord(before.body).contains(0x2C),
            !repair.geometry.isConfirmed || repair.geometry.width < Self.narrowest, standsAlone(text, line),
            !Self.hasSyntax(after.body)
        {
            return .lineBreak
        }
        if after.body.first == 0x2D, after.body.dropFirst().first?.isLetter == true, joint != .lineBreak {
            // A blank stands before a parameter, at whichever side of the cut it was lost; only a verb meets its hyphen.
            return .join(blanks: Self.isVerbAlone(before.body) ? 0 : 1, dropped: after.indent)
        }
        // No parameter's name holds a `$` or an address: what was cut stood between the parameter and its value.
        if isCertain, before.columns >= 36, Seam.lastWord(before.body).first == 0x2D,
            after.body.first == 0x24 || after.body.prefix(8).starts(with: Array("http".utf8))
        {
            return .join(blanks: 1, dropped: after.indent)
        }
        // One cut line among answers that do not say how wide the window was: the widest line was cut where a word goes on.
        if joint == .lineBreak, before.columns >= 36, before.columns >= lines.lazy.map(\.columns).max() ?? 0,
            Seam.goesOn(before.body, after.body)
        {
            return .join(blanks: 0, dropped: min(after.indent, 4))
        }
        return joint
    }

    /// True for a line behind which nothing stands that the command may have printed instead of it.
    private func standsAlone(_ text: CleanText, _ line: Int) -> Bool {
        guard line + 1 < text.lines.count else { return true }
        let next = text.lines[line + 1]
        return next.isBlank || !next.shape.isDisjoint(with: [.prompt, .stars, .fence])
    }

    /// True for text with what only commands have: a variable, a quote, a pipe, a bracket, a parameter.
    private static func hasSyntax(_ line: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0x20
        for (index, byte) in zip(line.indices, line) {
            if [0x22, 0x24, 0x27, 0x28, 0x29, 0x60, 0x7B, 0x7C, 0x7D].contains(byte) { return true }
            if byte == 0x2D, before == 0x20, index + 1 < line.endIndex, line[index + 1].isLetter { return true }
            before = byte
        }
        return false
    }

    /// True for a line that ends with the first word of a command, its hyphen cut off: `PS C:\> Set`.
    private static func isVerbAlone(_ line: ArraySlice<UInt8>) -> Bool {
        let word = Seam.lastWord(line)
        guard !word.isEmpty, word.count <= 12, word.allSatisfy(\.isLetter) else { return false }
        let rest = line[..<word.startIndex].last { $0 != 0x20 }
        return rest == nil || [0x3E, 0x7C, 0x28, 0x3D, 0x3B, 0x7B].contains(rest ?? 0)
    }

    /// `word | fl` looks like the gutter of an error, but not where a command waits for more.
    private func isPiped(_ text: CleanText, _ line: Int, _ openness: Openness) -> Bool {
        text.lines[line].shape == .gutter && text.slice(line).first?.isLetter == true
            && openness.waitsForMore(text.slice(line))
    }

    /// False for lines that are certainly not the rest of a command: answers, headings, errors.
    private func canGoOn(_ text: CleanText, _ line: Int, _ vocabulary: PreparedVocabulary) -> Bool {
        guard !text.lines[line].isBlank, !isForeign(text, line), !Self.isTerminatingError(text.slice(line)) else {
            return false
        }
        let slice = text.slice(line)
        if slice.allSatisfy({ $0.isDigit || $0 == 0x20 }) || StartsError.check(slice, vocabulary) { return false }
        // The headings of a table.
        return line + 1 >= text.lines.count || !text.lines[line + 1].shape.contains(.dashes)
    }

    private func isForeign(_ text: CleanText, _ line: Int) -> Bool {
        !text.lines[line].shape.isDisjoint(with: [
            .commandHeader, .property, .errorLabel, .plus, .dashes, .stars, .fence, .gutter, .xml,
        ])
    }

    private static let terminating = Array("TerminatingError(".utf8)

    static func isTerminatingError(_ slice: ArraySlice<UInt8>) -> Bool { slice.starts(with: terminating) }

    /// Whether brackets or quotes are open at the end of a command, or a pipe waits for more.
    private struct Openness {
        let isOpen: Bool
        private let last: UInt8?
        private let endsWithParameter: Bool

        /// True when nothing but more of the command can follow: something is open, a comma or an equals sign waits, or
        /// the next line is a parameter.
        func waitsForMore(_ next: ArraySlice<UInt8>) -> Bool {
            if isOpen || last == 0x2C || last == 0x3D || last == 0x7C { return true }
            let body = next.drop { $0 == 0x20 }
            if endsWithParameter { return !Self.isSentence(body) }
            return body.first == 0x2D && body.dropFirst().first?.isLetter == true
        }

        /// Two words of letters in a row: a parameter may be a switch, and its value is one word or stands in quotes.
        static func isSentence(_ line: ArraySlice<UInt8>) -> Bool {
            let words = line.split(separator: 0x20, maxSplits: 2)
            guard words.count >= 2, let first = words.first, first.first?.isLetter == true else { return false }
            return words[1].first?.isLetter == true && !first.contains(0x2C) && !first.contains(0x3D)
        }

        init(_ bytes: [UInt8]) {
            var depth = 0
            var quote: UInt8 = 0
            for byte in bytes {
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                } else if byte == 0x28 || byte == 0x7B {
                    depth += 1
                } else if byte == 0x29 || byte == 0x7D {
                    depth -= 1
                }
            }
            last = bytes.last { $0 != 0x20 }
            let word = Seam.lastWord(bytes[...])
            endsWithParameter = word.first == 0x2D && word.count > 2 && !word.contains(0x3A)
            isOpen = quote != 0 || depth > 0 || bytes.last == 0x7C
        }
    }
}

/// Tells lines that start an error by a template of the vocabulary, without any other mark.
enum StartsError {
    /// True when the line starts with the first literal of such a template (up to its first hole, or what the line holds of it).
    static func check(_ line: ArraySlice<UInt8>, _ vocabulary: PreparedVocabulary) -> Bool {
        vocabulary.errorOpenings.startsPlainly(line.drop { $0 == 0x20 })
    }
}
