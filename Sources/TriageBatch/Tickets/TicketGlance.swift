import Synchronization
import TriageBytes
import TriageKit

/// Looks at a file as most of a queue are: a small text about something else. It is read into memory that is used again, and
/// when nothing can fire in it, nothing is made of it but its row.
///
/// One thread at a time may use it.
final class TicketGlance {
    /// What came of it.
    enum Outcome {
        /// Nothing can fire, or it was known: the row.
        case passed(TicketVerdict)
        /// It has to be read; this is what it holds, and what its row gets.
        case opened(LoadedTicket, StoreReceipt?)
        /// It is none of those files, or cannot be read: to be loaded as any other ticket.
        case unsuitable
    }

    /// Files that are larger are loaded. So much is held for each thread, beside what the gate counts.
    private static let largest = 64 << 10

    private var page = [UInt8](repeating: 0, count: largest)
    private var bytes: [UInt8] = []
    /// Nil where the library is missing, as is every hash then.
    private var hash = try? SHA256()

    /// Looks at a ticket that is a file of an open folder and no larger than `limit`.
    ///
    /// - Parameters:
    ///   - isThreaded: true to note what tells mails of one conversation.
    ///   - ask: knows the row, perhaps, as ``TicketTriage`` says.
    func look(
        at ticket: Ticket, limit: Int, _ screen: TicketScreen, isThreaded: Bool,
        asking ask: TicketTriage.Ask
    ) -> Outcome {
        guard case .file(let path) = ticket.content, let folder = ticket.folder, ticket.problems.isEmpty,
            let opened = try? OpenInput(path, in: folder), opened.info.size <= limit,
            opened.fill(&bytes, through: &page)
        else { return .unsuitable }
        let digest = try? digest(of: bytes.span)
        var receipt: StoreReceipt?
        switch ask(opened.info, { key(of: ticket, digest) }) {
        case .known(let row): return .passed(row)
        case .new(let given): receipt = given
        case nil: break
        }
        // The ticket is called after its file.
        guard screen.cannotFire(bytes, name: ticket.place) else {
            return .opened(LoadedTicket(ticket, bytes: bytes, hash: digest, file: opened.info), receipt)
        }
        var row = TicketVerdict(offTopic: ticket, hash: digest, byteCount: bytes.count)
        row.receipt = receipt
        if isThreaded {
            let thread = ThreadSketch(headersOf: bytes)
            if !thread.isEmpty { row.thread = thread }
        }
        return .passed(row)
    }

    private func key(of ticket: Ticket, _ digest: SHA256Digest?) -> [UInt8]? {
        guard let digest, let text = TicketKey.text(of: ticket, digest) else { return nil }
        return (try? self.digest(of: text.span))?.map(TicketKey.content)
    }

    private func digest(of bytes: Span<UInt8>) throws(CryptoError) -> SHA256Digest? {
        try hash?.update(bytes)
        return try hash?.next()
    }
}

/// The glances nobody uses, for any number of threads.
///
/// `@unchecked Sendable`: a glance is taken from the list before it is used and put back after that, so one thread has it at
/// a time.
final class IdleGlances: @unchecked Sendable {
    private let lock = Mutex<Void>(())
    private var glances: [TicketGlance] = []

    /// Lets a thread use one.
    func use<Result>(_ body: (TicketGlance) -> Result) -> Result {
        let glance = lock.withLock { _ in glances.popLast() } ?? TicketGlance()
        defer { lock.withLock { _ in glances.append(glance) } }
        return body(glance)
    }
}
