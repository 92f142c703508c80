import CSQLite
import TriageBytes

/// Owns an open database; closed when it goes out of scope, after its statements.
///
/// ```swift
/// let database = try SQLiteConnection(path)
/// try database.execute("CREATE TABLE t (name TEXT)")
/// var insert = try database.prepare("INSERT INTO t VALUES (?)")
/// try insert.run(.text("a"))
/// ```
///
/// One thread at a time may use it and its statements: the library is opened without locks of its own.
@safe final class SQLiteConnection {
    let library: SQLiteLibrary
    let handle: OpaquePointer

    /// Opens a file that exists. Nothing is read of it yet.
    ///
    /// - Parameter patience: milliseconds to wait for somebody else who writes.
    init(_ path: FilePath, readOnly: Bool = false, patience: Int32 = 10_000) throws(SQLiteError) {
        let library = try SQLiteLibrary.shared.get()
        var handle: OpaquePointer?
        let flags = Int32(
            (readOnly ? KBT_SQLITE_OPEN_READONLY : KBT_SQLITE_OPEN_READWRITE) | KBT_SQLITE_OPEN_NOMUTEX)
        guard !path.bytes.contains(0) else {
            throw SQLiteError(code: .other, message: "the name of the file holds a zero byte")
        }
        let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
        // SAFETY: the name ends with NUL and lives through the call, which fills `handle`; it is closed here when the
        // opening failed (the library gives one even then) and in deinit else.
        let status = unsafe library.open(name, &handle, flags, nil)
        guard status == KBT_SQLITE_OK, let opened = unsafe handle else {
            let failure = unsafe Self.failure(library, handle, status)
            _ = unsafe library.close(handle)
            throw failure
        }
        self.library = library
        unsafe self.handle = opened
        // SAFETY: the handle is open.
        _ = unsafe library.extendedCodes(opened, 1)
        _ = unsafe library.busyTimeout(opened, patience)
        // A file from a stranger must not run anything: no functions in its schema, no writing around the format.
        _ = unsafe kbt_sqlite_switch(library.configure, opened, Int32(KBT_SQLITE_DEFENSIVE), 1)
        _ = unsafe kbt_sqlite_switch(library.configure, opened, Int32(KBT_SQLITE_TRUSTED_SCHEMA), 0)
    }

    // SAFETY: the only owner closes it, once; the library waits for statements that still live.
    deinit { _ = unsafe library.close(handle) }

    /// A statement that is kept and used many times.
    func prepare(_ sql: StaticString) throws(SQLiteError) -> SQLiteStatement {
        try SQLiteStatement(sql.description, self)
    }

    /// Runs statements that give no rows, parted by semicolons at the ends of lines.
    func execute(_ sql: StaticString) throws(SQLiteError) {
        for part in sql.description.split(separator: ";\n") {
            var statement = try SQLiteStatement(String(part), self)
            while try statement.step() {}
        }
    }

    /// Writes the number that says which tables there are.
    func setVersion(_ version: Int64) throws(SQLiteError) {
        var statement = try SQLiteStatement("PRAGMA user_version = \(version)", self)
        try statement.run()
    }

    /// The first column of the first row a statement gives; 0 for none.
    func integer(_ sql: StaticString) throws(SQLiteError) -> Int64 {
        var statement = try SQLiteStatement(sql.description, self)
        return try statement.step() ? statement.integer(0) : 0
    }

    /// The texts of the first column of all rows, at most `limit`.
    func texts(_ sql: StaticString, limit: Int = 1000) throws(SQLiteError) -> [String] {
        var statement = try SQLiteStatement(sql.description, self)
        var texts: [String] = []
        while texts.count < limit, try statement.step() { texts.append(statement.text(0)) }
        return texts
    }

    /// True between BEGIN and COMMIT.
    var isInTransaction: Bool {
        // SAFETY: the handle is open.
        unsafe library.isOutsideOfTransaction(handle) == 0
    }

    /// Does all of something or nothing.
    func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            if isInTransaction { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// What went wrong with the last call.
    func failure(_ status: Int32) -> SQLiteError { unsafe Self.failure(library, handle, status) }

    private static func failure(_ library: SQLiteLibrary, _ handle: OpaquePointer?, _ status: Int32) -> SQLiteError {
        // SAFETY: the text belongs to the handle, or is the library's own, and is copied before the next call.
        let text = unsafe handle == nil ? library.textOfCode(status) : library.errorText(handle)
        let number = unsafe handle == nil ? status : library.errorNumber(handle)
        let code: SQLiteError.Code =
            switch status & 0xFF {
            case Int32(KBT_SQLITE_BUSY): .busy
            case Int32(KBT_SQLITE_CORRUPT), Int32(KBT_SQLITE_NOTADB): .damaged
            default: .other
            }
        return SQLiteError(
            code: code, number: number == 0 ? status : number,
            message: unsafe text.map { unsafe String(cString: $0) } ?? "no reason given")
    }
}
