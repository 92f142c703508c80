import TriageBytes
import TriageModel

/// Marks lines that hold the start of a document behind other text (a log line with a serialised object at its end), or
/// that look like nothing (a registry key).
///
/// One search over the whole input; lines that start with a document have its shape already.
enum DocumentMarks {
    private static let openings = [ByteNeedle("<Objs "), ByteNeedle("u003cObjs"), ByteNeedle("HKEY_")]

    /// Larger inputs are dumps, whose documents start their lines.
    private static let maximumBytes = 32 << 20

    /// Gives those lines the shape of XML, and entries of LDIF without a blank behind their colon that of a header.
    static func mark(_ text: inout CleanText) {
        guard text.decodedCount <= maximumBytes else { return }
        markEntries(&text)
        for opening in openings {
            var from = 0
            while let offset = opening.first(in: text.bytes.span, from: from, to: text.decodedCount) {
                let line = text.line(at: offset)
                text.lines[line].shape.insert(.xml)
                from = max(offset + 1, text.lines[line].sourceEnd)
            }
        }
    }

    private static let entry = ByteNeedle("dn:")

    private static func markEntries(_ text: inout CleanText) {
        var from = 0
        while let offset = entry.first(in: text.bytes.span, from: from, to: text.decodedCount) {
            let line = text.line(at: offset)
            if text.lines[line].start == offset { text.lines[line].shape.insert(.header) }
            from = max(offset + 1, text.lines[line].sourceEnd)
        }
    }
}
