import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of SQLite, found when the first store is opened: a run that keeps nothing pays nothing for them.
///
/// `@unchecked Sendable`: the table is filled once, before anybody sees it, and the library is never closed.
@safe struct SQLiteLibrary: @unchecked Sendable {
    let open: kbt_sqlite_open
    let close: kbt_sqlite_act
    let errorNumber: kbt_sqlite_act
    let isOutsideOfTransaction: kbt_sqlite_act
    let busyTimeout: kbt_sqlite_set
    let extendedCodes: kbt_sqlite_set
    let errorText: kbt_sqlite_text
    let textOfCode: kbt_sqlite_code_text
    let configure: UnsafeMutableRawPointer
    let prepare: kbt_sqlite_prepare
    let finalize: kbt_statement_act
    let reset: kbt_statement_act
    let clearBindings: kbt_statement_act
    let step: kbt_statement_act
    let bindNull: kbt_statement_bind_null
    let bindInteger: kbt_statement_bind_integer
    let bindText: kbt_statement_bind_bytes
    let bindBlob: kbt_statement_bind_bytes
    let columnType: kbt_statement_column_number
    let columnByteCount: kbt_statement_column_number
    let columnInteger: kbt_statement_column_integer
    let columnBlob: kbt_statement_column_bytes

    /// The library of this process, or why there is none.
    static let shared: Result<SQLiteLibrary, SQLiteError> = Result(catching: load)

    /// 3.35.0: the first with `RETURNING`.
    private static let oldestVersion: Int32 = 3_035_000

    #if canImport(Darwin)
        private static let names = ["/usr/lib/libsqlite3.dylib"]
    #else
        private static let names = ["libsqlite3.so.0"]
    #endif

    private static func load() throws(SQLiteError) -> SQLiteLibrary {
        var reason = "SQLite is not installed"
        for name in names {
            // SAFETY: the name is a literal; the handle is kept open until the process ends, as its functions are used.
            if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) { return try unsafe SQLiteLibrary(handle) }
            if let text = unsafe dlerror() { reason = unsafe String(cString: text) }
        }
        throw SQLiteError(code: .unavailable, message: reason)
    }

    private init(_ handle: UnsafeMutableRawPointer) throws(SQLiteError) {
        func symbol(_ name: String) throws(SQLiteError) -> UnsafeMutableRawPointer {
            guard let symbol = unsafe dlsym(handle, name) else {
                throw SQLiteError(code: .unavailable, message: "SQLite has no function \(name)")
            }
            return unsafe symbol
        }
        func function<Function>(_ name: String, as type: Function.Type) throws(SQLiteError) -> Function {
            // SAFETY: the shim declares every type, and holds it against the library's own header where that is there.
            unsafe unsafeBitCast(try symbol(name), to: Function.self)
        }
        let versionNumber = try function("sqlite3_libversion_number", as: kbt_sqlite_number.self)
        let version = versionNumber()
        guard version >= Self.oldestVersion else {
            throw SQLiteError(
                code: .unavailable, message: "SQLite is too old: number \(version), needed is \(Self.oldestVersion)")
        }
        unsafe open = try function("sqlite3_open_v2", as: kbt_sqlite_open.self)
        unsafe close = try function("sqlite3_close_v2", as: kbt_sqlite_act.self)
        unsafe errorNumber = try function("sqlite3_extended_errcode", as: kbt_sqlite_act.self)
        unsafe isOutsideOfTransaction = try function("sqlite3_get_autocommit", as: kbt_sqlite_act.self)
        unsafe busyTimeout = try function("sqlite3_busy_timeout", as: kbt_sqlite_set.self)
        unsafe extendedCodes = try function("sqlite3_extended_result_codes", as: kbt_sqlite_set.self)
        unsafe errorText = try function("sqlite3_errmsg", as: kbt_sqlite_text.self)
        unsafe textOfCode = try function("sqlite3_errstr", as: kbt_sqlite_code_text.self)
        unsafe configure = try symbol("sqlite3_db_config")
        unsafe prepare = try function("sqlite3_prepare_v3", as: kbt_sqlite_prepare.self)
        unsafe finalize = try function("sqlite3_finalize", as: kbt_statement_act.self)
        unsafe reset = try function("sqlite3_reset", as: kbt_statement_act.self)
        unsafe clearBindings = try function("sqlite3_clear_bindings", as: kbt_statement_act.self)
        unsafe step = try function("sqlite3_step", as: kbt_statement_act.self)
        unsafe bindNull = try function("sqlite3_bind_null", as: kbt_statement_bind_null.self)
        unsafe bindInteger = try function("sqlite3_bind_int64", as: kbt_statement_bind_integer.self)
        unsafe bindText = try function("sqlite3_bind_text", as: kbt_statement_bind_bytes.self)
        unsafe bindBlob = try function("sqlite3_bind_blob", as: kbt_statement_bind_bytes.self)
        unsafe columnType = try function("sqlite3_column_type", as: kbt_statement_column_number.self)
        unsafe columnByteCount = try function("sqlite3_column_bytes", as: kbt_statement_column_number.self)
        unsafe columnInteger = try function("sqlite3_column_int64", as: kbt_statement_column_integer.self)
        unsafe columnBlob = try function("sqlite3_column_blob", as: kbt_statement_column_bytes.self)
    }
}
