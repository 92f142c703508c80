import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Properties are read straight out of the text once the text of a dump is full, and come to the same as elements.
struct StreamedPropertyTests {
    /// Properties as PowerShell writes them, and as nobody does.
    private static let properties = [
        "<S N=\"SamAccountName\">anna</S>", "<S N=\"samaccountname\">anna</S>", "<S N=\"SamAccountName\"></S>",
        "<S N=\"SamAccountName\" />", "<S N=\"SamAccountName\"> \r\n </S>", "<Nil N=\"SamAccountName\" />",
        "<Nil N=\"SamAccountName\"></Nil>", "<Nil N=\"thumbnailPhoto\" />", "<S N=\"thumbnailPhoto\" />",
        "<S N=\"thumbnailPhoto\">System.Byte[]</S>", "<I32 N=\"thumbnailPhoto\">0</I32>",
        "<BA N=\"thumbnailPhoto\">/9j/4AAQSkZJRgABAQ==</BA>", "<S N=\"mail\">a&amp;b@contoso.example</S>",
        "<S N=\"EmailAddress\">anna@contoso.example</S>", "<S N=\"mail\">a_x0041_b@contoso.example</S>",
        "<S N=\"mail\">_a_@contoso.example</S>", "<S N=\"DisplayName\">J\u{F6}rg  Lind </S>",
        "<S N=\"DisplayName\">two\r\nlines</S>", "<S N=\"Display_x004E_ame\">escaped</S>",
        "<G N=\"ObjectGUID\">5754577E-3007-8cc8-080a-1ee990e7b52a</G>", "<G N=\"ObjectGUID\">none</G>",
        "<S N=\"ObjectGUID\">{5754577e-3007-8cc8-080a-1ee990e7b52a}</S>",
        "<S N=\"ObjectGUID\">fldUVwcwyIwICh7pkOe1Kg==</S>",
        "<DT N=\"whenChanged\">2026-11-20T09:14:00+00:00</DT>", "<DT N=\"whenChanged\">yesterday</DT>",
        "<S N=\"Modified\">2026-11-21T09:14:00Z</S>", "<B N=\"Enabled\">true</B>", "<B N=\"Enabled\">True</B>",
        "<S N=\"Enabled\">False</S>", "<I32 N=\"adminCount\">1</I32>", "<I64 N=\"adminCount\">-99999999999</I64>",
        "<I32 N=\"adminCount\">many</I32>", "<S N=\"adminCount\">0x10</S>", "<I64 N=\"proxyAddresses\">5</I64>",
        "<S N=\"proxyAddresses\">{SMTP:a@contoso.example, smtp:b@contoso.example...}</S>",
        "<Obj N=\"proxyAddresses\" RefId=\"9\"><LST><S>SMTP:a@contoso.example</S></LST></Obj>",
        "<S N=\"extra\">nobody &lt;asks&gt;</S>", "<I32 N=\"extra\">5</I32>", "<Db N=\"extra\">1.5</Db>",
        "<S N=\"extra\" />",
        "<S N=\"thumbnailPhoto.Length\">14532</S>", "<S N=\"a_b\">x</S>", "<S  N=\"mail\">two blanks</S>",
        "<S N='mail'>other quotes</S>", "<S N=\"mail\" >blank behind</S>", "<S N=\"mail\">x</S >",
        "<Db N=\"mail\">1</Db>",
    ]

    /// Enough of one property nobody asks for to fill the text of the dump.
    private static let head =
        CLIXMLFormTests.open + "\n"
        + String(
            repeating: user("<S N=\"DisplayName\">" + String(repeating: "filler ", count: 200) + "</S>"), count: 800)

    private static func user(_ properties: String, behind: String = "") -> String {
        "<Obj RefId=\"0\"><TN RefId=\"0\"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><ToString>x</ToString>"
            + "<Props>\r\n      \(properties)\n</Props>\(behind)</Obj>\n"
    }

