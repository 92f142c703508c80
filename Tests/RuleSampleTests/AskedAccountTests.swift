import Testing
import TriageModel
import TriageTestSupport

/// A command that asks a directory for one account is answered about that account, also where the listing does not show
/// its name: commands to run next are for it.
@Suite("The account a command asked for")
struct AskedAccountTests {
    private static func listing(_ address: String) -> String {
        "\nUserPrincipalName : \(address)\nBytes             : 14532\n\n"
    }

    private static func ask(_ account: String) -> String {
        "PS C:\\> Get-ADUser \(account) -Properties thumbnailPhoto | fl UserPrincipalName,@{n='Bytes';e={$_.thumbnailPhoto.Length}}\n"
    }

    /// The account names that are known of directory users in a text.
    private func accounts(_ text: String) throws -> [String] {
        try CaseTriage.read([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))]).records
            .filter { $0.kind == "directory-user" }
            .compactMap { if case .text(let name)? = $0["SamAccountName"]?.content { name } else { nil } }
    }

    @Test func isTheOneOfTheListing() throws {
        let text = Self.ask("s.huber") + Self.listing("sepp.huber@contoso.example")
        #expect(try accounts(text) == ["s.huber"])
        let diagnosis = try CaseTriage.diagnose([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))])
        let steps = try #require(diagnosis.findings.first).resolution.map(\.command)
        #expect(steps.contains { $0.hasPrefix("Set-ADUser s.huber -Replace") }, "\(steps)")
    }

    @Test(
        arguments: [
            ("two listings", ask("s.huber") + listing("sepp@contoso.example") + listing("sara@contoso.example")),
            ("a distinguished name", ask("'CN=Sepp,DC=contoso,DC=example'") + listing("sepp@contoso.example")),
            ("a SID", ask("S-1-5-21-1004336348-1177238915-682003330-512") + listing("sepp@contoso.example")),
            ("a variable", ask("$user") + listing("sepp@contoso.example")),
            ("a filter", ask("-Filter *") + listing("sepp@contoso.example")),
            (
                "prose in between",
                ask("s.huber") + "\nand this is from another server:\n" + listing("x@contoso.example")
            ),
        ])
    func isNobodysWhereItIsNotSure(what: String, text: String) throws {
        #expect(try accounts(text) == [], "\(what)")
    }

    @Test func isWhatTheListingShows() throws {
        let text =
            Self.ask("s.huber") + "\nSamAccountName    : shuber2\nUserPrincipalName : sepp@contoso.example\n"
        #expect(try accounts(text) == ["shuber2"])
    }
}
