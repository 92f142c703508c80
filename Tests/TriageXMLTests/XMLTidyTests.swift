import Testing
import TriageXML

@Suite("Files written by hand are laid out in one way")
struct XMLTidyTests {
    private func tidied(_ text: String) throws -> String {
        String(decoding: try XMLTidy.tidied(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        arguments: [
            // Depth, quotes, blanks between attributes, the declaration, the end of the last line.
            ("<a  x = '1'   y='\"'>\n<b></b>\n\t<c/></a>", "<a x=\"1\" y=\"&quot;\">\n  <b/>\n  <c/>\n</a>\n"),
            // What stands on one line stays there; as soon as one is below, all are.
            ("<a> <b/> <c/> </a>", "<a><b/><c/></a>\n"),
            ("<a><b/> <c/>\n<d/></a>", "<a>\n  <b/><c/>\n  <d/>\n</a>\n"),
            ("<a>\n<b/> <c/>\n<d/></a>", "<a>\n  <b/><c/>\n  <d/>\n</a>\n"),
            ("<a><b/><c/>\n</a>", "<a>\n  <b/><c/>\n</a>\n"),
            // One empty line of many, none at the ends.
            ("<a>\n\n<b/>\n\n\n<c/>\n\n</a>", "<a>\n  <b/>\n\n  <c/>\n</a>\n"),
            // Comments stay, behind what they are about or before it.
            (
                "<a>\n<b/>   <!-- why -->\n<!-- c -->\n<c/></a>",
                "<a>\n  <b/> <!-- why -->\n  <!-- c -->\n  <c/>\n</a>\n"
            ),
            // Texts, mixed content, CDATA, preserved blanks and CRLF.
            ("<a>\n <b> one\n  <c/>  two </b>\n</a>", "<a>\n  <b> one\n  <c/>  two </b>\n</a>\n"),
            ("<a>\r\n<b><![CDATA[ <x> & \n]]></b></a>", "<a>\n  <b><![CDATA[ <x> & \n]]></b>\n</a>\n"),
            ("<a><b xml:space='preserve'>\n <c/> </b></a>", "<a><b xml:space=\"preserve\">\n <c/> </b></a>\n"),
            (
                "<p:a xmlns:p='urn:p'>\n<p:b q='ü &gt; &#10;'/></p:a>",
                "<p:a xmlns:p=\"urn:p\">\n  <p:b q=\"ü &gt; &#10;\"/>\n</p:a>\n"
            ),
        ])
    func laysOut(written: String, expected: String) throws {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + expected
        #expect(try tidied(written) == declared)
        #expect(try tidied(declared) == declared, "a second time changes nothing")
    }

    @Test(arguments: ["", "<a>", "<a/><b/>", "<!DOCTYPE a><a/>", "<a b='&x;'/>"])
    func refusesWhatIsNotInOrder(written: String) {
        #expect(throws: XMLFault.self) { try tidied(written) }
    }
}