    /// A field of every type.
    static let fields: [Vocabulary.FieldDeclaration] = [
        .init(name: "thumbnailPhoto", type: .binary), .init(name: "Enabled", type: .boolean),
        .init(name: "whenChanged", aliases: ["Modified"], type: .date, isEventTime: true),
        .init(name: "proxyAddresses", type: .list, identity: .smtpAddress),
        .init(name: "mail", aliases: ["EmailAddress"], type: .text, identity: .smtpAddress),
        .init(name: "DisplayName", type: .text, identity: .displayName),
        .init(name: "ObjectGUID", type: .guid, identity: .objectGUID), .init(name: "adminCount", type: .integer),
        .init(name: "SamAccountName", type: .text, identity: .samAccountName),
    ]

    private static let vocabulary = Vocabulary(kinds: [
        .init(
            name: "directory-user", label: "AD user", about: .person,
            types: ["Microsoft.ActiveDirectory.Management.ADUser"], fields: fields)
    ])

    private static func streamed(_ bytes: [UInt8], asked: Set<String>? = nil, piece: Int) throws -> Evidence? {
        try TemporaryFile.with(bytes) { path in
            guard let file = TextFile(path) else { return nil }
            var reader = CaseReader(vocabulary: vocabulary)
            reader.asked = asked
            return reader.add(file, name: "dump", keepsAll: false, piece: piece) == nil ? reader.finish() : nil
        }
    }

    private static func expectSame(_ users: String, asked: Set<String>? = nil, piece: Int) throws {
        let bytes = Array((head + users + "</Objs>").utf8)
        var reader = CaseReader(vocabulary: vocabulary)
        reader.add(TextDecoder.decode(bytes).sourceInfo(name: "dump"))
        let whole = reader.finish()
        let streamed = try #require(try streamed(bytes, asked: asked, piece: piece))
        #expect(streamed.records.count == whole.records.count)
        let names = KeptNames(vocabulary.kinds[0], asked: asked)
        for (left, right) in zip(streamed.records, whole.records) {
            #expect(left.fields == right.fields.filter { names.keeps($0.name) })
            #expect(left.kind == right.kind)
            #expect(left.span == right.span)
            #expect(left.types == right.types)
            #expect(left.eventTime == right.eventTime)
            #expect(left.place == right.place)
        }
    }

    @Test(arguments: [999, 1 << 16]) func eachAlone(piece: Int) throws {
        let users = Self.properties.map { Self.user($0) }.joined()
        try Self.expectSame(users, piece: piece)
        try Self.expectSame(users, asked: ["admincount"], piece: piece)
    }

    @Test(arguments: 1...30 as ClosedRange<UInt64>) func severalTogether(seed: UInt64) throws {
        var random = Random(state: seed)
        var users = ""
        for _ in 0..<60 {
            let some = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                Self.properties.randomElement(using: &random) ?? ""
            }
            let notes = Int.random(in: 0..<4, using: &random) == 0 ? "<MS><S N=\"mail\">noted</S></MS>" : ""
            users += Self.user(
                some.joined(separator: ["", "\n", "\r\n      "].randomElement(using: &random) ?? ""), behind: notes)
        }
        try Self.expectSame(
            users, asked: Bool.random(using: &random) ? nil : ["enabled", "thumbnailphoto"],
            piece: Int.random(in: 300...70_000, using: &random))
    }

    /// Of a record of which nothing is asked for it is known that it is there.
    @Test func aRecordWithoutAnythingAskedForIsARecord() throws {
        let bytes = Array((Self.head + Self.user("<S N=\"extra\">x</S>") + "</Objs>").utf8)
        let streamed = try #require(try Self.streamed(bytes, piece: 1 << 16))
        #expect(streamed.records.count == 801)
        #expect(streamed.records.last?.fieldCount == 0)
    }
}

/// The same numbers for the same seed.
private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
