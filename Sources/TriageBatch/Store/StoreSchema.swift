/// The tables of a store, and how an older store becomes one of today. `PRAGMA user_version` counts the steps taken,
/// `PRAGMA application_id` tells a store from other databases.
enum StoreSchema {
    /// "KBtb".
    static let applicationID: Int64 = 0x4B42_7462

    /// One step a version, in order; a step that was released never changes.
    static let migrations: [StaticString] = [
        """
        CREATE TABLE knowledge (
            id INTEGER PRIMARY KEY, rules TEXT NOT NULL, tool TEXT NOT NULL, as_of TEXT NOT NULL,
            is_explicit INTEGER NOT NULL, options TEXT NOT NULL,
            UNIQUE (rules, tool, as_of, is_explicit, options));
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT, knowledge INTEGER NOT NULL REFERENCES knowledge, began INTEGER NOT NULL,
            ended INTEGER, ending TEXT NOT NULL, verification TEXT NOT NULL, words BLOB NOT NULL);
        CREATE TABLE verdict (
            id INTEGER PRIMARY KEY, name INTEGER NOT NULL, knowledge INTEGER NOT NULL REFERENCES knowledge,
            key BLOB NOT NULL, size INTEGER, modified INTEGER, device INTEGER, inode INTEGER,
            ticket TEXT NOT NULL, verdict TEXT NOT NULL, rule TEXT, row BLOB NOT NULL);
        CREATE UNIQUE INDEX verdict_name ON verdict (name, knowledge, key);
        CREATE TABLE entry (
            run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, verdict INTEGER NOT NULL REFERENCES verdict,
            PRIMARY KEY (run, position)) WITHOUT ROWID;
        CREATE TABLE acknowledgement (
            kind TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, reason TEXT NOT NULL, until TEXT NOT NULL,
            made INTEGER NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID
        """
    ]

    static var version: Int64 { Int64(migrations.count) }

    /// What a database is, seen by its numbers.
    enum State: Sendable, Hashable {
        case current
        case older
        case newer(Int64)
        case foreign
    }

    static func state(of database: SQLiteConnection) throws(SQLiteError) -> State {
        let found = try database.integer("PRAGMA user_version")
        if try database.integer("PRAGMA application_id") != applicationID {
            let isEmpty = try database.integer("SELECT count(*) FROM sqlite_master") == 0
            return isEmpty && found == 0 ? .older : .foreign
        }
        if found == version { return .current }
        return found < version ? .older : .newer(found)
    }

    /// Brings an older database to today's version, whole or not at all.
    static func migrate(_ database: SQLiteConnection) throws(SQLiteError) {
        try database.transaction { () throws(SQLiteError) in
            // Somebody else may have done it meanwhile.
            let found = try database.integer("PRAGMA user_version")
            for (index, step) in migrations.enumerated() where Int64(index) >= found { try database.execute(step) }
            try database.execute("PRAGMA application_id = 1262646370")
            try database.setVersion(version)
        }
    }
}
