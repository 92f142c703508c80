import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Errors in NormalView")
struct ErrorNormalViewTests {
    /// As Windows PowerShell prints it, with a server's lines in the message.
    static let proxied = """
        Set-UserPhoto : Error on proxy command 'Set-UserPhoto -Identity:'lena.ott@contoso.example' -Confirm:$False' to server AM6PR01MB0042.EURPRD01.PROD.EXAMPLE: Server version 15.20.4471.0001, Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        [Server=AM0PR02MB0007,RequestId=8c1f7f54-9f3e-4b1a-8a57-2f0b7c1f2a55,TimeStamp=5/3/2021 10:12:44 AM] .
        At C:\\Scripts\\photos.ps1:12 char:5
        +     Set-UserPhoto -Identity $mail -PictureData $bytes -Confirm:$false
        +     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : [Server=AM0PR02MB0007,RequestId=8c1f7f54-9f3e-4b1a-8a57-2f0b7c1f2a55,TimeStamp=5/3/2021 10:12:44 AM] [FailureCategory=Cmdlet-CmdletProxyException] 9E701B98,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
            + PSComputerName        : outlook.office365.example

        """

    @Test func everyPartBecomesAField() throws {
        let errors = ErrorReading.errors(Self.proxied)
        let error = try #require(errors.first)
        #expect(errors.count == 1)
        #expect(error["cmdlet"] == "Set-UserPhoto")
        #expect(error["category"] == "NotSpecified")
        #expect(error["reason"] == "CmdletProxyException")
        #expect(error["errorClass"] == "Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto")
        #expect(error["script"] == "C:\\Scripts\\photos.ps1")
        #expect(error["line"] == "12")
        #expect(error["column"] == "5")
        #expect(error["psComputerName"] == "outlook.office365.example")
        #expect(error["language"] == "en")
        #expect(error["view"] == "normal")
        #expect(error["sourceLine"] == "Set-UserPhoto -Identity $mail -PictureData $bytes -Confirm:$false")
        #expect(error["message"]?.hasSuffix("10:12:44 AM] .") == true)
        #expect(error.fields["target"]?.text == "")
    }
}
