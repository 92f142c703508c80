import Testing
import TriageModel

@testable import TriageReaders

/// Sizes that a command calculated, or that a property named after the member states.
@Suite struct MemberSizeTests {
    private func user(_ text: String) throws -> (Evidence, Record) {
        let evidence = read(text)
        return (evidence, try #require(evidence.records("directory-user").first))
    }

    private let command = "PS C:\\> Get-ADUser ines -Properties thumbnailPhoto | "

    @Test(arguments: [
        "@{n='Bytes';e={$_.thumbnailPhoto.Length}}", "@{ Name = \"Bytes\"; Expression = { $_.thumbnailPhoto.Count } }",
        "@{l='Bytes';e={$_.ThumbnailPhoto.length}}", "@{Label='Bytes';Expression={($PSItem.thumbnailPhoto).Length}}",
        "@{e={$_.'thumbnailPhoto'.Length};n='Bytes'}",
    ])
    func readsACalculatedPropertyAsTheSizeOfItsField(_ property: String) throws {
        let (evidence, user) = try user(
            command + "fl SamAccountName,\(property)\n\nSamAccountName : ines\nBytes          : 14532\n")
        #expect(user["thumbnailPhoto"]?.short == "unknown 14532")
        #expect(user["thumbnailPhoto"]?.partial == nil)
        #expect(evidence.text(under: user["thumbnailPhoto"]) == "14532")
        #expect(user["Bytes"] == nil)
        let (_, row) = try self.user(
            command
                + "ft SamAccountName,\(property)\n\nSamAccountName Bytes\n-------------- -----\nines           14532\n")
        #expect(row["thumbnailPhoto"]?.short == "unknown 14532")
    }

    @Test(arguments: ["thumbnailPhoto.Length", "thumbnailPhoto.Count", "$_.thumbnailPhoto.Length"])
    func readsAPropertyNamedAfterTheMember(_ name: String) throws {
        let width = max(name.utf8.count, 17)
        func pad(_ text: String) -> String { text + String(repeating: " ", count: width - text.utf8.count) }
        let list = "\(pad("SamAccountName")) : ines\n\(pad("DistinguishedName")) : CN=i\n\(pad(name)) : 14532\n"
        #expect(try user(list).1["thumbnailPhoto"]?.short == "unknown 14532")
        let csv = "\"SamAccountName\",\"DistinguishedName\",\"\(name)\"\n\"ines\",\"CN=i\",\"14532\"\n"
        #expect(try user(csv).1["thumbnailPhoto"]?.short == "unknown 14532")
    }

    @Test(arguments: [
        ("thumbnailPhotoBytes", "14532", "unknown 14532"), ("ThumbnailPhotoSize", "14,532", "unknown 14532"),
        ("thumbnailPhoto_Bytes", "14532", "unknown 14532"), ("thumbnailPhoto Bytes", "14532", "unknown 14532"),
        ("thumbnailPhotoSize", "14.2 KB", "unknown 14490+"),
    ])
    func readsAPropertyNamedAfterTheFieldAndASize(_ name: String, _ size: String, _ expected: String) throws {
        func pad(_ text: String) -> String { text + String(repeating: " ", count: 22 - text.utf8.count) }
        let list = "\(pad("SamAccountName")) : ines\n\(pad("DistinguishedName")) : CN=i\n\(pad(name)) : \(size)\n"
        let (evidence, user) = try user(list)
        #expect(user["thumbnailPhoto"]?.short == expected)
        #expect(evidence.text(under: user["thumbnailPhoto"]) == size)
        let csv = "\"SamAccountName\",\"DistinguishedName\",\"\(name)\"\n\"ines\",\"CN=i\",\"\(size)\"\n"
        #expect(try self.user(csv).1["thumbnailPhoto"]?.short == expected)
    }

    @Test(arguments: [
        // Pixels or bytes, kilobytes, something that was calculated otherwise, nothing that was fetched.
        ("thumbnailPhotoSize", "96"), ("thumbnailPhotoSizeKB", "14532"), ("thumbnailPhotoBytes", "0"),
        ("thumbnailPhotoBytes", ""), ("thumbnailPhotoBytes", "96x96"), ("mythumbnailPhotoBytes", "14532"),
    ])
    func takesNoOtherNumberForASize(_ name: String, _ value: String) throws {
        let csv = "\"SamAccountName\",\"DistinguishedName\",\"\(name)\"\n\"ines\",\"CN=i\",\"\(value)\"\n"
        #expect(try user(csv).1["thumbnailPhoto"] == nil)
        let kilobytes = "fl SamAccountName,@{n='thumbnailPhotoSize';e={[math]::Round($_.thumbnailPhoto.Length/1KB)}}"
        let list = "\n\nSamAccountName     : ines\nthumbnailPhotoSize : 14532\n"
        #expect(try user(command + kilobytes + list).1["thumbnailPhoto"] == nil)
    }

    @Test func aLargeDumpKeepsTheNamesOfSizes() throws {
        let line = "{\"SamAccountName\":\"ines\",\"DistinguishedName\":\"CN=i\",\"thumbnailPhotoBytes\":14532}\n"
        let streamed = try #require(
            try StreamingTests.streamed(Array(String(repeating: line, count: 40).utf8), keepsAll: false, piece: 1000))
        #expect(streamed.records.count == 40)
        let object =
            "<Obj RefId=\"1\"><TN RefId=\"0\"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props><S N=\"SamAccountName\">i</S>"
            + "<I32 N=\"thumbnailPhotoBytes\">14532</I32></Props></Obj>"
        let dump = CLIXMLFormTests.open + String(repeating: object, count: 3) + "</Objs>"
        let users = try #require(try StreamingTests.streamed(Array(dump.utf8), keepsAll: false, piece: 200)).records(
            "directory-user")
        #expect(users.map { $0["thumbnailPhoto"]?.short } == ["unknown 14532", "unknown 14532", "unknown 14532"])
        #expect(streamed.records.allSatisfy { $0["thumbnailPhoto"]?.short == "unknown 14532" })
    }

    @Test func readsACalculatedPropertyThatStandsAlone() throws {
        let (_, user) = try user(command + "fl @{n='Bytes';e={$_.thumbnailPhoto.Length}}\n\nBytes : 14532\n")
        #expect(user["thumbnailPhoto"]?.short == "unknown 14532")
        #expect(user["identity"]?.short == "ines")
    }

    @Test func readsACalculatedPropertyThatBearsTheNameOfItsField() throws {
        let (_, user) = try user(
            command + "fl SamAccountName,@{n='thumbnailPhoto';e={$_.thumbnailPhoto.Length}}\n\n"
                + "SamAccountName : ines\nthumbnailPhoto : 200\n")
        #expect(user["thumbnailPhoto"]?.short == "unknown 200")
    }

    @Test func addsTheSizeToBytesThatWereCut() throws {
        let (_, user) = try user(
            command + "fl SamAccountName,thumbnailPhoto,@{n='Bytes';e={$_.thumbnailPhoto.Length}}\n\n"
                + "SamAccountName : ines\nthumbnailPhoto : {255, 216, 255, 224...}\nBytes          : 14532\n")
        #expect(user["thumbnailPhoto"]?.short == "jpeg 14532")
    }

    @Test func keepsBytesThatWereSeenWhole() throws {
        let (_, user) = try user(
            command + "fl SamAccountName,thumbnailPhoto,@{n='Bytes';e={$_.thumbnailPhoto.Length}}\n\n"
                + "SamAccountName : ines\nthumbnailPhoto : {255, 216, 255, 224}\nBytes          : 14532\n")
        #expect(user["thumbnailPhoto"]?.short == "jpeg 4")
    }

    @Test func takesASizeOfNothingForBlankOnlyWhereTheFieldWasFetched() throws {
        let listing =
            " | fl SamAccountName,@{n='Bytes';e={$_.thumbnailPhoto.Length}}\n\nSamAccountName : ines\nBytes : 0\n"
        let fetched = try user("PS C:\\> Get-ADUser ines -Properties thumbnailPhoto" + listing).1
        #expect(fetched["thumbnailPhoto"]?.short == "(blank)")
        let all = try user("PS C:\\> Get-ADUser ines -Properties *" + listing).1
        #expect(all["thumbnailPhoto"]?.short == "(blank)")
        let other = try user("PS C:\\> Get-ADUser ines" + listing).1
        #expect(other["thumbnailPhoto"] == nil)
    }

    @Test func doesNotTakeAnotherCalculationForASize() throws {
        for expression in ["$_.thumbnailPhoto.Length/1KB", "@($_.thumbnailPhoto).Count", "$_.proxyAddresses.Count"] {
            let (_, user) = try user(
                command + "fl SamAccountName,@{n='Bytes';e={\(expression)}}\n\nSamAccountName : ines\nBytes : 14\n")
            #expect(user["thumbnailPhoto"] == nil, "\(expression)")
        }
    }

    @Test func saysNothingOfABareNoughtInABinaryColumn() throws {
        let csv = "\"SamAccountName\",\"DistinguishedName\",\"thumbnailPhoto\"\n\"ines\",\"CN=i\",\"0\"\n"
        #expect(try user(csv).1["thumbnailPhoto"] == nil)
        let sized = csv.replacing("\"0\"", with: "\"200\"")
        #expect(try user(sized).1["thumbnailPhoto"]?.short == "200")
        #expect(try user(sized).1["thumbnailPhoto"]?.partial != nil)
    }

    @Test func readsAHostileCommandInLinearTime() {
        let text = "PS C:\\> Get-ADUser " + String(repeating: "@{n='a';e={", count: 50_000)
        #expect(!read(text).records.isEmpty)
    }
}
