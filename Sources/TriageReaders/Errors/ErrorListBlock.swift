import TriageModel

/// The lines of one error printed as a property list, with their nesting.
///
/// `Get-Error` and DetailedView nest lists by four blanks; `fl * -Force` and exceptions are flat. Values are wrapped to
/// the value column by the formatter, or cut at the window's width by the console (then without any indent).
struct ErrorListBlock {
    /// A property: its path (`Exception.Message`) and its value, repaired.
    struct Property: Sendable {
        var path: String
        var value: LocatedText
        var name: LocatedText
    }

    private(set) var properties: [Property] = []
    /// Behind the last line.
    private(set) var end: Int

    private struct Level {
        var indent: Int
        var colon: Int
        var path: String
    }

    private let text: CleanText

    /// Reads the list whose first property stands on `line`; empty when none does.
    init(_ text: CleanText, at line: Int) {
        self.text = text
        end = line
        var levels: [Level] = []
        var entries: [(name: Range<Int>, line: Int, colon: Int, path: String)] = []
        var measured: [WrapGeometry.Line] = []
        var index = line
        var blanks = 0
        while index < min(text.lines.count, line + 600) {
            if text.lines[index].isBlank {
                blanks += 1
                if blanks > 1 && !isInsideValue(index, levels.last) { break }
                index += 1
                continue
            }
            if !text.lines[index].shape.isDisjoint(with: [.prompt, .stars, .fence]) { break }
            if let property = property(index, &levels) {
                if blanks > 0, property.level == 0, !Self.known.contains(property.name) { break }
                if property.level == 0, let first = entries.first, first.path == property.name, index > line { break }
                entries.append((property.range, index, property.colon, levels.map(\.path).joined(separator: ".")))
                measured.append(.init(text, index, role: .start))
            } else {
                guard let last = entries.last, blanks == 0 || isInsideValue(index, levels.last) else { break }
                if blanks > 0 { measured.append(.init(text, index - 1, role: .blank)) }
                // At the value column the formatter wrapped; anywhere else the console did.
                let isMark = text.slice(index).drop { $0 == 0x20 }.starts(with: [0x2B, 0x20])
                var entry = WrapGeometry.Line(text, index, role: isMark ? .start : .open, group: 1)
                entry.breaksFreely = true
                if entry.indent >= last.colon + 2 { entry.fixedIndent = last.colon + 2 }
                measured.append(entry)
            }
            blanks = 0
            index += 1
            end = index
        }
        collect(entries, measured)
    }

    /// A line at the value column goes on with a value over blank lines.
    private func isInsideValue(_ line: Int, _ level: Level?) -> Bool {
        guard let level else { return false }
        if !text.lines[line].isBlank { return text.indent(line) >= level.colon + 2 }
        return line + 1 < text.lines.count && !text.lines[line + 1].isBlank
            && text.indent(line + 1) >= level.colon + 2
    }

    private mutating func collect(
        _ entries: [(name: Range<Int>, line: Int, colon: Int, path: String)], _ measured: [WrapGeometry.Line]
    ) {
        let logical = TranscriptRepair(text, Self.withCertainLines(measured, entries)).logicalLines()
        var next = 0
        for (number, entry) in entries.enumerated() {
            let limit = number + 1 < entries.count ? entries[number + 1].line : Int.max
            var value = LocatedText(source: text.source)
            var isFirst = true
            while next < logical.count, logical[next].lines.lowerBound < limit {
                let line = logical[next]
                if isFirst {
                    let colon = line.text.bytes.firstIndex(of: 0x3A) ?? -1
                    value = line.text[(colon + 1)..<line.text.count].trimmed
                    isFirst = false
                    if number + 1 == entries.count, Self.singleLine.contains(Self.lastName(entry.path)) {
                        // What stands behind the last property without a blank line is no part of such a value.
                        end = line.lines.upperBound + 1
                        next = logical.count
                        break
                    }
                } else {
                    value.append(inserted: 0x0A)
                    // The indent to the value column goes, what stands beyond it (stack frames) stays.
                    let indent = line.text.bytes.prefix { $0 == 0x20 }.count
                    value.append(line.text[min(indent, entry.colon + 2)..<line.text.count])
                }
                next += 1
            }
            properties.append(
                Property(
                    path: entry.path, value: value.trimmed,
                    name: text.text(entry.line, from: entry.name.lowerBound, to: entry.name.upperBound)))
        }
    }

