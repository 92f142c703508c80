import Foundation
import Testing
import TriageTestSupport

@Suite("Redaction on the command line")
struct RedactCommandTests {
    static let names = ["brandt", "contoso", "vogt"]
    static let ticket = """
        From: Lena Vogt <lena.vogt@contoso.example>
        Subject: photo of Ole Brandt


        """ + Fixture.photo413

    private func expectNoName(_ text: String, _ place: String) {
        for name in Self.names { #expect(!text.lowercased().contains(name), "\(name) is in \(place)") }
    }

    @Test(arguments: ["text", "json", "html", "markdown", "csv", "sarif", "junit", "reply", "fix"])
    func noFormatShowsAName(format: String) throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.ticket, "Vogt ticket.txt", in: folder)
            let plain = try ProgramRun(["--format", format, "--as-of", "2026-11-23", file])
            let run = try ProgramRun(["--format", format, "--as-of", "2026-11-23", "--redact", file])
            #expect(run.code == plain.code)
            #expect(!run.output.isEmpty)
            expectNoName(run.output, format)
            expectNoName(run.notices, "the notices")
            #expect(run.notices.contains("masked: "))
        }
    }

    @Test func explainAndFactsShowNoName() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.ticket, "ticket.txt", in: folder)
            for words in [
                ["explain", "photo-proxy-413"], ["facts"], ["facts", "--format", "json"], ["facts", "--raw"],
                ["--explain", "--fact", "ole.brandt@contoso.example: teams=old"],
                ["facts", "--subject", "ole.brandt@contoso.example"],
            ] {
                let run = try ProgramRun(words + ["--redact", file])
                #expect(run.code == 0, "\(words) \(run.notices)")
                expectNoName(run.output, "\(words)")
            }
            let stated = try ProgramRun(["--redact", "--fact", "Ole Brandt: teams=old", file])
            expectNoName(stated.output, "a stated fact")
            let subject = try ProgramRun(["facts", "--redact", "--subject", "ole.brandt@contoso.example", file])
            #expect(subject.output.contains("identity"))
        }
    }

    @Test func oneTextGoesToStandardOutput() throws {
        let run = try ProgramRun(["redact", "-"], input: Array(Self.ticket.utf8))
        #expect(run.code == 0)
        #expect(run.output.split(separator: "\n").count == Self.ticket.split(separator: "\n").count)
        expectNoName(run.output, "the output")
        let again = try ProgramRun(["--format", "json"], input: Array(run.output.utf8))
        let verdict = try again.json()["verdict"] as? String
        #expect(verdict == "cause")
    }

    @Test func severalFilesGoIntoAFolder() throws {
        try Fixture.withFolder { folder in
            let first = try Fixture.write(Self.ticket, "Vogt.txt", in: folder)
            let second = try Fixture.write("mail: ole.brandt@contoso.example\n", "second.txt", in: folder)
            let none = try ProgramRun(["redact", first, second])
            #expect(none.code == 64)
            let target = folder.appendingPathComponent("out")
            let run = try ProgramRun(["redact", first, second, "--output", target.path])
            #expect(run.code == 0, "\(run.notices)")
            let names = try FileManager.default.contentsOfDirectory(atPath: target.path).sorted()
            #expect(names.count == 2)
            #expect(names.first?.hasPrefix("01-") == true)
            for name in names {
                expectNoName(name, "a file's name")
                expectNoName(try String(contentsOf: target.appendingPathComponent(name), encoding: .utf8), name)
            }
        }
    }

    @Test func theMapGivesTheValuesBackAndIsForItsOwnerOnly() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.ticket, "ticket.txt", in: folder)
            let map = folder.appendingPathComponent("map.jsonl")
            try Data("old".utf8).write(to: map)
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: map.path)
            let run = try ProgramRun(["redact", file, "--map", map.path])
            #expect(run.code == 0)
            let rights = try FileManager.default.attributesOfItem(atPath: map.path)[.posixPermissions] as? Int
            #expect(rights == 0o600)
            let entries = try String(contentsOf: map, encoding: .utf8).split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            }
            let brandt = try #require(entries.first { $0["original"] == "brandt" })
            #expect(brandt["kind"] == "name")
            #expect(run.output.lowercased().contains(try #require(brandt["token"])))
            #expect(Set(entries.compactMap { $0["token"] }).count == entries.count)
        }
    }

    @Test func aKeyIsATextOrAFile() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Self.ticket, "ticket.txt", in: folder)
            let key = try Fixture.write("the key", "key", in: folder)
            let one = try ProgramRun(["redact", file, "--key", "the key"])
            let two = try ProgramRun(["redact", file, "--key", key])
            let three = try ProgramRun(["redact", file, "--key", "another"])
            #expect(one.output == two.output && one.output != three.output)
            #expect(try ProgramRun(["diagnose", file, "--key", "the key"]).code == 64)
        }
    }

    @Test func noOutputShowsASecret() throws {
        try Fixture.withFolder { folder in
            let secret = "Zx9-kwTr4!plovdiv"
            let file = try Fixture.write(
                Fixture.photo413 + "PS C:\\> $c = ConvertTo-SecureString '\(secret)' -AsPlainText -Force\n"
                    + "password: \(secret)\n", "ticket.txt", in: folder)
            for words in [
                ["--explain"], ["--format", "json"], ["--format", "html"], ["--format", "sarif"], ["facts"],
                ["facts", "--raw"], ["facts", "--format", "json"], ["explain", "photo-proxy-413"], ["redact"],
            ] {
                let run = try ProgramRun(words + [file])
                #expect(!run.output.contains("plovdiv") && !run.output.contains("Zx9"), "\(words)")
            }
        }
    }
}
