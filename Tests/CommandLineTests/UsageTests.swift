import Foundation
import Testing
import TriageTestSupport

@Suite("The command line itself")
struct UsageTests {
    @Test func anUnknownOptionIsAUsageErrorWithASuggestion() throws {
        let run = try ProgramRun(["--formt", "json"], input: Array(Fixture.photo413.utf8))
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.notices.contains("--format"))
    }

    @Test(arguments: [
        ["--format", "yaml"], ["--as-of", "yesterday"], ["--as-of", "2026-02-30"], ["--color", "sometimes"],
        ["--format"],
        ["rules", "shwo", "x"], ["kb"], ["explain"], ["--fact", "nonsense"],
    ])
    func wrongUseIsSixtyFour(arguments: [String]) throws {
        let run = try ProgramRun(arguments, input: Array(Fixture.photo413.utf8))
        #expect(run.code == 64, "\(run.output)\(run.notices)")
        #expect(run.output.isEmpty)
        #expect(!run.notices.isEmpty)
    }

    @Test(arguments: [["--help"], ["-h"], ["help"], ["diagnose", "--help"], ["rules", "--help"], ["kb", "--help"]])
    func helpFitsEightyColumns(arguments: [String]) throws {
        let run = try ProgramRun(arguments)
        #expect(run.code == 0)
        #expect(run.output.lowercased().contains("usage"))
        let wide = run.output.split(separator: "\n").filter { $0.count > 80 }
        #expect(wide == [])
    }

    @Test func theVersionIsOneLine() throws {
        let run = try ProgramRun(["--version"])
        #expect(run.code == 0)
        #expect(run.output.contains("kbtriage"))
        #expect(run.output.split(separator: "\n").count == 1)
    }

    @Test func nothingComesFromAnEmptyPipe() throws {
        let run = try ProgramRun([])
        #expect(run.code == 1 || run.code == 2)
    }
}
