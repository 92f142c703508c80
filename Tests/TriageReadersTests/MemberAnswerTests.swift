import Testing
import TriageModel

@testable import TriageReaders

@Suite("Answers to questions for one member") struct MemberAnswerTests {
    private func photo(_ command: String, _ answer: String = "14532") -> [String] {
        read("PS C:\\> \(command)\n\(answer)\n").records("directory-user").map { record in
            "\(record["identity"]?.short ?? "nobody") \(record["thumbnailPhoto"]?.short ?? "no photo")"
        }
    }

    @Test(arguments: [
        "(Get-ADUser anna -Properties thumbnailPhoto).thumbnailPhoto.Length",
        "Get-ADUser anna -Properties thumbnailPhoto | % { $_.thumbnailPhoto.Length }",
        "Get-ADUser -Identity anna -Properties thumbnailPhoto | ForEach-Object { $_.thumbnailPhoto.Count }",
        "Get-ADUser anna -Properties * | select thumbnailPhoto | foreach {($_.thumbnailPhoto).Length}",
        "(Get-ADUser anna -Properties thumbnailPhoto | Select-Object -ExpandProperty thumbnailPhoto).Length",
        "(Get-ADUser anna -Properties thumbnailPhoto | select -expand thumbnailPhoto).Count",
        "(Get-ADUser anna -Properties thumbnailPhoto | select thumbnailPhoto).thumbnailPhoto.Length",
    ])
    func aBareNumberIsTheSize(command: String) { #expect(photo(command) == ["anna unknown 14532"]) }

    @Test(arguments: [
        // Bytes that go through a pipe are counted one by one.
        "Get-ADUser anna -Properties thumbnailPhoto | select -expand thumbnailPhoto | % Length",
        "Get-ADUser anna -Properties thumbnailPhoto | % thumbnailPhoto | % Length",
        "Get-ADUser anna | % { Remove-X $_ }", "Get-ADUser anna | measure",
    ])
    func otherNumbersAreNoSize(command: String) { #expect(photo(command) == []) }

    @Test(arguments: [
        "(Get-ADUser -Filter 'Name -like \"A*\"' -Properties thumbnailPhoto).thumbnailPhoto.Length",
        "(Get-ADUser -LDAPFilter $filter -Properties thumbnailPhoto).thumbnailPhoto.Length",
        "$all = 'anna', 'ben' | % { Get-ADUser $_ -Properties thumbnailPhoto }\nPS C:\\> $all.thumbnailPhoto.Length",
    ])
    func theSumOfSeveralIsNoSize(command: String) { #expect(photo(command) == []) }

    @Test func whoAsksForAllHasOne() {
        #expect(
            photo("(Get-ADUser -Filter * -Properties thumbnailPhoto).thumbnailPhoto.Length") == ["nobody unknown 14532"]
        )
    }

    @Test func aVariableIsOneWhomNobodyKnows() {
        #expect(photo("(Get-ADUser $sam -Properties thumbnailPhoto).thumbnailPhoto.Length") == ["nobody unknown 14532"])
    }

    @Test func severalNumbersBelongToNobody() {
        #expect(photo("Get-ADUser anna | % { $_.thumbnailPhoto.Length }", "14532\n99") == [])
    }

    @Test(arguments: [
        "$u = Get-ADUser anna -Properties thumbnailPhoto; $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nPS C:\\> $U.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nPS C:\\> $u.SamAccountName\nanna\nPS C:\\> $u.thumbnailPhoto.Length",
        "$p = (Get-ADUser anna -Properties thumbnailPhoto).thumbnailPhoto\nPS C:\\> $p.Length",
        "$p = Get-ADUser anna -Properties thumbnailPhoto | select -ExpandProperty thumbnailPhoto; $p.Count",
    ])
    func aVariableAnswersForItsCommand(command: String) { #expect(photo(command).last == "anna unknown 14532") }

    @Test(arguments: [
        // It was given something else, or may have been, or nobody sees what.
        "$u = Get-ADUser anna -Properties thumbnailPhoto; $u = $ben; $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nPS C:\\> $u = $ben\nPS C:\\> $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nPS C:\\> foreach ($u in $all) { }\nPS C:\\> $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nAnd now in the other window:\nPS C:\\> $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\n[PS] C:\\> $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto\nPS C:\\> $u.thumbnailPhoto = $new\nPS C:\\> $u.thumbnailPhoto.Length",
        "$u = Get-ADUser anna -Properties thumbnailPhoto; $u.thumbnailPhoto = $new; $u.thumbnailPhoto.Length",
        "$u = foreach ($a in $all) { Get-ADUser $a -Properties thumbnailPhoto }\nPS C:\\> $u.thumbnailPhoto.Length",
        "$u.thumbnailPhoto.Length", "$v = Get-ADUser anna -Properties thumbnailPhoto; $u.thumbnailPhoto.Length",
    ])
    func anotherVariableAnswersForNobody(command: String) { #expect(photo(command) == []) }

    @Test(arguments: [
        "(Get-ADUser anna).thumbnailPhoto.Length", "(Get-ADUser anna -Properties mail, title).thumbnailPhoto.Length",
        "$u = Get-ADUser anna; $u.thumbnailPhoto.Length",
    ])
    func noneOfWhatWasNotFetchedIsUnknown(command: String) {
        #expect(photo(command, "0") == [])
        // A size is a size: the listing left out what was typed.
        #expect(photo(command) == ["anna unknown 14532"])
    }

    @Test(arguments: [
        ("-Properties thumbnailPhoto", true), ("-Prop title,ThumbnailPhoto", true), ("-Properties *", true),
        ("-Properties $names", true), ("", false), ("-Properties title", false), ("-Server dc01", false),
    ])
    func aBlankCountsWhereItWasFetched(parameters: String, counts: Bool) {
        let text =
            "PS C:\\> Get-ADUser anna \(parameters) | fl SamAccountName,Enabled,thumbnailPhoto\n\n"
            + "SamAccountName : anna\nEnabled        :\nthumbnailPhoto :\n"
        let user = read(text).records("directory-user").first
        #expect(user?["SamAccountName"]?.short == "anna")
        #expect((user?["thumbnailPhoto"] != nil) == counts)
        #expect(user?["Enabled"] != nil)
    }

    @Test(arguments: [" fl\nSamAccountName,thumbnailPhoto", " fl SamAcc\nountName,thumbnailPhoto"])
    func aCommandCutWhereItNamesPropertiesGoesOn(end: String) {
        let evidence = read("PS C:\\> Get-ADUser anna |" + end + "\n\nSamAccountName : anna\nthumbnailPhoto :\n")
        #expect(evidence.records("directory-user").first?["SamAccountName"]?.short == "anna")
        #expect(evidence.records("directory-user").first?["thumbnailPhoto"] == nil)
        #expect(
            evidence.records("command").first?["text"]?.short == "Get-ADUser anna | fl SamAccountName,thumbnailPhoto")
    }

    @Test func aParameterThatLostItsBlankStillSaysWhatWasFetched() {
        #expect(photo("(Get-ADUser anna -Properties\nthumbnailPhoto).thumbnailPhoto.Length", "0") == ["anna (blank)"])
    }

    @Test func aCommandIsAboutTheOneItsInnerCommandWasRunFor() {
        for command in [
            "Get-ADUser (Get-ADUser anna).DistinguishedName -Properties thumbnailPhoto",
            "Get-ADUser -Identity (Get-ADUser -Identity anna).ObjectGUID -Properties *",
        ] {
            let evidence = read("PS C:\\> \(command) | fl thumbnailPhoto\n\nthumbnailPhoto : {255, 216, 255, 224...}\n")
            #expect(evidence.records("directory-user").first?["identity"]?.short == "anna", "\(command)")
            let outer = evidence.records("command").last { $0["name"]?.short == "Get-ADUser" }
            #expect(outer?["identity"]?.short == "anna")
            #expect(outer?["argument2"] == nil)
        }
        let none = read("PS C:\\> Get-ADUser (Read-Host) | fl\n")
        #expect(none.records("command").allSatisfy { $0["identity"].map { $0.partial != nil } ?? true })
    }

    @Test func aGreetingIsNoValueOfASwitch() {
        let evidence = read(
            "PS C:\\> Connect-MgGraph -Scopes User.ReadWrite.All -UseDeviceCode\nWelcome to Microsoft Graph!\nPS C:\\> Get-X\n"
        )
        let command = evidence.records("command").first
        #expect(command?["UseDeviceCode"]?.short == "true")
        #expect(command?["text"]?.short == "Connect-MgGraph -Scopes User.ReadWrite.All -UseDeviceCode")
        // A value below its parameter still is one.
        let value = read(
            "PS C:\\> New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri\nhttps://x.example/\n")
        #expect(value.records("command").first?["ConnectionUri"] != nil)
    }

    @Test func anErrorRightBelowAListIsNoPropertyOfIt() {
        let evidence = read(
            """
            DisplayName   : Anna
            Enabled       : True
            Set-UserPhoto : Cannot process the argument.
                + CategoryInfo          : InvalidArgument: (anna:String) [Set-UserPhoto], ParameterBindingException
                + FullyQualifiedErrorId : Failed,Set-UserPhoto

            """)
        #expect(evidence.regions.map(\.format) == ["format-list", "error.normal-view"])
        #expect(evidence.records.first?.fields.map(\.name) == ["DisplayName", "Enabled"])
        #expect(evidence.records("error").first?["message"]?.short == "Cannot process the argument.")
    }
}
