import TriageBytes
import TriageKit
import TriageModel

/// Names a ticket, and what was read of it, for the store.
enum TicketKey {
    /// Names the ticket, whatever it holds. Collisions do no harm: the row itself says whose it is.
    static func name(of ticket: Ticket) -> Int64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ticket.id.utf8.count + 1 + ticket.place.utf8.count)
        bytes.append(contentsOf: ticket.id.utf8)
        bytes.append(0)
        bytes.append(contentsOf: ticket.place.utf8)
        return Int64(bitPattern: Checksum.fast(bytes.span))
    }

    /// Names everything a row is made from: contents, the names and formats of the inputs, what the ticket's source said.
    /// 33 bytes, the first 1; nil when something could not be read, as it may be readable next time.
    static func content(of loaded: LoadedTicket) -> [UInt8]? {
        guard let hash = loaded.contentHash,
            let text = text(of: loaded.ticket, hash, loaded.inputs.map { ($0.name, $0.format?.rawValue ?? "") })
        else { return nil }
        return (try? SHA256.digest(of: text)).map { [1] + $0 }
    }

    /// What the key of a file that is called after its place is the hash of: ``content(_:)`` makes the key.
    static func text(of ticket: Ticket, _ hash: SHA256Digest) -> [UInt8]? {
        text(of: ticket, hash, [(ticket.place, "")])
    }

    /// The key, from the hash of its text.
    static func content(_ digest: SHA256Digest) -> [UInt8] { [1] + digest.bytes }

    private static func text(
        of ticket: Ticket, _ hash: SHA256Digest, _ inputs: [(name: String, format: String)]
    ) -> [UInt8]? {
        guard ticket.problems.isEmpty else { return nil }
        var text: [UInt8] = []
        hash.append(to: &text)
        for (name, format) in inputs {
            text.append(0x0A)
            text += name.utf8
            text.append(0)
            text += format.utf8
        }
        for word in [ticket.subject, ticket.created] {
            text += "\n\(word == nil ? "-" : "+")".utf8
            text += (word ?? "").utf8
        }
        return text
    }

    /// Names a row that must not be taken for another ticket's content: 33 bytes, the first 0.
    static func row(_ bytes: [UInt8]) -> [UInt8] { [0] + ((try? SHA256.digest(of: bytes)) ?? []) }
}
