import TriageBytes
import TriageModel

extension TicketStore {
    /// Runs that are kept; when there are half as many more, the oldest are thrown away with the rows only they have.
    static let mostRuns: Int64 = 40

    /// Begins a run; `resuming` takes up one that did not end, under its own number.
    public func begin(_ settings: RunSettings, resuming: RunRecord? = nil) throws(StoreError) -> StoredRun {
        let all = try acknowledgements()
        let (number, knowledge) = try use { database throws(SQLiteError) in
            let connection = database.connection
            let begun = try connection.transaction { () throws(SQLiteError) -> (Int64, Int64) in
                try Self.throwAwayOldRuns(connection)
                let knowledge = try Self.knowledge(settings.knowledge, connection)
                if let resuming, resuming.settings.knowledge == settings.knowledge {
                    return (resuming.number, knowledge)
                }
                var coder = ByteCoder()
                var words = settings.words
                coder.code(&words)
                var insert = try connection.prepare(
                    "INSERT INTO run (knowledge, began, ending, verification, words) VALUES (?, ?, ?, ?, ?)")
                try insert.run(
                    .integer(knowledge), .integer(SystemClock.seconds), .text(RunRecord.Ending.open.rawValue),
                    .text(settings.verification.rawValue), .blob(coder.bytes))
                return (try connection.integer("SELECT last_insert_rowid()"), knowledge)
            }
            database.follow(try Self.earlierRun(than: begun, connection))
            return begun
        }
        return StoredRun(
            self, number: number, knowledge: knowledge, settings: settings,
            acknowledged: Acknowledgements(all, on: settings.knowledge.asOf))
    }

    /// The run whose rows are most likely those of this one: itself when it is gone on with, else the last one that was
    /// made with the same knowledge, a finished one before others.
    private static func earlierRun(
        than begun: (number: Int64, knowledge: Int64), _ connection: SQLiteConnection
    ) throws(SQLiteError) -> Int64? {
        var find = try connection.prepare(
            """
            SELECT id FROM run WHERE knowledge = ?1 AND EXISTS (SELECT 1 FROM entry WHERE entry.run = run.id)
            ORDER BY id = ?2 DESC, ending = 'finished' DESC, id DESC LIMIT 1
            """)
        try find.bind(.integer(begun.knowledge), .integer(begun.number))
        return try find.step() ? find.integer(0) : nil
    }

    private static func knowledge(
        _ knowledge: RunSettings.Knowledge, _ connection: SQLiteConnection
    ) throws(SQLiteError) -> Int64 {
        let values: [SQLiteStatement.Parameter] = [
            .text(knowledge.rules), .text(knowledge.tool), .text(knowledge.asOf.iso),
            .integer(knowledge.asOfIsExplicit ? 1 : 0), .text(knowledge.options),
        ]
        var insert = try connection.prepare(
            "INSERT OR IGNORE INTO knowledge (rules, tool, as_of, is_explicit, options) VALUES (?, ?, ?, ?, ?)")
        try insert.bind(values)
        while try insert.step() {}
        var find = try connection.prepare(
            "SELECT id FROM knowledge WHERE rules = ? AND tool = ? AND as_of = ? AND is_explicit = ? AND options = ?")
        try find.bind(values)
        return try find.step() ? find.integer(0) : 0
    }

    private static func throwAwayOldRuns(_ connection: SQLiteConnection) throws(SQLiteError) {
        guard try connection.integer("SELECT count(*) FROM run") >= mostRuns * 3 / 2 else { return }
        var delete = try connection.prepare(
            "DELETE FROM run WHERE id NOT IN (SELECT id FROM run ORDER BY id DESC LIMIT ?)")
        try delete.run(.integer(mostRuns))
        try connection.execute(
            """
            DELETE FROM entry WHERE run NOT IN (SELECT id FROM run);
            DELETE FROM verdict WHERE id NOT IN (SELECT verdict FROM entry);
            DELETE FROM knowledge WHERE id NOT IN (SELECT knowledge FROM run)
                AND id NOT IN (SELECT knowledge FROM verdict)
            """)
    }

    /// Says that a run ended. Everything is in the one file then: what SQLite keeps beside it is folded in.
    func finish(_ number: Int64, _ ending: RunRecord.Ending, tickets: Int64) throws(StoreError) {
        try use { database throws(SQLiteError) in
            let connection = database.connection
            try connection.transaction { () throws(SQLiteError) in
                // A run that was resumed may have had more tickets than there are now.
                var shorten = try connection.prepare("DELETE FROM entry WHERE run = ? AND position >= ?")
                if ending == .finished { try shorten.run(.integer(number), .integer(tickets)) }
                var update = try connection.prepare("UPDATE run SET ended = ?, ending = ? WHERE id = ?")
                try update.run(.integer(SystemClock.seconds), .text(ending.rawValue), .integer(number))
            }
            _ = try? connection.integer("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// The runs that are kept, the oldest first.
    public func runs() throws(StoreError) -> [RunRecord] {
        try use { database throws(SQLiteError) in
            var statement = try database.connection.prepare(
                """
                SELECT run.id, began, ended, ending, verification, words, rules, tool, as_of, is_explicit, options,
                    (SELECT count(*) FROM entry WHERE entry.run = run.id)
                FROM run JOIN knowledge ON knowledge.id = run.knowledge ORDER BY run.id
                """)
            var runs: [RunRecord] = []
            while try statement.step() { runs.append(Self.record(statement)) }
            return runs
        }
    }

    private static func record(_ row: borrowing SQLiteStatement) -> RunRecord {
        var coder = ByteCoder(reading: row.blob(5))
        var words: [String] = []
        coder.code(&words)
        let knowledge = RunSettings.Knowledge(
            rules: row.text(6), tool: row.text(7),
            asOf: CivilDate(iso: row.text(8)) ?? CivilDate(year: 1, month: 1, day: 1),
            asOfIsExplicit: row.integer(9) == 1, options: row.text(10))
        return RunRecord(
            number: row.integer(0), began: row.integer(1), ended: row.isNull(2) ? nil : row.integer(2),
            ending: RunRecord.Ending(rawValue: row.text(3)) ?? .open, tickets: Int(row.integer(11)),
            settings: RunSettings(
                knowledge: knowledge, words: words, verification: .init(rawValue: row.text(4)) ?? .times))
    }

    /// The last run, when it did not end.
    public func interruptedRun() throws(StoreError) -> RunRecord? {
        guard let last = try runs().last, last.ending != .finished else { return nil }
        return last
    }

    /// Calls with the rows of a run, in order, until it says false.
    public func rows(of run: Int64, _ take: (TicketVerdict) -> Bool) throws(StoreError) {
        let damaged = try use { database throws(SQLiteError) -> Bool in
            var statement = try database.connection.prepare(
                "SELECT row FROM entry JOIN verdict ON verdict.id = entry.verdict WHERE run = ? ORDER BY position")
            try statement.bind(.integer(run))
            while try statement.step() {
                guard let verdict = TicketVerdict(stored: statement.blob(0)) else { return true }
                if !take(verdict) { return false }
            }
            return false
        }
        if damaged {
            throw StoreError(.damaged, file, "a row of run \(run) cannot be read; it was written by another version")
        }
    }
}
