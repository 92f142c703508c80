import Foundation
import Testing
import TriageTestSupport

@Suite("Formats somebody says")
struct SaidFormatTests {
    /// A text of every format, and what the region is called then.
    static let formats: [(name: String, text: String, region: String)] = [
        (
            "clixml",
            "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><MS><S N=\"A\">x</S></MS></Obj></Objs>\n",
            "clixml"
        ), ("json", "{\"a\":\"b\"}\n", "json"), ("ldif", "dn: CN=A,DC=contoso,DC=example\ncn: A\n", "ldif"),
        ("csv", "a,b\n1,2\n", "csv"),
        ("html", "<table><tr><td>Name</td><td>x</td></tr><tr><td>Mail</td><td>y</td></tr></table>\n", "html-table"),
        (
            "xml",
            "<Objects><Object Type=\"x\"><Property Name=\"A\" Type=\"System.String\">b</Property></Object></Objects>\n",
            "convertto-xml"
        ), ("list", "Name : x\nMail : y\n", "format-list"), ("table", "Name Mail\n---- ----\nx    y\n", "format-table"),
        ("registry", "HKEY_LOCAL_MACHINE\\Software\\X\n    Name    REG_SZ    value\n", "registry"),
        (
            "event", "Log Name:      Application\nSource:        X\nEvent ID:      6941\nDescription:\nwords\n",
            "event-text"
        ), ("text", "only words\n", "prose"),
    ]

    private func read(_ text: String, as format: String) throws -> (formats: [String], codes: [String], exit: Int32) {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(text, "input", in: folder)
            let run = try ProgramRun(["diagnose", "--format", "json", "--format-of", "\(file)=\(format)", file])
            let json = try run.json()
            let inputs = json["inputs"] as? [[String: Any]] ?? []
            let regions = inputs.flatMap { $0["regions"] as? [[String: Any]] ?? [] }
            let errors = json["errors"] as? [[String: Any]] ?? []
            return (
                regions.compactMap { $0["format"] as? String }, errors.compactMap { $0["code"] as? String }, run.code
            )
        }
    }

    @Test(arguments: formats.map(\.name))
    func everyFormatIsRead(name: String) throws {
        let fixture = try #require(Self.formats.first { $0.name == name })
        for spelling in [name, name.uppercased()] {
            let read = try read(fixture.text, as: spelling)
            #expect(read.formats == [fixture.region])
            #expect(read.codes == [])
        }
    }

    @Test(arguments: formats.map(\.name).filter { !["csv", "html", "text"].contains($0) })
    func whatDoesNotReadAsTheFormatIsSaid(name: String) throws {
        let fixture = try #require(Self.formats.first { $0.name == name })
        let read = try read(fixture.text, as: "csv")
        #expect(read.formats == ["prose"])
        #expect(read.codes == ["not-that-format"])
    }

    @Test func theHelpNamesTheSameFormats() throws {
        let help = try ProgramRun(["diagnose", "--help"]).output
        for (name, _, _) in Self.formats { #expect(help.contains(name), "\(name)") }
    }

    @Test(arguments: ["x.txt=yaml", "x.txt=", "csv", "=csv", "x.txt", "other.txt=csv"])
    func aWrongStatementIsAMistakeOnTheCommandLine(statement: String) throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write("words", "x.txt", in: folder)
            let run = try ProgramRun(["facts", "--format-of", statement, "x.txt"], in: folder)
            #expect(run.code == 64)
            #expect(run.output.isEmpty)
            #expect(run.notices.contains("invalid value '\(statement)' for '--format-of'"))
            let isKnown = statement == "other.txt=csv"
            #expect(run.notices.contains(isKnown ? "one of the files named" : "clixml, json, ldif, csv"))
        }
    }
}

