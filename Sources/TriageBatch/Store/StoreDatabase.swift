import TriageBytes
import TriageModel

/// The open database of a store with the statements that are used for every ticket.
struct StoreDatabase: ~Copyable {
    let connection: SQLiteConnection
    private var find: SQLiteStatement
    private var insert: SQLiteStatement
    private var touch: SQLiteStatement
    private var enter: SQLiteStatement
    private var readOn: SQLiteStatement
    private var copy: SQLiteStatement
    private var earlier = EarlierRows(run: nil)

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
        let readOn = try connection.prepare(
            """
            SELECT id, key, size, modified, device, inode, row, name, position
            FROM entry JOIN verdict ON verdict.id = entry.verdict
            WHERE run = ?1 AND position >= ?2 AND knowledge = ?3 ORDER BY position LIMIT ?4
            """)
        let copy = try connection.prepare(
            """
            INSERT OR REPLACE INTO entry (run, position, verdict)
            SELECT ?1, position + ?2, verdict FROM entry WHERE run = ?3 AND position BETWEEN ?4 AND ?5
            """)
        self.connection = connection
        self.readOn = readOn
        self.copy = copy
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
        /// Its place in the earlier run; nil when it was looked up.
        var position: Int64?
    }

    /// A row of a ticket's name.
    struct Candidate {
        var id: Int64
        var key: [UInt8]
        /// What is kept of its file; nil when that is not to be trusted.
        var file: File?
        var row: [UInt8]

        /// A file as the store keeps it.
        struct File: Equatable {
            var size, modified, device, inode: Int64

            init(_ info: FileInfo) {
                size = info.size
                modified = info.modified
                device = Int64(bitPattern: info.identity.device)
                inode = Int64(bitPattern: info.identity.inode)
            }

            /// Four columns, beginning with this one.
            init(_ statement: borrowing SQLiteStatement, from column: Int32) {
                size = statement.integer(column)
                modified = statement.integer(column + 1)
                device = statement.integer(column + 2)
                inode = statement.integer(column + 3)
            }

            /// What is bound for it; nothing for a file that is not to be trusted.
            static func columns(_ file: File?) -> [SQLiteStatement.Parameter] {
                guard let file else { return [.null, .null, .null, .null] }
                return [
                    .integer(file.size), .integer(file.modified), .integer(file.device), .integer(file.inode),
                ]
            }
        }

        init(id: Int64, key: [UInt8], file: File?, row: [UInt8]) {
            self.id = id
            self.key = key
            self.file = file
            self.row = row
        }

        /// The row that `statement` stands at, whose first columns are these.
        init(_ statement: borrowing SQLiteStatement) {
            id = statement.integer(0)
            key = statement.blob(1)
            file = statement.isNull(2) ? nil : File(statement, from: 2)
            row = statement.blob(6)
        }

        /// The row as known, when the ticket has this content, or, where no content is given, this file.
        func known(key wanted: [UInt8]?, file now: FileInfo?, position: Int64? = nil) -> Known? {
            let isSameFile = file != nil && file == now.map(File.init)
            if let wanted {
                guard key == wanted else { return nil }
            } else if !isSameFile || key.first != 1 {
                return nil
            }
            return Known(id: id, row: row, isSameFile: isSameFile, position: position)
        }
    }

    /// Rows of that run are looked at first, in their order.
    mutating func follow(_ run: Int64?) { earlier = EarlierRows(run: run) }

    /// The run whose rows are looked at first.
    var followed: Int64? { earlier.run }

    /// The row of a ticket of this name with this content, or, where no content is given, with this file.
    mutating func known(name: Int64, knowledge: Int64, key: [UInt8]?, file: FileInfo?) throws(SQLiteError) -> Known? {
        var rows = earlier.take(name)
        if rows == nil, let next = earlier.next() {
            earlier.hold(try read(next.run, next.position, EarlierRows.stretch, knowledge))
            rows = earlier.take(name)
        }
        for row in rows ?? [] {
            if let known = row.known.known(key: key, file: file, position: row.position) { return known }
        }
        try find.bind(.integer(name), .integer(knowledge))
        defer { find.reset() }
        while try find.step() { if let known = Candidate(find).known(key: key, file: file) { return known } }
        return nil
    }

    private mutating func read(
        _ run: Int64, _ from: Int64, _ count: Int64, _ knowledge: Int64
    ) throws(SQLiteError) -> [(name: Int64, row: EarlierRows.Row)] {
        try readOn.bind(.integer(run), .integer(from), .integer(knowledge), .integer(count))
        defer { readOn.reset() }
        var rows: [(name: Int64, row: EarlierRows.Row)] = []
        while try readOn.step() {
            rows.append((readOn.integer(7), EarlierRows.Row(position: readOn.integer(8), known: Candidate(readOn))))
        }
        return rows
    }

    /// Keeps a row; its number.
    mutating func keep(_ verdict: TicketVerdict, knowledge: Int64) throws(SQLiteError) -> Int64 {
        guard let receipt = verdict.receipt else { return 0 }
        let file = Candidate.File.columns(receipt.trustedFile.map(Candidate.File.init))
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

    /// Makes a row the one at a place of a run.
    mutating func enter(run: Int64, position: Int64, row: Int64) throws(SQLiteError) {
        try enter.run(.integer(run), .integer(position), .integer(row))
    }

    /// Takes over so many rows that follow one another in an earlier run; false when they are not all there any more.
    mutating func copy(
        _ count: Int, from earlier: Int64, at first: Int64, to run: Int64, at position: Int64
    ) throws(SQLiteError) -> Bool {
        try copy.run(
            .integer(run), .integer(position - first), .integer(earlier), .integer(first),
            .integer(first + Int64(count) - 1))
        return try connection.integer("SELECT changes()") == Int64(count)
    }
}
