import Foundation
import Testing
import TriageBytes
import TriageModel
import TriageReporting

@testable import TriageBatch

@Suite struct QueuePageTests {
    static let run = BatchRun(
        toolVersion: "1.0", ruleHash: "abc", asOf: CivilDate(year: 2026, month: 11, day: 23), asOfIsExplicit: true)

    static func page(_ rows: [TicketVerdict], file: FilePath = "out/queue.html") -> String {
        var builder = QueuePageBuilder(
            run, vocabulary: Vocabulary(stages: [.init(name: "upload", label: "Upload of it")]), page: file)
        var clusters = UnknownClusters()
        var threads = TicketThreads()
        for row in rows {
            let link = threads.add(row)
            clusters.add(row, isRepeat: link != nil)
            builder.add(row)
        }
        let bytes = QueuePageReporter.render(builder.finish(clusters, threads)) {
            (try? SHA256.digest(of: $0)) ?? []
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func rows(_ count: Int) -> [TicketVerdict] {
        (0..<count).map { number in
            var row =
                number % 3 == 0
                ? BatchComparisonTests.row(
                    "T-\(number)", .cause, [("RC0\(number % 4)", number % 2 == 0 ? .high : .low)])
                : BatchComparisonTests.row("T-\(number)", number % 5 == 0 ? .healthy : .insufficient)
            row.created = "2026-11-\(10 + number % 10)T08:00:00Z"
            row.person = "user\(number)@contoso.example"
            row.people = number % 3 == 0 ? 1 + number % 7 : 0
            return row
        }
    }

    static func data(_ page: String) throws -> [String: Any] {
        let start = try #require(page.range(of: "id=\"queue-data\">"))
        let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
        let value = try JSONSerialization.jsonObject(with: Data(page[start.upperBound..<end.lowerBound].utf8))
        return try #require(value as? [String: Any])
    }

    @Test func showsTheWorstRowsAndHoldsAll() throws {
        let page = Self.page(Self.rows(1_200))
        let table = try #require(page.range(of: "<tbody>"))
        let end = try #require(page.range(of: "</tbody>"))
        #expect(page[table.lowerBound..<end.lowerBound].components(separatedBy: "<tr>").count - 1 == 500)
        #expect(page.contains("The worst 500 of 1,200."))
        let data = try Self.data(page)
        #expect((data["id"] as? [String])?.count == 1_200)
        #expect((data["sure"] as? [Int])?.first == 3)
    }

    @Test func holdsAHundredThousandRowsInFewBytes() throws {
        let page = Self.page(Self.rows(100_000))
        #expect(page.utf8.count < 12 << 20)
        #expect((try Self.data(page)["id"] as? [String])?.count == 100_000)
    }

    @Test func letsNothingOfATicketBecomeMarkup() {
        var row = BatchComparisonTests.row("</script><img src=x onerror=alert(1)>\u{202E}", .cause, [("RC01", .high)])
        row.person = "\"><b>"
        row.report = "out/javascript:alert(1).html"
        row.causes[0].title = "<i>t</i> & ]]>"
        var unknown = UnknownClustersTests.unknown("<u>", "<script> <name>")
        unknown.sketch?.excerpt = "</pre><script>alert(2)</script>"
        let page = Self.page([row, unknown])
        #expect(!page.contains("<img"))
        #expect(!page.contains("<i>"))
        #expect(!page.contains("</pre><script>alert"))
        #expect(!page.contains("javascript:"))
        #expect(!page.contains("\u{202E}"))
    }

    @Test func allowsNothingButItsOwnStyleAndScript() throws {
        let page = Self.page(Self.rows(3))
        #expect(page.contains("default-src &#39;none&#39;"))
        #expect(!page.contains("unsafe-inline"))
        #expect(!page.contains(" style="))
        #expect(!page.contains("http://") || !page.contains("src=\"http"))
        #expect(page.components(separatedBy: "sha256-").count - 1 == 4)
    }

    @Test func linksToReportsFromWhereThePageIs() throws {
        var row = BatchComparisonTests.row("a", .healthy)
        row.report = "out/reports/a b.html"
        #expect(Self.page([row]).contains("href=\"reports/a%20b.html\""))
        row.report = "reports/a.html"
        #expect(Self.page([row]).contains("href=\"../reports/a.html\""))
        #expect(Self.page([row], file: "queue.html").contains("href=\"reports/a.html\""))
        row.report = "/srv/reports/a.html"
        #expect(Self.page([row], file: "/srv/queue.html").contains("href=\"reports/a.html\""))
    }

    @Test func setsAcknowledgedTicketsApart() throws {
        var rows = Self.rows(4)
        rows[0].acknowledged = Acknowledgement(
            kind: .ticket, name: "T-0", reason: "waits", until: CivilDate(year: 2026, month: 12, day: 1))
        let data = try Self.data(Self.page(rows))
        #expect((data["id"] as? [String])?.last == "T-0")
        #expect((data["known"] as? [String])?.last == "known until 2026-12-01: waits")
    }

    @Test(arguments: [
        ("2026-11-23T10:00:00Z", "2026-11-23"), ("2026-11-23", "2026-11-23"),
        ("Mon, 23 Nov 2026 10:00:00 +0100", "2026-11-23"), ("3 Nov 2026", "2026-11-03"),
    ])
    func readsTheDayATicketWasCreated(text: String, day: String) {
        #expect(CreatedDay.of(text) == CivilDate(iso: day)?.days)
    }

    @Test(arguments: ["03/04/2026", "yesterday", "", "2026-13-40", "Nov 2026", "99 Nov 2026"])
    func guessesNoDay(text: String) { #expect(CreatedDay.of(text) == nil) }

    @Test func makesTheSamePageOfTheSameRows() {
        #expect(Self.page(Self.rows(300)) == Self.page(Self.rows(300)))
    }
}
