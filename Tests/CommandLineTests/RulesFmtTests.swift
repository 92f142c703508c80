import Foundation
import Testing
import TriageTestSupport

@Suite("rules fmt")
struct RulesFmtTests {
    private let untidy = "<rule  id='x'>\n<title>One  two</title>\n      <when> <field name='a'/> </when></rule>"
    private let tidy = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rule id="x">
          <title>One  two</title>
          <when><field name="a"/></when>
        </rule>

        """

    @Test func theRulesOfTheRepositoryAreLaidOut() throws {
        let run = try ProgramRun(["rules", "fmt", "--check", "--rules", PackageRoot.file("rules").path])
        #expect(run.code == 0, "\(run.output)\(run.notices)")
        #expect(run.output.isEmpty)
    }

    @Test func checkNamesWhatWouldChangeAndWritesNothing() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(untidy, "x.xml", in: folder)
            let run = try ProgramRun(["rules", "fmt", "--check", file])
            #expect(run.code == 1)
            #expect(run.output == file + "\n")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == untidy)
        }
    }

    @Test func filesOfAFolderAreWrittenInPlace() throws {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(untidy, "x.xml", in: folder)
            let other = try Fixture.write("<a>", "notes.txt", in: folder)
            let run = try ProgramRun(["rules", "fmt", folder.path])
            #expect(run.code == 0, "\(run.notices)")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == tidy)
            #expect(try String(contentsOfFile: other, encoding: .utf8) == "<a>")
            let again = try ProgramRun(["rules", "fmt", folder.path])
            #expect(again.code == 0)
            #expect(again.output.isEmpty)
        }
    }

    @Test func aBrokenFileIsNamedWithItsLineAndLeftAlone() throws {
        try Fixture.withFolder { folder in
            let broken = try Fixture.write("<rule>\n<title></rule>", "a.xml", in: folder)
            let file = try Fixture.write(untidy, "b.xml", in: folder)
            let run = try ProgramRun(["rules", "fmt", folder.path])
            #expect(run.code == 65)
            #expect(run.notices.contains("a.xml:2:"))
            #expect(try String(contentsOfFile: broken, encoding: .utf8) == "<rule>\n<title></rule>")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == tidy, "the others are still laid out")
        }
    }

    @Test func theBuiltInRulesCannotBeWritten() throws {
        let run = try ProgramRun(["rules", "fmt"])
        #expect(run.code == 64)
        #expect(run.notices.contains("built-in"))
    }
}
