public import TriageBytes
public import TriageKit

/// A ticket whose content is at hand.
public struct LoadedTicket: Sendable {
    /// The ticket.
    public let ticket: Ticket
    /// Its inputs.
    public let inputs: [CaseInput]
    /// SHA-256 of what it holds: of one input its own, of several that of theirs one after the other. Names do not count.
    /// Nil when something could not be read.
    public let contentHash: SHA256Digest?
    /// The redacted case whose texts the inputs are; nil for one as it came.
    let redacted: RedactedTicket?
    /// What the system knew of its file when it was opened; nil for what is no file.
    public let file: FileInfo?

    /// Takes the inputs of a ticket.
    public init(ticket: Ticket, inputs: [CaseInput], file: FileInfo? = nil) {
        self.ticket = ticket
        self.inputs = inputs
        redacted = nil
        self.file = file
        contentHash = Self.hash(of: inputs)
    }

    /// Takes a file that was read as a whole.
    init(_ ticket: Ticket, bytes: [UInt8], hash: SHA256Digest?, file: FileInfo) {
        self.ticket = ticket
        inputs = [CaseInput(name: ticket.place, bytes: bytes)]
        redacted = nil
        self.file = file
        contentHash = hash
    }

    /// Takes a case that was redacted.
    init(ticket: Ticket, redacted: RedactedTicket) {
        self.ticket = ticket
        self.redacted = redacted
        inputs = redacted.inputs
        file = nil
        contentHash = redacted.isWhole ? Self.hash(of: inputs) : nil
    }

    /// Bytes of all inputs; of a redacted ticket, those of the original.
    public var byteCount: Int {
        if redacted != nil, let count = ticket.byteCount { return count }
        return inputs.reduce(0) { sum, input in
            guard case .success(let bytes) = input.content else { return sum }
            return sum &+ bytes.count
        }
    }

    private static func hash(of inputs: [CaseInput]) -> SHA256Digest? {
        var digests: [UInt8] = []
        for input in inputs {
            guard case .success(let bytes) = input.content, let digest = try? SHA256.digest(of: bytes) else {
                return nil
            }
            if inputs.count == 1 { return SHA256Digest(digest) }
            digests += digest
        }
        return (try? SHA256.digest(of: digests)).flatMap { SHA256Digest($0) }
    }
}
