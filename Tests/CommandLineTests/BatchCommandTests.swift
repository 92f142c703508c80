import Foundation
import Testing
import TriageTestSupport

@Suite("kbtriage batch")
struct BatchCommandTests {
    private static let tickets = PackageRoot.file("samples/tickets").path

    private static let export = """
        Ticket,Subject,Body,Created
        A-1,Photo,"Anna's new photo does not show in Outlook.",2026-11-02
        A-2,Printer,"The printer on the second floor is out of toner.",2026-11-03
        A-3,"=HYPERLINK(""x"")","\(Fixture.photo413.replacingOccurrences(of: "\"", with: "\"\""))",2026-11-04

        """

    @Test func aFolderOfTicketsGivesOneVerdictEachAndAPicture() throws {
        let run = try ProgramRun(["batch", Self.tickets])
        #expect(run.code == 2, "a PDF in an archive cannot be read")
        #expect(run.output.contains("with a cause"))
        #expect(run.output.contains("RC22"))
        #expect(run.output.contains("two-causes.txt"))
        #expect(run.output.contains("\u{2588}"))
        for line in run.output.split(separator: "\n") {
            #expect(DisplayWidth.columns(of: String(line)) <= 80, "\(line)")
        }
    }

    @Test(arguments: ["ndjson", "csv", "json"])
    func theResultIsTheSameWhateverTheNumberOfJobs(format: String) throws {
        let runs = try ["1", "2", "8"].map { jobs in
            try ProgramRun(["batch", Self.tickets, "--jobs", jobs, "--\(format)", "-", "--as-of", "2026-11-23"])
        }
        #expect(runs[0].output.utf8.count > 1_000)
        #expect(runs[1].output == runs[0].output)
        #expect(runs[2].output == runs[0].output)
        #expect(runs[2].notices == runs[0].notices)
    }

