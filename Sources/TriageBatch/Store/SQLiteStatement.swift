import CSQLite

/// Owns a prepared statement; ended when it goes out of scope. It keeps its database open.
@safe struct SQLiteStatement: ~Copyable {
    private let connection: SQLiteConnection
    private let handle: OpaquePointer

    /// A value a statement is given.
    enum Parameter {
        case integer(Int64)
        case text(String)
        case blob([UInt8])
        case null
    }

    init(_ sql: String, _ connection: SQLiteConnection) throws(SQLiteError) {
        var handle: OpaquePointer?
        // SAFETY: the text lives through the call, which fills `handle`; ended in deinit.
        let status = unsafe connection.library.prepare(
            connection.handle, sql, -1, UInt32(KBT_SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard status == KBT_SQLITE_OK else { throw connection.failure(status) }
        guard let prepared = unsafe handle else {
            throw SQLiteError(code: .other, message: "a statement without words")
        }
        self.connection = connection
        unsafe self.handle = prepared
    }

    // SAFETY: the only owner ends it, once.
    deinit { _ = unsafe connection.library.finalize(handle) }

    /// Makes it ready to run again with these values, one a question mark.
    mutating func bind(_ parameters: Parameter...) throws(SQLiteError) { try bind(parameters) }

    mutating func bind(_ parameters: [Parameter]) throws(SQLiteError) {
        let library = connection.library
        // SAFETY: the statement is alive; the library copies what it is given before it returns.
        _ = unsafe library.reset(handle)
        _ = unsafe library.clearBindings(handle)
        var index: Int32 = 0
        for parameter in parameters {
            index += 1
            let status: Int32
            switch parameter {
            case .null: status = unsafe library.bindNull(handle, index)
            case .integer(let number): status = unsafe library.bindInteger(handle, index, number)
            case .text(let text):
                let bytes = Array(text.utf8)
                guard let count = Int32(exactly: bytes.count) else { throw Self.tooLarge }
                status = unsafe bytes.withUnsafeBytes { buffer in
                    // SAFETY: `count` bytes are there; an empty text needs a pointer, else it would be NULL.
                    unsafe withUnsafeBytes(of: 0) { none in
                        unsafe library.bindText(
                            handle, index, buffer.baseAddress ?? none.baseAddress, count, Int(KBT_SQLITE_COPY))
                    }
                }
            case .blob(let bytes):
                guard let count = Int32(exactly: bytes.count) else { throw Self.tooLarge }
                status = unsafe bytes.withUnsafeBytes { buffer in
                    // SAFETY: as above.
                    unsafe withUnsafeBytes(of: 0) { none in
                        unsafe library.bindBlob(
                            handle, index, buffer.baseAddress ?? none.baseAddress, count, Int(KBT_SQLITE_COPY))
                    }
                }
            }
            guard status == KBT_SQLITE_OK else { throw connection.failure(status) }
        }
    }

    /// Goes to the next row; false behind the last one.
    mutating func step() throws(SQLiteError) -> Bool {
        // SAFETY: the statement is alive.
        let status = unsafe connection.library.step(handle)
        switch status {
        case Int32(KBT_SQLITE_ROW): return true
        case Int32(KBT_SQLITE_DONE): return false
        default:
            let failure = connection.failure(status)
            _ = unsafe connection.library.reset(handle)
            throw failure
        }
    }

    /// Runs it once with these values; rows it gives are passed over.
    mutating func run(_ parameters: Parameter...) throws(SQLiteError) {
        try bind(parameters)
        while try step() {}
        reset()
    }

    /// Lets go of the row it stands at, and so of its hold on the database.
    mutating func reset() {
        // SAFETY: the statement is alive.
        _ = unsafe connection.library.reset(handle)
    }

    // MARK: The row it stands at

    /// A number; 0 for NULL.
    func integer(_ column: Int32) -> Int64 {
        // SAFETY: the statement is alive; a column that is not there reads as NULL.
        unsafe connection.library.columnInteger(handle, column)
    }

    /// True for NULL.
    func isNull(_ column: Int32) -> Bool {
        // SAFETY: as above.
        unsafe connection.library.columnType(handle, column) == KBT_SQLITE_NULL
    }

    /// The bytes of a blob or text.
    func blob(_ column: Int32) -> [UInt8] {
        // SAFETY: the library gives `count` bytes that live until the next call on the statement; they are copied here.
        // The pointer is asked for first: asking may convert the value, and the count is that of what was given.
        let bytes = unsafe connection.library.columnBlob(handle, column)
        let count = unsafe Int(connection.library.columnByteCount(handle, column))
        guard let bytes = unsafe bytes, count > 0 else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// A text; what is not UTF-8 in it is repaired.
    func text(_ column: Int32) -> String { String(decoding: blob(column), as: UTF8.self) }

    private static var tooLarge: SQLiteError {
        SQLiteError(code: .other, message: "a value has more bytes than a database can hold")
    }
}
