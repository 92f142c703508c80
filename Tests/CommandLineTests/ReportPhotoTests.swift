import Foundation
import Testing
import TriageTestSupport

/// The measured photo stands in the page, byte for byte, whatever way it was sent in; and never in a redacted one.
@Suite struct ReportPhotoTests {
    /// A JPEG by its first bytes and its frame, with content nobody else has.
    static let photo: [UInt8] = {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
        bytes += [0xFF, 0xC0, 0, 17, 8, 0, 96, 0, 96, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
        var random = SeededRandom(seed: 11)
        bytes += (0..<900).map { _ in UInt8.random(in: 1...250, using: &random) }
        return bytes + [0xFF, 0xD9]
    }()

    struct Way: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var testDescription: String { name }
    }

    private static var base64: String { Data(photo).base64EncodedString() }

    static let ways: [Way] = {
        let clixml = """
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
              <Obj RefId="0">
                <TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADUser</T><T>System.Object</T></TN>
                <Props>
                  <S N="UserPrincipalName">anna.keller@contoso.example</S>
                  <BA N="thumbnailPhoto">\(base64)</BA>
                </Props>
              </Obj>
            </Objs>
            """
        let numbers = photo.map { "\($0)" }.joined(separator: ",")
        let json = """
            {"ObjectClass":"user","UserPrincipalName":"anna.keller@contoso.example","thumbnailPhoto":[\(numbers)]}
            """
        let ldif = """
            dn: CN=Anna Keller,OU=Staff,DC=contoso,DC=example
            objectClass: user
            userPrincipalName: anna.keller@contoso.example
            thumbnailPhoto:: \(base64)

            """
        let hex = photo.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        let csv =
            "DN,objectClass,userPrincipalName,thumbnailPhoto\n"
            + "\"CN=Anna Keller,OU=Staff,DC=contoso,DC=example\",user,anna.keller@contoso.example,X'\(hex)'\n"
        let mail = """
            From: Anna Keller <anna.keller@contoso.example>
            Subject: my photo does not show in Outlook
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            My new photo does not show in Outlook.
            --b
            Content-Type: image/jpeg
            Content-Disposition: attachment; filename=anna.jpg
            Content-Transfer-Encoding: base64

            \(base64)
            --b--

            """
        return [
            Way(name: "users.clixml", bytes: Array(clixml.utf8)), Way(name: "user.json", bytes: Array(json.utf8)),
            Way(name: "export.ldf", bytes: Array(ldif.utf8)), Way(name: "csvde.csv", bytes: Array(csv.utf8)),
            Way(name: "mail.eml", bytes: Array(mail.utf8)),
            Way(
                name: "ticket.zip",
                bytes: ArchiveWriter.zip([
                    .init("mail.txt", Array("The photo does not show in Outlook.\n".utf8)),
                    .init("anna.jpg", photo),
                ])),
            Way(
                name: "inner.zip",
                bytes: ArchiveWriter.zip([.init("users.clixml", Array(clixml.utf8))])),
        ]
    }()

    @Test(arguments: ways) func thePageShowsTheMeasuredPhoto(_ way: Way) throws {
        try Fixture.withFolder { folder in
            let file = folder.appendingPathComponent(way.name)
            try Data(way.bytes).write(to: file)
            let page = try ProgramRun(["-f", "html", "--as-of", "2026-11-23", file.path]).output
            #expect(page.contains("data:image/jpeg;base64,\(Self.base64)\""))
            #expect(page.contains("img-src data:"))
        }
    }

    @Test(arguments: ways) func noRedactedPageShowsAPhoto(_ way: Way) throws {
        try Fixture.withFolder { folder in
            let file = folder.appendingPathComponent(way.name)
            try Data(way.bytes).write(to: file)
            for words in [["-f", "html"], ["-f", "json"], ["-f", "sarif"], ["facts", "--format", "json"]] {
                let output = try ProgramRun(
                    words
                        + ["--redact", "--as-of", "2026-11-23", file.path].filter {
                            words[0] != "facts" || !["--as-of", "2026-11-23"].contains($0)
                        }
                ).output
                #expect(!output.contains("data:image"))
                // Nothing of the content, in any writing; the header tells format and pixels alone.
                let tail = Self.photo.dropFirst(60)
                #expect(!output.contains(Data(tail.prefix(30)).base64EncodedString()))
                #expect(!output.contains(tail.prefix(12).map { "\($0)" }.joined(separator: ",")))
            }
            let redacted = folder.appendingPathComponent("out")
            _ = try ProgramRun(["redact", file.path, "--output", redacted.path + "/"])
            for name in try FileManager.default.contentsOfDirectory(atPath: redacted.path) {
                let bytes = try Data(contentsOf: redacted.appendingPathComponent(name))
                #expect(bytes.range(of: Data(Self.photo[60..<90])) == nil, "\(name)")
            }
            let reports = folder.appendingPathComponent("reports").path
            _ = try ProgramRun(["batch", file.path, "--redact", "--reports", reports, "--archives", "ticket"])
            let names = try FileManager.default.contentsOfDirectory(atPath: reports)
            #expect(names.count == 1)
            for name in names {
                let page = try String(contentsOfFile: reports + "/" + name, encoding: .utf8)
                #expect(!page.contains("data:image"))
            }
        }
    }
}
