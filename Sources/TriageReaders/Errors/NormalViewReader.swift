import TriageModel

/// Reads errors as Windows PowerShell prints them, and PowerShell 7 with `$ErrorView = 'NormalView'`.
///
/// Anchors are the labels, which are English everywhere, and the form of the position; no word of the message.
struct NormalViewReader: RegionReader {
    let triggers: LineShape = []

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let shape = text.lines[line].shape
        let block: NormalBlock?
        if shape.contains(.commandHeader) {
            block = NormalBlock(text, header: line)
        } else if shape.contains(.plus) || (shape.contains(.errorLabel) && ErrorLabel.at(line, of: text) != nil) {
            block = NormalBlock(text, mark: line, floor: floor, vocabulary: vocabulary)
        } else if ErrorOpening.offset(text, line, vocabulary) != nil, let headed = NormalBlock(text, header: line) {
            // Lines above may belong to the same message.
            let wider = NormalBlock(text, mark: headed.firstMark, floor: floor, vocabulary: vocabulary)
            block = wider.flatMap { $0.start <= line ? $0 : nil } ?? headed
        } else {
            block = nil
        }
        guard let block else { return nil }
        return NormalErrorParser(text, block).region()
    }
}

/// Takes the repaired lines of a ``NormalBlock`` apart.
struct NormalErrorParser {
    private let text: CleanText
    private let block: NormalBlock
    private var repair: TranscriptRepair
    private var measured: [WrapGeometry.Line]
    private var logical: [TranscriptRepair.LogicalLine] = []
    /// Where among the block's lines the position starts; the number of message lines.
    private var messageCount: Int
    private let beforeMarks: Int

    private static let messageGroup = 0
    private static let markGroup = 1
    private static let positionGroup = 2

    init(_ text: CleanText, _ block: NormalBlock) {
        self.text = text
        self.block = block
        beforeMarks = block.lines.firstIndex { $0 >= block.firstMark } ?? block.lines.count
        let head = Array(block.lines[..<beforeMarks])
        let position = NormalBlock.positionStart(text, head)
        messageCount = position ?? beforeMarks
        var measured: [WrapGeometry.Line] = []
        let starts = Set(block.labels.map(\.line))
        for (index, line) in block.lines.enumerated() {
            if index < beforeMarks {
                let role: WrapGeometry.Role =
                    index == 0 || index == position ? .start : index > messageCount ? .continuation : .open
                let group = index >= messageCount ? Self.positionGroup : Self.messageGroup
                measured.append(.init(text, line, role: role, group: group))
            } else {
                let isStart =
                    starts.contains(line)
                    || (text.lines[line].shape.contains(.plus) && line < (block.labels.first?.line ?? .max))
                    || NormalBlock.isUnderline(text, line)
                measured.append(
                    .init(text, line, role: isStart ? .start : .continuation, group: Self.markGroup))
            }
        }
        self.measured = measured
        repair = TranscriptRepair(text, measured)
        // What goes on behind the last label is found with the geometry so far, and then measured with the rest.
        let tail = trailingLines()
        if !tail.isEmpty {
            self.measured += tail
            repair = TranscriptRepair(text, self.measured)
        }
        logical = repair.logicalLines()
    }

    /// The region of the block with its one record.
    func region() -> ReadRegion {
        var error = ErrorDraft(view: "normal", format: "error.normal-view")
        let end = max(block.end, (logical.last?.lines.upperBound ?? block.start) + 1)
        readMarks(&error)
        readHead(&error)
        let lines = block.start..<end
        var repaired = LocatedText(source: text.source)
        for (index, line) in logical.enumerated() {
            if index > 0 { repaired.append(inserted: 0x0A) }
            repaired.append(line.text)
        }
        let labels = block.labels.map(\.place.label.rawValue)
        let why =
            labels.isEmpty
            ? "likely: a position and a source line, no labels" : "certain: labels " + labels.joined(separator: ", ")
        return ReadRegion(
            lines: lines, format: error.format, why: why, records: [error.draft(span: text.span(lines))],
            repaired: repaired)
    }

    // MARK: Message and position

    private func readHead(_ error: inout ErrorDraft) {
        guard beforeMarks > 0 else { return }
        let positionLine = messageCount < beforeMarks ? block.lines[messageCount] : block.firstMark
        var message = LocatedText(source: text.source)
        for (index, line) in logical.enumerated() where line.lines.lowerBound < block.firstMark {
            if line.lines.upperBound >= positionLine {
                if let position = ErrorPosition(line.text) { error.setPosition(position) }
                break
            }
            if index > 0 { message.append(inserted: 0x0A) }
            message.append(line.text.trimmed)
        }
        let (name, body) = ErrorHeader.split(message)
        error.invokedAs = name?.value()
        error.setMessage(body)
    }

    // MARK: Source line and labels

    private func readMarks(_ error: inout ErrorDraft) {
        for line in logical where line.lines.lowerBound >= block.firstMark {
            if let label = block.labels.first(where: { line.lines.contains($0.line) }) {
                let value = value(of: label.place, in: line)
                switch label.place.label {
                case .category: error.setCategory(value)
                case .errorID: error.setErrorID(value)
                case .computer: if !value.isEmpty { error.computer = value.value() }
                }
            } else if error.sourceLine == nil, !NormalBlock.isUnderline(text, line.lines.lowerBound) {
                let body = line.text.trimmed
                if body.bytes.first == 0x2B { error.setSourceLine(body[1..<body.count]) }
            }
        }
    }

