public import TriageModel

/// What an engineer states about somebody: `anna@contoso.example: KEY=VALUE, KEY=VALUE`, checked and typed.
public struct StatedFact: Sendable, Hashable {
    /// Whom it is about, as written: an address, an account name, an object id.
    public var who: String
    /// What is stated, in the order written.
    public var pairs: [Pair]

    /// One `key=value`, already resolved against the vocabulary.
    public struct Pair: Sendable, Hashable {
        /// Kind of the record it belongs to.
        public var kind: String
        /// Field of that kind, in the vocabulary's spelling.
        public var field: String
        /// The typed value; it has no place, nobody read it.
        public var value: Value

        /// Makes a pair.
        public init(kind: String, field: String, value: Value) {
            self.kind = kind
            self.field = field
            self.value = value
        }
    }

    /// Makes a fact.
    public init(who: String, pairs: [Pair]) {
        self.who = who
        self.pairs = pairs
    }

    /// The records it comes to: one a kind, with the pairs of that kind as fields.
    ///
    /// Parts of one binary (`picture.bytes`, `picture.format`) become one value.
    public var records: [Record] {
        var stated: [(kind: String, fields: [Record.Field])] = []
        for pair in pairs {
            if let index = stated.firstIndex(where: { $0.kind == pair.kind && pair.kind != RecordKind.tried }) {
                StatedFact.add(pair, to: &stated[index].fields)
            } else {
                stated.append((pair.kind, [Record.Field(pair.field, pair.value)]))
            }
        }
        return stated.map { kind, fields in
            Record(
                kind: kind, fields: fields, span: SourceSpan(source: SourceID(0), start: 0, end: 0), format: "stated",
                isAsserted: true)
        }
    }

    /// Adds a stated value, or completes the binary stated before it.
    private static func add(_ pair: Pair, to fields: inout [Record.Field]) {
        guard let index = fields.firstIndex(where: { $0.name.isEqualIgnoringCase(pair.field) }) else {
            fields.append(Record.Field(pair.field, pair.value))
            return
        }
        guard case .binary(var known) = fields[index].value.content, case .binary(let more) = pair.value.content else {
            fields[index].value = pair.value
            return
        }
        if more.byteCount != BinaryValue.anyByteCount { known.byteCount = more.byteCount }
        if more.format != .unknown { known.format = more.format }
        known.width = more.width ?? known.width
        known.height = more.height ?? known.height
        known.sha256 = more.sha256 ?? known.sha256
        fields[index].value.content = .binary(known)
    }
}

extension BinaryValue {
    /// Nothing is known of the number of bytes.
    static let anyByteCount: ClosedRange<Int64> = 0...Int64.max
}

/// Kinds of records that readers of every field of knowledge make.
enum RecordKind {
    static let command = "command"
    static let session = "session"
    static let error = "error"
    static let message = "message"
    static let mention = "mention"
    static let observation = "observation"
    static let tried = "tried"
    /// A request to add, change or delete a directory's object.
    static let directoryChange = "directory-change"
    /// Made here: two records that name the same person by weak keys and different objects by strong ones.
    static let identityConflict = "identity-conflict"
}
