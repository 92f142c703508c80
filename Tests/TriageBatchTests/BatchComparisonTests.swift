import Foundation
import Testing
import TriageBytes
import TriageModel
import TriageReporting

@testable import TriageBatch

@Suite struct BatchComparisonTests {
    static func row(
        _ id: String, _ verdict: Diagnosis.Verdict, _ causes: [(String, Diagnosis.Confidence)] = [], place: String = ""
    ) -> TicketVerdict {
        var row = TicketVerdict(of: Ticket(id: id, place: place.isEmpty ? id : place, content: .inputs([])), verdict)
        row.causes = causes.map { cause, confidence in
            .init(
                cause: cause, rule: "rule-\(cause)", title: "Title of \(cause)", confidence: confidence,
                stage: "upload",
                people: 1)
        }
        return row
    }

    static func compare(_ before: [TicketVerdict], _ after: [TicketVerdict]) -> ComparisonView {
        var comparison = BatchComparison()
        for row in before { comparison.addBefore(row) }
        for row in after { comparison.addAfter(row) }
        return comparison.finish(before: .init(name: "a"), after: .init(name: "b"))
    }

    static var example: ComparisonView {
        var known = row("t6", .cause, [("RC02", .high)])
        known.acknowledged = Acknowledgement(
            kind: .ticket, name: "t6", reason: "waits for the customer", until: CivilDate(year: 2026, month: 12, day: 1)
        )
        return compare(
            [
                row("t1", .cause, [("RC01", .high)]), row("t2", .insufficient), row("t3", .cause, [("RC02", .low)]),
                row("t4", .offTopic),
            ],
            [
                row("t1", .healthy), row("t2", .insufficient), row("t3", .cause, [("RC02", .high), ("RC03", .low)]),
                row("t5", .cause, [("RC02", .medium)]), known,
            ])
    }

    @Test func sortsEveryTicketIntoOneList() {
        let view = Self.example
        #expect(view.solved.map(\.id) == ["t1"])
        #expect(view.changed.map(\.id) == ["t3"])
        #expect(view.new.map(\.id) == ["t5"])
        #expect(view.gone.map(\.id) == ["t4"])
        #expect(view.acknowledged.map(\.id) == ["t6"])
        #expect(view.same == 1)
        #expect(!view.isSame)
    }

    @Test func followsEachCause() {
        let trends = Self.example.causes.map { "\($0.cause) \($0.before) \($0.after) +\($0.came) -\($0.went)" }
        #expect(trends == ["RC02 1 3 +2 -0", "RC03 0 1 +1 -0", "RC01 1 0 +0 -1"])
    }

    @Test func findsNothingChangedBetweenEqualRuns() {
        let rows = [Self.row("a", .cause, [("RC01", .high)]), Self.row("b", .unreadable)]
        let view = Self.compare(rows, rows.reversed())
        #expect(view.isSame)
        #expect(view.same == 2)
        #expect(ComparisonReporter.text(view).hasPrefix("Nothing changed: 2 tickets are as before."))
    }

    @Test func tellsAnotherConfidenceAsAChange() {
        let view = Self.compare(
            [Self.row("a", .cause, [("RC01", .high)])], [Self.row("a", .cause, [("RC01", .medium)])])
        #expect(view.changed.count == 1)
        #expect(view.causes.first?.came == 0)
    }

    @Test func tellsTicketsOfOneIdApart() {
        let rows = [
            Self.row("1", .healthy, place: "a.csv:1"), Self.row("1", .offTopic, place: "b.csv:1"),
            Self.row("1", .insufficient, place: "b.csv:1"),
        ]
        #expect(Self.compare(rows, rows).isSame)
        #expect(Self.compare(rows, rows).same == 3)
    }

    @Test func printsAPageForPeople() {
        let text = ComparisonReporter.text(Self.example)
        #expect(text.hasPrefix("1 new, 1 solved, 1 changed, 1 gone, 1 as before, 1 acknowledged."))
        #expect(text.contains("RC02 (low) -> RC02 (high), RC03 (low)"))
        #expect(text.contains("until 2026-12-01: waits for the customer"))
        #expect(text.contains("      1 ->       3      +2  RC02 Title of RC02"))
    }

    @Test func neutralisesWhatTicketsAreCalled() {
        let text = ComparisonReporter.text(Self.compare([], [Self.row("\u{1B}[2Jx\n\u{202E}y", .healthy)]))
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{202E}"))
    }

    @Test func printsJSONOfEverything() throws {
        let value = try JSONSerialization.jsonObject(with: Data(ComparisonReporter.json(Self.example)))
        let object = try #require(value as? [String: Any])
        #expect(object["schema"] as? String == "kbtriage.compare/1")
        #expect((object["changed"] as? [[String: Any]])?.first?["id"] as? String == "t3")
        #expect((object["after"] as? [String: Any])?["tickets"] as? Int == 5)
        let known = (object["acknowledged"] as? [[String: Any]])?.first?["acknowledged"] as? [String: Any]
        #expect(known?["until"] as? String == "2026-12-01")
    }

    // MARK: Where rows come from

    func collect(_ word: String) throws -> [String] {
        var ids: [String] = []
        try BatchResults(word, today: CivilDate(year: 2026, month: 11, day: 23)).forEach { ids.append($0.id) }
        return ids
    }

    @Test func readsRowsOfALineFile() throws {
        let folder = try StoreFolder()
        let run = BatchRun(
            toolVersion: "1", ruleHash: "abc", asOf: CivilDate(year: 2026, month: 11, day: 1), asOfIsExplicit: true)
        let lines = [Self.row("a", .healthy), Self.row("b", .cause, [("RC01", .high)])].flatMap { $0.jsonLine(run) }
        try folder.write(String(decoding: lines, as: UTF8.self), "rows.ndjson")
        let path = folder.path("rows.ndjson").description
        #expect(try collect(path) == ["a", "b"])
        let side = try BatchResults(path, today: CivilDate(year: 2026, month: 11, day: 23)).side
        #expect(side.rules == "abc")
        #expect(side.asOf == CivilDate(year: 2026, month: 11, day: 1))
    }

    @Test func refusesALineThatIsNoRow() throws {
        let folder = try StoreFolder()
        try folder.write(String(decoding: Self.row("a", .healthy).jsonLine(), as: UTF8.self) + "{}\n", "rows.ndjson")
        let error = #expect(throws: StoreError.self) { try collect(folder.path("rows.ndjson").description) }
        #expect(error?.message.hasPrefix("line 2 is no row") == true)
    }

    @Test func readsARunOfAStoreByItsNumber() throws {
        let folder = try StoreFolder()
        let store = try TicketStore(folder.store)
        for names in [["a"], ["a", "b"], ["c"]] {
            let run = try store.begin(.test())
            for name in names {
                var row = Self.row(name, .healthy)
                row.receipt = StoreReceipt(name: 1, key: [], file: nil, asked: 0, stored: nil, isFileNew: true)
                _ = try run.add(row)
            }
            _ = try run.end(.finished)
        }
        let path = folder.store.description
        #expect(try collect(path) == ["c"])
        #expect(try collect(path + "@2") == ["a", "b"])
        let (before, after) = try BatchResults.lastTwo(of: folder.store)
        #expect(before.side.name == path + "@2")
        #expect(after.side.name == path + "@3")
        let error = #expect(throws: StoreError.self) { try collect(path + "@9") }
        #expect(error?.message == "it has no run 9; it has runs 1 to 3")
    }
}
