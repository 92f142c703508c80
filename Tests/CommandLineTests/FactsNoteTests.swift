import Foundation
import Testing
import TriageTestSupport

/// What `facts` says on standard error of that which could not be read.
@Suite("Notes of facts")
struct FactsNoteTests {
    private func notes(_ text: String, _ options: [String] = []) throws -> (text: String, code: Int32) {
        try Fixture.withFolder { folder in
            let file = try Fixture.write(text, "input", in: folder)
            let run = try ProgramRun(["facts"] + options + [file])
            return (run.notices.replacingOccurrences(of: folder.path + "/", with: ""), run.code)
        }
    }

    @Test(arguments: [
        ("{\"SamAccountName\": \"ines\",\n \"Enabled\": true, \"mail\": \"in", "input:2:"),
        ("{\"SamAccountName\": \"ines\",\n \"mail\": ines, \"Enabled\": true }", "input:2:13: "),
        ("<Objects><Object Type=\"a.b\">\n<Property Name=\"c\">d", "input:2:"),
        ("words\n<batchResponse/>\n", "input:2:1: "),
    ])
    func sayWhatAndWhere(text: String, place: String) throws {
        let said = try notes(text)
        #expect(said.text.hasPrefix("kbtriage facts: \(place)"), "\(said.text)")
        #expect(said.code == 0)
        #expect(try notes(text, ["--quiet"]).text == "")
    }

    @Test func areSaidOfWholeInputsAlsoWhenQuiet() throws {
        let said = try notes("%PDF-1.7\n\u{1}\n", ["--quiet"])
        #expect(said.text.contains("PDF"))
        #expect(said.code == 2)
    }

    @Test func areNoneWhereAllWasRead() throws {
        #expect(try notes("SamAccountName : ines\nEnabled : True\n").text == "")
    }
}
