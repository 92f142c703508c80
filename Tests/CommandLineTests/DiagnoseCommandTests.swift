import Foundation
import Testing
import TriageTestSupport

@Suite("kbtriage diagnose")
struct DiagnoseCommandTests {
    @Test func pipedInputGivesTheCauseAndZero() throws {
        let run = try ProgramRun([], input: Array(Fixture.photo413.utf8))
        #expect(run.code == 0)
        #expect(run.output.contains("RC22") || run.output.contains("photo-proxy-413"))
        #expect(run.output.contains("stdin"))
        #expect(run.output.contains("(413) Request Entity Too Large"))
    }

    @Test func aDashIsStandardInput() throws {
        let piped = try ProgramRun([], input: Array(Fixture.photo413.utf8))
        let dashed = try ProgramRun(["diagnose", "-"], input: Array(Fixture.photo413.utf8))
        #expect(dashed.output == piped.output)
    }

    @Test func severalFilesAreOneCase() throws {
        try Fixture.withFolder { folder in
            let files = [
                try Fixture.write(Fixture.bareComplaint, "mail.txt", in: folder),
                try Fixture.write(Fixture.photo413, "console.txt", in: folder),
            ]
            let run = try ProgramRun(files + ["--format", "json"])
            #expect(run.code == 0)
            let json = try run.json()
            #expect((json["inputs"] as? [[String: Any]])?.compactMap { $0["file"] as? String } == files)
            #expect(json["verdict"] as? String == "cause")
            #expect((json["findings"] as? [[String: Any]])?.count == 1)
        }
    }

