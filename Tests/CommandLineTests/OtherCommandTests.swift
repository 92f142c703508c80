import Foundation
import Testing
import TriageTestSupport

@Suite("The other commands")
struct OtherCommandTests {
    @Test func explainTellsWhyAndWhyNot() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Fixture.photo413, "console.txt", in: folder)
            let why = try ProgramRun(["explain", "photo-proxy-413", file])
            #expect(why.code == 0)
            #expect(why.output.contains("photo-proxy-413"))
            let other = try Fixture.write(Fixture.bareComplaint, "mail.txt", in: folder)
            let whyNot = try ProgramRun(["explain", "photo-proxy-413", other])
            #expect(whyNot.code == 0)
            #expect(whyNot.output != why.output)
        }
    }

    @Test func explainOfAnUnknownRuleSuggestsTheNearest() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Fixture.photo413, "console.txt", in: folder)
            let run = try ProgramRun(["explain", "photo-proxy-431", file])
            #expect(run.code == 64)
            #expect(run.notices.contains("photo-proxy-413"))
            #expect(run.output.isEmpty)
        }
    }

    @Test(arguments: ["3062745", "KB3062745", "kb3062745"])
    func theArticleIsPrintedWithItsHistory(name: String) throws {
        let run = try ProgramRun(["kb", name])
        #expect(run.code == 0)
        #expect(run.output.contains("KB3062745") || run.output.contains("KB 3062745"))
        #expect(run.output.contains("2023-10-01"))
        #expect(run.output.contains("proxyMethod=RPS"))
    }

    @Test func anUnknownArticleIsAUsageError() throws {
        let run = try ProgramRun(["kb", "1234567"])
        #expect(run.code == 64)
        #expect(run.notices.contains("1234567"))
    }

    @Test func factsPrintsWhatWasRead() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(Fixture.photo413, "console.txt", in: folder)
            let text = try ProgramRun(["facts", file])
            #expect(text.code == 0)
            #expect(text.output.contains("CmdletProxyException"))
            let json = try ProgramRun(["facts", "--format", "json", file])
            #expect(json.code == 0)
            let records = try json.jsonLines()
            let error = try #require(records.first { $0["kind"] as? String == "error" })
            #expect(error["schema"] as? String == "kbtriage.facts/1")
            #expect(error["file"] as? String == file)
            #expect(error["line"] as? Int == 1)
            let fields = try #require(error["fields"] as? [String: Any])
            #expect(fields["cmdlet"] as? String == "Set-UserPhoto")
            #expect(fields["proxyMethod"] as? String == "PSWS")
        }
    }

    @Test func rulesListNamesEveryRule() throws {
        let run = try ProgramRun(["rules", "list"])
        #expect(run.code == 0)
        for rule in try CaseTriage.ruleNames() { #expect(run.output.contains(rule), "\(rule)") }
    }

    @Test func rulesShowPrintsOneRuleInWords() throws {
        let run = try ProgramRun(["rules", "show", "photo-proxy-413"])
        #expect(run.code == 0)
        #expect(run.output.contains("RC22"))
        #expect(run.output.contains("Set-UserPhoto"))
    }

    @Test func rulesCheckIsContentWithTheRepository() throws {
        let run = try ProgramRun(["rules", "check", "--rules", PackageRoot.file("rules").path])
        #expect(run.code == 0, "\(run.output)\(run.notices)")
    }

    @Test func rulesCheckShowsAMistakeLikeACompiler() throws {
        try Fixture.withFolder { folder in
            let rules = folder.appendingPathComponent("rules")
            try FileManager.default.copyItem(at: PackageRoot.file("rules"), to: rules)
            let file = rules.appendingPathComponent("photo-sync/photo-proxy-413.xml")
            let text = String(decoding: try file.readBytes(), as: UTF8.self)
            try Data(text.replacing("<confidence ", with: "<confidense ").utf8).write(to: file)
            let line = text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("<confidence ") }.map { $0 + 1 }
            let run = try ProgramRun(["rules", "check", "--rules", rules.path])
            #expect(run.code == 65)
            let said = run.output + run.notices
            #expect(said.contains("photo-proxy-413.xml:\(line ?? 0)"))
            #expect(said.contains("confidence"))
            let diagnosis = try ProgramRun(["--rules", rules.path], input: Array(Fixture.photo413.utf8))
            #expect(diagnosis.code == 65)
            #expect(diagnosis.output.isEmpty)
        }
    }

    @Test func rulesTestProvesTheRules() throws {
        let run = try ProgramRun(["rules", "test"])
        #expect(run.code == 0, "\(run.output)\(run.notices)")
    }

    @Test func theRulesCanComeFromTheEnvironment() throws {
        let environment = ["KBTRIAGE_RULES": PackageRoot.file("rules").path]
        let run = try ProgramRun(["--format", "json"], input: Array(Fixture.photo413.utf8), environment: environment)
        #expect(run.code == 0)
        let broken = ["KBTRIAGE_RULES": "/nonexistent/rules"]
        let none = try ProgramRun(["rules", "list"], environment: broken)
        #expect(none.code == 65)
        #expect(none.notices.contains("/nonexistent/rules"))
    }
}
