import TriageModel

/// Reads GUIDs that were written as bytes: .NET and directories write the first three groups with the lowest byte first.
enum GUIDBytes {
    private static let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]

    /// Lower case with hyphens; nil unless there are 16 bytes.
    static func text(of bytes: [UInt8]) -> String? {
        guard bytes.count == order.count else { return nil }
        var text: [UInt8] = []
        for (place, index) in order.enumerated() {
            if place == 4 || place == 6 || place == 8 || place == 10 { text.append(0x2D) }
            text.append(digit(bytes[index] >> 4))
            text.append(digit(bytes[index] & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The value of a field that holds a GUID, from `{17, 34, …}` or the name of a type; nil for text of another form.
    ///
    /// Bytes that were not all seen are no GUID and no text either: they stay partly known, which is neither equal to
    /// anything nor different from it.
    static func value(_ value: Value, _ text: String) -> Value? {
        guard let reason = reasonForBytes(text) else { return nil }
        let list = BracedList(text)
        let bytes = list.items.compactMap { UInt8($0) }
        if value.partial == nil, !list.isCut, bytes.count == list.items.count, let guid = self.text(of: bytes) {
            return Value(.guid(guid), spans: value.spans)
        }
        return Value(value.content, spans: value.spans, partial: value.partial ?? reason)
    }

    /// Why text that stands for bytes says less than a GUID does; nil for text that does not stand for bytes.
    private static func reasonForBytes(_ text: String) -> String? {
        if text.hasSuffix("[]") { return "the bytes are not shown" }
        guard text.hasPrefix("{") else { return nil }
        let list = BracedList(text)
        // `{}` says that there is nothing; what is no number is something else in braces.
        guard list.isCut || !list.items.isEmpty else { return nil }
        let seen = list.isCut ? list.items.dropLast() : list.items[...]
        guard seen.allSatisfy({ UInt8($0) != nil }) else { return nil }
        if list.isCut {
            // The last number may be cut as well, as long as it is one.
            guard list.items.last?.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }) ?? true else { return nil }
            return "list cut by the console"
        }
        return "not the 16 bytes of a GUID"
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
