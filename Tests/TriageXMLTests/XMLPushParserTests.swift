import Testing

@testable import TriageXML

struct XMLPushParserTests {
    static let documents = [
        "<a/>", "<a></a>", "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<a>x</a>", "\u{FEFF}<a>\r\n  <b/>\r\n</a>",
        "<a b='1' c=\"2 > 1\">x > y<b\n  d='Größe'\n/>tail</a>", "<a>Grüße aus Köln: 写真 \u{1F4F7}<b>é</b>é</a>",
        "<a>x &amp; y &lt;z&gt; &#65;&#x20AC; &quot;q&apos;</a>", "<a>one<!-- two <b> -->three<?pi <x> ?>four</a>",
        "<a><![CDATA[raw <b> & ]] text]]>after<![CDATA[]]>x<![CDATA[\r\ntwo\r\n\r\nlines\r\n]]></a>",
        "<a>\r\n\r\nlines\rlone\n\r\nCR é\r\n</a>", "<a>\rx\ry\r<b/>\r</a>\r\n<!-- after -->\r\n",
        "<a x='a&amp;b&#65;é&lt;\n\ttab'  y = \"&quot;\" ><b y=''/></a >",
        "<Objs Version=\"1.1\"><S N=\"Name\">a_x000D__x000A_b</S><Nil N=\"x\"/></Objs>",
        "<a>" + String(repeating: "ö", count: 1000) + "</a>", "<a>" + String(repeating: "x", count: 1000) + "é</a>",
        "<a>" + String(repeating: "é\r\n", count: 400) + "<b/></a>",
        "<a><![CDATA[" + String(repeating: "é\r\nx", count: 400) + "]]><b/>t</a>",
        "<a>" + String(repeating: "x", count: 299) + "é" + String(repeating: "€", count: 299) + "<b/>z</a>",
        "<a>" + String(repeating: "line\n", count: 3000) + "<b/>" + String(repeating: "\r\n", count: 3000) + "<c/></a>",
    ]

    @Test(arguments: documents.indices, [1, 2, 3, 7, 64, 4096, 32_768])
    func agreesWithASimpleTokenizerWhateverTheChunks(index: Int, batch: Int) {
        let bytes = Array(Self.documents[index].utf8)
        let (recorder, fault) = record(bytes, chunk: batch, batch: batch)
        #expect(fault == nil)
        let expected = ReferenceTokenizer(bytes).events
        #expect(recorder.events.count == expected.count)
        for (got, want) in zip(recorder.events, expected) where got != want {
            Issue.record("got \(got), want \(want)")
            break
        }
    }
}
