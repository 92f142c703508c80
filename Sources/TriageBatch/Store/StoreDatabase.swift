import TriageBytes
import TriageModel

/// The open database of a store with the statements that are used for every ticket.
struct StoreDatabase: ~Copyable {
    let connection: SQLiteConnection
    private var find: SQLiteStatement
    private var insert: SQLiteStatement
    private var touch: SQLiteStatement
    private var enter: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(SQLiteError) {
        let find = try connection.prepare(
            """
            SELECT id, key, size, modified, device, inode, row FROM verdict
            WHERE name = ? AND knowledge = ? ORDER BY id DESC LIMIT 16
            """)
        let insert = try connection.prepare(
            """
            INSERT INTO verdict (name, knowledge, key, size, modified, device, inode, ticket, verdict, rule, row)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (name, knowledge, key) DO UPDATE SET
                size = ?4, modified = ?5, device = ?6, inode = ?7, ticket = ?8, verdict = ?9, rule = ?10, row = ?11
            RETURNING id
            """)
        let touch = try connection.prepare(
            "UPDATE verdict SET size = ?2, modified = ?3, device = ?4, inode = ?5 WHERE id = ?1")
        let enter = try connection.prepare("INSERT OR REPLACE INTO entry (run, position, verdict) VALUES (?, ?, ?)")
        self.connection = connection
        self.find = find
        self.insert = insert
        self.touch = touch
        self.enter = enter
    }

    /// A row that is known.
    struct Known {
        var id: Int64
        var row: [UInt8]
        /// True when the file's size, time and number are those that were kept.
        var isSameFile: Bool
    }

    /// The row of a ticket of this name with this content, or, where no content is given, with this file.
    mutating func known(name: Int64, knowledge: Int64, key: [UInt8]?, file: FileInfo?) throws(SQLiteError) -> Known? {
        try find.bind(.integer(name), .integer(knowledge))
        defer { find.reset() }
        while try find.step() {
            let isSameFile = file.map { file in isFile(file) } ?? false
            if let key {
                guard find.blob(1) == key else { continue }
            } else {
                guard isSameFile, find.blob(1).first == 1 else { continue }
            }
            return Known(id: find.integer(0), row: find.blob(6), isSameFile: isSameFile)
        }
        return nil
    }

    /// Whether the row it stands at was made from this file as it is.
    private func isFile(_ file: FileInfo) -> Bool {
        !find.isNull(2) && find.integer(2) == file.size && find.integer(3) == file.modified
            && UInt64(bitPattern: find.integer(4)) == file.identity.device
            && UInt64(bitPattern: find.integer(5)) == file.identity.inode
    }

    /// Keeps a row; its number.
    mutating func keep(_ verdict: TicketVerdict, knowledge: Int64) throws(SQLiteError) -> Int64 {
        guard let receipt = verdict.receipt else { return 0 }
        let file = Self.columns(receipt.trustedFile)
        if let stored = receipt.stored {
            if receipt.isFileNew { try touch.run(.integer(stored), file[0], file[1], file[2], file[3]) }
            return stored
        }
        let row = verdict.storedBytes
        try insert.bind([
            .integer(receipt.name), .integer(knowledge),
            .blob(receipt.key.isEmpty ? TicketKey.row(row) : receipt.key), file[0], file[1], file[2], file[3],
            .text(verdict.id), .text(verdict.verdict.rawValue),
            verdict.causes.first.map { .text($0.rule) } ?? .null, .blob(row),
        ])
        defer { insert.reset() }
        guard try insert.step() else { return 0 }
        let id = insert.integer(0)
        // The statement does its work to the end only when it is asked once more.
        while try insert.step() {}
        return id
    }

    private static func columns(_ file: FileInfo?) -> [SQLiteStatement.Parameter] {
        guard let file else { return [.null, .null, .null, .null] }
        return [
            .integer(file.size), .integer(file.modified), .integer(Int64(bitPattern: file.identity.device)),
            .integer(Int64(bitPattern: file.identity.inode)),
        ]
    }

    /// Makes a row the one at a place of a run.
    mutating func enter(run: Int64, position: Int64, row: Int64) throws(SQLiteError) {
        try enter.run(.integer(run), .integer(position), .integer(row))
    }
}
