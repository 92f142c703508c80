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
                    verify: "Get-Thing {upn} -OutFile check.bin", undo: "Set-Thing {upn} -InFile {backup}"),
            ],
            people: people ?? [
                .init(
                    name: "jonas.brandt@contoso.example",
                    values: ["upn": "jonas.brandt@contoso.example", "sam": "jonas.brandt"])
            ])
        return context
    }
}

@Suite struct FixScriptTests {
    static let hostileNames = [
        "o'brien@contoso.example", "'; Remove-Item C:\\ -Recurse #", "\u{2019}; calc; \u{2018}", "\u{201A}x\u{201B}",
        "$(calc)", "`$x", "\"; calc; \"",
        "a\nb", "a\r\n# b\n'", "#>", "<# x", "@'\nx\n'@", "\u{0451}\u{0411}", "\u{1F600}", "\u{00E2}\u{0080}\u{0099}",
        "\0", "\u{1B}[31m", "}", "{upn}", "{file}",
        "--%", "%PATH%", "", " ", "\u{202E}abc", "ends with \\", "ends with `",
    ]

    /// One token of a script: enough of PowerShell to see where strings and comments end.
    enum Token: Equatable {
        case string(String)
        case expanding(String)
        case comment
        case character(Character)
    }

    static func tokens(_ script: String) -> [Token] {
        var tokens: [Token] = []
        let characters = Array(script)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character == "'" {
                var text = ""
                while index < characters.count {
                    if characters[index] == "'" {
                        guard index + 1 < characters.count, characters[index + 1] == "'" else { break }
                        index += 1
                    }
                    text.append(characters[index])
                    index += 1
                }
                index += 1
                tokens.append(.string(text))
            } else if character == "\"" {
                var text = ""
                while index < characters.count, characters[index] != "\"" {
                    text.append(characters[index])
                    index += 1
                }
                index += 1
                tokens.append(.expanding(text))
            } else if character == "#" {
                while index < characters.count, characters[index] != "\n" { index += 1 }
                tokens.append(.comment)
            } else {
                tokens.append(.character(character))
            }
        }
        return tokens
    }

    /// The value of an expression ``PowerShellText/literal(_:)`` writes.
    static func value(_ expression: String) -> String? {
        var units: [UInt16] = []
        var rest = expression[...]
        if rest.hasPrefix("(") && rest.hasSuffix(")") { rest = rest.dropFirst().dropLast() }
        while !rest.isEmpty {
            if rest.hasPrefix(" + ") { rest = rest.dropFirst(3) }
            if rest.hasPrefix("[char]0x") {
                guard let unit = UInt16(rest.dropFirst(8).prefix(4), radix: 16) else { return nil }
                units.append(unit)
                rest = rest.dropFirst(12)
            } else if rest.hasPrefix("'") {
                rest = rest.dropFirst()
                while let character = rest.first {
                    rest = rest.dropFirst()
                    if character == "'" {
                        guard rest.first == "'" else { break }
                        rest = rest.dropFirst()
                    }
                    units += Array(String(character).utf16)
                }
            } else {
                return nil
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

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
            #expect(Self.value(literal) == name, "\(literal)")
            // Nothing of the value stands outside of quotes.
            let outside = Self.tokens(literal).filter { if case .string = $0 { false } else { true } }
            let words = String(outside.compactMap { if case .character(let character) = $0 { character } else { nil } })
            let rest = words.filter { !"0123456789ABCDEFx[]char+() ".contains($0) }
            #expect(rest.isEmpty && outside.allSatisfy { $0 != .comment }, "\(literal)")
        }
    }

    @Test func noNameChangesWhatTheScriptDoes() {
        func skeleton(_ name: String) -> [Token] {
            let people = [FixPlan.Person(name: name, values: ["upn": name, "sam": name, "mail": name, "id": name])]
            var diagnosis = Cases.proxy413()
            diagnosis.complainant = name
            diagnosis.findings[0].subjects = [.init(id: name, kind: "user")]
            diagnosis.findings[0].title = name
            let script = FixScriptReporter.render(diagnosis, context: Cases.fixContext(people))
            #expect(script.utf8.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) })
            let start = script.components(between: "$Steps = @(", and: "\u{0}")
            #expect(start == nil)
            // The people's table is data; everything else must be the same code.
            let head = script.components(between: "$People = @(", and: "\n)\n") ?? ""
            let isData = Self.tokens(head).allSatisfy { token in
                switch token {
                case .string: true
                case .expanding, .comment: false
                case .character(let character): character.isASCII
                }
            }
            #expect(isData)
            let code = script.split(separator: head, maxSplits: 1).map(String.init).joined()
            return Self.tokens(code).filter { $0 != .comment && $0 != .character("\n") }
        }
        let plain = skeleton("jonas")
        for name in Self.hostileNames where !name.isEmpty { #expect(skeleton(name) == plain, "\(name)") }
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
        #expect(script.contains("$PSCmdlet.ShouldProcess($Name, $item.What)"))
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

    @Test func bracesAndQuotesAreBalanced() {
        for diagnosis in [Cases.proxy413(), Cases.people()] {
            var depth: [Character] = []
            let pairs: [Character: Character] = [")": "(", "}": "{", "]": "["]
            for token in Self.tokens(FixScriptReporter.render(diagnosis, context: Cases.fixContext())) {
                guard case .character(let character) = token else { continue }
                if "({[".contains(character) { depth.append(character) }
                if let open = pairs[character] { #expect(depth.popLast() == open) }
            }
            #expect(depth.isEmpty)
        }
    }
}
