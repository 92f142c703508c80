import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Dumps in the forms tools and people really give them.
@Suite("Dumps in odd dress") struct OddDressTests {
    private static let photo = Base64Text.encode(
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 590) + [0xFF, 0xD9], lineBreak: "")

    // MARK: ldifde

    /// What `ldifde -f` writes of a user: `changetype: add`, then the attributes that were asked for.
    private static func ldifde(_ more: String) -> String {
        "dn: CN=ines,DC=contoso,DC=example\r\nchangetype: add\r\nobjectClass: top\r\nobjectClass: user\r\nsAMAccountName: ines\r\n\(more)thumbnailPhoto:: \r\n"
            + stride(from: 0, to: photo.count, by: 76).map { " " + photo.dropFirst($0).prefix(76) + "\r\n" }.joined()
    }

    @Test(arguments: ["whenChanged: 20261120081430.0Z\r\n", "objectSid:: AQUAAAAAAAUVAAAA\r\n", "uSNChanged: 5\r\n"])
    func anExportByLdifdeIsAState(attribute: String) {
        let user = read(Self.ldifde(attribute)).records("directory-user").first
        #expect(user?["thumbnailPhoto"]?.short == "jpeg 596")
        let quoted = Self.ldifde(attribute).replacing("\r\n", with: "\n").split(separator: "\n").map { "> " + $0 }
        let mail = read("Hello,\n\nOn Friday Ben wrote:\n" + quoted.joined(separator: "\n") + "\n\nRegards\n")
        #expect(mail.records("directory-user").first?["thumbnailPhoto"]?.short == "jpeg 596")
    }

    @Test func aRequestToAddSomebodyIsNoState() {
        #expect(read(Self.ldifde("")).records("directory-user").isEmpty)
        #expect(read(Self.ldifde("")).records("directory-change").count == 1)
    }

    @Test func aPictureTheTextEndsInsideOfIsKnownInPart() {
        let whole = Self.ldifde("uSNChanged: 5\r\n").replacing("\r\n", with: "\n")
        let cut = String(whole.dropLast(200))
        let value = read(cut).records("directory-user").first?["thumbnailPhoto"]
        #expect(value?.short.hasPrefix("jpeg ") == true && value?.short.hasSuffix("+") == true)
        #expect(value?.partial == "the text ends inside of it")
        // With its end mark it is whole, line end or not.
        #expect(read(String(whole.dropLast(1))).records("directory-user").first?["thumbnailPhoto"]?.short == "jpeg 596")
    }

    // MARK: JSON

    @Test func bytesTheTextEndsInsideOfAreNotAllOfThem() {
        let numbers = (0..<600).map { "\($0 == 0 ? 255 : $0 == 1 ? 216 : $0 == 2 ? 255 : 7)" }.joined(separator: ",")
        let text = "[{\"SamAccountName\":\"a\",\"DistinguishedName\":\"CN=a\",\"thumbnailPhoto\":[\(numbers)]}]"
        #expect(read(text).records("directory-user").first?["thumbnailPhoto"]?.short == "jpeg 600")
        for length in stride(from: 100, to: text.utf8.count - 3, by: 3) {
            let evidence = read(String(text.prefix(length)))
            #expect(evidence.problems.map(\.code) == ["truncated-json"])
            let value = evidence.records("directory-user").first?["thumbnailPhoto"]
            #expect(value?.partial != nil, "\(length)")
            if case .binary(let binary)? = value?.content {
                #expect(
                    binary.byteCount.upperBound == .max && binary.byteCount.lowerBound <= 600 && binary.sha256 == nil)
            }
        }
    }

    @Test func aNumberTheTextEndsInsideOfIsUnknown() {
        let evidence = read("{\"SamAccountName\":\"a\",\"DistinguishedName\":\"CN=a\",\"number\":145")
        #expect(evidence.records("directory-user").first?["number"] == nil)
        #expect(evidence.problems.map(\.code) == ["truncated-json"])
    }

    // MARK: Columns and labels

    @Test func theLengthOfAPhotoInAColumnIsThePhotosSize() {
        let vocabulary = Vocabulary(kinds: [
            .init(
                name: "directory-user", label: "user", about: .person, signatures: [["thumbnailPhoto"]],
                fields: [.init(name: "thumbnailPhoto", type: .binary), .init(name: "UserPrincipalName", type: .text)])
        ])
        var reader = CaseReader(vocabulary: vocabulary)
        let text =
            "UserPrincipalName;thumbnailPhoto.Length;info\r\nines@contoso.example;14532;\"first\r\nsecond; \"\"line\"\"\"\r\nbob@contoso.example;;\r\n"
        let bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        reader.add(UserTable.info(bytes))
        let users = reader.finish().records("directory-user")
        #expect(users.map { $0["thumbnailPhoto"]?.short } == ["unknown 14532", nil])
    }

    @Test func bytesWrittenAsNumbersAreMeasured() {
        func photo(_ count: Int) -> Value? {
            let numbers = (["255", "216", "255"] + Array(repeating: "7", count: count - 3)).joined(separator: " ")
            let text = "\"SamAccountName\",\"DistinguishedName\",\"thumbnailPhoto\"\n\"a\",\"CN=a\",\"\(numbers)\"\n"
            return read(text).records("directory-user").first?["thumbnailPhoto"]
        }
        #expect(photo(600)?.short == "jpeg 600")
        #expect(photo(600)?.partial == nil)
        // 255 216 255 and then two signs each: 32,767 signs, as many as a cell of a spreadsheet can hold.
        #expect(photo(16_381)?.short == "jpeg 16380+")
        #expect(photo(16_381)?.partial != nil)
    }

    @Test(arguments: ["14532", "14.532", "14,532"]) func thousandsOfALengthMayBeParted(length: String) {
        let text = "SamAccountName;DistinguishedName;thumbnailPhoto.Length\na;CN=a;\(length)\n"
        #expect(read(text).records("directory-user").first?["thumbnailPhoto"]?.short == "unknown 14532")
        for other in ["14.5", "1.45.320", "14532 B", "x"] {
            let text = "SamAccountName;DistinguishedName;thumbnailPhoto.Length\na;CN=a;\(other)\n"
            #expect(read(text).records("directory-user").first?["thumbnailPhoto"] == nil, "\(other)")
        }
    }

    @Test(arguments: ["Teamleiter", "Workstation", "Standort Berlin"])
    func whatIsNobodysNameBeforeAColonIsNoPerson(label: String) {
        let text =
            "The photo of anna.keller@contoso.example is wrong.\n\(label): Outlook shows the old photo.\n\(label): OWA shows the new photo.\n"
        #expect(read(text).records("observation").isEmpty)
    }

    @Test(arguments: [("Office", "Home"), ("Laptop", "Handy"), ("Büro", "Zuhause")])
    func placesWhereSomebodyLookedAreNoPeople(one: String, other: String) {
        let text = "It differs.\n\(one): Outlook shows the old photo.\n\(other): Outlook shows the new photo.\n"
        #expect(read(text).records.allSatisfy { $0["identity"] == nil })
    }

    @Test(arguments: [
        "User: Anna Keller\n\nAnna: OWA shows the new photo.\n",
        "anna.keller@contoso.example\n\nAnna Keller: OWA shows the new photo.\n",
        "Nothing changed for Anna.\n\nAnna: OWA shows the new photo.\n",
        "PS C:\\> Get-ADUser anna\n\nAnna: OWA shows the new photo.\n",
    ]) func whoIsNamedElsewhereIsAPersonBeforeAColon(text: String) {
        let seen = read(text).records("observation")
        #expect(seen.count == 1)
        #expect(seen.first?["identity"]?.short.hasPrefix("Anna") == true)
    }

    // MARK: Synchronisation server

    @Test func anObjectOfTheConnectorSpaceIsRead() throws {
        func object(_ dn: String) -> String {
            """
            <cs-objects>
            <cs-object cs-dn="\(dn)" id="{1}" object-type="user">
            <synchronized-hologram><entry dn="\(dn)">
            <primary-objectclass>user</primary-objectclass><objectclass><oc-value>top</oc-value><oc-value>user</oc-value></objectclass>
            <attr name="sAMAccountName" type="string" multivalued="false"><value>ines</value></attr>
            <attr name="thumbnailPhoto" type="binary" multivalued="false"><value encoding="base64">\(Self.photo)</value></attr>
            </entry></synchronized-hologram>
            <export-errordetail><export-status><cd-error><error-name>LargeObject</error-name>
            <error-literal>The provisioned object is too large.</error-literal></cd-error></export-status></export-errordetail>
            </cs-object>
            </cs-objects>
            """
        }
        let evidence = read(object("CN=ines,DC=contoso,DC=example"))
        #expect(evidence.records("directory-user").first?["thumbnailPhoto"]?.short == "jpeg 596")
        let error = try #require(evidence.records.last)
        #expect(error.types == ["export-error"])
        #expect(error["error-type"]?.short == "LargeObject")
        #expect(error["error-literal"]?.short == "The provisioned object is too large.")
        #expect(evidence.texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("is too large.") })
        // The side of the cloud says what is to be exported, and not what the directory has.
        let cloud = read(object("CN={51614E56}"))
        #expect(cloud.records("directory-user").isEmpty)
        #expect(cloud.records("connector-object").count == 1)
    }

    @Test func xmlThatHoldsNothingSaysSo() {
        let evidence = read("Hello\n<cs-objects>\n<other>x</other>\n</cs-objects>\n")
        #expect(evidence.problems.map(\.code) == ["nothing-read"])
        #expect(evidence.problems.first?.span.map { evidence.sources[0].position(of: $0.start).line } == 2)
    }

    @Test func blanksInAnElementTakeLinearTime() {
        func seconds(_ count: Int) -> Double {
            let text = Array(
                "<Objects><Object Type=\"x\"><Property Name=\"a\">\(String(repeating: " \n", count: count))x</Property></Object></Objects>"
                    .utf8)
            return (0..<2).map { _ in ProcessorTime.seconds { #expect(read(text).records.count == 1) } }.min() ?? 0
        }
        let small = seconds(40_000)
        #expect(seconds(320_000) < max(small * 20, 0.4))
    }
}

/// An input as the file it came from.
private enum UserTable {
    static func info(_ bytes: [UInt8]) -> SourceInfo { TextDecoder.decode(bytes).sourceInfo(name: "users.csv") }
}
