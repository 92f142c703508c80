import TriageBytes
import TriageModel

extension TicketVerdict {
    /// Its form in a store, with a checksum, for the database itself does not notice what the disk damaged. What only the
    /// present run knows (the receipt, an acknowledgement) is no part of it.
    var storedBytes: [UInt8] {
        var row = self
        var coder = ByteCoder()
        row.code(&coder)
        var bytes = coder.bytes
        Checksum.append(to: &bytes)
        return bytes
    }

    /// Reads that form; nil for anything else.
    init?(stored bytes: [UInt8]) {
        self.init(of: Ticket(id: "", place: "", content: .inputs([])), .unreadable)
        guard Checksum.ends(bytes.span) else { return nil }
        var coder = ByteCoder(reading: bytes, count: bytes.count - Checksum.byteCount)
        code(&coder)
        guard coder.isDone else { return nil }
    }

    /// Reads the row of a ticket; nil for anything else, and for the row of another ticket.
    ///
    /// Nearly all rows are about something else and say of their ticket nothing but a hash and a size: their texts are the
    /// ticket's.
    init?(stored bytes: [UInt8], of ticket: Ticket) {
        self.init(of: ticket, .offTopic)
        if isPlain, readPlain(bytes) { return }
        guard let row = TicketVerdict(stored: bytes), row.id == ticket.id, row.place == ticket.place else { return nil }
        self = row
    }

    /// Reads hash and size of a plain row with these names; false, and of no use any more, for every other one.
    private mutating func readPlain(_ bytes: [UInt8]) -> Bool {
        guard Checksum.ends(bytes.span) else { return false }
        var names = ByteCoder()
        codeNames(&names)
        var coder = ByteCoder(reading: bytes, count: bytes.count - Checksum.byteCount)
        guard coder.pass(names.bytes), coder.pass(Self.plainFindings) else { return false }
        codeContent(&coder)
        return coder.pass(Self.plainRest) && coder.isDone
    }

    /// What stands before and behind the content of a plain row.
    private static let plainFindings: [UInt8] = {
        var row = TicketVerdict(of: Ticket(id: "", place: "", content: .inputs([])), .offTopic)
        var coder = ByteCoder()
        var none = Details()
        row.codeFindings(&coder, &none)
        return coder.bytes
    }()
    private static let plainRest: [UInt8] = {
        var coder = ByteCoder()
        var none = Details()
        TicketVerdict.codeRest(&coder, &none)
        return coder.bytes
    }()

    private mutating func code(_ coder: inout ByteCoder) {
        var details = details
        codeNames(&coder)
        codeFindings(&coder, &details)
        codeContent(&coder)
        Self.codeRest(&coder, &details)
        self.details = details
    }

    private mutating func codeNames(_ coder: inout ByteCoder) {
        coder.code(&id)
        coder.code(&place)
        coder.code(&subject)
        coder.code(&created)
    }

    private mutating func codeContent(_ coder: inout ByteCoder) {
        coder.code(&contentHash)
        coder.code(&byteCount)
    }

    private mutating func codeFindings(_ coder: inout ByteCoder, _ details: inout Details) {
        coder.code(&verdict)
        coder.code(&details.causes, Cause(cause: "", rule: "", title: "", confidence: .low, stage: "", people: 0)) {
            $0.code(&$1)
        }
        coder.code(&details.undecided)
        coder.code(&details.person)
        coder.code(&details.people)
        coder.code(&details.next, Action(text: "", command: "", place: "")) { action, coder in
            coder.code(&action.text)
            coder.code(&action.command)
            coder.code(&action.place)
        }
        coder.code(&details.evidence, Place(file: "", line: 0)) { place, coder in
            coder.code(&place.file)
            coder.code(&place.line)
        }
    }

    private static func codeRest(_ coder: inout ByteCoder, _ details: inout Details) {
        coder.code(&details.errorCount)
        coder.code(&details.problems, Problem(code: "", file: "", message: "", isFatal: false)) { problem, coder in
            coder.code(&problem.code)
            coder.code(&problem.file)
            coder.code(&problem.message)
            coder.code(&problem.isFatal)
        }
        coder.code(&details.signature)
        coder.code(&details.report)
        coder.code(&details.sketch, UnknownSketch()) { $0.code(&$1) }
        coder.code(&details.thread, ThreadSketch()) { thread, coder in
            coder.code(&thread.message)
            coder.code(&thread.references, 0) { $1.code(&$0) }
            coder.code(&thread.lines, 0) { $1.code(&$0) }
        }
    }
}

extension TicketVerdict.Cause {
    fileprivate mutating func code(_ coder: inout ByteCoder) {
        coder.code(&cause)
        coder.code(&rule)
        coder.code(&title)
        coder.code(&confidence)
        coder.code(&stage)
        coder.code(&people)
        coder.code(&explainedBy)
        coder.code(&alsoFound)
    }
}

extension UnknownSketch {
    fileprivate mutating func code(_ coder: inout ByteCoder) {
        coder.code(&lines)
        coder.code(&excerpt)
        coder.code(&place, TicketVerdict.Place(file: "", line: 0)) { place, coder in
            coder.code(&place.file)
            coder.code(&place.line)
        }
        coder.code(&nearest, Near(rule: "", cause: "", title: "", missed: [])) { near, coder in
            coder.code(&near.rule)
            coder.code(&near.cause)
            coder.code(&near.title)
            coder.code(&near.missed)
        }
    }
}
