import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct CollectScriptTests {
    static let collectors = [
        Vocabulary.Collector(
            id: "second", command: "Get-Other", place: "the cloud", reads: "", order: 2, gives: [],
            scripts: [
                .init(command: "Get-Other '{upn}' | fl", needs: "Get-Other", place: "the cloud", prompt: "PS>"),
                .init(command: "Get-Third {id}", needs: "Get-Third", place: "elsewhere", prompt: "[PS] C:\\>"),
            ]),
        Vocabulary.Collector(
            id: "first", command: "Get-Thing", place: "a server", reads: "", order: 1, gives: [],
            scripts: [.init(command: "(Get-Thing {sam}).Size", needs: "Get-Thing", place: "a server", prompt: "PS>")]),
        Vocabulary.Collector(id: "unscripted", command: "Get-None", place: "a server", reads: "", order: 0, gives: []),
    ]

    private func script(_ values: [String: String] = [:]) -> String {
        CollectScriptReporter.render(Self.collectors, values: values, version: "1.2.3")
    }

    @Test func asksInOrderAndOnlyWhereTheCommandIs() throws {
        let script = PowerShellScript(script())
        #expect(script.problems == [])
        let questions = try #require(script.data("Questions"))
        #expect(questions[0]?["Id"] == .string("first") && questions[0]?["Needs"] == .string("Get-Thing"))
        #expect(questions[1]?["Id"] == .string("second") && questions[2]?["Needs"] == .string("Get-Third"))
        #expect(questions[2]?["Where"] == .string("elsewhere") && questions[2]?["Prompt"] == .string("[PS] C:\\>"))
        #expect(questions[3] == nil)
    }

    @Test func putsVariablesInTheHolesAndAsksForThoseUsed() {
        let text = script()
        #expect(text.contains("Ask = { (Get-Thing $Sam).Size }"))
        #expect(text.contains("Ask = { Get-Other $Upn | fl }"))
        #expect(text.contains("[string] $Id = '',"))
        #expect(!text.contains("$Mail =") && !text.contains("$File ="))
    }

    @Test(arguments: FixScriptTests.hostileNames) func noNameIsCode(name: String) {
        let plain = PowerShellScript(script(["upn": "x", "sam": "y"]))
        let hostile = PowerShellScript(script(["upn": name, "sam": name]))
        #expect(hostile.problems == [])
        // What is not a value of the parameters is the same.
        func code(_ script: PowerShellScript) -> [PowerShellScript.Token] {
            Array(script.tokens.drop { $0 != .variable("ErrorActionPreference") })
        }
        #expect(!code(plain).isEmpty && code(hostile) == code(plain))
    }

    @Test func looksRight() {
        Golden.check(script(["upn": "o'brien@contoso.example", "sam": "obrien"]), named: "collect.ps1")
    }
}
