import TriageReaders

/// The files of an archive: a ticket each; exports and mailboxes among them are opened.
struct ArchiveTickets: TicketSource {
    private let members: ArchiveMembers
    private let name: String
    private let opener: TicketOpener
    private var inner: (any TicketSource)?

    init(_ members: ArchiveMembers, name: String, opener: TicketOpener) {
        self.members = members
        self.name = name
        self.opener = opener
    }

    mutating func next() -> Ticket? {
        while true {
            if inner != nil {
                if let ticket = inner?.next() { return ticket }
                inner = nil
            }
            switch members.next() {
            case nil: return nil
            case .problem(let problem):
                let place = problem.member.isEmpty ? name : "\(name)!\(problem.member)"
                return .unread(place, code: problem.code, message: problem.message)
            case .member(let member):
                // What the system that packed it put in is no ticket.
                guard case .bytes(let bytes) = member.content else { continue }
                switch opener.open(bytes, name: "\(name)!\(member.name)", isNamed: false) {
                case .ticket(let ticket): return ticket
                case .source(let source): inner = source
                }
            }
        }
    }
}