    private func value(of place: ErrorLabel.Place, in line: TranscriptRepair.LogicalLine) -> LocatedText {
        guard let colon = line.text.bytes.firstIndex(of: 0x3A) else { return LocatedText(source: text.source) }
        return line.text[(colon + 1)..<line.text.count].trimmed
    }

    // MARK: Behind the last label

    /// Lines behind the last label that go on with its value: the console cut it, and nothing marks its end.
    private func trailingLines() -> [WrapGeometry.Line] {
        guard let last = block.labels.last, var before = measured.last else { return [] }
        var value: LocatedText?
        var result: [WrapGeometry.Line] = []
        var next = block.end
        while next < text.lines.count, result.count < 40 {
            let shape = text.lines[next].shape
            guard shape != .blank, shape.isDisjoint(with: NormalBlock.foreign.union([.dashes, .xml])) else { break }
            if shape.contains(.commandHeader), CommandName.isHeader(text, next) { break }
            if shape.contains(.plus) || ErrorLabel.at(next, of: text) != nil { break }
            let after = WrapGeometry.Line(text, next, role: .continuation, group: Self.markGroup)
            var known = value ?? lastValue()
            guard goesOn(known, before, after, last.place.label),
                case .join(let blanks, let dropped) = repair.joint(before, after)
            else { break }
            for _ in 0..<blanks { known.append(inserted: 0x20) }
            known.append(text.text(next, from: max(dropped, min(after.indent, before.indent + 4))))
            value = known
            result.append(after)
            before = after
            next += 1
        }
        return result
    }

    private func lastValue() -> LocatedText {
        guard let last = repair.logicalLines().last, let label = block.labels.last else {
            return LocatedText(source: text.source)
        }
        return value(of: label.place, in: last)
    }

    /// Decides whether a line behind the last label belongs to its value.
    private func goesOn(
        _ value: LocatedText, _ before: WrapGeometry.Line, _ after: WrapGeometry.Line, _ label: ErrorLabel
    ) -> Bool {
        if value.isEmpty { return true }
        let width = repair.geometry.width
        let gap = width - before.columns
        let isToken = !after.body.contains(0x20)
        let isIdentifier = isToken && after.body.allSatisfy { $0.isAlphanumeric || Self.identifierMarks.contains($0) }
        let isOpen = ErrorDraft.isOpen(value.bytes)
        if label == .category, !CategoryLine(value).isWhole { return gap <= after.firstWordColumns + 1 }
        switch repair.geometry.mode {
        case .hard, .none:
            if isOpen { return gap <= max(2, after.firstWordColumns + 1) }
            guard gap <= 0 else { return false }
            if repair.geometry.isConfirmed || after.indent > before.indent {
                return isIdentifier || (label == .errorID && !value.bytes.contains(0x2C))
            }
            return isIdentifier && (!isComplete(value, label) || Self.isSetName(value, after))
        case .words:
            if isOpen { return gap <= after.firstWordColumns + 1 }
            return gap <= 0 && isIdentifier && !isComplete(value, label)
        }
    }

    /// What classes of commands end with; one that ends inside such a word is cut.
    private static let suffixes = ["command", "cmdlet"]

    /// Behind `SetX` the name of a parameter set may follow: `_Set`, cut anywhere.
    private static func isSetName(_ value: LocatedText, _ after: WrapGeometry.Line) -> Bool {
        guard after.body.count <= 24, let first = after.body.first else { return false }
        if first == 0x5F { return true }
        let name = value.bytes[((value.bytes.lastIndex { $0 == 0x2E || $0 == 0x2C } ?? -1) + 1)...]
        return name.contains(0x5F) && after.body.allSatisfy { $0.isLetter }
    }

    private static let identifierMarks: Set<UInt8> = [0x2E, 0x2C, 0x5F, 0x2D, 0x60, 0x2B, 0x5B, 0x5D, 0x3A]

    /// An identifier that already names the command's class ("Set-X" and "…​.SetX", "SetXCommand") needs no more.
    private func isComplete(_ value: LocatedText, _ label: ErrorLabel) -> Bool {
        guard label == .errorID else { return label == .category }
        let bytes = value.bytes
        let name = bytes[((bytes.lastIndex { $0 == 0x2E || $0 == 0x2C } ?? -1) + 1)...]
        let letters = name.filter { $0.isAlphanumeric }.map { $0.asciiLowered }
        guard !letters.isEmpty else { return false }
        for line in block.labels where line.place.label == .category {
            let start = repair.logicalLines().first { $0.lines.contains(line.line) }
            guard let start else { continue }
            let category = CategoryLine(self.value(of: line.place, in: start))
            let activity = (category.activity?.bytes ?? []).filter { $0.isAlphanumeric }.map { $0.asciiLowered }
            let reason = (category.reason?.bytes ?? []).map { $0.asciiLowered }
            if !activity.isEmpty, letters.starts(with: activity) {
                let rest = letters[activity.count...]
                return !Self.suffixes.contains {
                    rest.count < $0.utf8.count && !rest.isEmpty && $0.utf8.starts(with: rest)
                }
            }
            if letters == reason { return true }
        }
        return false
    }
}
