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
    /// The folder its file lies in, where that is open and the ticket is called after its file.
    var folder: OpenFolder?

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
    ///
    /// - Parameter admit: is told how many bytes more than ``byteCount`` are about to be read, and may wait.
    public func load(limit: Int, admit: (Int) -> Void = { _ in }) -> LoadedTicket {
        switch content {
        case .file(let path):
            do throws(InputError) {
                let opened = try OpenInput(path, in: folder)
                let info = opened.info
                if info.size <= limit { admit(max(0, Int(info.size) - sizeToRead)) }
                return LoadedTicket(ticket: self, inputs: [CaseInput(opened, limit: limit)], file: info)
            } catch {
                return LoadedTicket(ticket: self, inputs: [CaseInput(path, error)])
            }
        case .folder(let path):
            let loaded = LoadedTicket(ticket: self, inputs: CaseInput.all(at: path, limit: limit))
            admit(loaded.byteCount)
            return loaded
        case .inputs(let inputs): return LoadedTicket(ticket: self, inputs: inputs)
        case .redacted(let ticket): return LoadedTicket(ticket: self, redacted: ticket)
        }
    }

    /// Bytes that are known to be read when it is worked on, for the gate: 0 for files and folders nobody looked at.
    var sizeToRead: Int {
        if case .folder = content { 0 } else { byteCount ?? 0 }
    }
}
