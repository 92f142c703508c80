/// A reader of inputs that hold other inputs: archives, mails, Outlook messages. One file a format; the list of all of
/// them is ``ContainerCatalogue``.
///
/// What a container is, its bytes tell; the name is a hint at most. A reader never traps, never writes, opens nothing
/// else, and takes no more memory and time than its budget allows.
protocol ContainerReader: Sendable {
    /// What the container is called: `zip`, `mail`.
    var format: String { get }

    /// Why these bytes are such a container ("certain: signature PK 03 04"); nil when they are not.
    func recognise(_ input: ContainerInput) -> String?

    /// What it holds, in order. What cannot be read is a problem; what could be read before it is given all the same.
    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents
}

/// A possible container.
public struct ContainerInput: Sendable {
    /// The bytes.
    public var bytes: [UInt8]
    /// The name, as the one who sent it wrote it.
    public var name: String
    /// What the container around it says about it; empty when nothing does.
    public var hints: ContainerHints

    /// Makes an input to be looked into.
    public init(bytes: [UInt8], name: String, hints: ContainerHints = ContainerHints()) {
        self.bytes = bytes
        self.name = name
        self.hints = hints
    }
}

/// What the container around an input says about it.
public struct ContainerHints: Sendable, Hashable {
    /// The media type, lower case: `text/html`; empty when it is not told.
    public var mediaType: String
    /// The character set; nil when it is not told.
    public var charset: String?
    /// True for a picture that is part of a text's layout (a signature's logo), not something that was attached.
    public var isInline: Bool

    /// Makes hints; none by default.
    public init(mediaType: String = "", charset: String? = nil, isInline: Bool = false) {
        self.mediaType = mediaType
        self.charset = charset
        self.isInline = isInline
    }
}

/// What a container holds.
public struct ContainerContents: Sendable {
    /// The members, in order.
    public var members: [ContainerMember] = []
    /// What could not be read.
    public var problems: [ContainerProblem] = []
}

/// Something a container holds.
public struct ContainerMember: Sendable {
    /// Its name inside of the container, without `!`; empty for the container's own text (a mail's body).
    public var name: String
    /// What it is.
    public var content: Content
    /// What the container says about it.
    public var hints: ContainerHints

    /// What a member can be.
    public enum Content: Sendable {
        /// Bytes nobody has looked at: an input like any other.
        case bytes([UInt8])
        /// Text that was decoded already, UTF-8, with the name of its encoding and its size as it was sent.
        case text([UInt8], encoding: String, byteCount: Int)
        /// A container of its own whose members are known already.
        case contents(ContainerContents)
        /// Something that is named and not read.
        case named(Description)
    }

    /// What is said of something that is not read.
    public struct Description: Sendable, Hashable {
        /// `signature`, `unread` …
        public var format: String
        /// What it is: "an S/MIME signature".
        public var what: String
        /// Its size.
        public var byteCount: Int
    }
}

/// What could not be read of a container.
public struct ContainerProblem: Sendable, Hashable {
    /// Stable, kebab-case: `encrypted`, `limit-members`.
    public var code: String
    /// One sentence: what happened and what to do.
    public var message: String
    /// The member it is about; empty for the container as a whole.
    public var member: String
    /// True when something the sender meant to be read was not read.
    public var isFatal: Bool = true
}
