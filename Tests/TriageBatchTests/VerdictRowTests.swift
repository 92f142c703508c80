import Foundation
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

@testable import TriageBatch

@Suite("Rows of a batch")
struct VerdictRowTests {
    private static let triage = try? Triage(location: .builtIn)

    private static let samples: [String] = ["samples/tickets", "samples/healthy"].flatMap { folder in
        PackageRoot.file(folder).entries().map { folder + "/" + $0.lastPathComponent }
    }

    @Test(arguments: samples)
    func aRowSaysWhatDiagnoseSays(path: String) throws {
        let triage = try #require(Self.triage)
        let file = FilePath(PackageRoot.file(path).path)
        let isFolder = Directory.isDirectory(file)
        let ticket = Ticket(
            id: path, place: path, content: isFolder ? .folder(file) : .file(file))
        let work = TicketTriage(triage, options: .init(asOf: CaseTriage.today), gate: MemoryGate(limit: 1 << 20))
        let row = work.verdict(of: ticket)
        let diagnosis = triage.diagnose(CaseInput.all(at: file), options: .init(asOf: CaseTriage.today))
        #expect(row.verdict == diagnosis.verdict)
        #expect(row.causes.map(\.rule) == diagnosis.findings.map(\.rule))
        #expect(row.causes.map(\.confidence) == diagnosis.findings.map(\.confidence))
        #expect(row.problems.map(\.code) == diagnosis.problems.map(\.code))
        #expect(row.evidence == nil || row.evidence?.line ?? 0 > 0)
        #expect(row.contentHash != nil)
    }

    @Test(arguments: samples)
    func aRowIsReadBackAsItWasWritten(path: String) throws {
        let triage = try #require(Self.triage)
        let work = TicketTriage(triage, options: .init(asOf: CaseTriage.today))
        var row = work.verdict(of: .file(FilePath(PackageRoot.file(path).path)))
        row.receipt = nil
        row.signature = "a \"signature\"\n\u{202E}"
        let read = try #require(TicketVerdict(json: row.jsonLine()))
        #expect(read == row)
    }

    @Test func hostileNamesStayInTheirFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbt-rep-" + UUID().uuidString)
        let inside = folder.appendingPathComponent("reports")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let reports = try ReportFolder(FilePath(inside.path), suffix: "html")
        let names = [
            "../../etc/passwd", "/absolute", "..", ".", "", "a\u{0}b", "CON", "x\nrm -rf", "\u{202E}lmth.evil",
            "~/.ssh",
            String(repeating: "long", count: 500), "a/b", "a\\b", "a:b", "-rf", "%2e%2e%2f",
        ]
        var written = Set<String>()
        for name in names {
            let ticket = Ticket(id: name, place: name, content: .inputs([]))
            let path = try reports.write(Array("report".utf8), of: ticket)
            #expect(path.hasPrefix(inside.path + "/"))
            let file = String(path.dropFirst(inside.path.count + 1))
            #expect(
                file.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || "-_.@".utf8.contains($0) }, "\(file)")
            #expect(!file.hasPrefix(".") && !file.hasPrefix("-") && file.utf8.count < 120)
            #expect(reports.has(ticket))
            written.insert(file)
        }
        #expect(written.count == names.count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: inside.path).count == names.count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["reports"])
    }

    @Test func aLinkInTheReportsFolderIsReplacedNotFollowed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbt-rep-" + UUID().uuidString)
        let inside = folder.appendingPathComponent("reports")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let victim = folder.appendingPathComponent("victim")
        try Data("precious".utf8).write(to: victim)
        let reports = try ReportFolder(FilePath(inside.path), suffix: "txt")
        let ticket = Ticket(id: "t", place: "t", content: .inputs([]))
        try FileManager.default.createSymbolicLink(
            at: inside.appendingPathComponent(reports.name(of: ticket)), withDestinationURL: victim)
        _ = try reports.write(Array("report".utf8), of: ticket)
        #expect(try String(contentsOf: victim, encoding: .utf8) == "precious")
    }

    @Test func textsOfARowAreShort() {
        let long = String(repeating: "ü", count: 5_000)
        let short = TicketVerdict.short(long)
        #expect(short.utf8.count <= TicketVerdict.mostBytes + 3)
        #expect(short.hasSuffix("ü\u{2026}"))
        #expect(TicketVerdict.short("as it is") == "as it is")
    }

    @Test func theSumsCountEveryTicketOnce() {
        var summary = BatchSummary()
        var row = TicketVerdict(of: Ticket(id: "a", place: "a", content: .inputs([])), .cause)
        row.causes = [
            .init(cause: "RC1", rule: "one", title: "One", confidence: .high, stage: "upload", people: 1),
            .init(cause: "RC2", rule: "two", title: "Two", confidence: .low, stage: "display", people: 0),
        ]
        row.people = 3
        summary.add(row)
        summary.add(TicketVerdict(of: Ticket(id: "b", place: "b", content: .inputs([])), .offTopic))
        var unknown = TicketVerdict(of: Ticket(id: "c", place: "c", content: .inputs([])), .insufficient)
        unknown.errorCount = 1
        // An error alone may be one that a rule knows and cannot decide on.
        summary.add(unknown)
        unknown.sketch = UnknownSketch(lines: ["disk is full"])
        summary.add(unknown)
        #expect(summary.tickets == 4)
        #expect(summary.verdicts[.cause] == 1)
        #expect(summary.rankedCauses.map(\.rule) == ["one", "two"])
        #expect(summary.rankedCauses.map(\.alsoIn) == [0, 1])
        #expect(summary.stages == ["upload": 1])
        #expect(summary.unknown == 1)
        #expect(summary.unreadable == 0)
    }

    @Test func theMeterShowsRateAndTimeLeft() {
        #expect(BatchMeter.clock(65) == "1:05")
        #expect(BatchMeter.clock(7_380) == "2:03:00")
        #expect(BatchMeter.grouped(1_234_567) == "1,234,567")
        #expect(BatchMeter.grouped(999) == "999")
    }
}
