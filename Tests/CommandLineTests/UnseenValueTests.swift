import Foundation
import Testing
import TriageTestSupport

/// What an export names and does not show is unknown: it must not be taken for nothing.
@Suite("Values that were not seen")
struct UnseenValueTests {
    private static let secret = "01000000d08c9ddf0115d1118c7a00c04fc297eb"

    private static let entry = """
        dn: CN=Anna,DC=contoso,DC=example
        objectClass: user
        sAMAccountName: anna
        userPrincipalName: anna@contoso.example
        thumbnailPhoto:< file:///c:/photos/anna.jpg

        """

    private static let dump = """
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0">
        <TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props>
        <S N="UserPrincipalName">anna@contoso.example</S><SS N="thumbnailPhoto">\(secret)</SS>
        </Props></Obj></Objs>

        """

    @Test(arguments: [entry, dump])
    func areNoEmptyPhoto(text: String) throws {
        let run = try ProgramRun(["--format", "json", "--as-of", "2026-11-23"], input: Array(text.utf8))
        let json = try run.json()
        #expect(json["verdict"] as? String == "insufficient")
        #expect((json["findings"] as? [Any])?.isEmpty == true)
        let undecided = (json["undecided"] as? [[String: Any]] ?? []).compactMap { $0["cause"] as? String }
        #expect(undecided.contains("RC08") && undecided.contains("RC01"))
    }

    @Test(arguments: ["text", "json", "html", "markdown", "csv", "sarif", "junit", "reply", "fix"])
    func aSecureStringStandsInNoReport(format: String) throws {
        let run = try ProgramRun(["--explain", "--format", format], input: Array(Self.dump.utf8))
        #expect(!run.output.isEmpty)
        #expect(!run.output.contains(Self.secret) && !run.notices.contains(Self.secret))
    }

    @Test(arguments: [["facts"], ["facts", "--raw"], ["facts", "--format", "json"]])
    func aSecureStringIsNoFact(arguments: [String]) throws {
        let run = try ProgramRun(arguments, input: Array(Self.dump.utf8))
        #expect(run.output.contains("anna@contoso.example"))
        #expect(!run.output.contains(Self.secret))
    }
}
