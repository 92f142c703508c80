import TriageBytes
import TriageKit
import TriageModel

/// Names a ticket, and what was read of it, for the store.
enum TicketKey {
    /// Names the ticket, whatever it holds. Collisions do no harm: the row itself says whose it is.
    static func name(of ticket: Ticket) -> Int64 {
        let bytes = Array(ticket.id.utf8) + [0] + Array(ticket.place.utf8)
        guard let digest = try? SHA256.digest(of: bytes) else { return 0 }
        return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Names everything a row is made from: contents, the names and formats of the inputs, what the ticket's source said.
    /// 33 bytes, the first 1; nil when something could not be read, as it may be readable next time.
    static func content(of loaded: LoadedTicket) -> [UInt8]? {
        let ticket = loaded.ticket
        guard let hash = loaded.contentHash, ticket.problems.isEmpty else { return nil }
        var text = hash.hex
        for input in loaded.inputs { text += "\n\(input.name)\u{0}\(input.format?.rawValue ?? "")" }
        for word in [ticket.subject, ticket.created] { text += word.map { "\n+" + $0 } ?? "\n-" }
        return (try? SHA256.digest(of: Array(text.utf8))).map { [1] + $0 }
    }

    /// Names a row that must not be taken for another ticket's content: 33 bytes, the first 0.
    static func row(_ bytes: [UInt8]) -> [UInt8] { [0] + ((try? SHA256.digest(of: bytes)) ?? []) }
}
