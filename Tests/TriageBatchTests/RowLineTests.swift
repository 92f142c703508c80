import Testing
import TriageBytes
import TriageModel

@testable import TriageBatch

@Suite("Rows written straight away")
struct RowLineTests {
    private let run = BatchRun(
        toolVersion: "1.0", ruleHash: "r1", asOf: CivilDate(year: 2026, month: 11, day: 24), asOfIsExplicit: false)

    private func row(_ change: (inout TicketVerdict) -> Void = { _ in }) -> TicketVerdict {
        var row = TicketVerdict(of: Ticket(id: "T-1", place: "queue/a.txt", content: .inputs([])), .offTopic)
        row.contentHash = SHA256Digest([UInt8](repeating: 0xAB, count: 32))
        row.byteCount = 1_234
        change(&row)
        return row
    }

    @Test func theyAreTheSameBytesAsThoseOfTheWriter() {
        let cause = TicketVerdict.Cause(
            cause: "RC1", rule: "r", title: "t", confidence: .high, stage: "s", people: 1)
        let changes: [(inout TicketVerdict) -> Void] = [
            { _ in }, { $0.subject = "Printer" }, { $0.created = "2026-11-24" }, { $0.subject = "a \"quoted\" one" },
            { $0.id = "a\\b" }, { $0.place = "caf\u{E9}.txt" }, { $0.place = "tab\t.txt" }, { $0.subject = "\u{7F}" },
            { $0.byteCount = 0 }, { $0.byteCount = 9 }, { $0.byteCount = 10 }, { $0.byteCount = -7 },
            { $0.byteCount = .max }, { $0.contentHash = nil }, { $0.verdict = .healthy }, { $0.verdict = .unreadable },
            { $0.causes = [cause] }, { $0.undecided = ["RC2"] }, { $0.person = "anna" }, { $0.people = 2 },
            { $0.next = .init(text: "a", command: "b", place: "c") }, { $0.evidence = .init(file: "f", line: 3) },
            { $0.errorCount = 1 }, { $0.signature = "x" }, { $0.report = "r.html" },
            { $0.thread = ThreadSketch(message: 7) },
            { $0.problems = [.init(code: "c", file: "f", message: "m", isFatal: false)] },
            {
                $0.acknowledged = Acknowledgement(
                    kind: .ticket, name: "T-1", reason: "r", until: CivilDate(year: 2026, month: 12, day: 1))
            },
        ]
        var line = RowLine(run)
        for change in changes {
            let row = row(change)
            line.write(row)
            #expect(String(decoding: line.bytes, as: UTF8.self) == String(decoding: row.jsonLine(run), as: UTF8.self))
        }
    }
}
