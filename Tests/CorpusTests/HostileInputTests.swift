import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What strangers send must not crash the program, hang it, or cost more than its size.
@Suite("Hostile inputs", .serialized)
struct HostileInputTests {
    @Test(arguments: HostileInput.all)
    func theTimeGrowsNoFasterThanTheSize(hostile: HostileInput) throws {
        // The second of two runs counts: the first one pays for tables that are built once.
        _ = try CaseTriage.diagnose([SampleInput(name: "warm.txt", bytes: hostile.make(hostile.size / 8))])
        let small = hostile.make(hostile.size)
        let large = hostile.make(hostile.size * 2)
        let once = try Self.work { _ = try CaseTriage.diagnose([SampleInput(name: "once.txt", bytes: small)]) }
        let twice = try Self.work { _ = try CaseTriage.diagnose([SampleInput(name: "twice.txt", bytes: large)]) }
        #expect(twice < once * 4 + 0.05, "\(once) s for \(small.count) bytes, \(twice) s for twice as many")
    }

    /// Seconds of processor time of this thread, the better of two runs: what else the machine does is not counted.
    private static func work(_ body: () throws -> Void) throws -> Double {
        try min(ProcessorTime.seconds(of: body), ProcessorTime.seconds(of: body))
    }

    @Test(arguments: HostileInput.all.filter { $0.bigSize > 0 })
    func theBigOneIsReadAndNamesNoCause(hostile: HostileInput) throws {
        let evidence = try CaseTriage.read([SampleInput(name: "big.txt", bytes: hostile.make(hostile.bigSize))])
        #expect(evidence.sources.count == 1)
        let diagnosis = try CaseTriage.diagnose([SampleInput(name: "big.txt", bytes: hostile.make(hostile.size))])
        #expect(diagnosis.findings.map(\.rule) == [])
    }

    @Test func aTicketCutAnywhereIsStillRead() throws {
        for ticket in Samples.tickets {
            for (number, input) in ticket.inputs.enumerated() {
                let step = max(1, input.bytes.count / 100)
                for end in stride(from: 0, to: input.bytes.count, by: step) {
                    var inputs = ticket.inputs
                    inputs[number].bytes = Array(input.bytes[..<end])
                    let evidence = try CaseTriage.read(inputs)
                    #expect(
                        evidence.sources.count + evidence.problems.count >= inputs.count, "\(ticket.name) at \(end)")
                }
            }
        }
    }

    @Test func randomBytesAreReadAndNameNoCause() throws {
        var random = SeededRandom(seed: 413)
        for length in [0, 1, 2, 3, 7, 100, 4_096, 65_536] {
            for _ in 0..<8 {
                let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                let diagnosis = try CaseTriage.diagnose([SampleInput(name: "noise.bin", bytes: bytes)])
                #expect(diagnosis.findings.map(\.rule) == [])
            }
        }
    }

    @Test func aHundredThousandRegionsAreRead() throws {
        let bytes = Array(String(repeating: "A word.\n\nName : x\n\n", count: 50_000).utf8)
        let evidence = try CaseTriage.read([SampleInput(name: "regions.txt", bytes: bytes)])
        #expect(evidence.regions.count >= 100_000)
        #expect(SpanCheck.faults(in: evidence).prefix(3) == [])
    }
}

/// A generator of inputs of about a wanted size.
struct HostileInput: Sendable, CustomStringConvertible {
    var description: String
    /// Bytes for the measured run.
    var size = 24_000
    /// Bytes for the run that only has to end; 0 = none.
    var bigSize = 0
    var make: @Sendable (Int) -> [UInt8]

    private static func repeated(_ text: String) -> @Sendable (Int) -> [UInt8] {
        let unit = Array(text.utf8)
        return { size in Array(repeatElement(unit, count: max(1, size / unit.count)).joined()) }
    }

    static let regions = HostileInput(
        description: "regions without end",
        make: repeated("A word.\n\nName : x\n\nGet-X : y\n+ CategoryInfo : z\n\n"))

