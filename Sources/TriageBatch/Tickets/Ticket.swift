public import TriageBytes
public import TriageKit
public import TriageModel

/// One ticket of a batch: what it is called, where it comes from, and what it holds, which is read by whoever works on it.
public struct Ticket: Sendable {
    /// Its name in the results: the id its system gave it, else its place.
    public var id: String
    /// Where it comes from: `tickets/a.txt`, `queue.csv:12`, `box.mbox!message-3`.
    public var place: String
    /// What it holds.
    public var content: Content
    /// Its subject, where the source tells one.
    public var subject: String?
    /// When it was created, as the source writes it.
    public var created: String?
    /// Bytes it holds, where that is known without reading it.
    public var byteCount: Int?
    /// What could not be read of it while it was taken from its source.
    public var problems: [Evidence.Problem] = []

    /// What a ticket holds.
    public enum Content: Sendable {
        /// A file, read when the ticket is worked on.
        case file(FilePath)
        /// The files of a folder as one case, read when the ticket is worked on.
        case folder(FilePath)
        /// Inputs at hand: a row of an export, a message of a mailbox, a member of an archive.
        case inputs([CaseInput])
        /// A case with tokens in the place of what tells people apart.
        case redacted(RedactedTicket)
    }

    /// Makes a ticket.
    public init(
        id: String, place: String, content: Content, subject: String? = nil, created: String? = nil,
        byteCount: Int? = nil
    ) {
        self.id = id
        self.place = place
        self.content = content
        self.subject = subject
        self.created = created
        self.byteCount = byteCount
    }

    /// A ticket that is a file, named after it.
    public static func file(_ path: FilePath, byteCount: Int? = nil) -> Ticket {
        let name = path.description
        return Ticket(id: name, place: name, content: .file(path), byteCount: byteCount)
    }

    /// Reads what it holds; a file of more than `limit` bytes, and what lies behind the limit in a folder, is a problem
    /// and not read.
    public func load(limit: Int) -> LoadedTicket {
        switch content {
        case .file(let path): LoadedTicket(ticket: self, inputs: [CaseInput(path: path, limit: limit)])
        case .folder(let path): LoadedTicket(ticket: self, inputs: CaseInput.all(at: path, limit: limit))
        case .inputs(let inputs): LoadedTicket(ticket: self, inputs: inputs)
        case .redacted(let ticket): LoadedTicket(ticket: self, redacted: ticket)
        }
    }

    /// Bytes that will be read when it is worked on, for the gate: 0 for what is at hand already and for a folder, whose
    /// files are not known before.
    var sizeToRead: Int {
        switch content {
        case .file(let path):
            if let byteCount { return byteCount }
            guard let info = try? FileInfo.of(path) else { return 0 }
            return Int(clamping: info.size)
        case .folder: return 0
        case .inputs, .redacted: return byteCount ?? 0
        }
    }
}
