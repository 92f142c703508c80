import TriageBytes
import TriageModel

/// Reads what `reg query` prints and what a `.reg` file holds: a key, and its values below it.
struct RegistryReader: RegionReader {
    let triggers: LineShape = [.json, .xml]

    /// Lines of one key.
    private static let maximumLines = 10_000

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let (key, lines) = key(text, line) else { return nil }
        var records: [Draft] = []
        var next = line + lines
        while next < text.lines.count, next - line < Self.maximumLines {
            let last = lastLine(of: next, text)
            guard let value = value(text, next...last) else { break }
            let fields = [
                Record.Field("key", key.value()), Record.Field("name", value.name.value()),
                Record.Field("type", value.type), Record.Field("data", value.data),
            ]
            records.append(
                Draft(
                    kind: "", fields: fields, span: text.span(next..<(last + 1)), format: "registry",
                    block: records.count))
            next = last + 1
        }
        return ReadRegion(
            lines: line..<next, format: "registry", why: "certain: a registry key", records: records)
    }

    /// `HKEY_CURRENT_USER\…` or `[HKEY_…]` alone on its line, and the lines it takes: what a console or a mail cut goes
    /// on to its bracket.
    private func key(_ text: CleanText, _ line: Int) -> (LocatedText, lines: Int)? {
        var key = text.text(line).trimmed
        var lines = 1
        if key.bytes.first == 0x5B {
            if key.bytes.last != 0x5D, line + 1 < text.lines.count, !text.lines[line + 1].isBlank {
                key.append(text.text(line + 1).trimmed)
                lines = 2
            }
            guard key.bytes.last == 0x5D else { return nil }
            key = key[1..<(key.count - 1)]
        }
        guard key.bytes.starts(with: "HKEY_".utf8), key.bytes.contains(0x5C), key.count <= 1024,
            !key.bytes.contains(0x5D), !key.bytes.contains(0x5B)
        else { return nil }
        return (key, lines)
    }

    private static let bytesMark = ByteNeedle("=hex")

    /// The last line of a value: bytes in a `.reg` file go on behind a backslash.
    private func lastLine(of line: Int, _ text: CleanText) -> Int {
        var last = line
        guard Self.bytesMark.first(in: text.bytes.span, from: text.lines[line].start, to: text.lines[line].end) != nil
        else { return line }
        while text.slice(last).last == 0x5C, last + 1 < text.lines.count, last - line < Self.maximumLines,
            text.slice(last + 1).first == 0x20 || text.slice(last + 1).first == 0x09
        {
            last += 1
        }
        return last
    }

    private func value(_ text: CleanText, _ lines: ClosedRange<Int>) -> (name: LocatedText, type: Value, data: Value)? {
        var row = text.text(lines.lowerBound).trimmed
        for line in lines.dropFirst() {
            row = row[0..<(row.count - 1)]
            row.append(text.text(line).trimmed)
        }
        if row.bytes.first == 0x22 || row.bytes.first == 0x40 { return exported(row) }
        // `    Name    REG_DWORD    0x1`: blanks in runs of four part the columns.
        guard let mark = index(of: Array("REG_".utf8), in: row.bytes), mark > 1 else { return nil }
        let typeEnd = row.bytes[mark...].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? row.count
        let name = row[0..<mark].trimmed
        let data = row[typeEnd..<row.count].trimmed
        guard !name.isEmpty else { return nil }
        return (
            name, row[mark..<typeEnd].value(),
            data.isEmpty ? Value(.blank, spans: row.spans) : number(data) ?? data.value()
        )
    }

    /// `"Name"=dword:00000001`, `"Name"="text"`, `@="text"`.
    private func exported(_ row: LocatedText) -> (name: LocatedText, type: Value, data: Value)? {
        guard let equals = row.bytes.firstIndex(of: 0x3D), equals > 0 else { return nil }
        var name = row[0..<equals]
        if name.count >= 2, name.bytes.last == 0x22 { name = name[1..<(name.count - 1)] }
        let data = row[(equals + 1)..<row.count]
        if data.bytes.starts(with: "dword:".utf8) {
            guard let number = Int64(data[6..<data.count].string, radix: 16) else { return nil }
            return (name, Value(.text("REG_DWORD"), spans: data.spans), Value(.integer(number), spans: data.spans))
        }
        guard data.count >= 2, data.bytes.first == 0x22, data.bytes.last == 0x22 else {
            return data.bytes.starts(with: "hex".utf8)
                ? (name, Value(.text("REG_BINARY"), spans: data.spans), data.value()) : nil
        }
        let inner = data[1..<(data.count - 1)]
        return (
            name, Value(.text("REG_SZ"), spans: data.spans),
            inner.isEmpty ? Value(.blank, spans: data.spans) : inner.value()
        )
    }

    private func number(_ data: LocatedText) -> Value? {
        guard data.string.hasPrefix("0x"), let number = Int64(data.string.dropFirst(2), radix: 16) else { return nil }
        return Value(.integer(number), spans: data.spans)
    }

    private func index(of needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        for start in 1..<max(1, min(bytes.count - needle.count + 1, 400))
        where bytes[start] == needle[0] && bytes[start..<(start + needle.count)].elementsEqual(needle)
            && (bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09)
        {
            return start
        }
        return nil
    }
}
