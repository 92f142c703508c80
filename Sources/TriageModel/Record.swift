/// One thing a source tells: an error, a command, a directory user, a policy. Typed and located.
///
/// A dump has very many of one shape: what they have in common stands in one place, where they were made with the same
/// ``RecordShapes``.
public struct Record: Sendable {
    private let shape: RecordShape
    /// The values of the fields, and behind them the event time where there is one.
    private var values: [Value]
    private let packedSpan: PackedSpan
    /// A span that is too far or too long to be packed.
    private let farSpan: FarSpan?
    private let packedPlace: PackedPlace
    private let hasEventTime: Bool
    /// True for what the engineer stated (`--fact`), false for what was read.
    public let isAsserted: Bool

    /// Makes a record.
    public init(
        kind: String, fields: [Field], span: SourceSpan, format: String, types: [String] = [], place: Place = Place(),
        eventTime: Value? = nil, isAsserted: Bool = false
    ) {
        var shapes = RecordShapes()
        self.init(
            kind: kind, fields: fields, span: span, format: format, types: types, place: place, eventTime: eventTime,
            isAsserted: isAsserted, shapes: &shapes)
    }

    /// Makes a record that shares its shape with those made before it.
    public init(
        kind: String, fields: [Field], span: SourceSpan, format: String, types: [String] = [], place: Place = Place(),
        eventTime: Value? = nil, isAsserted: Bool = false, shapes: inout RecordShapes
    ) {
        var values: [Value] = []
        values.reserveCapacity(fields.count + (eventTime == nil ? 0 : 1))
        for field in fields { values.append(field.value) }
        if let eventTime { values.append(eventTime) }
        hasEventTime = eventTime != nil
        self.values = values
        shape = shapes.shape(kind: kind, format: format, types: types, fields: fields)
        packedSpan = PackedSpan(span) ?? .none
        farSpan = packedSpan.span == nil ? FarSpan(span) : nil
        packedPlace = PackedPlace(place)
        self.isAsserted = isAsserted
    }

    /// The vocabulary's kind; `property-list` when no kind was recognised.
    public var kind: String { shape.kind }

    /// How it was written: `error.normal-view`, `error.concise-view`, `format-list`, `clixml` …
    public var format: String { shape.format }

    /// Type names, most derived first, or object classes; as the source gives them.
    public var types: [String] { shape.types }

    /// The whole of the record in its source.
    public var span: SourceSpan {
        packedSpan.span ?? farSpan?.span ?? SourceSpan(source: SourceID(0), start: 0, end: 0)
    }

    /// Where in the case it stands.
    public var place: Place { packedPlace.place }

    /// When what it tells happened; nil when the source does not say. Only from fields the vocabulary declares so,
    /// the error's own time stamp, or the transcript around it.
    public var eventTime: Value? { hasEventTime ? values.last : nil }

    /// Fields in the order of the source. Names are compared case-insensitively; the first of equal names counts.
    ///
    /// They are put together when they are asked for; ``name(at:)`` and ``value(at:)`` cost less.
    public var fields: [Field] { shape.names.indices.map { Field(shape.names[$0], values[$0]) } }

    /// Number of fields.
    public var fieldCount: Int { shape.names.count }

    /// The name of a field by its position.
    public func name(at position: Int) -> String { shape.names[position] }

    /// The value of a field by its position.
    public func value(at position: Int) -> Value { values[position] }

    /// Puts a value in the place of another.
    public mutating func setValue(_ value: Value, at position: Int) { values[position] = value }

    /// True for a record of the same kind that names the same fields in the same order.
    public func hasFields(of other: Record) -> Bool {
        shape === other.shape || shape.kind == other.shape.kind && shape.names == other.shape.names
    }

    /// The value of a field, nil when the source does not mention it.
    public subscript(name: String) -> Value? {
        for (position, known) in shape.names.enumerated() where known.isEqualIgnoringCase(name) {
            return values[position]
        }
        return nil
    }

    private final class FarSpan: Sendable {
        let span: SourceSpan
        init(_ span: SourceSpan) { self.span = span }
    }

    /// A place in sixteen bytes.
    private struct PackedPlace: Sendable {
        private var block: Int32
        private var session: Int32
        private var region: Int32
        private var order: Int32

        init(_ place: Place) {
            block = Int32(clamping: place.block)
            session = place.session.map { Int32(clamping: $0) } ?? .min
            region = Int32(clamping: place.region)
            order = Int32(clamping: place.order)
        }

        var place: Place {
            Place(
                block: Int(block), session: session == .min ? nil : Int(session), region: Int(region), order: Int(order)
            )
        }
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
}

extension Record: Hashable {
    /// True when all that they tell is the same.
    public static func == (left: Record, right: Record) -> Bool {
        left.values == right.values && left.hasEventTime == right.hasEventTime && left.span == right.span
            && left.place == right.place && left.isAsserted == right.isAsserted && left.hasFields(of: right)
            && left.format == right.format && left.types == right.types
    }

    /// Feeds what tells records apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(span)
        hasher.combine(place)
        hasher.combine(values)
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
