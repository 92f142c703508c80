import Testing
import TriageEngine
import TriageModel

@testable import TriageKit

/// A request to change a directory tells no state: of a user it is about the topic, and decides nothing.
@Suite("Requests to a directory") struct DirectoryRequestTests {
    private static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }

    private func verdict(_ text: String) throws -> Diagnosis {
        try Self.triage.get().diagnose(
            [CaseInput(name: "import.ldf", bytes: Array(text.utf8))],
            options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)))
    }

    private static let head = "dn: CN=Ines Duarte,OU=Staff,DC=contoso,DC=example\nchangetype: add\nobjectClass: top\n"

    @Test func aRequestToAddAUserDecidesNothing() throws {
        let diagnosis = try verdict(Self.head + "objectClass: user\nsAMAccountName: ines\nmail: ines@contoso.example\n")
        #expect(diagnosis.verdict == .insufficient)
        #expect(diagnosis.findings.isEmpty)
        #expect(!diagnosis.undecided.isEmpty)
    }

    @Test func aRequestAboutSomethingElseIsAnotherTopic() throws {
        let diagnosis = try verdict(Self.head + "objectClass: printQueue\nprinterName: P1\n")
        #expect(diagnosis.verdict == .offTopic)
    }

    @Test func soDoesARequestInDSML() throws {
        let diagnosis = try verdict(
            """
            <batchRequest xmlns="urn:oasis:names:tc:DSML:2:0:core">
              <addRequest dn="CN=Ines Duarte,OU=Staff,DC=contoso,DC=example">
                <attr name="objectClass"><value>top</value><value>user</value></attr>
                <attr name="sAMAccountName"><value>ines</value></attr>
              </addRequest>
            </batchRequest>

            """)
        #expect(diagnosis.verdict == .insufficient)
        #expect(diagnosis.findings.isEmpty)
    }
}
