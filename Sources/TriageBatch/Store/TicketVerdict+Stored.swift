import TriageBytes
import TriageModel

extension TicketVerdict {
    /// Its form in a store, with a checksum, for the database itself does not notice what the disk damaged. What only the
    /// present run knows (the receipt, an acknowledgement) is no part of it.
    var storedBytes: [UInt8] {
        var row = self
        var coder = ByteCoder()
        row.code(&coder)
        return coder.bytes + Checksum.bytes(of: coder.bytes)
    }

    /// Reads that form; nil for anything else.
    init?(stored bytes: [UInt8]) {
        self.init(of: Ticket(id: "", place: "", content: .inputs([])), .unreadable)
        let body = bytes.dropLast(8)
        guard bytes.count > 8, bytes.suffix(8).elementsEqual(Checksum.bytes(of: body)) else { return nil }
        var coder = ByteCoder(reading: Array(body))
        code(&coder)
        guard coder.isDone else { return nil }
    }

    private mutating func code(_ coder: inout ByteCoder) {
        var details = details
        coder.code(&id)
        coder.code(&place)
        coder.code(&subject)
        coder.code(&created)
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
        var hash = contentHash?.hex ?? ""
        coder.code(&hash)
        contentHash = SHA256Digest(hex: hash)
        coder.code(&byteCount)
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
        self.details = details
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