    @Test func jsonKeepsItsContract() throws {
        let run = try ProgramRun(["--format", "json", "--as-of", "2021-02-01"], input: Array(Fixture.photo413.utf8))
        let json = try run.json()
        #expect(json["schema"] as? String == "kbtriage.diagnosis/1")
        #expect(json["asOf"] as? String == "2021-02-01")
        for key in [
            "tool", "inputs", "findings", "undecided", "nearMisses", "nextEvidence", "contradictions", "errors",
        ] {
            #expect(json[key] != nil, "\(key)")
        }
        let finding = try #require((json["findings"] as? [[String: Any]])?.first)
        #expect(finding["cause"] as? String == "RC22")
        #expect(finding["status"] as? String == "matched")
        let evidence = try #require(finding["evidence"] as? [[String: Any]])
        #expect(!evidence.isEmpty)
        for piece in evidence {
            let line = try #require(piece["line"] as? Int)
            let lines = Fixture.photo413.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.indices.contains(line - 1))
        }
        #expect(((finding["resolution"] as? [String: Any])?["steps"] as? [[String: Any]])?.isEmpty == false)
    }

    @Test func aBareComplaintIsInsufficientAndNamesACommand() throws {
        let run = try ProgramRun(["--format", "json"], input: Array(Fixture.bareComplaint.utf8))
        #expect(run.code == 1)
        let json = try run.json()
        #expect(json["verdict"] as? String == "insufficient")
        let next = try #require((json["nextEvidence"] as? [[String: Any]])?.first)
        #expect((next["command"] as? String)?.contains("thumbnailPhoto") == true)
        #expect((next["command"] as? String)?.contains("Get-ADUser") == true)
    }

    @Test func anotherTopicIsSaidToBeOne() throws {
        let run = try ProgramRun(["--format", "json"], input: Array(Fixture.offTopic.utf8))
        #expect(run.code == 1)
        #expect(try run.json()["verdict"] as? String == "off-topic")
    }

    @Test func aFileThatIsNotThereIsTwoAndTheRestIsStillDiagnosed() throws {
        try Fixture.withFolder { folder in
            let there = try Fixture.write(Fixture.photo413, "console.txt", in: folder)
            let run = try ProgramRun([there, folder.appendingPathComponent("missing.txt").path])
            #expect(run.code == 2)
            #expect(run.output.contains("413"))
            #expect((run.output + run.notices).contains("missing.txt"))
        }
    }

    @Test func aStatedFactDecidesAndIsShownAsStated() throws {
        let fact = "anna@contoso.example: directory-user.thumbnailPhoto.bytes=14532"
        let run = try ProgramRun(["--fact", fact, "--format", "json"], input: Array(Fixture.bareComplaint.utf8))
        let json = try run.json()
        let causes = (json["findings"] as? [[String: Any]])?.compactMap { $0["cause"] as? String }
        #expect(causes == ["RC01"])
        #expect(run.code == 0)
    }

    @Test func aStatedFactChangesWhatToAskNext() throws {
        func commands(_ arguments: [String]) throws -> [String] {
            let run = try ProgramRun(arguments + ["--format", "json"], input: Array(Fixture.bareComplaint.utf8))
            return ((try run.json()["nextEvidence"] as? [[String: Any]]) ?? []).compactMap { $0["command"] as? String }
        }
        let before = try commands([])
        let after = try commands(["--fact", "anna@contoso.example: directory-user.thumbnailPhoto.bytes=8000"])
        #expect(before.first != nil)
        #expect(after.first != before.first)
    }

    @Test func theDateDecidesWhichStepsAreRetired() throws {
        func steps(_ date: String) throws -> [[String: Any]] {
            let run = try ProgramRun(["--as-of", date, "--format", "json"], input: Array(Fixture.photo413.utf8))
            let finding = (try run.json()["findings"] as? [[String: Any]])?.first
            return (finding?["resolution"] as? [String: Any])?["steps"] as? [[String: Any]] ?? []
        }
        func retired(_ steps: [[String: Any]]) -> [String] {
            steps.filter { $0["retired"] is String }.compactMap { $0["id"] as? String }
        }
        let today = try steps("2026-11-23")
        let rps = try #require(
            today.first { ($0["id"] as? String)?.hasPrefix("KB3062745/") == true && $0["retired"] is String })
        #expect(rps["retiredBecause"] as? String != "")
        #expect((rps["replacedBy"] as? String)?.isEmpty == false)
        #expect(!retired(today).isEmpty)
        #expect(try !steps("2021-02-01").isEmpty)
    }

    @Test func explainSaysMoreAndQuietSaysLess() throws {
        let input = Array(Fixture.photo413.utf8)
        let plain = try ProgramRun([], input: input)
        let explained = try ProgramRun(["--explain"], input: input)
        let quiet = try ProgramRun(["--quiet"], input: input)
        #expect(explained.output.count > plain.output.count)
        #expect(quiet.output.count < plain.output.count)
        #expect(quiet.output.contains("RC22"))
        #expect([explained.code, quiet.code] == [0, 0])
    }

    @Test func theOutputCanGoToAFile() throws {
        try Fixture.withFolder { folder in
            let file = folder.appendingPathComponent("out.txt")
            let run = try ProgramRun(["--output", file.path], input: Array(Fixture.photo413.utf8))
            #expect(run.output.isEmpty)
            let written = String(decoding: try file.readBytes(), as: UTF8.self)
            #expect(try written == ProgramRun([], input: Array(Fixture.photo413.utf8)).output)
        }
    }

    @Test func coloursComeOnlyWhenAskedFor() throws {
        let input = Array(Fixture.photo413.utf8)
        let piped = try ProgramRun([], input: input)
        let always = try ProgramRun(["--color", "always"], input: input)
        let noColour = try ProgramRun([], input: input, environment: ["NO_COLOR": "1"])
        #expect(!piped.output.contains("\u{1B}"))
        #expect(!noColour.output.contains("\u{1B}"))
        #expect(always.output.contains("\u{1B}["))
        #expect(always.output.strippedOfColours == piped.output)
    }

    @Test func escapesOfTheInputDoNotReachTheTerminal() throws {
        let evil = Fixture.photo413.replacing("(413)", with: "\u{1B}]0;owned\u{7}(413)\u{1B}[2J\u{9B}31m\u{8}")
        let run = try ProgramRun([], input: Array(evil.utf8))
        #expect(
            run.output.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || scalar == "\t" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            })
    }

    @Test(arguments: [80, 120])
    func noLineIsWiderThanTheWidth(width: Int) throws {
        let run = try ProgramRun(["--width", String(width)], input: Array(Fixture.photo413.utf8))
        let wide = run.output.split(separator: "\n").filter { DisplayWidth.columns(of: String($0)) > width }
        // Commands and addresses are not broken, for they are there to be copied.
        #expect(wide.allSatisfy { $0.contains("-") || $0.contains("://") }, "\(wide)")
    }

    @Test func twoRunsGiveTheSameBytes() throws {
        for format in ["text", "json"] {
            let runs = try (0..<2).map { _ in
                try ProgramRun(["--format", format, "--explain"], input: Array(Fixture.photo413.utf8)).output
            }
            #expect(runs[0] == runs[1])
        }
    }
}

extension String {
    /// Without `ESC [ … m`.
    var strippedOfColours: String {
        var result = String.UnicodeScalarView()
        var inside = false
        for scalar in unicodeScalars {
            if scalar == "\u{1B}" {
                inside = true
            } else if inside {
                inside = scalar != "m"
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
