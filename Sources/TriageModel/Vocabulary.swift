/// What the program knows of a field of knowledge, as data: kinds of records and how they are recognised, message
/// templates, sessions, words of the topic, commands that collect facts. Read from `rules/vocabulary.xml`; handed to
/// the readers as a value, so that no reader knows a rule.
public struct Vocabulary: Sendable, Equatable {
    /// Kinds of records.
    public var kinds: [Kind] { didSet { names = VocabularyNames(kinds, cmdlets) } }
    /// Templates that cut messages into fields.
    public var templates: [MessageTemplate]
    /// What is known of commands: what they print, which parameter names whom.
    public var cmdlets: [Cmdlet] { didSet { names = VocabularyNames(kinds, cmdlets) } }
    /// Commands that open a session.
    public var sessionOpeners: [SessionOpener]
    /// Commands to run next.
    public var collectors: [Collector]
    /// Words of the topic, by group; a text is on topic when every group named `required` is hit.
    public var topic: Topic
    /// Places where the thing is shown ("teams"), with the words for them.
    public var surfaces: [Term]
    /// States something shown can be in ("old", "new", "missing"), with the phrases for them.
    public var states: [Term]
    /// Steps a customer says he has tried, with the phrases for them; `name` is a step id.
    public var tried: [Term]
    /// Stages of the way, in order of precedence (the first wins).
    public var stages: [Stage]
    /// Where a name leads, so that nobody walks through everything for every property of a dump.
    private(set) var names: VocabularyNames
    /// What tells people and organisations apart, and must not leave the house.
    public var privacy: Privacy

    /// Makes a vocabulary; empty by default.
    public init(
        kinds: [Kind] = [], templates: [MessageTemplate] = [], cmdlets: [Cmdlet] = [],
        sessionOpeners: [SessionOpener] = [], collectors: [Collector] = [], topic: Topic = Topic(groups: []),
        surfaces: [Term] = [], states: [Term] = [], tried: [Term] = [], stages: [Stage] = [],
        privacy: Privacy = Privacy()
    ) {
        self.kinds = kinds
        self.templates = templates
        self.cmdlets = cmdlets
        self.sessionOpeners = sessionOpeners
        self.collectors = collectors
        self.topic = topic
        self.surfaces = surfaces
        self.states = states
        self.tried = tried
        self.stages = stages
        names = VocabularyNames(kinds, cmdlets)
        self.privacy = privacy
    }

    /// What a record is about.
    public enum About: String, Sendable, Hashable {
        /// A person: records of one person are joined.
        case person
        /// The whole tenant or organisation: holds for every subject.
        case tenant
        /// Something that happened: an error, a command.
        case event
        /// Anything else: a policy, a file, a module.
        case thing
    }

    /// A kind of record.
    public struct Kind: Sendable, Hashable {
        /// `directory-user`.
        public var name: String
        /// In plain words: "on-premises AD user".
        public var label: String
        /// What it is about.
        public var about: About
        /// Type names that prove the kind (a `Deserialized.` prefix is ignored).
        public var types: [String]
        /// Values of objectClass that prove it.
        public var objectClasses: [String]
        /// Property signatures: a record with all names of one signature is of this kind.
        public var signatures: [[String]]
        /// Fields.
        public var fields: [FieldDeclaration] {
            didSet {
                places = FieldPlaces(fields)
                sizedFields = fields.filter { !$0.sizes.isEmpty }
            }
        }
        /// Values that follow from others.
        public var derivations: [Derivation]
        /// Fields whose bytes other properties may count: every name of every record is asked about them.
        private var sizedFields: [FieldDeclaration]
        /// Fields by name.
        private var places: FieldPlaces

        /// Makes a kind.
        public init(
            name: String, label: String, about: About, types: [String] = [], objectClasses: [String] = [],
            signatures: [[String]] = [], fields: [FieldDeclaration] = [], derivations: [Derivation] = []
        ) {
            self.name = name
            self.label = label
            self.about = about
            self.types = types
            self.objectClasses = objectClasses
            self.signatures = signatures
            self.fields = fields
            self.derivations = derivations
            places = FieldPlaces(fields)
            sizedFields = fields.filter { !$0.sizes.isEmpty }
        }

