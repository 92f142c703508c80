import Foundation
import Testing
import TriageTestSupport

@Suite("Rules that were checked before")
struct KeptRulesTests {
    /// A copy of the rules, and the folder in which the program may keep things.
    private func withRules(_ body: (_ rules: URL, _ cache: URL, _ ticket: String) throws -> Void) throws {
        try Fixture.withFolder { folder in
            let rules = folder.appendingPathComponent("rules")
            try FileManager.default.copyItem(at: PackageRoot.file("rules"), to: rules)
            let ticket = try Fixture.write(Fixture.photo413, "console.txt", in: folder)
            try body(rules, folder.appendingPathComponent("cache"), ticket)
        }
    }

    private func kept(in cache: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: cache.appendingPathComponent("rules").path)) ?? [])
    }

    @Test func giveTheSameAnswer() throws {
        try withRules { rules, cache, ticket in
            let words = ["--rules", rules.path, "--format", "json", "--as-of", "2026-11-23", ticket]
            let first = try ProgramRun(words, environment: ["KBTRIAGE_CACHE": cache.path])
            let again = try ProgramRun(words, environment: ["KBTRIAGE_CACHE": cache.path])
            let without = try ProgramRun(words, environment: ["KBTRIAGE_CACHE": "off"])
            #expect(first.code == 0)
            #expect(kept(in: cache).count == 1)
            #expect(again.output == first.output)
            #expect(without.output == first.output)
        }
    }

    @Test func areNotKeptWhenThatIsSwitchedOff() throws {
        try withRules { rules, cache, ticket in
            let home = cache.deletingLastPathComponent()
            let run = try ProgramRun(
                ["--rules", rules.path, ticket],
                environment: ["KBTRIAGE_CACHE": "off", "XDG_CACHE_HOME": cache.path, "HOME": home.path])
            #expect(run.code == 0)
            let left = try FileManager.default.contentsOfDirectory(atPath: home.path)
            #expect(left.sorted() == ["console.txt", "rules"])
        }
    }

    @Test func areReadAnewWhenAFileWasChanged() throws {
        try withRules { rules, cache, ticket in
            let environment = ["KBTRIAGE_CACHE": cache.path]
            #expect(try ProgramRun(["--rules", rules.path, ticket], environment: environment).code == 0)
            let rule = rules.appendingPathComponent("photo-sync/photo-proxy-413.xml")
            let time = try FileManager.default.attributesOfItem(atPath: rule.path)[.modificationDate] as? Date
            let text = try String(contentsOf: rule, encoding: .utf8)
            let broken = text.replacingOccurrences(of: "httpStatus", with: "htppStatus")
            #expect(broken != text)
            // As many bytes, and the time it had.
            try Data(broken.utf8).write(to: rule)
            try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: rule.path)
            for words in [["--rules", rules.path, ticket], ["rules", "check", rules.path]] {
                let run = try ProgramRun(words, environment: environment)
                #expect(run.code == 65)
                #expect((run.output + run.notices).contains("photo-proxy-413.xml"))
            }
        }
    }

    @Test func areCheckedByRulesCheckWhateverIsKept() throws {
        try withRules { rules, cache, ticket in
            let run = try ProgramRun(["rules", "check", rules.path], environment: ["KBTRIAGE_CACHE": cache.path])
            #expect(run.code == 0)
            #expect(kept(in: cache).isEmpty)
        }
    }
}
