public import TriageBytes
import TriageKit

/// The tickets of files and folders, in the order given, a folder's in the order of their names, folders inside of it too.
/// `-` is standard input. Names that begin with a dot are passed over; links inside of folders are not followed, and said to be links.
///
/// Of a folder only the names are held; files are looked at when their turn comes.
public struct PathTickets: TicketSource {
    private struct Level {
        var folder: FilePath
        var entries: [Directory.Entry]
        var next = 0
        /// Held open for the sake of its files, where it has many.
        var open: OpenFolder?
    }

    private let paths: [FilePath]
    private let opener: TicketOpener
    private var nextPath = 0
    private var levels: [Level] = []
    private var inner: (any TicketSource)?
    private var filesDone = 0
    private let fileCount: Int?
    private static let maximumDepth = 64
    private static let unit = 1_000

    /// Goes through these files and folders.
    ///
    /// - Parameter countsFiles: true to count them first, so that ``progress`` can tell.
    public init(_ paths: [FilePath], opener: TicketOpener, countsFiles: Bool = false) {
        self.paths = paths.map(Self.withoutSlash).flatMap(PathPattern.expand)
        self.opener = opener
        fileCount = countsFiles ? Self.count(self.paths) : nil
    }

    /// `tickets/` and `tickets//` are `tickets`, so that the tickets in it are called the same however it was named.
    private static func withoutSlash(_ path: FilePath) -> FilePath {
        guard path.bytes.count > 1, path.bytes.last == UInt8(ascii: "/"), Directory.isDirectory(path) else {
            return path
        }
        let end = path.bytes.lastIndex { $0 != UInt8(ascii: "/") } ?? 0
        return FilePath(bytes: Array(path.bytes[...end]))
    }

    /// Files that were begun, of all, each counted in thousandths.
    public var progress: (done: Int, total: Int)? {
        guard let fileCount else { return nil }
        var done = max(0, filesDone - (inner == nil ? 0 : 1)) * Self.unit
        if let (part, whole) = inner?.progress, whole > 0 {
            done += Int(Double(part) / Double(whole) * Double(Self.unit))
        }
        return (min(done, fileCount * Self.unit), fileCount * Self.unit)
    }

    /// The next ticket.
    public mutating func next() -> Ticket? {
        while true {
            if case .some = inner {
                if let ticket = inner?.next() { return ticket }
                inner = nil
            }
            if levels.isEmpty {
                guard nextPath < paths.count else { return nil }
                nextPath += 1
                if let ticket = begin(paths[nextPath - 1]) { return ticket }
            } else if let ticket = nextEntry() {
                return ticket
            }
        }
    }

    /// Begins with a path that was named.
    private mutating func begin(_ path: FilePath) -> Ticket? {
        if path.bytes == [UInt8(ascii: "-")] { return openStandardInput() }
        guard Directory.isDirectory(path) else { return open(path, isNamed: true) }
        return enter(path)
    }

    private mutating func openStandardInput() -> Ticket? {
        filesDone += 1
        do throws(InputError) {
            switch opener.open(try InputFile.readStandardInput(), name: "stdin", isNamed: true) {
            case .ticket(let ticket): return ticket
            case .source(let source):
                inner = source
                return nil
            }
        } catch {
            return .unread("stdin", code: error.code.rawValue, message: error.message)
        }
    }

    private mutating func enter(_ folder: FilePath) -> Ticket? {
        let entries: [Directory.Entry]
        do throws(InputError) {
            entries = try Directory.entries(of: folder).filter { $0.name.bytes.first != UInt8(ascii: ".") }
        } catch {
            return .unread(folder.description, code: error.code.rawValue, message: error.message)
        }
        if entries.isEmpty, levels.isEmpty {
            let error = InputError.emptyFolder(folder)
            return .unread(folder.description, code: error.code.rawValue, message: error.message)
        }
        // A folder of files is a case; one of folders holds cases.
        if opener.options.casePerFolder, !entries.isEmpty, !entries.contains(where: { $0.kind == .directory }) {
            return caseOf(folder)
        }
        // Tickets of one chunk come from few such folders: no more are open than threads work, and those above.
        let open = entries.count >= ChunkSize.most ? OpenFolder(folder) : nil
        levels.append(Level(folder: folder, entries: entries, open: open))
        return nil
    }

    private mutating func nextEntry() -> Ticket? {
        let last = levels.count - 1
        guard levels[last].next < levels[last].entries.count else {
            levels.removeLast()
            return nil
        }
        let entry = levels[last].entries[levels[last].next]
        levels[last].next += 1
        let path = levels[last].folder.appending(entry.name)
        switch entry.kind {
        case .directory where opener.options.casePerFolder: return caseOf(path)
        case .directory where levels.count < Self.maximumDepth: return enter(path)
        case .directory:
            let error = InputError.tooDeep(path, limit: Self.maximumDepth)
            return .unread(path.description, code: error.code.rawValue, message: error.message)
        case .link:
            filesDone += 1
            let error = InputError.linkNotFollowed(path)
            return .unread(path.description, code: error.code.rawValue, message: error.message)
        case .regular, .pipe, .socket, .device, .other:
            var ticket = open(path, isNamed: false)
            if case .file? = ticket?.content { ticket?.folder = levels[last].open }
            return ticket
        }
    }

    private mutating func caseOf(_ folder: FilePath) -> Ticket {
        filesDone += 1
        let name = folder.description
        return Ticket(id: name, place: name, content: .folder(folder))
    }

    private mutating func open(_ path: FilePath, isNamed: Bool) -> Ticket? {
        filesDone += 1
        switch opener.open(path, isNamed: isNamed) {
        case .ticket(let ticket): return ticket
        case .source(let source):
            inner = source
            return nil
        }
    }

    /// Files of paths and of the folders among them. With a case a folder there are fewer tickets, and the end comes sooner.
    private static func count(_ paths: [FilePath]) -> Int {
        var count = 0
        var folders: [(path: FilePath, depth: Int)] = []
        for path in paths {
            if Directory.isDirectory(path) { folders.append((path, 0)) } else { count += 1 }
        }
        while let (folder, depth) = folders.popLast() {
            for entry in (try? Directory.entries(of: folder)) ?? [] where entry.name.bytes.first != UInt8(ascii: ".") {
                if entry.kind != .directory {
                    count += 1
                } else if depth < maximumDepth {
                    folders.append((folder.appending(entry.name), depth + 1))
                }
            }
        }
        return count
    }
}
