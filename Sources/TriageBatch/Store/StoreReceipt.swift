import TriageBytes

/// What a store needs to know of a ticket besides its row; travels with the row from the worker to the store.
public struct StoreReceipt: Sendable, Hashable {
    /// Names the ticket: the first bytes of a hash of id and place. Two tickets may share it; the row tells them apart.
    var name: Int64
    /// Names what was read, see ``TicketKey``.
    var key: [UInt8]
    /// What the system knew of its file before it was read; nil for what is no file.
    var file: FileInfo?
    /// When that was asked, seconds since 1970-01-01 UTC.
    var asked: Int64
    /// The row in the store that says the same; nil for a new one.
    var stored: Int64?
    /// Its place in the earlier run whose rows were looked at first; nil for any other.
    var position: Int64?
    /// True when the store's knowledge of the file is older.
    var isFileNew: Bool

    /// A file system may keep times in steps of two seconds: a file that was changed so shortly before it was asked for may
    /// change again without another time.
    static let unsureSeconds: Int64 = 2

    /// What may be trusted next time.
    var trustedFile: FileInfo? {
        guard let file, file.kind == .regular else { return nil }
        let unsure = (asked - Self.unsureSeconds).multipliedReportingOverflow(by: 1_000_000_000)
        return !unsure.overflow && file.modified < unsure.partialValue ? file : nil
    }
}
