import Foundation
import Testing
import TriageTestSupport

/// What is refused: with a clear error, in bounded time, and with the rest of the case diagnosed.
@Suite("Inputs that are refused on the command line", .serialized)
struct RefusedInputTests {
    /// Runs the program on a file beside a ticket that has a cause; the ticket must be diagnosed all the same.
    private func refused(_ name: String, _ bytes: [UInt8]) throws -> (codes: [String], run: ProgramRun) {
        try Fixture.withFolder { folder in
            let ticket = try Fixture.write(Fixture.photo413, "ticket.txt", in: folder)
            let file = folder.appendingPathComponent(name)
            try Data(bytes).write(to: file)
            let clock = ContinuousClock()
            var run: ProgramRun?
            let time = try clock.measure {
                run = try ProgramRun(
                    [ticket, file.path, "--format", "json", "--as-of", "2021-03-12"], bounds: Self.bounds)
            }
            let done = try #require(run)
            // Generous: the machine may be busy. What is not bounded takes minutes.
            #expect(time < .seconds(60))
            let json = try done.json()
            #expect(json["verdict"] as? String == "cause")
            let errors = json["errors"] as? [[String: Any]] ?? []
            #expect(errors.allSatisfy { ($0["message"] as? String)?.isEmpty == false })
            return (errors.compactMap { $0["code"] as? String }, done)
        }
    }

    /// A gigabyte of addresses, the program and its patterns included, and a minute of processor time.
    private static let bounds = "ulimit -v 1200000; ulimit -t 60"

    private static let declaration = "<?xml version=\"1.0\"?>\n"

    @Test(arguments: [
        // The billion laughs, an external entity, an external parameter entity, an external subset, an unknown root.
        "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<Objs><S>&b;</S></Objs>",
        "<!DOCTYPE Objs [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Objs><S>&x;</S></Objs>",
        "<!DOCTYPE Objects [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>\n<Objects/>",
        "<!DOCTYPE dsml SYSTEM \"http://127.0.0.1:9/x.dtd\">\n<dsml/>",
        "<!DOCTYPE anything>\n<anything>words</anything>",
    ])
    func everyDoctype(text: String) throws {
        for text in [text, Self.declaration + text] {
            let (codes, run) = try refused("dump.xml", Array(text.utf8))
            #expect(codes.count == 1 && codes[0].hasSuffix("doctype-refused"), "\(codes)")
            #expect(run.code == 2)
            #expect(!run.output.contains("root:"))
        }
    }

    @Test(arguments: [
        ("<Objs Version=\"1.1.0.1\">", "<Obj RefId=\"0\">", "clixml-limit-depth"),
        ("<Objects>", "<Object Type=\"x\">", "xml-limit-depth"), ("", "[", "limit-depth"),
        ("", "{\"a\":", "limit-depth"),
        ("{\"value\":[{\"id\":\"x\",\"a\":", "[", "limit-depth"),
    ])
    func nestingOf300000Levels(head: String, unit: String, code: String) throws {
        let (codes, run) = try refused("deep.txt", Array((head + String(repeating: unit, count: 300_000)).utf8))
        #expect(codes == [code])
        #expect(run.code == 2)
    }

    @Test func attributesOf50Megabytes() throws {
        let value = [UInt8](repeating: 0x78, count: 50_000_000)
        let (codes, run) = try refused(
            "wide.xml", Array("<Objs Version=\"".utf8) + value + Array("\"><S>a</S></Objs>".utf8))
        #expect(codes == ["clixml-limit-markup"])
        #expect(run.code == 2)
    }

    @Test func aBomb() throws {
        // Zeros pack a thousandfold; more than 64 MiB and more than a hundred for one is refused.
        let (codes, run) = try refused("bomb.gz", ArchiveWriter.bomb(Array("words".utf8), zeros: 300 << 20))
        #expect(!codes.isEmpty && codes.allSatisfy { $0 == "limit-bytes" })
        #expect(run.code == 2)
    }

    @Test func pathsThatLeadOutOfAnArchive() throws {
        let zip = ArchiveWriter.zip([
            .init("../evil.txt", Array("x".utf8)), .init("fine.txt", Array("words".utf8)),
            .init("link", Array("/etc/passwd".utf8), mode: 0o120777),
        ])
        let (codes, run) = try refused("up.zip", zip)
        #expect(codes == ["unsafe-path", "link"])
        #expect(run.output.contains("up.zip!fine.txt"))
        #expect(run.code == 2)
    }

    @Test func aFileOf4GigabytesOfHoles() throws {
        try Fixture.withFolder { folder in
            let file = folder.appendingPathComponent("sparse.txt")
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 4 << 30)
            try handle.close()
            let run = try ProgramRun([file.path, "--format", "json"], bounds: Self.bounds)
            #expect(run.code == 2)
            let errors = try run.json()["errors"] as? [[String: Any]]
            #expect(errors?.compactMap { $0["code"] as? String } == ["too-large"])
        }
    }
}
