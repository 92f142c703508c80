import TriageModel

/// Reads the frames Start-Transcript writes, in every language: rows of stars around a header (start), a footer (end),
/// or the time of one command (`-IncludeInvocationHeader`). The labels are translated; the 14 digits of the time, the
/// account with its backslash and the English names of the version table are not.
struct TranscriptReader: RegionReader {
    let triggers: LineShape = .stars

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        var next = line + 1
        var fields: [Record.Field] = []
        var time: Value?
        while next < text.lines.count, next - line <= 40, !text.lines[next].shape.contains(.stars) {
            read(text.text(next), into: &fields, time: &time)
            next += 1
        }
        guard next < text.lines.count, text.lines[next].shape.contains(.stars), let time else { return nil }
        let isFooter = next - line == 3
        let isCommandTime = next - line == 2
        fields.insert(.init(isFooter ? "end" : isCommandTime ? "time" : "start", time), at: 0)
        let kind = isFooter ? "transcript-end" : isCommandTime ? "transcript-command" : "transcript"
        return ReadRegion(
            lines: line..<(next + 1), format: "transcript",
            why: "certain: rows of stars around a time of 14 digits",
            records: [
                Draft(
                    kind: kind, fields: fields, span: text.span(line..<(next + 1)), format: "transcript",
                    eventTime: time)
            ])
    }

    private func read(_ line: LocatedText, into fields: inout [Record.Field], time: inout Value?) {
        // Full-width colons stand in Japanese and Chinese headers.
        guard let colon = Self.colon(line.bytes) else { return }
        let value = line[colon.upperBound..<line.count].trimmed
        guard !value.isEmpty else { return }
        if value.count == 14, value.bytes.allSatisfy(\.isDigit) {
            if time == nil, let date = DateParser.parse(value.string) { time = Value(.date(date), spans: value.spans) }
            return
        }
        let name = line[0..<colon.lowerBound].trimmed.string
        if value.bytes.contains(0x5C), !fields.contains(where: { $0.name == "userName" }), !value.bytes.contains(0x2F),
            !value.bytes.contains(0x3A), value.count <= 128
        {
            fields.append(.init("userName", value.value()))
            return
        }
        // Names of the version table are never translated.
        if name.utf8.allSatisfy({ $0.isAlphanumeric }), name.utf8.count >= 5 {
            fields.append(.init(name, value.value()))
        }
    }

    private static func colon(_ bytes: [UInt8]) -> Range<Int>? {
        for index in bytes.indices {
            if bytes[index] == 0x3A { return index..<(index + 1) }
            if bytes[index] == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC, bytes[index + 2] == 0x9A {
                return index..<(index + 3)
            }
        }
        return nil
    }
}
