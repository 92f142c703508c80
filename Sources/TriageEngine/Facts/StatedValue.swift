import TriageModel

/// Types what an engineer wrote by the declared type of the field.
///
/// Only exact spellings are taken: what an engineer states is not guessed at.
enum StatedValue {
    /// The value; nil when the text is not of that type.
    static func typed(_ text: String, as type: Vocabulary.FieldType) -> Value? {
        if text.isEmpty || text.isEqualIgnoringCase("blank") { return Value(.blank, spans: []) }
        return content(text, as: type).map { Value($0, spans: []) }
    }

    /// What to write for a type.
    static func expectation(of type: Vocabulary.FieldType) -> String {
        switch type {
        case .text: "a text"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .date: "a date such as 2026-11-20 or 2026-11-20T09:14:00Z"
        case .duration: "a length of time such as 30 min, 24 h or 1.00:30:00"
        case .size: "a size such as 14532, 10 KB or 4 MB"
        case .guid: "a GUID"
        case .uri: "an address such as https://server.contoso.example/path?name=value"
        case .binary: "a part of it: .bytes, .format, .width, .height or .sha256"
        case .list: "values separated by |"
        }
    }

    private static func content(_ text: String, as type: Vocabulary.FieldType) -> Value.Content? {
        switch type {
        case .text: .text(text)
        case .integer: Int64(text).map { .integer($0) }
        case .boolean: WrittenNumber.boolean(text).map { .boolean($0) }
        case .date: WrittenDate.parse(text).map { .date($0) }
        case .duration: WrittenNumber.seconds(text).map { .duration(seconds: $0) }
        case .size: WrittenNumber.plain(text).flatMap { $0 >= 0 ? .size($0...$0) : nil }
        case .guid: GUIDText.any(text).map { .guid($0) }
        case .uri: URIText.parse(text).map { .uri($0) }
        case .binary: nil
        case .list:
            .list(text.split(separator: "|").map { Value(.text(String($0).trimmed), spans: []) })
        }
    }

    /// A part of a binary: `bytes`, `format`, `width`, `height`, `sha256`; nil when the text does not fit it.
    static func binary(part: String, text: String) -> Value? {
        var binary = BinaryValue(byteCount: BinaryValue.anyByteCount, format: .unknown)
        switch part {
        case "bytes":
            guard let count = WrittenNumber.plain(text), count >= 0 else { return nil }
            binary.byteCount = count...count
        case "format":
            guard let format = BinaryValue.Format(rawValue: text.asciiLowercased) else { return nil }
            binary.format = format
        case "width":
            guard let width = Int(text), width > 0 else { return nil }
            binary.width = width
        case "height":
            guard let height = Int(text), height > 0 else { return nil }
            binary.height = height
        case "sha256":
            guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else { return nil }
            binary.sha256 = text.asciiLowercased
        default: return nil
        }
        return Value(.binary(binary), spans: [], partial: "only what was stated is known")
    }
}
