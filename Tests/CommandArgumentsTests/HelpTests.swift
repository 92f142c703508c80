import CommandArguments
import Testing
import TriageTestSupport

@Suite("Help")
struct HelpTests {
    @Test(
        arguments: [
            ("pack", []), ("add", ["add"]), ("send", ["send"]), ("label", ["label"]),
            ("label-print", ["label", "print"]),
        ] as [(String, [String])])
    func isAsWritten(name: String, path: [String]) throws {
        let text = try Sample.print(path + ["--help"])
        Golden.check(text, named: "help-\(name).txt")
        #expect(try Sample.print(["help"] + path) == text)
        #expect(try Sample.print(path + ["-h"]) == text)
        #expect(try Sample.print(["--help"] + path) == text)
    }

    @Test(arguments: [40, 60, 80, 120])
    func fitsTheWidth(width: Int) throws {
        let parser = CommandParser(Sample.program, version: "1", width: width)
        for words in [["--help"], ["help", "send"], ["help", "label"]] {
            guard case .print(let text) = try parser.parse(words) else { throw Sample.Unexpected() }
            // A word that is longer than its column cannot be broken.
            let tooWide = text.split(separator: "\n").filter { $0.count > width && $0.drop { $0 == " " }.contains(" ") }
            #expect(tooWide.map { String($0) } == [])
        }
    }

    @Test(arguments: [["-qh"], ["--zzz", "--help"], ["--output", "-h"], ["a", "--style=nonsense", "--help"]])
    func isGivenWhateverElseIsWrong(words: [String]) throws {
        #expect(try Sample.print(words).contains("USAGE: pack"))
    }

    @Test func isNotAskedForBehindTheTerminator() throws {
        #expect(try Sample.run(["--", "--help", "-h"]).values(of: .files) == ["--help", "-h"])
    }

    @Test func hidesWhatIsHidden() throws {
        let texts = try [["--help"], ["send", "--help"], ["--generate-man-page"]].map(Sample.print)
        for text in texts {
            #expect(!text.contains("slip"))
            #expect(!text.contains("secret"))
        }
    }

    @Test func printsTheVersion() throws {
        #expect(try Sample.print(["--version"]) == "pack 2.5\n")
        #expect(try Sample.print(["send", "--version"]) == "pack 2.5\n")
    }
}
