extension Vocabulary {
    /// What redaction knows of a topic: fields that hold what is private, names everybody knows, marks of secrets.
    public struct Privacy: Sendable, Hashable {
        /// Domains of services everybody uses; they and all below them stay as they are.
        public var publicDomains: [String]
        /// Domains of services whose first labels are a customer's: those are masked, the domain stays.
        public var sharedDomains: [String]
        /// Last labels by which a dotted name is known for a host: `com`, `local`.
        public var hostEndings: [String]
        /// Words that name no one, though they stand in names: `desk`, `van`, `Users`.
        public var commonWords: [String]
        /// Fields of any kind of record that hold something private.
        public var fields: [PrivateField]
        /// Expressions for private values that no field tells: telephone numbers.
        public var patterns: [PrivatePattern]
        /// How secrets are known; they are masked in every output.
        public var secrets: [Secret]

        /// Makes it; empty by default.
        public init(
            publicDomains: [String] = [], sharedDomains: [String] = [], hostEndings: [String] = [],
            commonWords: [String] = [], fields: [PrivateField] = [], patterns: [PrivatePattern] = [],
            secrets: [Secret] = []
        ) {
            self.publicDomains = publicDomains
            self.sharedDomains = sharedDomains
            self.hostEndings = hostEndings
            self.commonWords = commonWords
            self.fields = fields
            self.patterns = patterns
            self.secrets = secrets
        }
    }

    /// What a private value is.
    public enum PrivateKind: String, Sendable, Hashable, CaseIterable {
        /// A person's name, or a part of it.
        case name
        /// A logon name, an alias.
        case account
        /// A server, a domain, a computer.
        case host
        /// A telephone number.
        case phone
        /// Anything else that tells somebody apart: a street, a number of an employee.
        case text
    }

    /// A field that holds something private, whatever the kind of record.
    public struct PrivateField: Sendable, Hashable {
        /// Its name, compared case-insensitively.
        public var name: String
        /// What it holds.
        public var kind: PrivateKind

        /// Makes a field.
        public init(name: String, kind: PrivateKind) {
            self.name = name
            self.kind = kind
        }
    }

    /// An expression that finds private values.
    public struct PrivatePattern: Sendable, Hashable {
        /// What it finds.
        public var kind: PrivateKind
        /// The expression. Of a match its numbers are private; of one for hosts, the name at its end.
        public var text: String

        /// Makes a pattern.
        public init(kind: PrivateKind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// How a secret is known.
    public struct Secret: Sendable, Hashable {
        /// An expression.
        public var text: String
        /// True when the secret stands behind what the expression matches; false when the match is the secret.
        public var isLabel: Bool
        /// Text that ends the secret; empty when it ends as a word or a quoted text does.
        public var end: String
        /// True when what stands behind is a secret only if it holds a letter and a digit: the label is a sentence, and
        /// a sentence may end with a word or an error's code.
        public var isMixed: Bool
        /// True when the match is the name of a column of a list: its cells may be secrets.
        public var isColumn: Bool

        /// Makes a secret.
        public init(
            text: String, isLabel: Bool, end: String = "", isMixed: Bool = false, isColumn: Bool = false
        ) {
            self.text = text
            self.isLabel = isLabel
            self.end = end
            self.isMixed = isMixed
            self.isColumn = isColumn
        }
    }
}
