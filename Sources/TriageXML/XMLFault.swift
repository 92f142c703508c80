/// Why a document was not read to its end.
public struct XMLFault: Error, Sendable, Hashable {
    /// What kind of fault it is.
    public var code: Code
    /// 1-based line of the input.
    public var line: Int
    /// UTF-8 bytes from the start of the input.
    public var offset: Int
    /// One sentence: what is wrong, without its place.
    public var detail: String

    /// Makes a fault.
    public init(code: Code, line: Int, offset: Int, detail: String) {
        self.code = code
        self.line = line
        self.offset = offset
        self.detail = detail
    }

    /// Kinds of faults. Raw values are stable and fit for output.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// There is a DOCTYPE; none is ever read.
        case doctypeRefused = "doctype-refused"
        /// Elements are nested deeper than allowed.
        case limitDepth = "limit-depth"
        /// A start tag has more attributes than allowed.
        case limitAttributes = "limit-attributes"
        /// More namespace declarations are in force than allowed.
        case limitNamespaces = "limit-namespaces"
        /// More different names than allowed.
        case limitNames = "limit-names"
        /// A tag, comment or processing instruction is longer than allowed.
        case limitMarkup = "limit-markup"
        /// The text between two tags is longer than allowed.
        case limitText = "limit-text"
        /// The document is longer than allowed.
        case limitTotal = "limit-total"
        /// There is no element at all.
        case emptyDocument = "empty-document"
        /// The document ends before its root element does.
        case truncated
        /// Something follows the root element.
        case extraContent = "extra-content"
        /// An entity that is not one of the five of XML.
        case undeclaredEntity = "undeclared-entity"
        /// Bytes that are not UTF-8.
        case notUTF8 = "not-utf-8"
        /// Any other breach of XML's rules.
        case notWellFormed = "not-well-formed"
        /// The handler asked to stop.
        case stopped
        /// The XML library could not be used at all.
        case library

        /// True for what is refused whatever stands behind it: a DOCTYPE, and everything beyond a limit.
        public var isRefusal: Bool {
            switch self {
            case .doctypeRefused, .limitDepth, .limitAttributes, .limitNamespaces, .limitNames, .limitMarkup,
                .limitText, .limitTotal:
                true
            case .emptyDocument, .truncated, .extraContent, .undeclaredEntity, .notUTF8, .notWellFormed, .stopped,
                .library:
                false
            }
        }
    }
}
