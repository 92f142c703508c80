/// One thing a source tells: an error, a command, a directory user, a policy. Typed and located.
public struct Record: Sendable, Hashable {
    /// The vocabulary's kind; `property-list` when no kind was recognised.
    public var kind: String
    /// Fields in the order of the source. Names are compared case-insensitively; the first of equal names counts.
    public var fields: [Field]
    /// The whole of the record in its source.
    public var span: SourceSpan
    /// How it was written: `error.normal-view`, `error.concise-view`, `format-list`, `clixml` …
    public var format: String
    /// Type names, most derived first, or object classes; as the source gives them.
    public var types: [String]
    /// Where in the case it stands.
    public var place: Place
    /// When what it tells happened; nil when the source does not say. Only from fields the vocabulary declares so,
    /// the error's own time stamp, or the transcript around it.
    public var eventTime: Value?
    /// True for what the engineer stated (`--fact`), false for what was read.
    public var isAsserted: Bool

    /// Makes a record.
    public init(
        kind: String, fields: [Field], span: SourceSpan, format: String, types: [String] = [], place: Place = Place(),
        eventTime: Value? = nil, isAsserted: Bool = false
    ) {
        self.kind = kind
        self.fields = fields
        self.span = span
        self.format = format
        self.types = types
        self.place = place
        self.eventTime = eventTime
        self.isAsserted = isAsserted
    }

    /// The scopes a record belongs to. Numbers are unique within the case.
    public struct Place: Sendable, Hashable {
        /// The error block or printed listing; every record has one.
        public var block: Int
        /// The session: commands after one connection, in order, in one transcript or console; nil outside of any.
        public var session: Int?
        /// The region the record was read from: position in ``Evidence/regions``.
        public var region: Int
        /// Position among all records of the case in reading order.
        public var order: Int

        /// Makes a place.
        public init(block: Int = 0, session: Int? = nil, region: Int = 0, order: Int = 0) {
            self.block = block
            self.session = session
            self.region = region
            self.order = order
        }
    }

    /// One named value.
    public struct Field: Sendable, Hashable {
        /// The vocabulary's spelling where it knows the field, else the source's.
        public var name: String
        /// The value.
        public var value: Value

        /// Makes a field.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a field, nil when the source does not mention it.
    public subscript(name: String) -> Value? {
        for field in fields where field.name.isEqualIgnoringCase(name) { return field.value }
        return nil
    }
}

extension String {
    /// True when both are equal but for the case of ASCII letters.
    ///
    /// The form for whole strings, which other modules call millions of times, is compiled once and not generic.
    public func isEqualIgnoringCase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var left = utf8.makeIterator()
        for byte in other.utf8 {
            guard let mine = left.next(), mine == byte || mine.asciiLowered == byte.asciiLowered else { return false }
        }
        return true
    }

    /// True when both are equal but for the case of ASCII letters.
    public func isEqualIgnoringCase(_ other: some StringProtocol) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var left = utf8.makeIterator()
        for byte in other.utf8 {
            guard let mine = left.next(), mine.asciiLowered == byte.asciiLowered else { return false }
        }
        return true
    }

    /// ASCII letters in lower case, everything else as it is.
    public var asciiLowercased: String {
        String(decoding: utf8.map { $0.asciiLowered }, as: UTF8.self)
    }
}

extension UInt8 {
    /// The lower-case form of an ASCII letter, any other byte as it is.
    public var asciiLowered: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
