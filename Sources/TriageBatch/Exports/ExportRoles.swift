/// The columns of a table that hold tickets, and how sure that is.
struct ExportRoles: Sendable, Hashable {
    var id: Int?
    var subject: Int?
    var body: [Int] = []
    var created: Int?
    var sender: Int?
    /// True when the names alone leave no doubt: a ticket's number beside its text.
    var isCertain = false

    /// The roles of a table's columns; nil when it is no list of tickets.
    ///
    /// Names in many languages tell them, and the cells must fit the names: the text must read like one. Without a name
    /// that is known, the cells alone tell a text, a key and a date. Columns that somebody named are taken as named.
    init?(_ table: ExportTable, chosen: ExportColumns) {
        let roles = table.columns.map { ExportNames.role(of: $0) }
        func named(_ name: String?) -> Int? {
            guard let name else { return nil }
            return table.columns.firstIndex { $0 == name }
                ?? table.columns.firstIndex { ExportColumns.isMeant($0, by: name) }
        }
        if !chosen.isEmpty {
            for name in chosen.names where named(name) == nil { return nil }
        }
        id = named(chosen.id)
        subject = named(chosen.subject)
        created = named(chosen.created)
        sender = named(chosen.sender)
        body = chosen.body.compactMap(named)
        let isChosen = !body.isEmpty || subject != nil

        let taken = Set([id, subject, created, sender].compactMap { $0 } + body)
        func first(_ role: ExportRole) -> Int? { roles.indices.first { roles[$0] == role && !taken.contains($0) } }
        let ticketID = table.columns.indices.first { ExportNames.isTicketID(table.columns[$0]) && !taken.contains($0) }
        id = id ?? ticketID ?? first(.id)
        subject = subject ?? first(.subject)
        created = created ?? first(.created)
        sender = sender ?? first(.sender)
        if chosen.body.isEmpty { body = roles.indices.filter { roles[$0] == .body && !taken.contains($0) } }
        if isChosen || !chosen.isEmpty {
            isCertain = true
            if body.isEmpty, subject == nil { findByContent(table) }
            if body.isEmpty, subject == nil { return nil }
            return
        }
        let others = roles.count { $0 == .other }
        let hasText =
            body.contains { table.isProse($0, words: 4) } || subject.map { table.isProse($0, words: 2) } ?? false
        let signs =
            (ticketID != nil ? 2 : id != nil ? 1 : 0) + (subject != nil ? 1 : 0) + (body.isEmpty ? 0 : 1)
            + (created != nil ? 1 : 0) + min(others, 2) + (sender != nil ? 1 : 0)
        if hasText, signs >= 3, subject != nil || !body.isEmpty {
            isCertain = ticketID != nil && subject != nil && (!body.isEmpty || created != nil || others > 0)
            return
        }
        guard id == nil || ticketID == nil, subject == nil, body.isEmpty else { return nil }
        findByContent(table)
        guard body.count == 1, table.isProse(body[0], words: 8), table.rows.count >= 2, id != nil else { return nil }
    }

    /// Finds a text, a key and a date by what the cells hold.
    private mutating func findByContent(_ table: ExportTable) {
        let sizes = table.columns.indices.map { column in
            table.values(column).prefix(20).reduce(0) { $0 + ExportTable.words($1) }
        }
        if body.isEmpty, let most = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[most] > 0 { body = [most] }
        if id == nil { id = table.columns.indices.first { !body.contains($0) && table.isKey($0) } }
        if created == nil {
            created = table.columns.indices.first { !body.contains($0) && $0 != id && table.isDate($0) }
        }
    }
}
