import TriageBytes

/// Base64 for those outside of the readers.
public enum Base64Text {
    /// The bytes; nil when a byte of no alphabet stands in the text or the length is impossible.
    public static func decode(_ text: [UInt8]) -> [UInt8]? { Base64.decode(text) }
}
