import Foundation
import Synchronization
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

@testable import TriageBatch

@Suite struct TicketStoreTests {
    /// Work that counts how often it is done.
    final class Work: Sendable {
        private let counter = Counter()
        let triage: TicketTriage

        init(_ triage: Triage) {
            let counter = counter
            self.triage = TicketTriage(
                triage, options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)),
                observers: [{ _, _ in counter.add() }])
        }

        var done: Int { counter.value }
    }

    final class Counter: Sendable {
        private let number = Atomic<Int>(0)
        func add() { number.add(1, ordering: .relaxed) }
        var value: Int { number.load(ordering: .relaxed) }
    }

    static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }

    let folder: StoreFolder
    let work: Work

    init() throws {
        folder = try StoreFolder()
        work = Work(try Self.triage.get())
    }

    func run(
        _ tickets: [Ticket], with settings: RunSettings = .test(), ending: RunRecord.Ending = .finished
    ) throws -> [TicketVerdict] {
        let run = try TicketStore(folder.store).begin(settings)
        var rows: [TicketVerdict] = []
        for ticket in tickets { rows += try run.add(run.verdict(of: ticket, by: work.triage)) }
        return rows + (try run.end(ending))
    }

    @Test func readsAnUnchangedTicketOnce() throws {
        try folder.write("Set-UserPhoto failed for anna@contoso.example", "a.txt")
        let tickets = [Ticket.file(folder.path("a.txt"))]
        let first = try run(tickets)
        let second = try run(tickets)
        #expect(work.done == 1)
        #expect(second.map { $0.jsonLine() } == first.map { $0.jsonLine() })
        #expect(second.first?.receipt?.stored != nil)
    }

    @Test func readsAChangedTicketAgain() throws {
        try folder.write("one", "a.txt")
        let tickets = [Ticket.file(folder.path("a.txt"))]
        _ = try run(tickets)
        try folder.write("two", "a.txt", modified: Date(timeIntervalSinceNow: -1800))
        let rows = try run(tickets)
        #expect(work.done == 2)
        #expect(rows.first?.contentHash?.hex == (try SHA256.hex(of: Array("two".utf8))))
    }

    @Test func findsAChangeThatLeftSizeAndTimeWhenHashesAreWanted() throws {
        let time = Date(timeIntervalSinceNow: -3600)
        try folder.write("one", "a.txt", modified: time)
        let tickets = [Ticket.file(folder.path("a.txt"))]
        _ = try run(tickets)
        // The same file, so that its number stays.
        let handle = try FileHandle(forWritingTo: folder.url.appendingPathComponent("a.txt"))
        try handle.write(contentsOf: Data("two".utf8))
        try handle.close()
        try FileManager.default.setAttributes(
            [.modificationDate: time], ofItemAtPath: folder.url.appendingPathComponent("a.txt").path)
        _ = try run(tickets)
        #expect(work.done == 1)
        _ = try run(tickets, with: .test(.hashes))
        #expect(work.done == 2)
    }

    @Test func takesATouchedTicketForUnchangedByItsContent() throws {
        try folder.write("one", "a.txt")
        let tickets = [Ticket.file(folder.path("a.txt"))]
        _ = try run(tickets)
        try folder.write("one", "a.txt", modified: Date(timeIntervalSinceNow: -60))
        _ = try run(tickets)
        #expect(work.done == 1)
        // Its new time was kept: now it is not even read.
        let run = try TicketStore(folder.store).begin(.test())
        #expect(run.verdict(of: tickets[0], by: work.triage).receipt?.isFileNew == false)
    }

    @Test func doesNotTrustTheTimeOfAFileThatWasJustWritten() throws {
        try folder.write("one", "a.txt", modified: Date())
        let tickets = [Ticket.file(folder.path("a.txt"))]
        _ = try run(tickets)
        let second = try run(tickets)
        #expect(work.done == 1)
        #expect(second.first?.receipt?.isFileNew == true)
    }

    @Test(arguments: [
        RunSettings.test(rules: "r2"), .test(tool: "1.1"), .test(asOf: CivilDate(year: 2026, month: 11, day: 24)),
        .test(options: "max-size=1"),
    ])
    func readsEverythingAgainWhenWhatRowsDependOnIsAnother(settings: RunSettings) throws {
        try folder.write("one", "a.txt")
        let tickets = [Ticket.file(folder.path("a.txt"))]
        _ = try run(tickets)
        _ = try run(tickets, with: settings)
        #expect(work.done == 2)
        _ = try run(tickets)
        #expect(work.done == 2)
    }

    @Test func tellsTwoTicketsOfOneContentApart() throws {
        let tickets = ["a", "b"].map {
            Ticket(id: $0, place: "q.csv", content: .inputs([CaseInput(name: $0, bytes: Array("same".utf8))]))
        }
        #expect(try run(tickets).map(\.id) == ["a", "b"])
        #expect(try run(tickets).map(\.id) == ["a", "b"])
        #expect(work.done == 2)
    }

    @Test func readsAnUnreadableTicketEveryTime() throws {
        let tickets = [Ticket.file(folder.path("missing.txt"))]
        #expect(try run(tickets).first?.verdict == .unreadable)
        #expect(try run(tickets).first?.verdict == .unreadable)
        #expect(work.done == 2)
    }

    @Test func keepsRowsAsTheyAre() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: PackageRoot.file("samples/tickets").path)
            .sorted()
        let tickets = names.filter { $0 != "expected.json" }.map { name -> Ticket in
            let path = FilePath(PackageRoot.file("samples/tickets/" + name).path)
            return Directory.isDirectory(path)
                ? Ticket(id: name, place: path.description, content: .folder(path)) : Ticket.file(path)
        }
        let printer = CaseInput(name: "p", bytes: Array("The printer is out of toner.".utf8))
        let rows = try run(
            tickets + [
                Ticket(id: "T-1", place: "p", content: .inputs([printer])),
                Ticket(id: "T-2", place: "p", content: .inputs([printer]), subject: "Toner", created: "2026-11-23"),
            ])
        let store = try TicketStore(folder.store)
        var read: [TicketVerdict] = []
        try store.rows(of: 1) {
            read.append($0)
            return true
        }
        #expect(read.map { $0.jsonLine() } == rows.map { $0.jsonLine() })
        #expect(rows.contains { !$0.causes.isEmpty } && rows.count { $0.isPlain } >= 2)
        for row in rows {
            var plain = row
            plain.receipt = nil
            #expect(TicketVerdict(stored: row.storedBytes) == plain)
            // Whoever knows the ticket reads the same, and no other ticket's row.
            var ticket = Ticket(
                id: row.id, place: row.place, content: .inputs([]), subject: row.subject, created: row.created)
            #expect(TicketVerdict(stored: row.storedBytes, of: ticket) == plain)
            ticket.subject = "another"
            #expect(TicketVerdict(stored: row.storedBytes, of: ticket) == plain)
            ticket.place += "x"
            #expect(TicketVerdict(stored: row.storedBytes, of: ticket) == nil)
            // A row that was cut is no row.
            for cut in stride(from: 0, to: row.storedBytes.count, by: 7) {
                #expect(TicketVerdict(stored: Array(row.storedBytes.prefix(cut))) == nil)
            }
        }
    }

    @Test func knowsARunThatDidNotEndAndTakesItUp() throws {
        try folder.write("one", "a.txt")
        try folder.write("two", "b.txt")
        let tickets = [Ticket.file(folder.path("a.txt")), Ticket.file(folder.path("b.txt"))]
        do {
            let run = try TicketStore(folder.store).begin(.test())
            _ = try run.add(run.verdict(of: tickets[0], by: work.triage))
            #expect(try run.flush().count <= 1)
        }
        let store = try TicketStore(folder.store)
        let record = try #require(try store.interruptedRun())
        #expect(record.number == 1)
        #expect(record.tickets == 1)
        #expect(record.settings.words == ["tickets", "--ndjson"])
        #expect(record.ending == .open)
        let run = try store.begin(record.settings, resuming: record)
        #expect(run.number == 1)
        for ticket in tickets { _ = try run.add(run.verdict(of: ticket, by: work.triage)) }
        _ = try run.end(.finished)
        #expect(work.done == 2)
        #expect(try store.interruptedRun() == nil)
        #expect(try store.runs().map(\.tickets) == [2])
        #expect(try store.check() == [])
    }

    @Test func keepsTheLastRunsOnly() throws {
        let ticket = { (run: Int) in
            Ticket(id: "a", place: "q", content: .inputs([CaseInput(name: "a", bytes: Array("\(run)".utf8))]))
        }
        for number in 1...70 { _ = try run([ticket(number)]) }
        let store = try TicketStore(folder.store)
        let runs = try store.runs()
        #expect(runs.count < 60)
        #expect(runs.last?.number == 70)
        let rows = try store.use { database throws(SQLiteError) in
            try database.connection.integer("SELECT count(*) FROM verdict")
        }
        #expect(rows == Int64(runs.count))
        #expect(try store.check() == [])
    }

    @Test func isReadableByItsOwnerOnly() throws {
        _ = try run([])
        let attributes = try FileManager.default.attributesOfItem(
            atPath: folder.url.appendingPathComponent("triage.sqlite").path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func leavesOneFileWhenARunHasEnded() throws {
        try folder.write("one", "a.txt")
        _ = try run([Ticket.file(folder.path("a.txt"))])
        let wal = folder.url.appendingPathComponent("triage.sqlite-wal").path
        let size = (try? FileManager.default.attributesOfItem(atPath: wal))?[.size] as? NSNumber
        #expect((size?.intValue ?? 0) == 0)
    }

    // MARK: Files that are no store

    func failure(_ body: () throws -> Void) -> StoreError? {
        do {
            try body()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test func refusesATextFileAndLeavesItAlone() throws {
        try folder.write(String(repeating: "this is a ticket\n", count: 100), "triage.sqlite")
        let error = failure { _ = try TicketStore(folder.store) }
        #expect(error?.code == .foreign)
        #expect(error?.message.contains("no store") == true)
        #expect(
            try String(contentsOf: folder.url.appendingPathComponent("triage.sqlite"), encoding: .utf8).hasPrefix(
                "this"))
    }

    @Test func refusesADatabaseOfAnotherProgramAndLeavesItAlone() throws {
        try OutputFile.createPrivate(folder.store)
        do {
            let other = try SQLiteConnection(folder.store)
            try other.execute("CREATE TABLE bookmarks (name TEXT)")
        }
        #expect(failure { _ = try TicketStore(folder.store) }?.code == .foreign)
        #expect(try SQLiteConnection(folder.store).texts("SELECT name FROM sqlite_master") == ["bookmarks"])
    }

    @Test func refusesAStoreOfANewerProgram() throws {
        _ = try run([])
        try SQLiteConnection(folder.store).setVersion(99)
        let error = failure { _ = try TicketStore(folder.store) }
        #expect(error?.code == .newer)
        #expect(error?.message.contains("version 99") == true)
    }

    @Test func refusesAFolderAndAMissingFileAndOneInNoFolder() throws {
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("d"), withIntermediateDirectories: true)
        #expect(failure { _ = try TicketStore(folder.path("d")) }?.code == .cannotOpen)
        #expect(failure { _ = try TicketStore(folder.path("none"), creating: false) }?.code == .cannotOpen)
        #expect(failure { _ = try TicketStore(folder.path("no/folder.sqlite")) }?.code == .cannotOpen)
    }

    @Test func takesAnEmptyFileForANewStore() throws {
        try folder.write("", "triage.sqlite")
        #expect(try run([]).isEmpty)
        #expect(try TicketStore(folder.store).runs().count == 1)
    }

    /// Damage at many places: an error or rows, never a crash, and never a row that was not kept.
    @Test func survivesDamageAnywhere() throws {
        for index in 0..<40 { try folder.write("ticket \(index) Set-Mailbox failed", "t\(index).txt") }
        let tickets = (0..<40).map { Ticket.file(folder.path("t\($0).txt")) }
        let rows = Set(try run(tickets).map { $0.jsonLine() })
        let file = folder.url.appendingPathComponent("triage.sqlite")
        let whole = try Data(contentsOf: file)
        var random = SeededRandom(seed: 7)
        var errors = 0
        for _ in 0..<60 {
            var damaged = whole
            for _ in 0..<(1 + Int(random.next() % 40)) {
                damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            if random.next() % 4 == 0 { damaged = damaged.prefix(Int(random.next() % UInt64(damaged.count))) }
            for name in ["triage.sqlite-wal", "triage.sqlite-shm"] {
                try? FileManager.default.removeItem(at: folder.url.appendingPathComponent(name))
            }
            try damaged.write(to: file)
            let error = failure {
                let store = try TicketStore(folder.store)
                for record in try store.runs() {
                    try store.rows(of: record.number) { row in
                        #expect(rows.contains(row.jsonLine()))
                        return true
                    }
                }
            }
            if error != nil { errors += 1 }
        }
        #expect(errors > 0)
    }

    // MARK: Acknowledging

    @Test func showsAnAcknowledgedTicketAsSuchUntilItsDay() throws {
        let store = try TicketStore(folder.store)
        try store.acknowledge(
            Acknowledgement(
                kind: .ticket, name: "A", reason: "known to the customer",
                until: CivilDate(year: 2026, month: 12, day: 1)))
        let ticket = Ticket(id: "a", place: "q", content: .inputs([CaseInput(name: "a", bytes: Array("x".utf8))]))
        #expect(try run([ticket]).first?.acknowledged?.reason == "known to the customer")
        let later = RunSettings.test(asOf: CivilDate(year: 2026, month: 12, day: 1))
        #expect(try run([ticket], with: later).first?.acknowledged == nil)
        #expect(try store.withdraw(.ticket, "a"))
        #expect(try !store.withdraw(.ticket, "a"))
        #expect(try run([ticket]).first?.acknowledged == nil)
    }

    @Test func acknowledgesATicketOnlyWhenAllItsCausesAre() {
        let day = CivilDate(year: 2026, month: 12, day: 1)
        var verdict = TicketVerdict(of: Ticket(id: "a", place: "a", content: .inputs([])), .cause)
        verdict.causes = ["x", "y"].map {
            .init(cause: $0.uppercased() + "1", rule: $0, title: "", confidence: .high, stage: "", people: 1)
        }
        let x = Acknowledgement(kind: .rule, name: "x", reason: "x", until: day)
        let y = Acknowledgement(kind: .rule, name: "y1", reason: "y", until: CivilDate(year: 2026, month: 11, day: 30))
        let today = CivilDate(year: 2026, month: 11, day: 23)
        #expect(Acknowledgements([x], on: today).covering(verdict) == nil)
        #expect(Acknowledgements([x, y], on: today).covering(verdict)?.reason == "y")
        #expect(Acknowledgements([x, y], on: CivilDate(year: 2026, month: 11, day: 30)).covering(verdict) == nil)
    }
}
