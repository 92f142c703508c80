import TriageBytes
import TriageModel

/// Unfolds the text a `#< CLIXML` stream carries: what PowerShell wrote to its error and warning streams stands there
/// as strings, cut where the console would have cut them. Behind the document those lines follow once more, so that
/// the readers of errors see what a console would have shown.
enum StreamText {
    private static let mark = ByteNeedle("<S S=\"")
    private static let stringEnd = ByteNeedle("</S>")
    private static let documentEnd = ByteNeedle("</Objs>")
    /// Bytes of one string that are looked at.
    private static let maximumBytes = 1 << 20

    /// Adds the lines of all streams in place.
    static func unfold(_ text: inout CleanText) {
        guard let first = mark.first(in: text.bytes.span, to: text.decodedCount) else { return }
        var insertions: [(behind: Int, text: LocatedText)] = []
        var next: Int? = first
        while let start = next {
            let end = documentEnd.first(in: text.bytes.span, from: start, to: text.decodedCount) ?? text.decodedCount
            var lines = LocatedText(source: text.source)
            var from = start
            while let offset = mark.first(in: text.bytes.span, from: from, to: end) {
                guard let string = string(text, at: offset, to: end) else { break }
                lines.append(string.text)
                from = string.end
            }
            if !lines.isEmpty { insertions.append((text.line(at: max(start, end - 1)), lines)) }
            next = end < text.decodedCount ? mark.first(in: text.bytes.span, from: end, to: text.decodedCount) : nil
        }
        insert(insertions, into: &text)
    }

    /// The string of one element, decoded, and the offset behind it.
    private static func string(_ text: CleanText, at offset: Int, to limit: Int) -> (text: LocatedText, end: Int)? {
        let bytes = text.bytes.span
        guard let open = ByteSearch.first(0x3E, in: bytes, from: offset, to: min(limit, offset + 80)),
            let close = stringEnd.first(in: bytes, from: open, to: min(limit, open + maximumBytes))
        else { return nil }
        let raw = LocatedText(source: text.source, bytes: text.bytes[(open + 1)..<close], origin: open + 1)
        return (decoded(raw), close + 4)
    }

    private static let entities: [(name: [UInt8], byte: UInt8)] = [
        (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&amp;".utf8), 0x26),
        (Array("&quot;".utf8), 0x22), (Array("&apos;".utf8), 0x27),
    ]

    /// Undoes references and `_xHHHH_`; colours go, as the cleaner takes them off a screen's text.
    private static func decoded(_ raw: LocatedText) -> LocatedText {
        var result = LocatedText(source: raw.source)
        var copied = 0
        var index = 0
        var isEscape = false
        while index < raw.count {
            let byte = raw.bytes[index]
            var length = 0
            var replacement: [UInt8] = []
            if byte == 0x26, let entity = entities.first(where: { raw.bytes[index...].starts(with: $0.name) }) {
                length = entity.name.count
                replacement = [entity.byte]
            } else if byte == 0x5F, index + 7 <= raw.count, raw.bytes[index + 1] | 0x20 == 0x78,
                raw.bytes[index + 6] == 0x5F
            {
                length = 7
                replacement = CLIXMLEscapes.decode(Array(raw.bytes[index..<(index + 7)]))
                if replacement.count == 7 { length = 0 }
            }
            guard length > 0 || isEscape else {
                index += 1
                continue
            }
            result.append(raw[copied..<index])
            if isEscape {
                // The rest of an escape sequence: up to its final letter.
                isEscape = !byte.isLetter
                length = 1
            } else if replacement == [0x1B] {
                isEscape = true
            } else {
                for byte in replacement { result.append(inserted: byte) }
            }
            index += length
            copied = index
        }
        result.append(raw[min(copied, raw.count)..<raw.count])
        return result
    }

    private static func insert(_ insertions: [(behind: Int, text: LocatedText)], into text: inout CleanText) {
        guard !insertions.isEmpty else { return }
        var lines: [CleanText.Line] = []
        lines.reserveCapacity(text.lines.count)
        var next = 0
        for insertion in insertions {
            lines.append(contentsOf: text.lines[next..<(insertion.behind + 1)])
            next = insertion.behind + 1
            var place = insertion.text.runs.first?.origin ?? 0
            var start = 0
            let content = insertion.text
            for index in 0...content.count where index == content.count || content.bytes[index] == 0x0A {
                let end = index > start && content.bytes[index - 1] == 0x0D ? index - 1 : index
                if index < content.count || end > start {
                    lines.append(text.unfoldedLine(content[start..<end], after: &place))
                }
                start = index + 1
            }
        }
        lines.append(contentsOf: text.lines[next...])
        text.lines = lines
    }
}
