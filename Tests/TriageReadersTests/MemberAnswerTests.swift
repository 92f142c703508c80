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

    @Test func severalNumbersBelongToNobody() {
        #expect(photo("Get-ADUser anna | % { $_.thumbnailPhoto.Length }", "14532\n99") == [])
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
