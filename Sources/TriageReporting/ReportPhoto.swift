public import TriageModel

/// A picture that is shown as it is. There is none that is not one by its first bytes, or that is too large.
public struct ReportPhoto: Sendable, Hashable {
    /// Bytes of one picture at most.
    public static let mostBytes = 200 << 10
    /// Pictures of one report.
    public static let mostPhotos = 8

    /// Whose it is.
    public let subject: String
    /// What it is: `photo in AD`.
    public let label: String
    /// Where it stands; nil when it is nowhere in the inputs.
    public let span: SourceSpan?
    /// The picture.
    public let bytes: [UInt8]
    /// `image/jpeg`, told by the first bytes and by nothing else.
    let mediaType: String

    /// Makes a picture; nil when the bytes are none, or too many.
    public init?(subject: String, label: String, span: SourceSpan?, bytes: [UInt8]) {
        guard bytes.count <= Self.mostBytes, let type = Self.mediaType(of: bytes) else { return nil }
        self.subject = subject
        self.label = label
        self.span = span
        self.bytes = bytes
        mediaType = type
    }

    private static func mediaType(of bytes: [UInt8]) -> String? {
        let types: [([UInt8], String)] = [
            ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
            (Array("GIF87a".utf8), "image/gif"), (Array("GIF89a".utf8), "image/gif"), ([0x42, 0x4D], "image/bmp"),
        ]
        guard let type = types.first(where: { bytes.starts(with: $0.0) })?.1 else { return nil }
        // Two letters are no proof: the size stands behind them.
        if type == "image/bmp" {
            guard bytes.count >= 54 else { return nil }
            let stated = (2..<6).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
            return stated == bytes.count || stated == 0 ? type : nil
        }
        return type
    }
}