        /// The field of which a property counts the bytes by its name; nil for any other property.
        public func field(sizedBy property: String) -> FieldDeclaration? {
            sizedFields.first { $0.isSize(property) }
        }

        /// The declaration of a field, by name or alias, compared case-insensitively.
        public func field(_ name: String) -> FieldDeclaration? {
            places[name].map { fields[$0] }
        }

        /// The same for a part of a string.
        public func field(_ name: Substring) -> FieldDeclaration? { field(String(name)) }
    }

    /// A field of a kind.
    public struct FieldDeclaration: Sendable, Hashable {
        /// The vocabulary's spelling.
        public var name: String
        /// Other spellings.
        public var aliases: [String]
        /// Type of the value.
        public var type: FieldType
        /// In plain words: "photo in AD".
        public var label: String
        /// The identity this field states, if any.
        public var identity: IdentityKey?
        /// True when the value says when what the record tells happened.
        public var isEventTime: Bool
        /// What a blank means: nil = a known blank; `unknown` = the field may not have been asked for.
        public var blankMeansUnknown: Bool
        /// Words that make, behind the field's name, the name of a property that says how many bytes the field has.
        public var sizes: [String]

        /// Makes a declaration.
        public init(
            name: String, aliases: [String] = [], type: FieldType, label: String = "", identity: IdentityKey? = nil,
            isEventTime: Bool = false, blankMeansUnknown: Bool = false, sizes: [String] = []
        ) {
            self.name = name
            self.aliases = aliases
            self.type = type
            self.label = label
            self.identity = identity
            self.isEventTime = isEventTime
            self.blankMeansUnknown = blankMeansUnknown
            self.sizes = sizes
        }
    }

    /// Types a field can be declared to have.
    public enum FieldType: String, Sendable, Hashable {
        /// Text.
        case text
        /// A whole number.
        case integer
        /// True or false.
        case boolean
        /// A date, with or without time.
        case date
        /// `d.hh:mm:ss`.
        case duration
        /// A number of bytes.
        case size
        /// A GUID.
        case guid
        /// A URI.
        case uri
        /// Bytes.
        case binary
        /// Several values.
        case list
    }

    /// Keys that say who or what a record is about.
    public enum IdentityKey: String, Sendable, Hashable, CaseIterable {
        /// Strong: the directory object's GUID.
        case objectGUID
        /// Strong: base64 of a GUID, as synchronisation writes it.
        case immutableID
        /// Strong: the cloud object's id.
        case entraID
        /// Strong: distinguished name.
        case distinguishedName
        /// Weak: user principal name.
        case userPrincipalName
        /// Weak: an SMTP address (`proxyAddresses` prefixes are dropped).
        case smtpAddress
        /// Weak, within one domain.
        case samAccountName
        /// Never joins; shown only.
        case displayName
        /// What a command was told to work on; may be any of the others.
        case any

        /// True for keys that two different objects never share.
        public var isStrong: Bool {
            switch self {
            case .objectGUID, .immutableID, .entraID, .distinguishedName: true
            case .userPrincipalName, .smtpAddress, .samAccountName, .displayName, .any: false
            }
        }
    }

    /// `field` is `value` when all tests hold.
    public struct Derivation: Sendable, Hashable {
        /// Field that gets the value.
        public var field: String
        /// The value, as text.
        public var value: String
        /// All must hold.
        public var tests: [Test]

        /// One comparison of a field's text, case-insensitive.
        public struct Test: Sendable, Hashable {
            /// Field looked at.
            public var field: String
            /// Comparison.
            public var comparison: Comparison
            /// What it is compared with.
            public var text: String

            /// Makes a test.
            public init(field: String, comparison: Comparison, text: String) {
                self.field = field
                self.comparison = comparison
                self.text = text
            }
        }

        /// Comparisons a derivation can make.
        public enum Comparison: String, Sendable, Hashable {
            /// Equal.
            case equals
            /// Contained.
            case contains
            /// At the start.
            case startsWith = "starts-with"
            /// At the end.
            case endsWith = "ends-with"
        }

        /// Makes a derivation.
        public init(field: String, value: String, tests: [Test]) {
            self.field = field
            self.value = value
            self.tests = tests
        }
    }

