import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Errors cut at every width a window can have, in every way consoles and mail programs cut.
@Suite("Errors cut by a console")
struct RepairMatrixTests {
    /// Texts of errors as they are before any console saw them; the names in them are invented.
    static let texts: [String: String] = [
        "classic form A": """
        Set-UserPhoto : Error on proxy command 'Set-UserPhoto -Identity:'lena.ott@contoso.example' -PictureData:{255, 216, 255, 224, 0, 16} -Confirm:$False' to server AM6PR01MB0042.EURPRD01.PROD.EXAMPLE: Server version 15.20.4471.0001, Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        At C:\\Scripts\\Set-Photos.ps1:212 char:17
        +                 Set-UserPhoto -Identity $user.Mail -PictureData $pictureBytes -Con ...
        +                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
            + PSComputerName        : outlook.office365.example
        """,
        "form B without header": """
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        [Server=AM0PR02MB0007,RequestId=8c1f7f54-9f3e-4b1a-8a57-2f0b7c1f2a55,TimeStamp=5/3/2021 10:12:44 AM] .
            + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : [Server=AM0PR02MB0007,RequestId=8c1f7f54-9f3e-4b1a-8a57-2f0b7c1f2a55,TimeStamp=5/3/2021 10:12:44 AM] [FailureCategory=Cmdlet-CmdletProxyException] 9E701B98,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
            + PSComputerName        : outlook.office365.example
        """,
        "German": """
        Set-ADUser : Ein Wert für das Attribut lag nicht im zulässigen Wertebereich. Größere Bilder müssen vorher verkleinert werden.
        In Zeile:1 Zeichen:1
        + Set-ADUser -Identity lena.ott -Replace @{ thumbnailPhoto = $bild }
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (lena.ott:ADUser) [Set-ADUser], ADException
            + FullyQualifiedErrorId : ActiveDirectoryServer:8322,Microsoft.ActiveDirectory.Management.Commands.SetADUser
        """,
        "PowerShell 7": """
        New-PSSession : Connecting to remote server outlook.office365.example failed with the following error message : The WinRM client cannot process the request. Basic authentication is currently disabled in the client configuration. Change the client configuration and try the request again. For more information, see the about_Remote_Troubleshooting Help topic.
        At line:1 char:6
        + $s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionU …
        +      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        + CategoryInfo          : OpenError: (outlook.office365.example:String) [New-PSSession], PSRemotingTransportException
        + FullyQualifiedErrorId : -2144108321,PSSessionOpenFailed,Microsoft.PowerShell.Commands.NewPSSessionCommand
        """,
        "headerless proxy": """
        Error on proxy command 'Get-MailboxFolderStatistics -Identity:'ola.falk'' to server DB8PR06MB2222.eurprd06.prod.example: Server version 15.20.3912.0000, Proxy method PSWS:
        Cmdlet error with following error message:
        Contoso.Exchange.Data.Directory.ServerSettingsChangedException: An error caused a change in the current set of domain controllers..
        [Server=DB8PR06MB2222,RequestId=7a0f1f1e-8d63-4a54-8f35-0a2f4a1cb7d3,TimeStamp=3/9/2021 2:10:07 PM] .
            + CategoryInfo          : NotSpecified: (:) [Get-MailboxFolderStatistics], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.Management.Tasks.GetMailboxFolderStatistics
            + PSComputerName        : ps.outlook.example
        """,
        "Graph": """
        Set-MgUserPhotoContent : Access is denied. Check credentials and try again.

        Status: 403 (Forbidden)
        ErrorCode: ErrorAccessDenied
        Date: 2026-11-20T08:41:09

        Headers:
        request-id                    : 0a8f2a0e-7a37-4a0a-8c51-0d3ab9a8e7a1
        At C:\\Scripts\\Set-Photos.ps1:1 char:1
        + Set-MgUserPhotoContent -UserId 'lena.ott@contoso.example' -InFile  …
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        + CategoryInfo          : InvalidOperation: ({ UserId = lena.ott…File = .\\lena.jpg }:String) [Set-MgUserPhotoContent], RestException
        + FullyQualifiedErrorId : ErrorAccessDenied,Microsoft.Graph.PowerShell.Cmdlets.SetMgUserPhotoContent_Set
        """,
        "French": """
        Set-ADUser : Droits d’accès insuffisants pour effectuer cette opération
        Au caractère Ligne:14 : 9
        +         Set-ADUser -Identity $utilisateur -Replace @{thumbnailPhoto=$photo}
        +         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (élodie.ber:ADUser) [Set-ADUser], ADException
            + FullyQualifiedErrorId : ActiveDirectoryServer:8344,Microsoft.ActiveDirectory.Management.Commands.SetADUser
        """,
        "Japanese": """
        Set-ADUser : 属性の値が許容範囲内にありません。値を確認してからもう一度実行してください。
        発生場所 C:\\スクリプト\\写真の設定.ps1:3 文字:1
        + Set-ADUser -Identity $user -Replace @{thumbnailPhoto=$photo}
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (山田太郎:ADUser) [Set-ADUser], ADException
            + FullyQualifiedErrorId : ActiveDirectoryServer:8322,Microsoft.ActiveDirectory.Management.Commands.SetADUser
        """,
        "REST module": """
        Write-ErrorMessage : |Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|The operation couldn't be performed because object 'lena.ott@contoso.example' couldn't be found on 'DB8PR06A001DC03.EURPR06A001.PROD.EXAMPLE'.
        At C:\\Users\\helpdesk\\AppData\\Local\\Temp\\tmpEXO_ah0pg1qz.hjm\\tmpEXO_ah0pg1qz.hjm.psm1:1191 char:13
        +             Write-ErrorMessage $ErrorObject
        +             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (:) [Get-Mailbox], ManagementObjectNotFoundException
            + FullyQualifiedErrorId : [Server=DB8PR06MB2222,RequestId=7a0f1f1e-8d63-4a54-8f35-0a2f4a1cb7d3,TimeStamp=Tue, 21 Oct 2025 14:40:45 GMT],Write-ErrorMessage
        """,
        "article": """
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        + CategoryInfo : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
        + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
        + PSComputerName : outlook.office365.example
        """,
        "not recognised": """
        Set-UserPhoto : The term 'Set-UserPhoto' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.
        At line:1 char:1
        + Set-UserPhoto -Identity lena.ott@contoso.example -PictureData $pic
        + ~~~~~~~~~~~~~
            + CategoryInfo          : ObjectNotFound: (Set-UserPhoto:String) [], CommandNotFoundException
            + FullyQualifiedErrorId : CommandNotFoundException
        """,
        "concise": """
        Set-UserPhoto: C:\\Scripts\\Set-Photos.ps1:2
        Line |
           2 |  Set-UserPhoto -Identity 'lena.ott@contoso.example' -PictureData $p …
             |  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
             | Error on proxy command 'Set-UserPhoto -Identity:'lena.ott@contoso.example'
             | -PictureData:{255, 216, 255, 224, 0, 16} -Confirm:$False' to server
             | AM6PR01MB0042.EURPRD01.PROD.EXAMPLE: Server version 15.20.4471.0001,
             | Proxy method PSWS: Request return error with following error message:
             | The remote server returned an error: (413) Request Entity Too Large...
        """,
        "short": """
        Set-UserPhoto: Error on proxy command 'Set-UserPhoto -Identity:'lena.ott@contoso.example' -PictureData:{255, 216, 255, 224, 0, 16} -Confirm:$False' to server AM6PR01MB0042.EURPRD01.PROD.EXAMPLE: Server version 15.20.4471.0001, Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        """,
        "Get-Error": """

        Exception             : 
            Type    : Microsoft.Exchange.Configuration.CmdletProxyException
            Message : Error on proxy command 'Set-UserPhoto -Identity:'lena.ott@contoso.example' -PictureData:{255, 216, 255, 224, 0, 16} -Confirm:$False' to server AM6PR01MB0042.EURPRD01.PROD.EXAMPLE: Server version 15.20.4471.0001, Proxy method PSWS:
                      Request return error with following error message:
                      The remote server returned an error: (413) Request Entity Too Large...
            HResult : -2146233088
        CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
        FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
        ErrorDetails          : 
        InvocationInfo        : 
            MyCommand        : Set-UserPhoto
            ScriptLineNumber : 2
            OffsetInLine     : 1
            HistoryId        : 1
            ScriptName       : C:\\Scripts\\Set-Photos.ps1
            Line             : Set-UserPhoto -Identity 'lena.ott@contoso.example' -PictureData $pic -Confirm:$false
            PositionMessage  : At C:\\Scripts\\Set-Photos.ps1:2 char:1
                               + Set-UserPhoto -Identity 'lena.ott@contoso.example' -PictureData $p …
                               + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            PSCommandPath    : C:\\Scripts\\Set-Photos.ps1
            InvocationName   : Set-UserPhoto
            CommandOrigin    : Internal
        ScriptStackTrace      : at <ScriptBlock>, C:\\Scripts\\Set-Photos.ps1: line 2
                                at <ScriptBlock>, <No file>: line 1
        PipelineIterationInfo : 
              0
              1

        """,
    ]

