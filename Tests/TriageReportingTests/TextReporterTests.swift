import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct TextReporterTests {
    @Test(arguments: [80, 120]) func looksRightFor413(_ width: Int) {
        Golden.check(TextReporter.render(Cases.proxy413(), options: .init(width: width)), named: "413-\(width).txt")
    }

    @Test(arguments: [80, 120]) func looksRightForABareSentence(_ width: Int) {
        Golden.check(
            TextReporter.render(Cases.undecided(), options: .init(width: width)), named: "undecided-\(width).txt")
    }

    @Test(arguments: [80, 120]) func looksRightForSeveralPeople(_ width: Int) {
        Golden.check(TextReporter.render(Cases.people(), options: .init(width: width)), named: "people-\(width).txt")
    }

    @Test func looksRightWhenNothingIsWrong() {
        Golden.check(TextReporter.render(Cases.healthy()), named: "healthy-80.txt")
    }

    @Test func explainsEverything() {
        Golden.check(TextReporter.render(Cases.proxy413(), options: .init(explain: true)), named: "413-explain-80.txt")
        Golden.check(TextReporter.render(Cases.people(), options: .init(explain: true)), named: "people-explain-80.txt")
    }

    @Test func explainsOneRuleByIdOrCause() throws {
        let byId = try #require(TextReporter.explain(rule: "photo-borderline", in: Cases.people()))
        #expect(TextReporter.explain(rule: "rc02", in: Cases.people()) == byId)
        #expect(TextReporter.explain(rule: "no-such-rule", in: Cases.people()) == nil)
        Golden.check(byId, named: "explain-rule-80.txt")
    }

    @Test func writesAsciiWhereUTF8IsNotRead() {
        let text = TextReporter.render(Cases.people(), options: .init(ascii: true))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        Golden.check(text, named: "people-ascii-80.txt")
    }

    @Test func quietIsOneLineWithVerdictCauseConfidenceAndWho() {
        let quiet = TextReporter.render(Cases.proxy413(), options: .init(quiet: true))
        #expect(
            quiet == "Cause found, high confidence: RC22 for jonas.brandt@contoso.example: "
                + "Set-UserPhoto for another user went through the PSWS proxy\n")
        for text in Hostile.texts {
            for verdict in Diagnosis.Verdict.allCases {
                let line = TextReporter.render(Cases.every(text, verdict: verdict), options: .init(quiet: true))
                #expect(line.utf8.filter { $0 == 0x0A }.count == 1)
            }
        }
    }

    @Test(arguments: [40, 80, 120]) func staysWithinAScreen(_ width: Int) {
        let cases = [Cases.proxy413(), Cases.undecided(), Cases.people(), Cases.healthy()]
        for diagnosis in cases + Hostile.texts.map({ Cases.every($0) }) {
            let rows = Self.rows(TextReporter.render(diagnosis, options: .init(width: width)))
            #expect(rows.count <= TextReporter.screen)
        }
    }

    @Test(arguments: [40, 60, 80, 100, 120], [false, true]) func breaksNothingButKeepsCommandsWhole(
        _ width: Int, _ explain: Bool
    ) {
        for diagnosis in [Cases.proxy413(), Cases.undecided(), Cases.people(), Cases.healthy()] {
            let steps = (diagnosis.findings + diagnosis.nearMisses).flatMap(\.resolution)
            let commands = Set(
                steps.flatMap { [$0.command, $0.verify] } + diagnosis.nextEvidence.map(\.command))
            for row in Self.rows(TextReporter.render(diagnosis, options: .init(width: width, explain: explain))) {
                let isCommand = commands.contains(String(row.drop { $0 == " " }))
                #expect(isCommand || DisplayWidth.of(row) <= width, "\(row)")
                #expect(row.unicodeScalars.last != " ")
            }
        }
    }

    @Test func keepsToTheWidthWithHostileText() {
        for text in Hostile.texts where !text.isEmpty {
            var diagnosis = Cases.every(text)
            diagnosis.nextEvidence = []
            for index in diagnosis.findings.indices { diagnosis.findings[index].resolution = [] }
            for row in Self.rows(TextReporter.render(diagnosis, options: .init(width: 80))) {
                #expect(DisplayWidth.of(row) <= 80, "\(row)")
            }
        }
    }

    @Test func showsTheMostTellingProofFirstWhenThereIsTooMuch() {
        var input = Input()
        let lines = (1...60).map { "line \($0) has value v\($0)." }.joined(separator: "\n")
        let log = input.add("log.txt", lines)
        let items = (1...60).reversed().map { input.proof(log, "error.field\($0)", "v\($0)", "v\($0).") }
        var diagnosis = Cases.proxy413()
        diagnosis.sources = input.sources
        let first = diagnosis.findings[0].matched(.high, evidence: Diagnosis.Proof(items[0], Array(items.dropFirst())))
        diagnosis.findings = [first]
        let text = TextReporter.render(diagnosis)
        #expect(text.contains("line 60 has value"))
        #expect(!text.contains("line 3 has value"))
        #expect(text.contains("more pieces of proof with --explain"))
    }

    @Test func listsEveryPersonOnlyWhenExplaining() {
        var diagnosis = Cases.people()
        diagnosis.findings[0].subjects = (1...500).map { .init(id: "user\($0)@contoso.example", kind: "user") }
        let text = TextReporter.render(diagnosis)
        #expect(text.contains("RC01 for 500 people"))
        #expect(text.contains("more people with --explain"))
        #expect(!text.contains("user400@"))
        #expect(TextReporter.render(diagnosis, options: .init(explain: true)).contains("user400@"))
    }

    @Test func saysWhatTheVocabularySaysForAField() {
        let vocabulary = Vocabulary(kinds: [
            .init(
                name: "directory-user", label: "on-premises AD user", about: .person,
                fields: [.init(name: "thumbnailPhoto", type: .binary, label: "photo in AD")])
        ])
        let text = TextReporter.render(Cases.undecided(), options: .init(width: 120), vocabulary: vocabulary)
        #expect(text.contains("needs on-premises AD user: photo in AD."))
    }

    @Test func namesAKindOnceForNeighbours() {
        let kinds: [Vocabulary.Kind] = [
            .init(
                name: "error", label: "error", about: .person,
                fields: [
                    .init(name: "code", type: .text, label: "error code"),
                    .init(name: "message", type: .text, label: "error message"),
                ]),
            .init(
                name: "mailbox", label: "mailbox", about: .person,
                fields: [.init(name: "kind", type: .text, label: "kind of mailbox")]),
        ]
        let labels = FieldLabels(Vocabulary(kinds: kinds))
        let paths = ["error.code", "error.message", "error.code", "mailbox.kind", "error.odd", "event-time"]
        #expect(
            labels.list(paths) == [
                "error: error code", "error message", "mailbox: kind of mailbox", "error.odd",
                "when it happened (state the day with --as-of)",
            ])
    }

    @Test func saysWhenAdviceStillHoldsAndUntilWhen() {
        var diagnosis = Cases.proxy413()
        diagnosis.asOf = CivilDate(year: 2022, month: 5, day: 1)
        diagnosis.findings[0].resolution[3].isRetired = false
        let text = TextReporter.render(diagnosis, options: .init(width: 120))
        #expect(text.contains("What to do, as of 2022-05-01"))
        #expect(text.contains("holds until 2023-10-01"))
    }

    @Test func speaksCalmly() {
        for diagnosis in [Cases.proxy413(), Cases.undecided(), Cases.people(), Cases.healthy()] {
            #expect(!TextReporter.render(diagnosis, options: .init(explain: true)).contains("!"))
        }
    }

    static func rows(_ text: String) -> [String] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
