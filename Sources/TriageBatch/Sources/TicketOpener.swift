public import TriageBytes
public import TriageKit
import TriageReaders

/// Tells what a file holds: one ticket, or many.
public struct TicketOpener: Sendable {
    /// What an archive is.
    public enum ArchiveMeaning: String, Sendable, CaseIterable {
        /// Its members are tickets where it was named itself; in a folder it is one ticket, as somebody sent it.
        case auto
        /// Its members are tickets.
        case members
        /// It is one ticket.
        case ticket
    }

    /// How files are looked at.
    public struct Options: Sendable {
        /// Bytes a ticket may have.
        public var maximumSize: Int
        /// What archives are.
        public var archives: ArchiveMeaning
        /// Columns of exports that somebody named.
        public var columns: ExportColumns
        /// True to take a folder of files as one ticket.
        public var casePerFolder: Bool

        /// Makes options.
        public init(
            maximumSize: Int = TicketTriage.defaultMaximumSize, archives: ArchiveMeaning = .auto,
            columns: ExportColumns = ExportColumns(), casePerFolder: Bool = false
        ) {
            self.maximumSize = maximumSize
            self.archives = archives
            self.columns = columns
            self.casePerFolder = casePerFolder
        }
    }

    /// What a file turned out to be.
    public enum Opened: Sendable {
        /// One ticket.
        case ticket(Ticket)
        /// Many.
        case source(any TicketSource)
    }

    /// How files are looked at.
    public let options: Options
    private let triage: Triage?
    private let notice: @Sendable (String) -> Void

    /// Prepares the looking.
    ///
    /// - Parameters:
    ///   - triage: tells lists of tickets from lists of attributes; nil goes by the columns alone.
    ///   - notice: is told what was taken for many tickets.
    public init(
        options: Options = Options(), triage: Triage?, notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.options = options
        self.triage = triage
        self.notice = notice
    }

    /// Files in a folder that are tickets whatever they hold: what people write and what programs print. The others are
    /// looked into.
    private static let plain: Set<UInt64> = Set(
        [
            "txt", "text", "log", "out", "eml", "msg", "md", "htm", "html", "rtf", "xml", "clixml", "ldf", "ldif",
            "reg", "jpg", "jpeg", "png", "gif", "bmp", "pdf", "doc", "docx", "ps1",
        ].map { packed($0.utf8) })

    /// True for a file in a folder that is one ticket whatever it holds.
    static func isPlain(_ path: FilePath) -> Bool {
        let bytes = path.bytes
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), bytes.count - dot <= 8, dot > 0,
            bytes[dot - 1] != UInt8(ascii: "/")
        else { return false }
        return plain.contains(packed(bytes[(dot + 1)...]))
    }

    /// An ending of at most seven bytes as a number, letters in lower case.
    private static func packed(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64(ASCII.lowercased($1)) }
    }

    /// Looks at a file. One that cannot be opened is a ticket whose reading says why.
    ///
    /// - Parameter isNamed: true for a file that was named itself, not found in a folder.
    public func open(_ path: FilePath, isNamed: Bool) -> Opened {
        if !isNamed, Self.isPlain(path) { return .ticket(.file(path)) }
        guard let stream = try? ByteStream(opening: path), let head = Self.head(stream) else {
            return .ticket(.file(path))
        }
        let name = path.description
        switch kind(of: head) {
        case .one: return .ticket(.file(path, byteCount: stream.byteCount))
        case .misnamed(let message): return .ticket(.unread(name, code: "no-such-column", message: message))
        case .export(let export):
            guard let stream = try? ByteStream(opening: path) else { return .ticket(.file(path)) }
            return .source(tickets(of: export, stream, name))
        case .mailbox:
            guard let stream = try? ByteStream(opening: path) else { return .ticket(.file(path)) }
            return .source(MailboxTickets(stream, name: name, limit: options.maximumSize))
        case .archive:
            let isMany = options.archives == .members || options.archives == .auto && isNamed
            guard isMany, let bytes = try? InputFile.read(path) else {
                return .ticket(.file(path, byteCount: stream.byteCount))
            }
            return opened(archive: bytes, name) ?? .ticket(.file(path, byteCount: stream.byteCount))
        }
    }

    /// Looks at bytes at hand: standard input, a member of an archive.
    ///
    /// - Parameter isNamed: as for a file.
    public func open(_ bytes: [UInt8], name: String, isNamed: Bool) -> Opened {
        let one = Opened.ticket(
            Ticket(
                id: name, place: name, content: .inputs([CaseInput(name: name, bytes: bytes)]), byteCount: bytes.count))
        switch kind(of: Array(bytes.prefix(TicketExport.headSize))) {
        case .one: return one
        case .misnamed(let message): return .ticket(.unread(name, code: "no-such-column", message: message))
        case .export(let export): return .source(tickets(of: export, ByteStream(bytes, name: name), name))
        case .mailbox:
            return .source(
                MailboxTickets(ByteStream(bytes, name: name), name: name, limit: options.maximumSize))
        case .archive:
            let isMany = options.archives == .members || options.archives == .auto && isNamed
            return (isMany ? opened(archive: bytes, name) : nil) ?? one
        }
    }

    // MARK: Kinds

    private enum Kind {
        case one, mailbox, archive
        case export(TicketExport)
        /// An export without a column that somebody named.
        case misnamed(String)
    }

    private func kind(of head: [UInt8]) -> Kind {
        if MailboxFormat.begins(head) { return .mailbox }
        if ArchiveMembers.begins(head) { return .archive }
        if let export = TicketExport.recognise(head: head, chosen: options.columns, triage: triage) {
            return .export(export)
        }
        if let message = TicketExport.missingColumns(head: head, chosen: options.columns, triage: triage) {
            return .misnamed(message)
        }
        return .one
    }

    /// The first bytes, as many as an export's recognition wants; nil when they cannot be read.
    private static func head(_ stream: ByteStream) -> [UInt8]? {
        var head: [UInt8] = []
        while head.count < TicketExport.headSize {
            // A mail or a text shows in its first page what it is: no more is read of most files.
            let want = head.isEmpty ? 16 << 10 : TicketExport.headSize - head.count
            guard let piece = try? stream.next(atMost: want) else { return nil }
            if piece.isEmpty { break }
            head += piece
        }
        return head
    }

    private func tickets(of export: TicketExport, _ stream: ByteStream, _ name: String) -> ExportTickets {
        let columns = export.columns.names.joined(separator: ", ")
        notice("\(name): every row is a ticket (columns \(columns))")
        return ExportTickets(export, stream, name: name, limit: options.maximumSize)
    }

    private func opened(archive bytes: [UInt8], _ name: String) -> Opened? {
        guard let members = ArchiveMembers(bytes, name: name, memberLimit: options.maximumSize) else { return nil }
        notice("\(name): every file in it is a ticket (--archives ticket makes it one)")
        return .source(ArchiveTickets(members, name: name, opener: self))
    }
}