    @Test func rowsOfAnExportAreTicketsOfTheirOwn() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.export, "queue.csv", in: folder)
            let run = try ProgramRun(["batch", file, "--ndjson", "-"])
            #expect(run.code == 0)
            let rows = try run.jsonLines()
            #expect(rows.compactMap { $0["id"] as? String } == ["A-1", "A-2", "A-3"])
            #expect(rows.compactMap { $0["verdict"] as? String } == ["insufficient", "off-topic", "cause"])
            #expect(rows.compactMap { $0["created"] as? String } == ["2026-11-02", "2026-11-03", "2026-11-04"])
            #expect((rows[2]["causes"] as? [[String: Any]])?.first?["cause"] as? String == "RC22")
            let csv = try ProgramRun(["batch", file, "--csv", "-"])
            #expect(csv.output.contains("'=HYPERLINK"))
            #expect(!csv.output.contains(",=HYPERLINK"))
        }
    }

    @Test func diagnoseSaysThatAListOfTicketsIsOne() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.export, "queue.csv", in: folder)
            #expect(try ProgramRun([file]).notices.contains("kbtriage batch"))
            #expect(try !ProgramRun([file, "--quiet"]).notices.contains("kbtriage batch"))
        }
    }

    @Test func namedColumnsAreTaken() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write("a;b;c\n7;x;The printer is out of toner.\n", "q.csv", in: folder)
            let run = try ProgramRun(
                ["batch", file, "--id-column", "a", "--body-column", "c", "--subject-column", "b", "--ndjson", "-"])
            #expect(try run.jsonLines().first?["id"] as? String == "7")
        }
    }

    @Test func onePoisonousTicketDoesNotStopTheOthers() throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Fixture.photo413, "a.txt", in: folder)
            _ = try Fixture.write(String(repeating: "x", count: 3 << 20), "b-huge.txt", in: folder)
            _ = try Fixture.write(String(repeating: "+ ~~~~ ", count: 20_000), "c-slow.txt", in: folder)
            let broken = folder.appendingPathComponent("d-broken.zip")
            try Data([0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 100)).write(to: broken)
            // SAFETY: the name lives through the call.
            _ = unsafe mkfifo(folder.appendingPathComponent("e-pipe").path, 0o600)
            _ = try Fixture.write(Fixture.bareComplaint, "f.txt", in: folder)
            let run = try ProgramRun(["batch", folder.path, "--max-ticket-size", "1M", "--ndjson", "-"])
            #expect(run.code == 2)
            let rows = try run.jsonLines()
            let verdicts = rows.compactMap { $0["verdict"] as? String }
            #expect(verdicts.count == 6)
            #expect(verdicts.first == "cause")
            #expect(verdicts.last == "insufficient")
            #expect([verdicts[1], verdicts[3], verdicts[4]] == ["unreadable", "unreadable", "unreadable"])
            let codes = rows.compactMap { ($0["problems"] as? [[String: Any]])?.first?["code"] as? String }
            #expect(codes.contains("too-large"))
            #expect(run.notices.contains("b-huge.txt"))
        }
    }

    @Test func everyTicketHasItsOwnReport() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(
                Self.export.replacingOccurrences(of: "A-1", with: "../../A-1"), "q.csv", in: folder)
            let reports = folder.appendingPathComponent("reports")
            let run = try ProgramRun(["batch", file, "--reports", reports.path, "--ndjson", "-"])
            #expect(run.code == 0)
            let names = try run.jsonLines().compactMap { $0["report"] as? String }
            #expect(names.count == 3)
            for name in names {
                #expect(name.hasPrefix(reports.path + "/"))
                #expect(try String(contentsOfFile: name, encoding: .utf8).lowercased().contains("<!doctype html"))
            }
            #expect(reports.entries().count == 3)
            let texts = try ProgramRun(
                ["batch", file, "--reports", reports.path, "--report-format", "text", "--ndjson", "-"])
            #expect(try texts.jsonLines().allSatisfy { ($0["report"] as? String)?.hasSuffix(".txt") == true })
        }
    }

    @Test func outputsCanBeWrittenTogether() throws {
        try Fixture.withFolder { folder in
            let files = ["a.ndjson", "b.csv", "c.json"].map { folder.appendingPathComponent($0).path }
            let run = try ProgramRun([
                "batch", Self.tickets, "--ndjson", files[0], "--csv", files[1], "--json", files[2],
            ])
            #expect(run.output.contains("tickets"))
            let lines = try String(contentsOfFile: files[0], encoding: .utf8).split(separator: "\n").count
            let document =
                try JSONSerialization.jsonObject(
                    with: try Data(contentsOf: URL(fileURLWithPath: files[2]))) as? [String: Any]
            #expect((document?["tickets"] as? [Any])?.count == lines)
            #expect(document?["complete"] as? Bool == true)
            #expect(try String(contentsOfFile: files[1], encoding: .utf8).contains("two-causes.txt"))
        }
    }

    private static let mistakes: [(arguments: [String], code: Int32)] = [
        (["batch", "--csv", "-", "--json", "-", "x"], 64), (["batch", "--stream", "x"], 64),
        (["batch", "--jobs", "0", "x"], 64), (["batch", "--max-ticket-size", "many", "x"], 64),
        (["batch", "--watch", "/does/not/exist"], 64), (["batch", "/does/not/exist"], 2),
        (["batch", "samples/tickets/bare-sentence.txt", "--csv", "/does/not/exist/x.csv"], 74),
    ]

    @Test(arguments: mistakes)
    func mistakesHaveTheirExitCodes(arguments: [String], code: Int32) throws {
        #expect(try ProgramRun(arguments).code == code)
    }

    @Test func aSkippedBeginningIsPassedOver() throws {
        let all = try ProgramRun(["batch", Self.tickets, "--ndjson", "-"]).output.split(separator: "\n")
        let rest = try ProgramRun(["batch", Self.tickets, "--ndjson", "-", "--skip", "10"]).output.split(
            separator: "\n")
        #expect(Array(rest) == Array(all.dropFirst(10)))
    }
}
