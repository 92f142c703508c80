/// What a document may cost. Each limit that is passed ends the reading with its own ``XMLFault``.
public struct XMLLimits: Sendable, Hashable {
    /// Nesting of elements.
    public var depth: Int
    /// Attributes of one element.
    public var attributes: Int
    /// Namespace declarations in force at one place.
    public var namespaces: Int
    /// Different names of elements, attributes and namespaces in the document.
    public var names: Int
    /// Bytes of one tag. The check is made at the next 32 KiB of input, so a tag a little longer may pass.
    public var tagBytes: Int
    /// Bytes of one comment or processing instruction; the same remark.
    public var commentBytes: Int
    /// Bytes of the text between two tags.
    public var textBytes: Int
    /// Bytes of the document.
    public var totalBytes: Int

    /// Makes limits; the defaults suit machine-written dumps from strangers.
    public init(
        depth: Int = 512, attributes: Int = 256, namespaces: Int = 256, names: Int = 65_536, tagBytes: Int = 65_536,
        commentBytes: Int = 4_194_304, textBytes: Int = 67_108_864, totalBytes: Int = 1_073_741_824
    ) {
        self.depth = depth
        self.attributes = attributes
        self.namespaces = namespaces
        self.names = names
        self.tagBytes = tagBytes
        self.commentBytes = commentBytes
        self.textBytes = textBytes
        self.totalBytes = totalBytes
    }

    /// Limits for files written by hand: rules, articles, schemas.
    public static let handWritten = XMLLimits(
        depth: 64, attributes: 64, namespaces: 16, names: 4096, tagBytes: 65_536, commentBytes: 262_144,
        textBytes: 262_144, totalBytes: 8_388_608)
}
