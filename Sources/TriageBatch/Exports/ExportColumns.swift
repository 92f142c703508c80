/// Which columns of an export hold what.
public struct ExportColumns: Sendable, Hashable {
    /// The ticket's id.
    public var id: String?
    /// The subject.
    public var subject: String?
    /// The text; several are read one after the other.
    public var body: [String]
    /// When it was created.
    public var created: String?
    /// Who wrote it.
    public var sender: String?

    /// Names columns; what is not named is found out.
    public init(
        id: String? = nil, subject: String? = nil, body: [String] = [], created: String? = nil, sender: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.body = body
        self.created = created
        self.sender = sender
    }

    /// True when nothing is named.
    public var isEmpty: Bool { self == ExportColumns() }

    /// True when a column is meant by what somebody named: as it is spelled, or without regard to case and signs.
    static func isMeant(_ column: String, by name: String) -> Bool {
        column == name || ExportNames.fold(column) == ExportNames.fold(name)
    }

    /// All that is named.
    var names: [String] { [id, subject, created, sender].compactMap { $0 } + body }
}