@Suite("Photos, wherever they stand")
struct PhotoFormTests {
    /// A JPEG of 1,234 bytes, 96 by 64 pixels.
    static let photo: [UInt8] = {
        let head: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
            + [0xFF, 0xC0, 0, 17, 8, 0, 64, 0, 96, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
        return head + [UInt8](repeating: 0x5A, count: 1234 - head.count - 2) + [0xFF, 0xD9]
    }()

    private static let base64 = Base64Text.encode(photo, lineBreak: "")
    private static let hex = photo.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()

    private static func csv(_ photo: String) -> [UInt8] {
        Array(
            "UserPrincipalName,SamAccountName,DistinguishedName,thumbnailPhoto\r\nanna@contoso.example,anna,\"CN=Anna,DC=contoso,DC=example\",\(photo)\r\n"
                .utf8)
    }

    static let forms: [(name: String, bytes: [UInt8])] = [
        ("photo.jpg", photo), ("base64.csv", csv(base64)), ("hex.csv", csv(hex)),
        ("0x.csv", csv("0x" + hex.uppercased())),
        ("csvde.csv", csv("X'\(hex)'")),
        (
            "anna.ldf",
            Array(
                "dn: CN=Anna,DC=contoso,DC=example\nobjectClass: user\nsAMAccountName: anna\nthumbnailPhoto:: \(Base64Text.encode(photo, lineBreak: "\n "))\n\n"
                    .utf8)
        ),
        (
            "numbers.json",
            Array(
                "{\"DistinguishedName\":\"CN=Anna,DC=contoso,DC=example\",\"SamAccountName\":\"anna\",\"thumbnailPhoto\":[\(photo.map(String.init).joined(separator: ","))]}"
                    .utf8)
        ),
        (
            "bytes.xml",
            Array(
                "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><TN RefId=\"0\"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props><S N=\"SamAccountName\">anna</S><BA N=\"thumbnailPhoto\">\(base64)</BA></Props></Obj></Objs>"
                    .utf8)
        ),
        (
            "mail.eml",
            Array(
                "From: anna@contoso.example\r\nMessage-ID: <1@contoso.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename=anna.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n\(Base64Text.encode(photo))\r\n--b--\r\n"
                    .utf8)
        ),
        // A quoted base64 text: its length is not the size.
        ("quoted.txt", Array("thumbnailPhoto : \(base64)\n\nthe text has \(base64.utf8.count) characters\n".utf8)),
    ]

    @Test(arguments: forms.map(\.name))
    func sizeFormatPixelsAndDigestAreThePictures(name: String) throws {
        let form = try #require(Self.forms.first { $0.name == name })
        try Fixture.withFolder { folder in
            try Data(form.bytes).write(to: folder.appendingPathComponent(name))
            let facts = try ProgramRun(["facts", "--format", "json", name], in: folder).jsonLines()
            let fields = facts.compactMap { $0["fields"] as? [String: Any] }
            // A file says it in fields of its own, an attribute in one.
            var found = fields.compactMap { $0["thumbnailPhoto"] as? [String: Any] }
            for file in fields where file["sha256"] != nil {
                found.append(file.merging(["bytes": (file["Length"] as? [String: Any])?["bytes"] ?? 0]) { $1 })
            }
            try #require(found.count == 1)
            #expect(found[0]["bytes"] as? Int == 1234)
            #expect(found[0]["format"] as? String == "jpeg")
            #expect(found[0]["width"] as? Int == 96)
            #expect(found[0]["height"] as? Int == 64)
            // One digest for all: the same picture, wherever it stands.
            #expect(found[0]["sha256"] as? String == "81fd7c124de2a7dff77db78469c3c437cda1755650f8609a8ed061fc501a57aa")
        }
    }
}

@Suite("One cause of many people")
struct ManyPeopleTests {
    private static let sizes = [10_500, 30_000, 20_000, 15_000, 50_000]
    private static let worstFirst = [4, 1, 2, 3, 0].map { "u\($0)@contoso.example" }

    private static let dump: String = {
        var text = "UserPrincipalName,SamAccountName,DistinguishedName,thumbnailPhoto\r\n"
        for (number, size) in sizes.enumerated() {
            text +=
                "u\(number)@contoso.example,u\(number),\"CN=U\(number),DC=contoso,DC=example\",ffd8ffe0"
                + String(repeating: "5a", count: size - 4) + "\r\n"
        }
        return text
    }()

    private func run(_ format: String, _ more: [String] = []) throws -> ProgramRun {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Self.dump, "people.csv", in: folder)
            return try ProgramRun(
                ["--format", format, "--as-of", "2026-11-23"] + more + ["people.csv"], in: folder)
        }
    }

    @Test func isOneFindingWithTheListWorstFirst() throws {
        let findings = try run("json").json()["findings"] as? [[String: Any]] ?? []
        #expect(findings.count == 1)
        #expect(findings.first?["subjectCount"] as? Int == 5)
        let subjects = findings.first?["subjects"] as? [[String: Any]] ?? []
        #expect(subjects.compactMap { $0["id"] as? String } == Self.worstFirst)
    }

    @Test(arguments: ["html", "markdown", "csv", "sarif", "junit", "reply", "fix"])
    func everyFormatNamesAllOfThemInOrder(format: String) throws {
        let output = try run(format).output
        let places = Self.worstFirst.compactMap { output.range(of: $0)?.lowerBound }
        #expect(places.count == 5)
        #expect(places == places.sorted())
    }

    @Test func theTerminalCountsThemAndShowsTheWorst() throws {
        let output = try run("text").output
        #expect(output.hasPrefix("Cause found, high confidence: RC01 for 5 people"))
        #expect(output.contains("2 more people with --explain"))
        let all = try run("text", ["--explain"]).output
        for person in Self.worstFirst { #expect(all.contains(person)) }
    }
}
