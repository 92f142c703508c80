import Testing
import TriageModel
import TriageTestSupport

/// Tickets that show a directory account by its account name and the person by address: whether they are one is asked, and
/// never taken for granted.
@Suite("An account that may be the person meant")
struct PossibleSelfTests {
    private static let mail = """
        Hello,

        the new photo of Jonas Weber (jonas.weber@contoso.example) does not show in OWA.


        """
    private static let cloud = """
        PS C:\\> Get-EXOMailbox jonas.weber@contoso.example | fl UserPrincipalName,RecipientTypeDetails

        UserPrincipalName    : jonas.weber@contoso.example
        RecipientTypeDetails : UserMailbox


        """
    private static let question =
        "Get-ADUser jweber -Properties mail,proxyAddresses | fl SamAccountName,UserPrincipalName,mail,proxyAddresses"

    private static func account(_ name: String, _ bytes: Int, more: String = "") -> String {
        """
        PS C:\\> Get-ADUser \(name) -Properties thumbnailPhoto | fl SamAccountName,@{n='Bytes';e={$_.thumbnailPhoto.Length}}

        SamAccountName : \(name)
        Bytes          : \(bytes)
        \(more)


        """
    }

    private func diagnosis(_ text: String) throws -> Diagnosis {
        try CaseTriage.diagnose([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))])
    }

    @Test func isAskedFirstInsteadOfWhatTheAccountTells() throws {
        let found = try diagnosis(Self.mail + Self.cloud + Self.account("jweber", 8000))
        #expect(found.verdict == .insufficient)
        #expect(found.complainant == "jonas.weber@contoso.example")
        #expect(found.nextEvidence.first?.command == Self.question)
        #expect(found.nextEvidence.first?.decides.contains("RC01") == true)
        #expect(!found.nextEvidence.contains { $0.command.contains("thumbnailPhoto).thumbnailPhoto.Length") })
    }

    @Test func aCauseOfTheAccountIsStillOneOfOthers() throws {
        let found = try diagnosis(Self.mail + Self.cloud + Self.account("jweber", 14_532))
        let cause = try #require(found.findings.first)
        #expect(cause.cause == "RC01")
        #expect(cause.alsoFound)
        #expect(
            cause.notes.first
                == "jweber may be jonas.weber@contoso.example under another name: nothing here tells")
        #expect(found.nextEvidence.first?.command == Self.question)
    }

    @Test func theAnswerJoinsThem() throws {
        let answer = """
            PS C:\\> \(Self.question)

            SamAccountName    : jweber
            UserPrincipalName : jweber@contoso.local
            mail              : jonas.weber@contoso.example
            proxyAddresses    : {SMTP:jonas.weber@contoso.example}

            """
        let found = try diagnosis(Self.mail + Self.cloud + Self.account("jweber", 14_532) + answer)
        let cause = try #require(found.findings.first)
        #expect(cause.cause == "RC01")
        #expect(!cause.alsoFound)
        #expect(!found.nextEvidence.contains { $0.command == Self.question })
    }

    @Test(
        arguments: [
            ("two accounts", account("jweber", 8000) + account("kim", 9000)),
            ("another address", account("jweber", 8000, more: "mail           : kim.lee@contoso.example")),
            ("another name", account("jweber", 8000, more: "DisplayName    : Kim Lee")),
            (
                "a directory account of its own",
                account("jweber", 8000) + account("jonas.weber", 7000, more: "mail : jonas.weber@contoso.example")
            ),
        ])
    func isNotAskedWhereItIsNoMoreLikelyThanAnother(what: String, accounts: String) throws {
        let found = try diagnosis(Self.mail + Self.cloud + accounts)
        #expect(!found.nextEvidence.contains { $0.command == Self.question }, "\(what)")
        for finding in found.findings {
            #expect(!finding.notes.contains { $0.contains("under another name") }, "\(what)")
        }
    }
}
