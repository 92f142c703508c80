import Foundation
import Testing
import TriageTestSupport

@Suite("kbtriage with a store, compare, acknowledge and rules new")
struct BatchStoreCommandTests {
    private static let day = ["--as-of", "2026-11-23"]

    private static func tickets(in folder: URL) throws {
        let inner = folder.appendingPathComponent("tickets")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        _ = try Fixture.write(Fixture.photo413, "a.txt", in: inner)
        _ = try Fixture.write(Fixture.offTopic, "b.txt", in: inner)
    }

    @Test func comparesTwoRunsOfAStore() throws {
        try Fixture.withFolder { folder in
            try Self.tickets(in: folder)
            let words = ["batch", "tickets", "--store", "s.sqlite"] + Self.day
            #expect(try ProgramRun(words, in: folder).code == 0)
            #expect(try ProgramRun(words, in: folder).output.contains("Unchanged, from the store: 2 of 2"))
            #expect(try ProgramRun(["compare", "s.sqlite"], in: folder).code == 0)
            _ = try Fixture.write(Fixture.bareComplaint, "c.txt", in: folder.appendingPathComponent("tickets"))
            #expect(try ProgramRun(words, in: folder).code == 0)
            let changed = try ProgramRun(["compare", "s.sqlite@1", "s.sqlite@3", "--format", "json"], in: folder)
            #expect(changed.code == 1)
            #expect((try changed.json()["new"] as? [[String: Any]])?.first?["id"] as? String == "tickets/c.txt")
            #expect(try ProgramRun(["compare", "s.sqlite@9"], in: folder).code == 2)
        }
    }

    @Test func setsATicketAside() throws {
        try Fixture.withFolder { folder in
            try Self.tickets(in: folder)
            let words = ["batch", "tickets", "--store", "s.sqlite", "--ndjson", "-", "--quiet"] + Self.day
            #expect(try ProgramRun(words, in: folder).code == 0)
            let known = [
                "acknowledge", "--store", "s.sqlite", "tickets/a.txt", "--reason", "waits", "--until", "2026-12-01",
            ]
            #expect(try ProgramRun(known, in: folder).code == 0)
            let rows = try ProgramRun(words, in: folder).jsonLines()
            #expect((rows.first?["acknowledged"] as? [String: Any])?["reason"] as? String == "waits")
            #expect(rows.last?["acknowledged"] == nil)
            let listed = try ProgramRun(["acknowledge", "--store", "s.sqlite"], in: folder)
            #expect(listed.output.contains("tickets/a.txt"))
            #expect(try ProgramRun(known.dropLast(2) + [], in: folder).code == 64)
        }
    }

    @Test func pointsOutAnAcknowledgementThatMayBeASlip() throws {
        try Fixture.withFolder { folder in
            try Self.tickets(in: folder)
            #expect(try ProgramRun(["batch", "tickets", "--store", "s.sqlite"] + Self.day, in: folder).code == 0)
            func notices(_ what: [String], until: String = "2099-01-01") throws -> String {
                let words = ["acknowledge", "--store", "s.sqlite", "--reason", "waits", "--until", until]
                let run = try ProgramRun(words + what, in: folder)
                #expect(run.code == 0)
                return run.notices
            }
            #expect(try notices(["tickets/a.txt"]).isEmpty)
            #expect(try notices(["--cause", "rc22"]).isEmpty)
            #expect(try notices(["--cause", "photo-proxy-413"]).isEmpty)
            #expect(try notices(["tickets/x.txt"]).contains("no ticket of the store is called tickets/x.txt"))
            #expect(try notices(["--cause", "RC9999"]).contains("has a cause RC9999"))
            #expect(try notices(["tickets/a.txt"], until: "2020-01-01").contains("nothing is set aside"))
        }
    }

    /// The words of the run that was interrupted hold, but for what is said otherwise now.
    @Test func goesOnWithOtherOutputs() throws {
        try Fixture.withFolder { folder in
            let store = folder.appendingPathComponent("s.sqlite").path
            let first = folder.appendingPathComponent("first.csv").path
            let line = "{\"id\":1,\"body\":\"The printer is out of toner.\"}\n"
            let program = try LiveProgram(["batch", "--stream", "--store", store, "--csv", first] + Self.day)
            try program.write(line)
            #expect(program.line()?.contains("\"id\":\"1\"") == true)
            program.send(SIGINT)
            #expect(program.end().code == 130)
            let resumed = try ProgramRun(
                ["batch", "--resume", "--store", store, "--csv", "second.csv"], input: Array(line.utf8), in: folder)
            #expect(resumed.code == 0)
            #expect(try resumed.jsonLines().count == 1)
            let rows = try [first, folder.appendingPathComponent("second.csv").path].map {
                try String(contentsOfFile: $0, encoding: .utf8)
            }
            #expect(rows[0] == rows[1])
            #expect(rows[1].contains("\n1,off-topic,"))
        }
    }

    @Test func saysWhenThereIsNothingToGoOnWith() throws {
        try Fixture.withFolder { folder in
            try Self.tickets(in: folder)
            #expect(try ProgramRun(["batch", "tickets", "--store", "s.sqlite"] + Self.day, in: folder).code == 0)
            let run = try ProgramRun(["batch", "--store", "s.sqlite", "--resume"], in: folder)
            #expect(run.code == 0)
            #expect(run.notices.contains("nothing to go on with"))
            #expect(try ProgramRun(["batch", "--resume"], in: folder).code == 64)
        }
    }

    @Test func drawsThePageOfTheQueue() throws {
        try Fixture.withFolder { folder in
            try Self.tickets(in: folder)
            let run = try ProgramRun(
                ["batch", "tickets", "--html", "queue.html", "--reports", "reports"] + Self.day, in: folder)
            #expect(run.code == 0)
            let page = try String(contentsOf: folder.appendingPathComponent("queue.html"), encoding: .utf8)
            #expect(page.contains("href=\"reports/"))
            #expect(page.hasPrefix("<!doctype html>"))
        }
    }

    @Test func draftsARuleThatIsInOrder() throws {
        try Fixture.withFolder { folder in
            let sample = try Fixture.write(
                "The thing of anna is not shown: the frob engine refused to be bent this morning.\n", "s.txt",
                in: folder)
            let draft = try ProgramRun(
                ["rules", "new", "--from", sample, "--id", "frob-refused", "-o", "d"], in: folder)
            #expect(draft.code == 0)
            let check = try ProgramRun(["rules", "check", "d/frob-refused.xml"], in: folder)
            #expect(check.code == 0)
            #expect(check.output.contains("are in order"))
            let copied = folder.appendingPathComponent("d/samples/frob-refused/fires-s.txt")
            #expect(FileManager.default.fileExists(atPath: copied.path))
            #expect(
                try ProgramRun(["rules", "new", "--from", sample, "--id", "frob-refused", "-o", "d"], in: folder).code
                    == 74)
        }
    }
}