    /// Every fourth width; all of them and all dresses with `KBTRIAGE_EVERY_WIDTH=1` (minutes).
    static let isThorough = ProcessInfo.processInfo.environment["KBTRIAGE_EVERY_WIDTH"] != nil
    static let widths = Array(Dress.widths).filter { isThorough || $0 % 4 == 0 || [37, 49, 50, 61, 91].contains($0) }

    @Test(arguments: texts.keys.sorted())
    func isReadAsIfItWereWholeAtEveryWidth(name: String) throws {
        let text = try #require(Self.texts[name])
        let whole = try #require(ErrorReading.errors(text).first)
        var failures: [String] = []
        var count = 0
        for width in Self.widths {
            for dress in Self.isThorough ? Self.allDresses(width) : Dress.wraps(at: width) {
                count += 1
                let errors = ErrorReading.errors(Array(dress.bytes(of: text + "\n")))
                failures += Self.differences(errors, whole).map { "\(name) \(dress): \($0)" }
            }
        }
        for failure in failures.prefix(12) { Issue.record("\(failure)") }
        #expect(failures.isEmpty, "\(failures.count) differences in \(count) readings")
    }

    @Test(arguments: texts.keys.sorted())
    func isReadAlikeInEveryDressThatCutsNothing(name: String) throws {
        let text = try #require(Self.texts[name]) + "\n"
        let whole = try #require(ErrorReading.errors(text).first)
        for dress in Dress.pastes + Dress.encodings {
            let errors = ErrorReading.errors(dress.bytes(of: text))
            let own = dress.changes.contains(.surrounded) ? errors.filter { $0["cmdlet"] != "Get-Service" } : errors
            let differences = Self.differences(
                own, whole, ignoring: dress.changes.contains(.surrounded) ? ["message"] : [])
            for difference in differences { Issue.record("\(name) \(dress): \(difference)") }
        }
    }

