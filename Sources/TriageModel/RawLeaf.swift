/// One value of a structured input as its reader saw it, before any vocabulary: what `facts --raw` prints.
///
/// Path: `$` is a document's object, `.name` a property, `[n]` an element, `{key}` a dictionary's entry.
public struct RawLeaf: Sendable, Hashable {
    /// Where in the object it stands.
    public var path: String
    /// `String`, `Int32`, `date`, `bytes`, `null` …, or a container: `object`, `list`, `dictionary`.
    public var type: String
    /// The value.
    public var value: Content

    /// Forms of a value.
    public enum Content: Sendable, Hashable {
        /// Nothing, or nothing that may be shown.
        case null
        /// A scalar in its invariant form; an object's first type name.
        case text(String)
        /// Number of elements of a list or dictionary.
        case count(Int)
        /// Bytes, measured and never kept; the digest is nil when not all of them were seen.
        case bytes(Int64, sha256: String?)
    }

    /// Makes a leaf.
    public init(path: String, type: String, value: Content) {
        self.path = path
        self.type = type
        self.value = value
    }
}
