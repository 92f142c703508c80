import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Other looks of errors")
struct ErrorViewTests {
    private func one(_ text: String) throws -> RecordFacts {
        let errors = ErrorReading.errors(text)
        #expect(errors.count == 1)
        return try #require(errors.first)
    }

    @Test func aCollapsedErrorKeepsItsParts() throws {
        let error = try one(
            "Set-Thing : Could not load file 'x'. At C:\\a b\\s.ps1:220 char:76 + ... -Id $Id -InF ... + ~~~~~~~~~~ + CategoryInfo : NotSpecified: (:) [Set-Thing_Set], FileNotFoundException + FullyQualifiedErrorId : Contoso.Cmdlets.SetThing_Set"
        )
        #expect(error["cmdlet"] == "Set-Thing")
        #expect(error["activity"] == "Set-Thing_Set")
        #expect(error["message"] == "Could not load file 'x'.")
        #expect(error["script"] == "C:\\a b\\s.ps1")
        #expect(error["line"] == "220")
        #expect(error["errorId"] == "Contoso.Cmdlets.SetThing_Set")
        #expect(error.isPartial("sourceLine"))
    }

    @Test func theRestModulesBarsAreTaken() throws {
        let error = try one(
            "PS C:\\> Remove-Mailbox x\nRemove-Mailbox: |Contoso.Tasks.NotFoundException|The operation couldn't be performed.\n"
        )
        #expect(error["cmdlet"] == "Remove-Mailbox")
        #expect(error["exceptionType"] == "Contoso.Tasks.NotFoundException")
        #expect(error["message"] == "The operation couldn't be performed.")
    }

    @Test func anExceptionsTextIsAnError() throws {
        let error = try one(
            """
            Status Code: BadRequest
            Contoso.Graph.ServiceException: Code: WidthTooSmall
            Message: Exception of type 'Contoso.BadException' was thrown.

            """)
        #expect(error["httpStatus"] == "400")
        #expect(error["code"] == "WidthTooSmall")
        #expect(error["exceptionType"] == "Contoso.Graph.ServiceException")
    }

    @Test func framesGoAndInnerExceptionsStay() throws {
        let error = try one(
            """
            Contoso.Net.RequestException: An error occurred while sending the request.
             ---> Contoso.Net.WebException: The name could not be resolved
               at Contoso.Net.Request.End(IAsyncResult result)
               --- End of inner exception stack trace ---
               at Contoso.Client.Send()

            """)
        #expect(error["exceptionType"] == "Contoso.Net.RequestException")
        #expect(
            error["message"]
                == "An error occurred while sending the request.\n---> Contoso.Net.WebException: The name could not be resolved"
        )
    }

    @Test func windowsPowerShellsTranscriptLineIsRead() throws {
        let error = try one("PS>TerminatingError(Set-Thing): \"It is \"too\" large.\"\n")
        #expect(error["cmdlet"] == "Set-Thing")
        #expect(error["message"] == "It is \"too\" large.")
    }

    @Test func aCommandMissingIsTheTargetAndNoActivity() throws {
        let error = try one(
            """
            Set-Thing : The term 'Set-Thing' is not recognized as the name of a cmdlet.
            At line:1 char:1
            + Set-Thing
            + ~~~~~~~~~
                + CategoryInfo          : ObjectNotFound: (Set-Thing:String) [], CommandNotFoundException
                + FullyQualifiedErrorId : CommandNotFoundException

            """)
        #expect(error.fields["cmdlet"]?.text == "")
        #expect(error["invokedAs"] == "Set-Thing")
        #expect(error["target"] == "Set-Thing")
        #expect(error["targetType"] == "String")
    }

    @Test(
        arguments: [
            ("In Zeile:3 Zeichen:9", "de", "3", "9"), ("Ligne:1 : 14", "fr", "1", "14"),
            ("Au caractère Ligne:1 : 14", "fr", "1", "14"), ("En línea: 2 Carácter: 5", "es", "2", "5"),
            ("In riga:7 car:1", "it", "7", "1"), ("No linha:4 caractere:2", "pt", "4", "2"),
            ("発生場所 行:1 文字:1", "ja", "1", "1"), ("所在位置 行:8 字符: 3", "zh", "8", "3"),
            ("строка:5 знак:6", "ru", "5", "6"), ("At line:1 char 1", "en", "1", "1"),
            ("Xy qwert:12 zuio:34", "", "12", "34"),
        ])
    func positionsAreReadByTheirForm(line: String, language: String, row: String, column: String) throws {
        let error = try one(
            "Set-Thing : kaputt\n\(line)\n+ Set-Thing\n+ ~~~~~~~~~\n    + CategoryInfo          : NotSpecified: (:) [Set-Thing], E\n"
        )
        #expect(error["message"] == "kaputt")
        #expect(error["line"] == row)
        #expect(error["column"] == column)
        #expect(error["language"] ?? "" == language)
    }

    @Test func whatStaysCutIsSaid() throws {
        let error = try one(
            """
            Set-Thing : x
                + CategoryInfo          : NotSpecified: ({ Id = lena…File = a.jpg }:String) [Set-Thing], E
                + FullyQualifiedErrorId : [Server=A,RequestId=b,TimeStamp=8/27/2020 8:11:39 PM] [Fail
            """)
        #expect(error.isPartial("errorId"))
        #expect(error.isPartial("target"))
        #expect(!error.isPartial("reason"))
    }

    @Test func headersOfMailsAreNoErrors() {
        let text = """
            Content-Type: text/plain
            Message-ID: <1@contoso.example>
            Reply-To: anna@contoso.example
            Set-Cookie: a=b

            """
        #expect(ErrorReading.errors("Received: x\n" + text) == [])
    }

    @Test func proseAboutACommandIsNoError() {
        #expect(ErrorReading.errors("We looked at it.\nGet-Thing: shows the thing.\nThat was all.\n") == [])
    }
}
