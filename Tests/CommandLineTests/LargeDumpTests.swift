import Foundation
import Testing
import TriageTestSupport

@Suite("Dumps of a megabyte and more on the command line", .serialized)
struct LargeDumpTests {
    private static let open = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n"
    private static let filler = String(repeating: "filler ", count: 60)

    private static func user(_ number: Int, _ more: String = "") -> String {
        "<Obj RefId=\"\(number)\"><TN RefId=\"\(number)\"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props><S N=\"SamAccountName\">u\(number)</S><S N=\"Notes\">\(filler)</S>\(more)</Props></Obj>\n"
    }

    private func run(_ name: String, _ text: String, _ arguments: [String]) throws -> ProgramRun {
        #expect(text.utf8.count > 1 << 20)
        return try Fixture.withFolder { folder in
            _ = try Fixture.write(text, name, in: folder)
            return try ProgramRun(arguments + [name], in: folder)
        }
    }

    @Test func severalDocumentsInOneFileAreAllRead() throws {
        let one = Self.open + (0..<1300).map { Self.user($0) }.joined() + "</Objs>\n"
        let facts = try run("two.clixml", one + one, ["facts", "--format", "json"]).jsonLines()
        #expect(facts.count { $0["kind"] as? String == "directory-user" } == 2600)
    }

    @Test func aLargeArrayIsAllRead() throws {
        let objects = (0..<2600).map {
            "{\"SamAccountName\":\"u\($0)\",\"DistinguishedName\":\"CN=u\($0),DC=contoso\",\"Notes\":\"\(Self.filler)\"}"
        }
        let run = try run(
            "users.json", "[\n" + objects.joined(separator: ",\n") + "\n]\n", ["facts", "--format", "json"])
        #expect(run.code == 0)
        #expect(try run.jsonLines().count == 2600)
    }

    @Test func secretsOfADumpReadInOnePassAreMasked() throws {
        let secret = "Winter2026-Sommer!"
        let more = "<S N=\"Password\">\(secret)</S><SS N=\"Secure\">01000000d08c9ddf0115d1118c7a</SS>"
        let text = Self.open + (0..<2600).map { Self.user($0, $0 == 7 ? more : "") }.joined() + "</Objs>\n"
        for arguments in [
            ["facts"], ["facts", "--format", "json"], ["diagnose", "--format", "json"], ["facts", "--raw"],
        ] {
            let run = try run("users.clixml", text, arguments)
            #expect(!run.output.contains("01000000d08c9d"), "\(arguments)")
            if arguments != ["facts", "--raw"] { #expect(!run.output.contains(secret), "\(arguments)") }
        }
    }
}
