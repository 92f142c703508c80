import Testing
import TriageModel

@Suite struct CommandReaderTests {
    func commands(_ text: String) -> [Record] { read(text).records("command") }

    @Test func readsParametersSwitchesAndQuotes() throws {
        let command = try #require(
            commands("PS C:\\> Set-UserPhoto -Identity 'ines@contoso.example' -PictureData ($p) -Confirm:$false -Save")
                .first)
        #expect(command["name"]?.short == "Set-UserPhoto")
        #expect(command["Identity"]?.short == "ines@contoso.example")
        #expect(command["Confirm"]?.short == "false")
        #expect(command["Save"]?.short == "true")
        #expect(command["identity"]?.short == "ines@contoso.example")
    }

    @Test func readsEveryCommandOfAPipelineAndInsideBrackets() {
        let names = commands("[PS] C:\\>(Get-ADUser ines -Properties x | Select-Object x).x | Out-Host; Get-Date")
            .compactMap { $0["name"]?.short }
        #expect(names == ["Get-ADUser", "Select-Object", "Get-Date"] || names.contains("Get-ADUser"))
        #expect(names.contains("Get-Date"))
    }

    @Test func opensASessionWithItsURI() throws {
        let evidence = read(
            """
            PS C:\\> $s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/?proxyMethod=RPS -Authentication Basic
            PS C:\\> Set-UserPhoto ines
            """)
        let session = try #require(evidence.records("session").first)
        guard case .uri(let uri)? = session["uri"]?.content else {
            Issue.record("no URI")
            return
        }
        #expect(uri.query == [.init(name: "proxyMethod", value: "RPS")])
        #expect(session["transport"]?.short == "remote-powershell")
        #expect(session["Authentication"]?.short == "Basic")
        let commands = evidence.records("command")
        #expect(commands.last?.place.session == session.place.session)
        #expect(session.place.session != nil)
    }

    @Test func joinsContinuationPromptsAndBackTicks() throws {
        let command = try #require(
            commands(
                "PS C:\\> New-PSSession `\n>> -ConfigurationName Microsoft.Exchange `\n>> -Authentication Basic\n>>\n"
            ).first)
        #expect(command["ConfigurationName"]?.short == "Microsoft.Exchange")
        #expect(command["Authentication"]?.short == "Basic")
    }

    @Test func fillsInSplattedParameters() throws {
        let command = try #require(
            commands("PS C:\\> $p = @{ Identity = 'ines'; Confirm = $false }\nPS C:\\> Set-UserPhoto @p\n").last)
        #expect(command["Identity"]?.short == "ines")
        #expect(command["identity"]?.short == "ines")
    }

    @Test func joinsTheEndOfANamedPropertyThatStandsAlone() throws {
        let command = "PS C:\\> Get-ADUser ines -Properties * | fl DisplayName,SamAccountName,Enab\nled\n"
        #expect(commands(command + "\nDisplayName : Ines\n").last?["argument1"]?.short.hasSuffix("Enabled") == true)
    }

    @Test func takesTheLastOfARepeatedEcho() throws {
        let prompt = "PS C:\\Users\\helpdesk> "
        let head = "Set-UserPhoto -Identity 'ines.duarte@contoso.example' -Pic"
        var lines = [prompt + head]
        for typed in ["t", "tu", "tur"] {
            lines.append(typed + String(repeating: " ", count: prompt.count - typed.count) + head)
        }
        lines.append("tureData $pic")
        lines.append("PS C:\\Users\\helpdesk>")
        let found = commands(lines.joined(separator: "\n"))
        #expect(found.count == 1)
        #expect(found.first?["PictureData"]?.short == "$pic")
    }

    @Test func readsABareAnswer() throws {
        let evidence = read(
            "PS C:\\> (Get-ADUser ines -Properties thumbnailPhoto).thumbnailPhoto.Length\n14532\nPS C:\\>\n")
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["thumbnailPhoto"]?.short == "unknown 14532")
        #expect(user["identity"]?.short == "ines")
        #expect(evidence.text(under: user["thumbnailPhoto"]) == "14532")
    }

    @Test func takesZeroForBlankAndProseForNothing() {
        let question = "PS C:\\> (Get-ADUser ines -Properties thumbnailPhoto).thumbnailPhoto.Length\n"
        #expect(read(question + "0\n").records("directory-user").first?["thumbnailPhoto"]?.short == "(blank)")
        #expect(read(question + "is what I ran\n").records("directory-user").isEmpty)
    }

    @Test func tellsAListingByTheCommandBeforeIt() throws {
        let evidence = read(
            "PS C:\\> Get-ADUser ines -Properties * | fl thumbnailPhoto,mail\n\nthumbnailPhoto : {137, 80, 78, 71...}\nmail           : ines@contoso.example\n"
        )
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["thumbnailPhoto"]?.short == "png 5+")
        #expect(user["identity"]?.short == "ines")
    }

    @Test func anErrorBelowACommandIsAboutTheOneTheCommandWasRunFor() throws {
        let evidence = read(
            """
            PS C:\\> Get-ADUser anna
            PS C:\\> Set-UserPhoto -Identity ben@contoso.example -PictureData $x
            Set-UserPhoto : not possible
                + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
                + FullyQualifiedErrorId : 11111111,SetUserPhoto
            """)
        let error = try #require(evidence.records("error").first)
        #expect(error["identity"]?.short == "ben@contoso.example")
        #expect(evidence.text(under: error["identity"]) == "ben@contoso.example")
    }

    @Test func anErrorOfAnotherCommandIsNot() throws {
        let evidence = read(
            """
            PS C:\\> Get-ADUser anna
            Set-UserPhoto : not possible
                + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
                + FullyQualifiedErrorId : 11111111,SetUserPhoto
            """)
        #expect(try #require(evidence.records("error").first)["identity"] == nil)
    }

    @Test func joinsAParameterWithTheVariableBelowIt() throws {
        let evidence = read(
            "PS C:\\> Set-UserPhoto anna@contoso.example -Preview -PictureData\n$bytes\nPS C:\\> exit\n")
        let command = try #require(evidence.records("command").first)
        #expect(command["PictureData"]?.short == "$bytes")
    }

    @Test func anErrorWithoutACommandIsAboutItsTargetWhenThatIsAPerson() throws {
        let error = try #require(
            read(
                """
                Set-ADUser : not possible
                    + CategoryInfo          : NotSpecified: (cmartin:ADUser) [Set-ADUser], ADException
                    + FullyQualifiedErrorId : 11111111,SetADUser
                """
            ).records("error").first)
        #expect(error["identity"]?.short == "cmartin")
    }

    @Test func aTargetThatIsNoPersonNamesNobody() throws {
        let error = try #require(
            read(
                """
                Set-ADUser : not possible
                    + CategoryInfo          : NotSpecified: (0:Int32) [Set-ADUser], ADException
                    + FullyQualifiedErrorId : 11111111,SetADUser
                """
            ).records("error").first)
        #expect(error["identity"] == nil)
    }

    @Test func anErrorOfAVariantIsOfItsCommand() throws {
        let text = "PS C:\\> Set-UserPhoto ben@contoso.example\nSet-UserPhoto_SetViaIdentity: Access is denied.\n"
        let error = try #require(read(text).records("error").first)
        #expect(error["cmdlet"]?.short == "Set-UserPhoto")
        #expect(error["identity"]?.short == "ben@contoso.example")
    }

    @Test(arguments: [
        "SamAccountName,@{n='Bytes';e={$_.thumbnailPhoto.Length}}", "@{n='a';e={$_.b}},SamAccountName",
        "SamAccountName, @{n='a';e={$_.b}}, mail",
    ])
    func aListOfPropertiesIsOneArgument(list: String) throws {
        let select = try #require(
            read("PS C:\\> Get-ADUser ines | select \(list) | fl\n").records("command").dropFirst().first)
        #expect(select["argument1"]?.short == list)
        #expect(select["argument2"] == nil)
    }

    @Test(arguments: [
        "ConvertTo-Json\n{\n    \"SamAccountName\":  \"ines\",\n    \"DistinguishedName\":  \"CN=i\"\n}\n",
        "ConvertTo-Json -Compress\n[{\"SamAccountName\":\"ines\",\"DistinguishedName\":\"CN=i\"}]\n",
        "ConvertTo-Csv -NoTypeInformation\n\"SamAccountName\",\"DistinguishedName\"\n\"ines\",\"CN=i\"\n",
        "ConvertTo-Csv -Delimiter ';'\n\"SamAccountName\";\"DistinguishedName\"\n\"ines\";\"CN=i\"\n",
    ])
    func whatIsPrintedRightBelowACommandIsNoPartOfIt(answer: String) throws {
        let evidence = read("PS C:\\> Get-ADUser ines | select SamAccountName,DistinguishedName | \(answer)PS C:\\> \n")
        #expect(evidence.records("directory-user").first?["SamAccountName"]?.short == "ines")
        #expect(evidence.records("command").count == 3)
        #expect(evidence.records("command").allSatisfy { $0["text"]?.short.contains("CN=i") == false })
    }

    @Test func aCommandGoesOnWithABracket() throws {
        let command =
            "[PS] C:\\>Set-UserPhoto anna.keller -PictureData\n([System.IO.File]::ReadAllBytes(\"C:\\Photos\\anna.jpg\")) -Preview\n"
        #expect(try #require(read(command).records("command").first)["Preview"] != nil)
    }

    @Test func aListCutBelowItsParameterIsPartOfTheCommand() throws {
        let command =
            "PS C:\\> Get-ADUser -Identity ines -Server dc01.contoso.example -Properties `\n\"mail\",\"info\"\n"
        #expect(try #require(read(command).records("command").first)["Properties"]?.short == "\"mail\",\"info\"")
    }

    @Test func aServicesAnswerBelowABlankLineBelongsToTheMessage() throws {
        let text =
            "PS C:\\> Set-UserPhoto ben@contoso.example\nSet-UserPhoto: Access is denied.\n\n"
            + "Status: 403 (Forbidden)\nErrorCode: ErrorAccessDenied\n\nRegards\nLena\n"
        let message = try #require(read(text).records("error").first)["message"]?.short ?? ""
        #expect(message == "Access is denied.\nStatus: 403 (Forbidden)\nErrorCode: ErrorAccessDenied")
    }
}