    /// A template that cuts a message into fields: literal text with holes, `Server version {serverVersion:word}`.
    ///
    /// Literals are compared case-insensitively; a blank in a literal matches any run of white space, also none.
    /// `{name}` is the shortest run up to the next literal, `{name:digits}` ASCII digits, `{name:word}` no white space;
    /// `{}` skips. A template matches anywhere in the message, every time it occurs.
    public struct MessageTemplate: Sendable, Hashable {
        /// Kind of the records it applies to.
        public var kind: String
        /// The text with its holes.
        public var text: String
        /// Fields set to fixed values where the template matches.
        public var sets: [String: String]
        /// True when a line that starts with this template starts an error, even without any other mark.
        public var startsError: Bool
        /// True when a sentence that holds this text tells of an error: `we get "The term 'X' is not recognized …"`.
        public var isTold: Bool

        /// Makes a template.
        public init(
            kind: String, text: String, sets: [String: String] = [:], startsError: Bool = false, isTold: Bool = false
        ) {
            self.kind = kind
            self.text = text
            self.sets = sets
            self.startsError = startsError
            self.isTold = isTold
        }
    }

    /// What is known of a command.
    public struct Cmdlet: Sendable, Hashable {
        /// `Get-ADUser`.
        public var name: String
        /// Kind of the objects it prints; nil when none is declared.
        public var prints: String?
        /// Parameter that says on whom or what it works; also the first positional argument. Nil for none.
        public var identityParameter: String?
        /// What kind of key a plain word (no @, no DN, no GUID) is there.
        public var identityKey: IdentityKey
        /// True when nobody retires or runs it by mistake: a command of the topic.
        public var isTopical: Bool
        /// Parameter that names what is fetched beside the usual properties; nil for a command that fetches all of them.
        public var fetchParameter: String?
        /// Properties that are fetched without being named; a blank of any other tells nothing unless it was named.
        public var usualProperties: [String]

        /// Makes a command.
        public init(
            name: String, prints: String? = nil, identityParameter: String? = nil, identityKey: IdentityKey = .any,
            isTopical: Bool = false, fetchParameter: String? = nil, usualProperties: [String] = []
        ) {
            self.name = name
            self.prints = prints
            self.identityParameter = identityParameter
            self.identityKey = identityKey
            self.isTopical = isTopical
            self.fetchParameter = fetchParameter
            self.usualProperties = usualProperties
        }
    }

    /// A command that opens a session.
    public struct SessionOpener: Sendable, Hashable {
        /// `New-PSSession`.
        public var command: String
        /// Parameter that holds the URI; nil for none.
        public var uriParameter: String?
        /// Fields of the session record set by default ("transport" = "rest").
        public var sets: [String: String]
        /// Fields set when a parameter is present.
        public var setsWhenParameter: [ParameterEffect]

        /// A field set because a parameter is there.
        public struct ParameterEffect: Sendable, Hashable {
            /// Parameter name.
            public var parameter: String
            /// Field name.
            public var field: String
            /// Value.
            public var value: String

            /// Makes an effect.
            public init(parameter: String, field: String, value: String) {
                self.parameter = parameter
                self.field = field
                self.value = value
            }
        }

        /// Makes an opener.
        public init(
            command: String, uriParameter: String? = nil, sets: [String: String] = [:],
            setsWhenParameter: [ParameterEffect] = []
        ) {
            self.command = command
            self.uriParameter = uriParameter
            self.sets = sets
            self.setsWhenParameter = setsWhenParameter
        }
    }

    /// Words that make a text one of this topic.
    public struct Topic: Sendable, Hashable {
        /// Every group must be hit by one of its words.
        public var groups: [[String]]

        /// Makes a topic.
        public init(groups: [[String]]) { self.groups = groups }
    }

    /// A name with the words or phrases that mean it.
    public struct Term: Sendable, Hashable {
        /// The name.
        public var name: String
        /// Words or phrases, any language; compared case-insensitively at word borders.
        public var phrases: [String]

        /// Makes a term.
        public init(name: String, phrases: [String]) {
            self.name = name
            self.phrases = phrases
        }
    }

    /// A stage of the way.
    public struct Stage: Sendable, Hashable {
        /// `upload`.
        public var name: String
        /// In plain words.
        public var label: String

        /// Makes a stage.
        public init(name: String, label: String) {
            self.name = name
            self.label = label
        }
    }
}
