import Synchronization
public import TriageBytes
import TriageModel

/// The results of batches, kept in one file, so that the next batch reads only what is new or was changed.
///
/// ```swift
/// let store = try TicketStore(FilePath("triage.sqlite"))
/// let run = try store.begin(settings)
/// let verdict = run.verdict(of: ticket, by: work)     // on any thread
/// for row in try run.add(verdict) { … }               // in order, on one thread
/// for row in try run.end(.finished) { … }
/// ```
///
/// A row that was given out by ``StoredRun/add(_:)`` is in the file, and on the disk: no crash loses it.
public final class TicketStore: Sendable {
    /// The file as shown.
    public let file: String
    let database: Mutex<StoreDatabase>

    /// Opens a store, and makes it when there is none: a file only its owner may read, as tickets are nobody else's.
    ///
    /// - Parameter creating: false when a store that is not there is an error.
    public init(_ path: FilePath, creating: Bool = true) throws(StoreError) {
        let shown = path.description
        file = shown
        try Self.prepare(path, creating: creating)
        do throws(SQLiteError) {
            let connection = try SQLiteConnection(path)
            switch try StoreSchema.state(of: connection) {
            case .current: break
            case .older: try Self.make(connection)
            case .newer(let found): throw Self.newer(found)
            case .foreign: throw Self.foreign
            }
            try connection.execute(
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA cell_size_check = ON;
                PRAGMA journal_size_limit = 16777216
                """)
            database = Mutex(try StoreDatabase(connection))
        } catch {
            throw Self.storeError(error, shown)
        }
    }

    /// Makes sure that there is a file that can be a store.
    private static func prepare(_ path: FilePath, creating: Bool) throws(StoreError) {
        let shown = path.description
        if creating {
            do throws(OutputError) {
                try OutputFile.createPrivate(path)
            } catch {
                throw StoreError(.cannotOpen, shown, error.message)
            }
        }
        let kind: FileKind
        do throws(InputError) {
            kind = try FileInfo.of(path).kind
        } catch {
            throw StoreError(.cannotOpen, shown, error.message)
        }
        guard kind == .regular else { throw StoreError(.cannotOpen, shown, "this is no file; name one for the store") }
    }

    private static func make(_ connection: SQLiteConnection) throws(SQLiteError) {
        // Before the first table: it cannot be changed later.
        try connection.execute("PRAGMA journal_mode = WAL")
        try StoreSchema.migrate(connection)
    }

    // MARK: Errors that are told apart by their number

    private static let foreignNumber: Int32 = -1
    private static let newerNumber: Int32 = -2

    private static var foreign: SQLiteError {
        SQLiteError(
            code: .other, number: foreignNumber,
            message: "this is a database of another program; name a file of its own for the store")
    }

    private static func newer(_ version: Int64) -> SQLiteError {
        SQLiteError(
            code: .other, number: newerNumber,
            message:
                "a newer kbtriage wrote this store (version \(version), this one knows \(StoreSchema.version)); use that one, or another file"
        )
    }

    static func storeError(_ error: SQLiteError, _ shown: String) -> StoreError {
        switch error.number {
        case foreignNumber: StoreError(.foreign, shown, error.message)
        case newerNumber: StoreError(.newer, shown, error.message)
        case 26:
            StoreError(
                .foreign, shown,
                "this is no store, or a damaged one (\(error.message)); name another file, or move this one away")
        default: StoreError(error, shown)
        }
    }

    /// Uses the database, one thread at a time.
    func use<Result: Sendable>(
        _ body: (inout StoreDatabase) throws(SQLiteError) -> Result
    ) throws(StoreError) -> Result {
        do throws(SQLiteError) {
            return try database.withLock { (database) throws(SQLiteError) in try body(&database) }
        } catch {
            throw Self.storeError(error, file)
        }
    }

    /// What SQLite finds wrong in the file; empty when all is well. Reads all of it.
    public func check() throws(StoreError) -> [String] {
        try use { database throws(SQLiteError) in
            try database.connection.texts("PRAGMA integrity_check").filter { $0 != "ok" }
        }
    }

    // MARK: Acknowledgements

    /// Keeps an acknowledgement; an earlier one of the same thing is replaced.
    public func acknowledge(_ one: Acknowledgement) throws(StoreError) {
        try use { database throws(SQLiteError) in
            var statement = try database.connection.prepare(
                "INSERT OR REPLACE INTO acknowledgement (kind, name, reason, until, made) VALUES (?, ?, ?, ?, ?)")
            try statement.run(
                .text(one.kind.rawValue), .text(one.name), .text(one.reason), .text(one.until.iso),
                .integer(SystemClock.seconds))
        }
    }

    /// True when a row in the store is a ticket of that id, or has that rule's cause as its first.
    public func knows(_ kind: Acknowledgement.Kind, _ name: String) throws(StoreError) -> Bool {
        try use { database throws(SQLiteError) in
            var find = try database.connection.prepare(
                kind == .ticket
                    ? "SELECT 1 FROM verdict WHERE ticket = ? COLLATE NOCASE LIMIT 1"
                    : "SELECT 1 FROM verdict WHERE rule = ? COLLATE NOCASE LIMIT 1")
            try find.bind(.text(name))
            return try find.step()
        }
    }

    /// Takes an acknowledgement back; false when there is none.
    public func withdraw(_ kind: Acknowledgement.Kind, _ name: String) throws(StoreError) -> Bool {
        try use { database throws(SQLiteError) in
            var statement = try database.connection.prepare("DELETE FROM acknowledgement WHERE kind = ? AND name = ?")
            try statement.run(.text(kind.rawValue), .text(name))
            return try database.connection.integer("SELECT changes()") > 0
        }
    }

    /// All acknowledgements, those that have come back too, in the order of their days.
    public func acknowledgements() throws(StoreError) -> [Acknowledgement] {
        try use { database throws(SQLiteError) in
            var statement = try database.connection.prepare(
                "SELECT kind, name, reason, until FROM acknowledgement ORDER BY until, kind, name")
            var all: [Acknowledgement] = []
            while try statement.step() {
                guard let kind = Acknowledgement.Kind(rawValue: statement.text(0)),
                    let until = CivilDate(iso: statement.text(3))
                else { continue }
                all.append(
                    Acknowledgement(kind: kind, name: statement.text(1), reason: statement.text(2), until: until))
            }
            return all
        }
    }
}