    /// Lines between a value without line breaks and the next property go on with the value.
    private static func withCertainLines(
        _ measured: [WrapGeometry.Line], _ entries: [(name: Range<Int>, line: Int, colon: Int, path: String)]
    ) -> [WrapGeometry.Line] {
        var lines = measured
        // Where the console cut lines (and put nothing before what follows), lines at the value column are the
        // writer's own: nobody else wrapped there.
        let widest = lines.map(\.columns).max() ?? 0
        let isCut = zip(lines, lines.dropFirst()).contains { before, after in
            after.role == .open && after.fixedIndent == nil && before.columns + 1 >= widest
        }
        if isCut { for index in lines.indices where lines[index].fixedIndent != nil { lines[index].role = .start } }
        var number = 0
        for index in lines.indices {
            while number + 1 < entries.count, entries[number + 1].line <= lines[index].index { number += 1 }
            if lines[index].role == .open, number + 1 < entries.count,
                singleLine.contains(lastName(entries[number].path))
            {
                lines[index].role = .continuation
            }
        }
        return lines
    }

    private static func lastName(_ path: String) -> String {
        path.utf8.lastIndex(of: 0x2E).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    /// Properties whose values have no line breaks.
    private static let singleLine: Set<String> = [
        "CategoryInfo", "FullyQualifiedErrorId", "Type", "HResult", "MyCommand", "InvocationName", "ScriptName",
        "PSCommandPath", "CommandName", "Line", "Statement", "OriginInfo",
    ]

    // MARK: Properties

    /// The property on a line, if the line fits the nesting; changes the levels to where it stands.
    private func property(
        _ line: Int, _ levels: inout [Level]
    ) -> (name: String, range: Range<Int>, colon: Int, level: Int)? {
        let shape = text.lines[line].shape
        guard shape.contains(.property) || shape.contains(.header) || !levels.isEmpty else { return nil }
        let slice = text.slice(line)
        guard let place = slice.prefix(100).firstIndex(of: 0x3A) else { return nil }
        let colon = place - slice.startIndex
        guard place + 1 == slice.endIndex || slice[place + 1] == 0x20, colon > 0, slice[place - 1] == 0x20 else {
            return nil
        }
        let indent = text.indent(line)
        var nameEnd = colon
        while nameEnd > indent, slice[slice.startIndex + nameEnd - 1] == 0x20 { nameEnd -= 1 }
        let name = String(decoding: slice[(slice.startIndex + indent)..<(slice.startIndex + nameEnd)], as: UTF8.self)
        guard nameEnd > indent, !name.contains(" ") else { return nil }
        let isKnown = Self.known.contains(name)
        if levels.isEmpty {
            levels.append(Level(indent: indent, colon: colon, path: name))
            return (name, indent..<nameEnd, colon, 0)
        }
        for depth in levels.indices.reversed() where levels[depth].indent == indent {
            // In an aligned list every colon of a level stands in one column.
            guard levels[depth].colon == colon || isKnown else { return nil }
            levels.removeSubrange((depth + 1)...)
            levels[depth].path = name
            levels[depth].colon = max(levels[depth].colon, colon)
            return (name, indent..<nameEnd, colon, depth)
        }
        guard let last = levels.last, indent == last.indent + 4, levels.count < 12 else { return nil }
        levels.append(Level(indent: indent, colon: colon, path: name))
        return (name, indent..<nameEnd, colon, levels.count - 1)
    }

    /// Properties of ErrorRecord, Exception and InvocationInfo.
    static let known: Set<String> = [
        "Exception", "TargetObject", "CategoryInfo", "FullyQualifiedErrorId", "ErrorDetails", "InvocationInfo",
        "ScriptStackTrace", "PipelineIterationInfo", "PSMessageDetails", "writeErrorStream", "OriginInfo",
        "Type", "Message", "HResult", "ErrorRecord", "TargetSite", "StackTrace", "Data", "InnerException", "HelpLink",
        "Source", "WasThrownFromThrowStatement", "CommandName", "ErrorCode", "TransportMessage",
        "SerializedRemoteException", "SerializedRemoteInvocationInfo", "MyCommand", "BoundParameters",
        "UnboundArguments", "ScriptLineNumber", "OffsetInLine", "HistoryId", "ScriptName", "Line", "Statement",
        "PositionMessage", "PSScriptRoot", "PSCommandPath", "InvocationName", "PipelineLength", "PipelinePosition",
        "ExpectingInput", "CommandOrigin", "DisplayScriptPosition",
    ]
}
