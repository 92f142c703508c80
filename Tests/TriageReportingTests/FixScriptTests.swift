import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

extension Cases {
    /// A context in which the steps of the cases can be scripted.
    static func fixContext(_ people: [FixPlan.Person]? = nil) -> ReportContext {
        var context = context()
        context.fix = FixPlan(
            steps: [
                "graph/connect": .init(
                    check: "[bool](Get-Command Connect-Cloud)", change: "Connect-Cloud -Scopes Some.Scope"),
                "graph/set-photo": .init(
                    check: "[bool](Get-Context)", backup: "Get-Thing {upn} -OutFile {backup}",
                    change: "Set-Thing -UserId {upn} -InFile '{file}' -Uri 'https://cloud.example/users/{upn}/$value'",
                    verify: "Get-Thing {upn} -OutFile '{after}.bin'", expect: "The new one.",
                    undo: "Set-Thing {upn} -InFile {backup}"),
            ],
            people: [
                "photo-proxy-413": people ?? [
                    .init(
                        name: "jonas.brandt@contoso.example",
                        values: ["upn": "jonas.brandt@contoso.example", "sam": "jonas.brandt"])
                ],
                "photo-over-exo-limit": [
                    .init(name: "anna.keller@contoso.example", values: ["upn": "anna.keller@contoso.example"]),
                    .init(name: "zoe@contoso.example", values: ["upn": "zoe@contoso.example"]),
                ],
            ])
        return context
    }

    /// Two causes, the second not proven; the first can be mended in several ways.
    static func twoCauses() -> Diagnosis {
        var diagnosis = proxy413()
        diagnosis.findings[0].resolution = choice
        var other = people().findings[0]
        other.confidence = .medium
        other.resolution = [steps[1]]
        var explained = people().findings[0]
        explained.rule = "late"
        explained.cause = "RC99"
        explained.explainedBy = "photo-proxy-413"
        explained.resolution = [steps[1]]
        for index in [0] { diagnosis.findings[index].explainedBy = nil }
        diagnosis.findings += [other, explained]
        return diagnosis
    }

    /// Steps of which one way is enough.
    static let choice: [Diagnosis.Step] = {
        var first = steps[2]
        first.way = "in Active Directory"
        var second = Diagnosis.Step(
            id: "ad/write", text: "Write the photo to AD.", command: "Set-Old jonas.brandt", place: "on-premises AD",
            risk: .write, way: "in Active Directory")
        second.wasTried = false
        var third = steps[0]
        third.way = "with Microsoft Graph"
        var fourth = steps[1]
        fourth.way = "with Microsoft Graph"
        let last = Diagnosis.Step(id: "wait", text: "Wait for a day.", place: "client")
        return [first, second, third, fourth, last, steps[3]]
    }()
}

@Suite struct FixScriptTests {
    static let hostileNames = [
        "o'brien@contoso.example", "'; Remove-Item C:\\ -Recurse #", "\u{2019}; calc; \u{2018}", "\u{201A}x\u{201B}",
        "$(calc)", "`$x", "\"; calc; \"",
        "a\nb", "a\r\n# b\n'", "#>", "<# x", "@'\nx\n'@", "\u{0451}\u{0411}", "\u{1F600}", "\u{00E2}\u{0080}\u{0099}",
        "\0", "\u{1B}[31m", "}", "{upn}", "{file}",
        "--%", "%PATH%", "", " ", "\u{202E}abc", "ends with \\", "ends with `",
    ]