    @Test(arguments: texts.keys.sorted())
    func isReadAlikeWhereMailBrokeItsLines(name: String) throws {
        let text = try #require(Self.texts[name])
        let whole = try #require(ErrorReading.errors(text).first)
        // One break alone does not tell a blank from a cut word: the target of that text at 90.
        for width in [60, 66, 72, 76, 78, 80, 90, 100] where !(name == "Graph" && width == 90) {
            for dress in [Dress.wordWrapped(width), Dress.wordWrapped(width).under(.quoted("> "))] {
                let errors = ErrorReading.errors(dress.bytes(of: text + "\n"))
                for difference in Self.differences(errors, whole) { Issue.record("\(name) \(dress): \(difference)") }
            }
        }
    }

    static func allDresses(_ width: Int) -> [Dress] {
        var dresses: [Dress] = []
        // No console indents by one or two; a single cut would not tell such an indent from a blank of the text.
        for indent in width <= 60 ? [0, 1, 2, 3, 4] : [0, 3, 4] {
            for edge in ConsoleWrap.RightEdge.allCases {
                let wrap = Dress.wrapped(width: width, indent: indent, rightEdge: edge)
                dresses.append(wrap)
                if indent == 0 || indent == 3 { dresses.append(wrap.under(.quoted("> "))) }
                if indent == 4 { dresses.append(wrap.under(.indented(8))) }
            }
        }
        return dresses
    }

    /// Fields in which a reading differs from that of the whole text.
    static func differences(_ errors: [RecordFacts], _ whole: RecordFacts, ignoring: Set<String> = []) -> [String] {
        guard errors.count == 1 else { return ["\(errors.count) errors"] }
        var result: [String] = []
        for (field, fact) in whole.fields.sorted(by: { $0.key < $1.key }) where !ignoring.contains(field) {
            let found = errors[0].fields[field]?.text
            let loose = field == "message" || field == "sourceline"
            let isSame = loose ? found?.squeezed == fact.text.squeezed : found == fact.text
            if !isSame { result.append("\(field) is \(found?.debugDescription ?? "missing")") }
        }
        return result
    }
}
