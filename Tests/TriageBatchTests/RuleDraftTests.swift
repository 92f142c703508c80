import Foundation
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageRules
import TriageTestSupport

@testable import TriageBatch

/// Drafts are held against the real checker and run against the sample they were made from.
@Suite struct RuleDraftTests {
    static let today = CivilDate(year: 2026, month: 11, day: 23)
    static let drafter = Result { try RuleDrafter(files: KnowledgeLocation.builtIn.files(), today: today) }

    static let frob = """
        PS C:\\> Set-Frob -Identity anna
        Set-Frob : The frob could not be bent in this forest.
        At line:1 char:1
        + Set-Frob -Identity anna
        + ~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : InvalidOperation: (anna:String) [Set-Frob], FrobException
            + FullyQualifiedErrorId : FrobFailed,Contoso.Frob.SetFrob

        """

    static let samples: [(name: String, text: String)] = [
        ("an error nobody knows", frob),
        ("prose alone", "Since the move of last week the little pictures of all colleagues turned to grey squares.\n"),
        (
            "markup and hyphens",
            "The <photo> & \"picture\" of everybody -- is gone -- since the upgrade of last week.\n"
        ),
        ("a list", "UserPrincipalName : anna@contoso.example\nMailboxType : x\nIsDirSynced : False\n\n"),
    ]

    static func known(_ name: String) throws -> [CaseInput] {
        CaseInput.all(at: FilePath(PackageRoot.file("samples/\(name)").path))
    }

    static func check(_ draft: RuleDraft, _ inputs: [CaseInput], _ drafter: RuleDrafter) throws {
        #expect(drafter.mistakes(of: draft) == [])
        // Made stable, all that is missing is the source.
        var stable = draft
        stable.status = "stable"
        let mistakes = drafter.mistakes(of: stable)
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.contains("names no source") == true)
        let files =
            try KnowledgeLocation.builtIn.files() + [
                (path: "photo-sync/\(draft.id).xml", bytes: Array(draft.xml.utf8))
            ]
        let diagnosis = try Triage(files: files).diagnose(inputs, options: .init(asOf: today, explain: true))
        #expect(RuleProof.status(of: draft.id, in: diagnosis) == .matched)
        #expect(draft.xml.contains("guess"))
    }

    @Test(arguments: samples.indices)
    func draftsARuleTheCheckerAccepts(index: Int) throws {
        let drafter = try Self.drafter.get()
        let inputs = [CaseInput(name: "s.txt", bytes: Array(Self.samples[index].text.utf8))]
        let draft = try #require(drafter.draft(from: inputs, id: nil))
        try Self.check(draft, inputs, drafter)
    }

    @Test(arguments: [
        "tickets/collapsed-one-line.txt", "tickets/exo-v3-object-gone.txt", "tickets/chinese-not-recognized.txt",
        "tickets/dump-and-prose.txt",
    ])
    func draftsARuleFromARealTicket(name: String) throws {
        let drafter = try Self.drafter.get()
        let inputs = try Self.known(name)
        let draft = try #require(drafter.draft(from: inputs, id: "a-rule-of-mine"))
        #expect(draft.id == "a-rule-of-mine")
        try Self.check(draft, inputs, drafter)
    }

    @Test func putsTheRarestFactFirst() throws {
        var drafter = try Self.drafter.get()
        drafter.compare(with: FilePath(PackageRoot.file("samples").path))
        let draft = try #require(
            drafter.draft(from: [CaseInput(name: "s.txt", bytes: Array(Self.frob.utf8))], id: nil))
        let counts = draft.conditions.map { $0.rules + $0.samples }
        #expect(counts == counts.sorted())
        #expect(draft.sampleCount > 100)
        #expect(draft.subject == "kind=\"error\"")
        #expect(draft.xml.contains("samples have it"))
        #expect(!draft.conditions.contains { $0.value.contains("anna") })
    }

    @Test func takesACauseNobodyHas() throws {
        let drafter = try Self.drafter.get()
        let draft = try #require(
            drafter.draft(from: [CaseInput(name: "s.txt", bytes: Array(Self.frob.utf8))], id: nil))
        let causes = try CaseTriage.knownCauses()
        #expect(!causes.contains(draft.cause))
    }

    @Test func draftsNothingFromNothing() throws {
        #expect(
            try Self.drafter.get().draft(from: [CaseInput(name: "s.txt", bytes: Array("123\n".utf8))], id: nil) == nil)
    }
}
