import Foundation
import Testing
import TriageTestSupport

@Suite("Collecting")
struct CollectCommandTests {
    @Test func writesAScriptThatAsksEveryQuestionOfTheRules() throws {
        let run = try ProgramRun(["collect", "--for", "anna@contoso.example", "--sam", "anna"])
        #expect(run.code == 0)
        #expect(run.output.utf8.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) })
        let vocabulary = try String(
            contentsOf: PackageRoot.url.appendingPathComponent("rules/vocabulary.xml"), encoding: .utf8)
        let ids = vocabulary.components(separatedBy: "<collector id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(ids.count > 10)
        let scripts = vocabulary.components(separatedBy: "<script needs=").count - 1
        #expect(run.output.components(separatedBy: "@{ Id = '").count - 1 == scripts)
        for id in ids { #expect(run.output.contains("@{ Id = '\(id)'"), "\(id)") }
        #expect(run.output.contains("[string] $Upn = 'anna@contoso.example'"))
    }

    @Test func changesNothing() throws {
        let script = try ProgramRun(["collect"]).output
        let verbs = script.components(separatedBy: "Ask = { ").dropFirst().flatMap { block in
            block.prefix { $0 != "\n" }.split { !($0.isLetter || $0 == "-") }.filter { $0.contains("-") }
        }
        #expect(verbs.count > 20)
        for word in verbs where word.first?.isUppercase == true {
            #expect(word.hasPrefix("Get-") || word == "Invoke-MgGraphRequest", "\(word)")
        }
        #expect(script.contains("Invoke-MgGraphRequest GET "))
    }
}
