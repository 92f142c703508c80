import Foundation
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel

@testable import TriageBatch

/// A run that follows an earlier one comes to the same rows whatever was changed, added or taken away between them.
@Suite struct EarlierRowsTests {
    private static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }
    private let folder: StoreFolder
    private let work: TicketTriage

    init() throws {
        folder = try StoreFolder()
        let triage = try Self.triage.get()
        work = TicketTriage(
            triage, options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)), screen: TicketScreen(triage))
    }

    private func ticket(_ number: Int) -> Ticket {
        let name = "t\(number).txt"
        return Ticket(
            id: name, place: name,
            content: .inputs([CaseInput(name: name, bytes: Array("The printer \(number) is out of paper".utf8))]))
    }

    private func run(_ tickets: [Ticket], ending: RunRecord.Ending = .finished, resuming: Bool = false) throws
        -> (rows: [TicketVerdict], reused: Int, stored: [TicketVerdict])
    {
        let store = try TicketStore(folder.store)
        let run = try store.begin(.test(.hashes), resuming: resuming ? try store.interruptedRun() : nil)
        var rows: [TicketVerdict] = []
        for ticket in tickets { rows += try run.add(run.verdict(of: ticket, by: work)) }
        rows += try run.end(ending)
        var stored: [TicketVerdict] = []
        try store.rows(of: run.number) { row in
            stored.append(row)
            return true
        }
        return (rows, run.reused, stored)
    }

    private func ids(_ rows: [TicketVerdict]) -> [String] { rows.map(\.id) }

    @Test func theSameQueueIsTakenOverWhole() throws {
        let tickets = (0..<3_000).map { ticket($0) }
        let first = try run(tickets)
        let second = try run(tickets)
        #expect(second.reused == 3_000)
        #expect(second.rows.map { $0.jsonLine() } == first.rows.map { $0.jsonLine() })
        #expect(second.stored.map { $0.jsonLine() } == first.rows.map { $0.jsonLine() })
    }

    @Test func ticketsThatCameWentAndMovedAreToldApart() throws {
        let tickets = (0..<2_500).map { ticket($0) }
        _ = try run(tickets)
        var changed = tickets
        changed.removeSubrange(100..<160)
        changed.insert(ticket(9_001), at: 700)
        changed.swapAt(3, 2_000)
        changed.append(ticket(9_002))
        let second = try run(changed)
        #expect(second.reused == changed.count - 2)
        #expect(ids(second.rows) == changed.map(\.id))
        #expect(ids(second.stored) == changed.map(\.id))
        let third = try run(changed.reversed())
        #expect(third.reused == changed.count)
        #expect(ids(third.stored) == changed.map(\.id).reversed())
    }

    @Test func aRunThatIsGoneOnWithKeepsItsPlaces() throws {
        let tickets = (0..<1_500).map { ticket($0) }
        _ = try run(Array(tickets.prefix(1_000)), ending: .stopped)
        var more = tickets
        more.insert(ticket(9_003), at: 0)
        let resumed = try run(more, resuming: true)
        #expect(resumed.reused == 1_000)
        #expect(ids(resumed.stored) == more.map(\.id))
    }

    @Test func memoryStaysBoundedWhenNobodyAsks() {
        var rows = EarlierRows(run: 1)
        let candidate = StoreDatabase.Candidate(id: 1, key: [1], file: nil, row: [])
        var read = 0
        for name in 0..<100_000 {
            guard let next = rows.next() else { continue }
            read += 1
            rows.hold(
                (0..<EarlierRows.stretch).map { offset in
                    (next.position + offset + 1_000_000, .init(position: next.position + offset, known: candidate))
                })
            #expect(rows.take(Int64(name)) == nil)
        }
        #expect(read <= EarlierRows.mostAhead / Int(EarlierRows.stretch))
    }
}
