/// What a field holds, where it was read, and how much of it is known.
///
/// A dump holds millions of values, nearly all in one place and whole: such a value costs no memory beside its own.
public struct Value: Sendable {
    /// The typed content.
    public var content: Content
    private var packed: PackedSpan
    /// What does not fit: several places, and why only a part is known.
    private var extra: Extra?

    private final class Extra: Sendable {
        let spans: [SourceSpan]
        let partial: String?

        init(spans: [SourceSpan], partial: String?) {
            self.spans = spans
            self.partial = partial
        }
    }

    /// Where it was read, in order; a wrapped value has one span a line. Empty only for values nobody wrote
    /// (stated on the command line, or derived).
    public var spans: [SourceSpan] {
        get { places.spans }
        set { self = Value(content, spans: newValue, partial: partial) }
    }

    /// Why the value is only partly known ("list cut by the console"); nil when it is whole.
    public var partial: String? {
        get { extra?.partial }
        set { self = Value(content, spans: spans, partial: newValue) }
    }

    /// Makes a value.
    public init(_ content: Content, spans: [SourceSpan], partial: String? = nil) {
        self.content = content
        if spans.count == 1, let packed = PackedSpan(spans[0]) {
            self.packed = packed
            extra = partial.map { Extra(spans: [], partial: $0) }
        } else {
            packed = .none
            extra = spans.isEmpty && partial == nil ? nil : Extra(spans: spans, partial: partial)
        }
    }

    /// Where it was read, kept without the value.
    public var places: Places { Places(packed: packed, several: packed.span == nil ? extra?.spans ?? [] : []) }

    /// The places of a value, most often one.
    public struct Places: Sendable {
        fileprivate var packed: PackedSpan
        fileprivate var several: [SourceSpan]

        /// Makes places of spans.
        public init(_ spans: [SourceSpan]) {
            packed = (spans.count == 1 ? PackedSpan(spans[0]) : nil) ?? .none
            several = packed.span == nil ? spans : []
        }

        fileprivate init(packed: PackedSpan, several: [SourceSpan]) {
            self.packed = packed
            self.several = several
        }

        /// The spans in order.
        public var spans: [SourceSpan] { packed.span.map { [$0] } ?? several }
    }

    /// The forms a value can take.
    public enum Content: Sendable, Hashable {
        /// Text, repaired: no line breaks but the ones the writer meant.
        case text(String)
        /// A whole number.
        case integer(Int64)
        /// A number with a fraction.
        case real(Double)
        /// True or false.
        case boolean(Bool)
        /// A point in time as far as it was written.
        indirect case date(DateValue)
        /// A length of time.
        case duration(seconds: Double)
        /// A size in bytes; an interval where it was rounded ("10.1 KB" is 10,291 to 10,394).
        case size(ClosedRange<Int64>)
        /// A GUID, lower case with hyphens.
        case guid(String)
        /// A parsed URI.
        indirect case uri(URIValue)
        /// Bytes, never kept.
        indirect case binary(BinaryValue)
        /// Several values.
        case list([Value])
        /// The source says there is nothing. Not the same as a field that was never asked for.
        case blank
    }
}

extension Value: Hashable {
    /// True when contents, places and what is unknown are the same.
    public static func == (left: Value, right: Value) -> Bool {
        left.content == right.content && left.partial == right.partial && left.spans == right.spans
    }

    /// Feeds what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(content)
        hasher.combine(spans)
        hasher.combine(partial)
    }
}

/// A URI cut into what rules ask for (RFC 3986).
public struct URIValue: Sendable, Hashable {
    /// The URI as written.
    public var text: String
    /// Lower case; empty when missing.
    public var scheme: String
    /// Lower case, without port.
    public var host: String
    /// Percent-decoded, with its leading slash.
    public var path: String
    /// Percent-decoded names and values in order. Names are compared case-insensitively.
    public var query: [QueryItem]

    /// One `name=value` of a query.
    public struct QueryItem: Sendable, Hashable {
        /// Percent-decoded.
        public var name: String
        /// Percent-decoded; empty when there was no `=`.
        public var value: String

        /// Makes an item.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a URI from its parts.
    public init(text: String, scheme: String, host: String, path: String, query: [QueryItem]) {
        self.text = text
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
    }
}

/// What is known of a binary value without keeping it.
public struct BinaryValue: Sendable, Hashable {
    /// Number of bytes; a range when only part was seen. An upper end of `Int64.max` means "unknown".
    public var byteCount: ClosedRange<Int64>
    /// Told by the first bytes.
    public var format: Format
    /// Pixels, from the picture's header; nil when not seen.
    public var width: Int?
    /// Pixels, from the picture's header; nil when not seen.
    public var height: Int?
    /// Lower-case hexadecimal; nil unless every byte was seen.
    public var sha256: String?
    /// What 16 bytes say as a GUID, the way .NET writes its bytes; nil for any other number of bytes.
    public var guid: String?

    /// Formats told by magic numbers.
    public enum Format: String, Sendable, Hashable {
        /// FF D8 FF.
        case jpeg
        /// 89 50 4E 47.
        case png
        /// 47 49 46 38.
        case gif
        /// 42 4D.
        case bmp
        /// Known first bytes of no picture format.
        case other
        /// Too few bytes were seen.
        case unknown
    }

    /// Makes a description of bytes.
    public init(
        byteCount: ClosedRange<Int64>, format: Format, width: Int? = nil, height: Int? = nil, sha256: String? = nil,
        guid: String? = nil
    ) {
        self.byteCount = byteCount
        self.format = format
        self.width = width
        self.height = height
        self.sha256 = sha256
        self.guid = guid
    }

    /// The format the first bytes tell; at least two bytes are needed to say anything, four to say "none of these".
    public static func format(of head: some Sequence<UInt8>) -> Format {
        let bytes = Array(head.prefix(4))
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if bytes.starts(with: [0x47, 0x49, 0x46, 0x38]) { return .gif }
        if bytes.starts(with: [0x42, 0x4D]) { return .bmp }
        return bytes.count < 4 ? .unknown : .other
    }
}
