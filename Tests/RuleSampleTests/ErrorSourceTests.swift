import Testing
import TriageModel
import TriageTestSupport

/// An error without the command above it is about the one its own line asks for.
@Suite("Whom the line of an error is about")
struct ErrorSourceTests {
    private static func error(_ line: String) -> String {
        """
        Set-UserPhoto : Access is denied.
        At line:1 char:1
        + \(line)
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], Exception
            + FullyQualifiedErrorId : Denied,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto

        """
    }

    private func identities(_ text: String) throws -> [String?] {
        try CaseTriage.read([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))]).records
            .filter { $0.kind == "error" }
            .map { if case .text(let name)? = $0["identity"]?.content { name } else { nil } }
    }

    @Test(
        arguments: [
            ("Set-UserPhoto -Identity kai@contoso.example -PictureData $x", "kai@contoso.example"),
            ("Set-UserPhoto kai -PictureData $x", "kai"),
            ("Get-Mailbox ben | % { Set-UserPhoto -Identity kai -PictureData $x }", "kai"),
        ])
    func isTheOneItsCommandNames(line: String, whom: String) throws {
        #expect(try identities(Self.error(line)) == [whom])
    }

    @Test(
        arguments: [
            "Set-UserPhoto -Identity $user -PictureData $x", "Set-UserPhoto -Identity $user.Name -PictureData $x",
            "Get-Mailbox kai | Set-UserPhoto -PictureData $x", "Remove-Something -Identity kai",
            "Set-UserPhoto -Identity kai -PictureData $x; Set-UserPhoto -Identity ben -PictureData $x",
        ])
    func isNobodyWhereTheLineDoesNotSay(line: String) throws {
        #expect(try identities(Self.error(line)) == [nil])
    }

    @Test func theCommandAboveComesFirst() throws {
        let text =
            "PS C:\\> Set-UserPhoto -Identity anna@contoso.example -PictureData $x\n"
            + Self.error("Set-UserPhoto -Identity kai@contoso.example -PictureData $x")
        #expect(try identities(text) == ["anna@contoso.example"])
    }

    /// Two short lines were one line neither of a console nor of a mail.
    @Test func anAnswerIsNoPartOfAShortCommand() throws {
        let text = "PS C:\\> (Get-MgContext).Scopes\nopenid\nprofile\nUser.Read\nemail\n"
        let commands = try CaseTriage.read([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))]).records
            .filter { $0.kind == "command" }
        #expect(commands.count == 1)
        #expect(commands.first?["members"]?.content == .text("Scopes"))
    }
}
