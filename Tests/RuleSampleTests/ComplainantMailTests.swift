import Testing
import TriageModel
import TriageTestSupport

/// Mails as they come to a helpdesk: whom they are about is told right, or not at all.
@Suite("Whom a mail is about")
struct ComplainantMailTests {
    /// A mail, whom it is about (nil: cannot be told), and whether its cause is one of others.
    struct Mail: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var about: String?
        var isOthers = false
        var testDescription: String { name }
    }

    private static func size(_ account: String, _ bytes: Int) -> String {
        "PS C:\\> (Get-ADUser \(account) -Properties thumbnailPhoto).thumbnailPhoto.Length\n\(bytes)\n"
    }

    private static func user(_ account: String, _ bytes: Int) -> String {
        """
        PS C:\\> Get-ADUser \(account) -Properties thumbnailPhoto | fl UserPrincipalName,SamAccountName,\
        @{n='Bytes';e={$_.thumbnailPhoto.Length}}

        UserPrincipalName : \(account)@contoso.example
        SamAccountName    : \(account)
        Bytes             : \(bytes)


        """
    }

    private static func error413(_ address: String) -> String {
        """
        PS C:\\> Set-UserPhoto -Identity \(address) -PictureData $bytes -Confirm:$false
        Error on proxy command 'Set-UserPhoto -Identity:'\(address)' -Confirm:$False' to server \
        AM0PR04MB1234.eurprd04.prod.outlook.com: Server version 15.01.0544.000, Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Set-UserPhoto


        """
    }

    private static let helpdesk = from("Helpdesk", "helpdesk")
    private static func from(_ name: String, _ account: String) -> String {
        "From: \(name) <\(account)@contoso.example>\nDate: Mon, 23 Nov 2026 08:10:00 +0100\nSubject: Photo\n\n"
    }

    static let mails: [Mail] = [
        Mail(
            name: "an agent writes for a user, with the agent's address in the signature",
            text: helpdesk + "Hello,\n\nthe new photo of a user cannot be uploaded:\n\n"
                + error413("anna@contoso.example")
                + "Regards\nHelpdesk\nhelpdesk@contoso.example\n",
            about: "anna@contoso.example"),
        Mail(
            name: "an agent forwards a user's complaint",
            text: helpdesk + "Hello,\n\nplease see below.\n\n" + from("Anna Keller", "anna")
                + "Hi,\n\nmy new photo does not show in Outlook.\n\nAnna\n\n" + user("anna", 14_532)
                + user("helpdesk", 4000),
            about: "anna@contoso.example"),
        Mail(
            name: "an agent quotes a user's complaint",
            text: helpdesk
                + "Hello,\n\nOn Monday Anna Keller wrote:\n\n> Hi, my new photo does not show in Outlook.\n\n"
                + user("anna", 14_532) + user("helpdesk", 4000),
            about: nil),
        Mail(
            name: "an agent names no one",
            text: helpdesk
                + "Hello,\n\nthe new photo of a user does not show in Outlook.\n\nRegards\nhelpdesk@contoso.example\n",
            about: nil),
        Mail(
            name: "a user complains for herself, and a colleague was measured, too",
            text: from("Anna Keller", "anna") + "Hi,\n\nmy new photo does not show in Outlook.\n\n" + user("anna", 4000)
                + user("ben", 14_532),
            about: "anna@contoso.example", isOthers: true),
        Mail(
            name: "a user complains for herself in German",
            text: from("Anna Keller", "anna") + "Hallo,\n\nmein neues Profilbild wird in Outlook nicht angezeigt.\n\n"
                + user("anna", 14_532) + user("ben", 4000),
            about: "anna@contoso.example"),
        Mail(
            name: "a user complains for herself, with another account name",
            text: from("Anna Keller", "anna.keller") + "Hi,\n\nmy new photo does not show in Outlook.\n\n"
                + size("akeller", 14_532),
            about: "akeller"),
        Mail(
            name: "an admin lists three users",
            text: from("Carl Admin", "carl")
                + "Hello,\n\nthe photos of anna@contoso.example, ben@contoso.example and eva@contoso.example do not show in Outlook.\n\n"
                + user("anna", 14_532) + user("ben", 4000) + user("eva", 20_000) + user("carl", 5000),
            about: nil),
        Mail(
            name: "an admin sends a listing he stands in himself",
            text: from("Carl Admin", "carl")
                + "Hello,\n\nseveral users do not see their new photo in Outlook, the export is below.\n\n"
                + user("anna", 14_532) + user("carl", 5000),
            about: nil),
        Mail(
            name: "a manager writes for an assistant",
            text: from("Bea Boss", "bea")
                + "Hello,\n\nthe photo of my assistant (anna@contoso.example) is not shown in Teams, mine is fine.\n\n"
                + user("anna", 14_532) + user("bea", 4000),
            about: "anna@contoso.example"),
        Mail(
            name: "a manager speaks of both photos",
            text: from("Bea Boss", "bea")
                + "Hello,\n\nmy photo is shown in Outlook, the one of anna@contoso.example is not.\n\n"
                + user("anna", 14_532) + user("bea", 4000),
            about: nil),
        Mail(
            name: "the photo of my colleague is not mine",
            text: from("Bea Boss", "bea")
                + "Hello,\n\nmy colleague's photo and my users photo do not show in Outlook.\n\n"
                + user("anna", 14_532) + user("bea", 4000),
            about: nil),
        Mail(
            name: "a signature with other names",
            text: from("Bea Boss", "bea")
                + "Hello,\n\nthe photo of anna@contoso.example is not shown in Outlook.\n\n" + user("anna", 14_532)
                + user("ben", 4000) + "Bea Boss\nAssistant: carla@contoso.example\nService: it@contoso.example\n",
            about: "anna@contoso.example"),
        Mail(
            name: "an error for one, and a signature with another name",
            text: from("Bea Boss", "bea") + "Hello,\n\nthe photo of a user cannot be uploaded to Outlook:\n\n"
                + error413("anna@contoso.example") + "Bea Boss\nAssistant: carla@contoso.example\n",
            about: nil),
        Mail(
            name: "a healthy account for comparison, and an error for another",
            text: helpdesk + "Hello,\n\nthis fails, with the other account it works:\n\n"
                + error413("anna@contoso.example") + user("ben", 4000),
            about: nil),
        Mail(
            name: "a user writes without a word of who",
            text: from("Anna Keller", "anna") + "Outlook still does not show the new photo.\n",
            about: nil),
        Mail(
            name: "a user writes of her own photo, and nobody is described",
            text: from("Anna Keller", "anna") + "Outlook does not show my new photo.\n",
            about: "anna@contoso.example"),
    ]

    @Test(arguments: mails)
    func isToldRightOrNotAtAll(mail: Mail) throws {
        let diagnosis = try CaseTriage.diagnose([SampleInput(name: "mail.txt", bytes: Array(mail.text.utf8))])
        #expect(diagnosis.complainant == mail.about)
        #expect(diagnosis.verdict != .offTopic)
        #expect(diagnosis.findings.allSatisfy { $0.alsoFound == mail.isOthers }, "\(diagnosis.findings.map(\.rule))")
    }

    /// Commands to run next are for whom it is about, never for who sent it.
    @Test func theSenderIsNotAskedAboutForOthers() throws {
        for mail in Self.mails where mail.about == nil {
            let diagnosis = try CaseTriage.diagnose([SampleInput(name: "mail.txt", bytes: Array(mail.text.utf8))])
            for next in diagnosis.nextEvidence where !mail.text.contains("Get-ADUser") {
                #expect(
                    !next.command.contains("helpdesk") && !next.command.contains("bea"), "\(mail.name): \(next.command)"
                )
            }
        }
    }
}
