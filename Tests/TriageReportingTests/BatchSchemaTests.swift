import Foundation
import Testing
import TriageBatch
import TriageBytes
import TriageModel

@testable import TriageReporting

@Suite("Rows of a batch")
struct BatchSchemaTests {
    private static let run = BatchRun(
        toolVersion: "1", ruleHash: "abc", asOf: CivilDate(year: 2026, month: 11, day: 23), asOfIsExplicit: true)

    private static let rows: [TicketVerdict] = {
        let bare = TicketVerdict(of: Ticket(id: "a", place: "q.csv:2", content: .inputs([])), .offTopic)
        var full = TicketVerdict(
            of: Ticket(id: "=cmd|' /C calc'!A0", place: "b", content: .inputs([]), subject: "+1\t@x", created: "now"),
            .cause)
        full.causes = [
            .init(
                cause: "RC1", rule: "one", title: "-One", confidence: .medium, stage: "upload", people: 2,
                explainedBy: "two", alsoFound: true)
        ]
        full.undecided = ["RC2"]
        full.person = "\u{202E}anna"
        full.people = 2
        full.next = .init(text: "Do", command: "Get-Thing", place: "here")
        full.evidence = .init(file: "b", line: 3)
        full.contentHash = SHA256Digest([UInt8](repeating: 0, count: 32))
        full.problems = [.init(code: "x", file: "b", message: "m", isFatal: true)]
        full.report = "r/b.html"
        return [bare, full]
    }()

    /// What an output writes of the rows.
    private func written(_ format: RowOutput.Format) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("kbt-rows-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let stream = try OutputStream(creating: FilePath(file.path))
        var output = RowOutput(format, to: stream, run: Self.run)
        var summary = BatchSummary()
        for row in Self.rows {
            summary.add(row)
            try output.write(row)
        }
        try output.finish(summary, isComplete: true)
        return try Array(Data(contentsOf: file))
    }

    @Test func linesKeepTheirContract() throws {
        let schema = try JSONSchema(named: "batch.schema.json")
        let lines = try written(.ndjson).split(separator: 0x0A)
        #expect(lines.count == Self.rows.count)
        for line in lines { #expect(schema.problems(try JSON.parse(line)) == []) }
    }

    @Test func theDocumentKeepsItsContract() throws {
        let schema = try JSONSchema(named: "batch.schema.json")
        let document = try JSON.parse(try written(.json))
        #expect(schema.problems(document) == [])
        #expect(document["tickets"]?.elements.count == Self.rows.count)
    }

    @Test func theSchemaRefusesWhatIsNoRow() throws {
        let schema = try JSONSchema(named: "batch.schema.json")
        #expect(!schema.problems(try JSON.parse(Array("{\"schema\":\"kbtriage.batch/1\",\"id\":1}".utf8))).isEmpty)
    }

    @Test func noCellIsAFormula() throws {
        let text = String(decoding: try written(.csv), as: UTF8.self)
        #expect(text.hasSuffix("\r\n"))
        for row in text.components(separatedBy: "\r\n") {
            for cell in row.components(separatedBy: ",") {
                let bare = cell.drop { $0 == "\"" }
                #expect(!["=", "+", "-", "@"].contains(bare.first.map(String.init) ?? ""), "\(cell)")
            }
        }
        #expect(text.contains("'=cmd"))
    }

    @Test func aBarIsNeverNothingAndNeverTooLong() {
        #expect(QueueBar([1], most: 1_000_000, room: 20, ascii: false).columns == 1)
        #expect(QueueBar([0], most: 10, room: 20, ascii: false).columns == 0)
        #expect(QueueBar([5, 3, 2], most: 10, room: 20, ascii: true).text == "##########======----")
    }

    @Test(arguments: [40, 80, 120])
    func thePictureFitsTheTerminal(width: Int) {
        var view = QueueView(headline: "2 tickets", sentence: ": 1 with a cause, 1 about something else")
        view.entries = [
            .init(
                verdict: "RC22", confidence: "high", tone: .bad, name: "a/very/long/path/of/a/ticket/写真写真写真.txt",
                detail: String(repeating: "detail ", count: 30))
        ]
        view.charts = [
            .init(
                title: "Causes",
                bars: [
                    .init(
                        key: "RC22", label: String(repeating: "title ", count: 20), parts: [12_345], tone: .bad,
                        note: "99%")
                ])
        ]
        view.problems = ["x\u{1B}[31m: cannot be read"]
        let text = QueueReporter.render(view, options: TextOptions(width: width))
        #expect(!text.contains("\u{1B}"))
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
    }
}
