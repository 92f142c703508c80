import Testing
import TriageXML

struct XMLTreeTests {
    private func tree(_ text: String) throws -> XMLTree { try XMLTree(parsing: Array(text.utf8)) }

    @Test func keepsMixedContentInOrder() throws {
        let root = try tree("<text xmlns='urn:x'>one <code>two</code> three<b/></text>").root
        #expect(root.name == "text")
        #expect(root.namespace == "urn:x")
        #expect(root.text == "one two three")
        #expect(root.ownText == "one  three")
        #expect(root.elements.map(\.name) == ["code", "b"])
        #expect(root.first("code")?.text == "two")
        #expect(root.children.count == 4)
    }

    @Test func knowsTheLineOfEveryElementEvenWhenATagTakesSeveral() throws {
        let root = try tree("<a>\n  <b\n    c='1'\n    d='2'/>\r\n  <e>\n</e></a>").root
        #expect(root.elements.map(\.line) == [2, 5])
        #expect(root.elements.map(\.offset) == [6, 34])
        #expect(root.elements[0]["d"] == "2")
        #expect(root.elements[0]["x"] == nil)
    }

    @Test func joinsTextAcrossCommentsAndSections() throws {
        let root = try tree("<a>x<!-- y -->z<![CDATA[<&>]]></a>").root
        #expect(root.children.count == 1)
        #expect(root.text == "xz<&>")
    }

    @Test func hasLimitsForFilesWrittenByHand() {
        #expect(throws: XMLFault(code: .limitDepth, line: 1, offset: 192, detail: "elements are nested deeper than 64"))
        {
            try tree(String(repeating: "<a>", count: 100))
        }
    }
}