    static let all: [HostileInput] = [
        HostileInput(description: "one line", bigSize: 5_000_000, make: repeated("Set-UserPhoto thumbnailPhoto 41 ")),
        HostileInput(description: "one word", bigSize: 5_000_000, make: repeated("abcdefghij")),
        HostileInput(description: "NUL bytes", bigSize: 1_000_000, make: repeated("\u{0}")),
        HostileInput(description: "NUL after every letter", make: repeated("a\u{0}b\u{0}\n\u{0}")),
        regions,
        HostileInput(description: "squiggles", bigSize: 1_000_000, make: repeated("+ ~~~~\n")),
        HostileInput(description: "squiggles in one line", make: repeated("+ ~~~~ ")),
        HostileInput(description: "empty lines", make: repeated("\n")),
        HostileInput(description: "carriage returns", make: repeated("\r")),
        HostileInput(description: "quote marks", make: repeated("> > > ")),
        HostileInput(
            description: "ever deeper quotes",
            make: { size in
                var bytes: [UInt8] = []
                var depth = 1
                while bytes.count < size {
                    bytes += Array(repeating: 0x3E, count: depth) + Array(" x\n".utf8)
                    depth += 1
                }
                return bytes
            }),
        HostileInput(description: "escapes", make: repeated("\u{1B}[31;1m")),
        HostileInput(description: "unended escape", make: repeated("\u{1B}]0;")),
        HostileInput(description: "braces", make: repeated("{")),
        HostileInput(description: "JSON arrays", make: repeated("[")),
        HostileInput(description: "JSON errors", make: repeated("{\"error\":{\"code\":\"x\",\"innerError\":")),
        HostileInput(description: "XML elements", make: repeated("<Obj RefId=\"0\">")),
        HostileInput(
            description: "CLIXML unended",
            make: { size in
                Array("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">".utf8)
                    + repeated("<Obj RefId=\"0\"><LST>")(size)
            }),
        HostileInput(description: "CLIXML documents without end", make: repeated("<Objs Version=\"1.1\">\n<S>x\n")),
        HostileInput(
            description: "CLIXML documents without end, on one line", make: repeated("<Objs Version=\"1.1\">x")),
        HostileInput(description: "CLIXML documents", make: repeated("<Objs Version=\"1.1\"><S>x</S></Objs>")),
        HostileInput(description: "CLIXML values", bigSize: 1_000_000, make: repeated("<S>x</S>\n")),
        HostileInput(description: "strings of streams", make: repeated("<S S=\"Error\">x_x000A_</S>\n")),
        HostileInput(description: "HTML pages", bigSize: 1_000_000, make: repeated("<html><p>x\n")),
        HostileInput(description: "HTML tables", bigSize: 1_000_000, make: repeated("<table><tr><td>\n")),
        HostileInput(
            description: "HTML rows", bigSize: 1_000_000,
            make: { size in Array("<table>\n".utf8) + repeated("<tr><td>a</td><td>b</td></tr>\n")(size) }),
        HostileInput(
            description: "HTML end tags", make: { size in Array("<html>".utf8) + repeated("</p></div></td>\n")(size) }),
        HostileInput(
            description: "HTML references", bigSize: 1_000_000,
            make: { size in Array("<html>".utf8) + repeated("&nbsp;&amp;&#1;&x ")(size) }),
        HostileInput(
            description: "HTML comments", make: { size in Array("<html>".utf8) + repeated("<!-- x <!")(size) }),
        HostileInput(description: "XML roots", make: repeated("<Objects><Object Type=\"x\">\n")),
        HostileInput(description: "XML roots apart", make: repeated("<dsml>\n\nx\n")),
        HostileInput(description: "XML declarations", make: repeated("<?xml version=\"1.0\"?>\n")),
        HostileInput(description: "XML comments", make: repeated("<!-- \n")),
        HostileInput(description: "DOCTYPEs", make: repeated("<!DOCTYPE Objs [<!ENTITY a \"b\">]>\n")),
        HostileInput(description: "registry keys", make: repeated("HKEY_CURRENT_USER\\a\n    b    REG_SZ    c\n")),
        HostileInput(description: "event labels", make: repeated("Log Name: a\nSource: b\nEvent ID: 1\n")),
        HostileInput(description: "LDIF entries", bigSize: 1_000_000, make: repeated("dn: a=b\nc: d\n\n")),
        HostileInput(description: "LDIF results", make: repeated("search: 2\nresult: 32 x\n")),
        HostileInput(
            description: "broken headings", make: repeated("Name Val\n     ue\n---- ---\na    b\n")),
        HostileInput(
            description: "JSON strings with documents", make: repeated("\"<Objs x=\\\"1\\\"><S>x</S></Objs>\"\n")),
        HostileInput(description: "quoted headings", make: repeated("\"a\",\"b\"\n")),
        HostileInput(description: "labels", make: repeated("+ CategoryInfo : (\n")),
        HostileInput(description: "error ids", make: repeated("+ FullyQualifiedErrorId : [Server=x,\n")),
        HostileInput(description: "headers of errors", make: repeated("Set-UserPhoto : Error on proxy command '\n")),
        HostileInput(
            description: "proxy commands in one line", make: repeated("Error on proxy command 'Set-X -A:'b' to server ")
        ),
        HostileInput(description: "list lines", make: repeated("Name : value\n")),
        HostileInput(
            description: "list continuations",
            make: repeated("Name                : value\n                      more\n")),
        HostileInput(description: "unended list in braces", make: repeated("Name : {1, 2, 3,\n       4, 5,\n")),
        HostileInput(description: "table rules", make: repeated("---- ---- ----\n")),
        HostileInput(description: "prompts", make: repeated("PS C:\\> \n")),
        HostileInput(description: "continued prompts", make: repeated("PS C:\\> Set-X `\n>> ")),
        HostileInput(description: "echoed commands", make: repeated("t        Set-UserPhoto -Identity 'a' -Pic\n")),
        HostileInput(
            description: "transcript starts", make: repeated("**********************\nPowerShell transcript start\n")),
        HostileInput(description: "stars", make: repeated("**********************\n")),
        HostileInput(description: "code fences", make: repeated("```\n")),
        HostileInput(description: "mail headers", make: repeated("From: a@contoso.example\nSubject: photo\n\n")),
        HostileInput(description: "concise views", make: repeated("Set-X: \nLine |\n   1 |  x\n     |  ~\n     | y\n")),
        HostileInput(description: "base64", make: repeated("thumbnailPhoto:: /9j/4AAQSkZJRgABAQEAYABgAAD\n ")),
        HostileInput(
            description: "people",
            make: { size in
                var bytes: [UInt8] = []
                var number = 0
                while bytes.count < size {
                    bytes += Array(
                        "UserPrincipalName : p\(number)@contoso.example\nthumbnailPhoto : {255, 216, 255, 224...}\n\n"
                            .utf8)
                    number += 1
                }
                return bytes
            }),
    ]
}
