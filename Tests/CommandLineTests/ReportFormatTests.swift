import Foundation
import Testing
import TriageTestSupport

/// The formats of `diagnose`, as a user asks for them.
@Suite struct ReportFormatTests {
    static let formats = ["html", "markdown", "csv", "sarif", "junit", "reply", "fix"]

    @Test(arguments: formats) func printsEveryFormatWithTheSameExitCode(_ format: String) throws {
        let found = try ProgramRun(["-f", format, "--as-of", "2026-11-23"], input: Array(Fixture.photo413.utf8))
        #expect(found.code == 0 && found.notices.isEmpty)
        #expect(found.output.contains("ole.brandt@contoso.example"))
        let open = try ProgramRun(["-f", format], input: Array("Anna's photo does not show in Outlook.\n".utf8))
        #expect(open.code == 1)
        #expect(!open.output.isEmpty)
    }

    @Test func writesToAFile() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try ProgramRun(["-f", "html", "-o", file.path], input: Array(Fixture.photo413.utf8))
        #expect(run.code == 0 && run.output.isEmpty)
        let page = String(decoding: try file.readBytes(), as: UTF8.self)
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("The way of the photo"))
    }

    @Test func speaksInTheToneAskedFor() throws {
        let brief = try ProgramRun(["-f", "reply", "--tone", "brief"], input: Array(Fixture.photo413.utf8))
        let full = try ProgramRun(["-f", "reply"], input: Array(Fixture.photo413.utf8))
        #expect(brief.output.utf8.count < full.output.utf8.count)
        #expect(brief.output.hasPrefix("Subject: Photo of "))
        #expect(try ProgramRun(["-f", "reply", "--tone", "shrill"], input: []).code == 64)
    }
}