    @Test func quotesEveryValueSoThatItIsThatValue() {
        var generator = SeededRandom(seed: 7)
        var names = Self.hostileNames
        let pool: [Unicode.Scalar] = [
            "'", "\"", "`", "$", "(", ")", "{", "}", ";", "#", "\n", "\r", "a", " ", "\u{2018}", "\u{2019}", "\u{201B}",
            "\u{0451}", "\u{1F600}", "\u{0}", "@",
        ]
        for _ in 0..<2_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                scalars.append(pool[Int.random(in: pool.indices, using: &generator)])
            }
            names.append(String(scalars))
        }
        for name in names {
            let literal = PowerShellText.literal(name)
            #expect(literal.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(literal)")
            let script = PowerShellScript("$x = \(literal)\n")
            #expect(script.problems == [] && script.data("x") == .string(name), "\(literal)")
        }
    }

    @Test func noNameChangesWhatTheScriptDoes() throws {
        struct Shape: Equatable {
            var code: [PowerShellScript.Token]
            var steps: PowerShellScript.Data?
            var ways: PowerShellScript.Data?
        }
        func shape(_ name: String) throws -> Shape {
            let people = [FixPlan.Person(name: name, values: ["upn": name, "sam": name, "mail": name, "id": name])]
            var diagnosis = Cases.twoCauses()
            diagnosis.complainant = name
            diagnosis.ruleHash = name
            for index in diagnosis.findings.indices {
                diagnosis.findings[index].subjects = [.init(id: name, kind: "user")]
                diagnosis.findings[index].title = name
            }
            let text = FixScriptReporter.render(diagnosis, context: Cases.fixContext(people))
            let script = PowerShellScript(text)
            #expect(script.problems == [], "\(name)")
            // The tables are data, and hold the very values.
            let person = script.data("People")?["1"]?[0]
            for key in ["Upn", "Sam", "Mail", "Id"] { #expect(person?[key] == .string(name), "\(name)") }
            #expect(person?["Name"] == .string(TerminalText.safe(name)))
            #expect(script.data("Causes")?["1"]?["Title"]?.text == TerminalText.safe("RC22, " + name))
            // Behind them the script is the same, whatever the values are.
            let end = text.components(between: "$Ways = @(", and: "\u{0}")
            #expect(end == nil)
            let start = try #require(text.range(of: "$Ways = @("))
            return Shape(
                code: PowerShellScript(String(text[start.lowerBound...])).tokens.filter {
                    if case .comment = $0 { false } else { $0 != .lineEnd }
                }, steps: script.data("Steps"), ways: script.data("Ways"))
        }
        let plain = try shape("jonas")
        #expect(plain.steps?.entries.count == 3 && plain.ways?.entries.count == 1)
        for name in Self.hostileNames where !name.isEmpty { #expect(try shape(name) == plain, "\(name)") }
    }

    @Test func coversEveryCauseInOrder() throws {
        let text = FixScriptReporter.render(Cases.twoCauses(), context: Cases.fixContext())
        let script = PowerShellScript(text)
        let steps = try #require(script.data("Steps")).entries
        #expect(steps.map { $0["Number"] } == [.number(3), .number(4), .number(6)])
        #expect(steps.map { $0["Cause"] } == [.number(1), .number(1), .number(2)])
        #expect(script.data("Causes")?["1"]?["Sure"] == .boolean(true))
        #expect(script.data("Causes")?["2"]?["Sure"] == .boolean(false))
        #expect(script.data("People")?["2"]?.entries.count == 2)
        // What follows from another cause is said, and not done.
        #expect(text.contains("Nothing of its own to do: RC99"))
        #expect(script.data("Causes")?["3"] == nil)
    }

    @Test func takesOneWayUnlessTold() throws {
        let text = FixScriptReporter.render(Cases.twoCauses(), context: Cases.fixContext())
        let script = PowerShellScript(text)
        // The first way is done by hand altogether: the one a script can do is taken.
        let ways = try #require(script.data("Ways")).entries
        #expect(ways.map { $0["Letter"]?.text } == ["B"] && ways[0]["First"] == .boolean(true))
        let steps = try #require(script.data("Steps")).entries
        #expect(steps.map { $0["Way"]?.text } == ["B", "B", ""])
        #expect(text.contains("# Either in Active Directory (by hand):"))
        #expect(text.contains("# Or with Microsoft Graph (way B, taken unless -Way says otherwise):"))
        #expect(text.contains("# In any case:"))
        var context = Cases.fixContext()
        context.fix.steps["ad/write"] = .init(check: "$true", change: "Set-Old {sam}")
        let both = PowerShellScript(FixScriptReporter.render(Cases.twoCauses(), context: context))
        #expect(try #require(both.data("Ways")).entries.map { $0["First"] } == [.boolean(true), .boolean(false)])
    }

    @Test func savesBeforeItChangesAndWritesTheWayBack() throws {
        let text = FixScriptReporter.render(Cases.proxy413(), context: Cases.fixContext())
        let steps = try #require(PowerShellScript(text).data("Steps")).entries
        for step in steps where step["Writes"] == .boolean(true) {
            #expect(step["Backup"] != nil && step["Undo"] != nil && step["Verify"] != nil)
        }
        func place(_ words: String) -> String.Index? { text.range(of: words)?.lowerBound }
        let order = [
            "$isHere = [bool] (& $item.Check 2>&1 | Stop-AtError)", "$PSCmdlet.ShouldProcess",
            "if ($WhatIfPreference) { return }",
            "& $item.Backup", "Set-Content -LiteralPath ($Backup + '-undo.ps1')", "& $item.Change", "& $item.Verify",
            "the way back (",
        ].map(place)
        #expect(order.allSatisfy { $0 != nil })
        #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    }

    /// Several people, several runs: no file of one is that of another.
    @Test func verifiesIntoAFileOfThePerson() throws {
        let text = FixScriptReporter.render(Cases.proxy413(), context: Cases.fixContext())
        let step = try #require(PowerShellScript(text).data("Steps")?[1])
        guard case .code(let tokens)? = step["Verify"] else {
            Issue.record("nothing verifies")
            return
        }
        #expect(tokens.contains(.variable("After")))
        #expect(text.contains("$After = $Backup + '-after'"))
        #expect(step["Expect"] == .string("The new one."))
        // A file the script makes is nothing that somebody has to give.
        #expect(step["Needs"] == .list([.string("Upn"), .string("File")]))
    }

    @Test func saysWhereThereIsNoWayBack() throws {
        let text = FixScriptReporter.render(Cases.proxy413(), context: Cases.fixContext())
        #expect(text.contains("-not $item.ContainsKey('Undo')) { Write-Host '  This step has no way back.' }"))
        #expect(text.contains("nothing was saved, so there is no way back from this step."))
        // What could not be saved whole is no way back, even where a file of it is there.
        #expect(text.contains("if ($item.ContainsKey('Undo') -and $isSaved) {"))
    }

    @Test func holesBecomeVariables() {
        #expect(PowerShellTemplate("Set-Thing {upn} -File '{file}'").code == "Set-Thing $Upn -File $File")
        #expect(PowerShellTemplate("Get 'https://x/{upn}/$value'").code == "Get ('https://x/' + $Upn + '/$value')")
        #expect(PowerShellTemplate("Get 'it''s {sam}'").code == "Get ('it''s ' + $Sam)")
        #expect(PowerShellTemplate("{ $_.Name }").code == "{ $_.Name }")
        #expect(PowerShellTemplate("Get {upn} {upn} {sam}").holes == ["upn", "sam"])
        #expect(PowerShellTemplate("a # and {upn}").code == "a")
    }

    @Test func refusesWhatCannotBeAScript() {
        #expect(PowerShellTemplate("pwsh -Command \"Set {upn}\"").code == nil)
        #expect(PowerShellTemplate("Get 'open").code == nil)
        #expect(PowerShellTemplate("Get \u{2019}x\u{2019}").code == nil)
        #expect(PowerShellTemplate("").code == nil)
    }

    @Test func doesNothingUnlessTold() {
        let script = FixScriptReporter.render(Cases.proxy413(), context: Cases.fixContext())
        #expect(script.contains("SupportsShouldProcess = $true"))
        #expect(script.contains("if (-not $Apply) { $WhatIfPreference = $true }"))
        #expect(script.contains("$PSCmdlet.ShouldProcess($target, $item.What)"))
    }

    @Test func usesOnlyStepsThatHold() {
        var context = Cases.fixContext()
        context.fix.steps["KB3062745/set-userphoto"] = .init(check: "$true", change: "Old-Command {upn}")
        let script = FixScriptReporter.render(Cases.proxy413(), context: context)
        #expect(!script.contains("Old-Command"))
        var diagnosis = Cases.proxy413()
        diagnosis.findings[0].resolution[1].validFrom = CivilDate(year: 2030, month: 1, day: 1)
        #expect(!FixScriptReporter.render(diagnosis, context: context).contains("Set-Thing"))
    }

    @Test func saysSoWhereThereIsNothingToScript() {
        for diagnosis in [Cases.undecided(), Cases.empty(), Cases.healthy()] {
            let script = FixScriptReporter.render(diagnosis, context: Cases.fixContext())
            #expect(script.contains("there is nothing to fix"))
            #expect(script.hasSuffix("exit 1\n"))
        }
        #expect(FixScriptReporter.render(Cases.proxy413(), context: Cases.context()).contains("None of the steps"))
    }

    @Test func isAScriptWhateverItIsAbout() {
        var diagnoses = HTMLReporterTests.cases.map(\.1) + [Cases.twoCauses(), Cases.crowd(500)]
        diagnoses += FormatConformanceTests.attacks.map { Cases.every($0) }
        for diagnosis in diagnoses {
            let script = PowerShellScript(FixScriptReporter.render(diagnosis, context: Cases.fixContext()))
            #expect(script.problems == [])
        }
    }

    /// The check itself has to find what it looks for.
    @Test(arguments: [
        "'open", "\"open", "@'\nx\n'@", "<# x #>", "(", "}", "\"$(calc)\"", "a --% b", "`", "\u{2019}x\u{2019}",
        "@{ a = 1",
    ]) func theCheckSeesWhatIsWrong(_ text: String) {
        #expect(PowerShellScript(text).problems != [])
    }
}
