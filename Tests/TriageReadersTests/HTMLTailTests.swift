import Testing
import TriageBytes
import TriageModel

@testable import TriageReaders

/// What stands behind a page, and references that are none of HTML's.
@Suite("Ends and references of HTML") struct HTMLTailTests {
    @Test(arguments: ["", " ", "\n", "\r\n"])
    func textBehindAPageIsRead(separator: String) {
        let page = "<html><body><p>Name : a</p></body></html>\(separator)Title : behind it\nOffice : last"
        let evidence = read(page + "\n")
        let fields = evidence.records.flatMap(\.fields)
        #expect(fields.map { "\($0.name)=\($0.value.short)" } == ["Name=a", "Title=behind it", "Office=last"])
        #expect(fields.map { evidence.text(under: $0.value) } == ["a", "behind it", "last"])
        // A page that is all of an input, as the HTML of a mail is.
        var reader = CaseReader(vocabulary: testVocabulary)
        reader.add(
            SourceInfo(
                name: "mail.html", byteCount: page.utf8.count, encoding: "UTF-8", text: Array(page.utf8),
                lineStarts: LineIndex.lineStarts(of: Array(page.utf8))), as: .html)
        let forced = reader.finish()
        #expect(forced.records.flatMap(\.fields).map(\.value.short) == ["a", "behind it", "last"])
    }

    @Test func markupBehindAPageBelongsToIt() {
        let evidence = read("<html><body><p>Name : a</p><p>Office : o</p></body></html><p>Title : b</p>\n")
        #expect(evidence.records.flatMap(\.fields).map(\.value.short) == ["a", "o", "b"])
    }

    @Test(arguments: [
        "a &foo &bar b", "&foo &bar", "&foo&bar", "x &a &b c", "&foo; &bar; end", "C:\\&one &two;&three", "a & b &c d",
        "&& &foo &&",
    ])
    func unknownReferencesStayAsTheyAre(text: String) throws {
        let evidence = read("<html><body><p>Name : \(text)</p><p>Title : t</p></body></html>\n")
        let value = try #require(evidence.records.first?["Name"])
        #expect(value.short == text)
        #expect(evidence.text(under: value).replacing("|", with: " ") == text)
    }

    @Test(arguments: [
        ("&amp;&amp;", "&&"), ("&lt;b&gt;", "<b>"), ("&amp;foo &amp;bar", "&foo &bar"), ("&#38;&#x26;", "&&"),
        ("a&amp;&foo&lt;&bar;", "a&&foo<&bar;"), ("&auml;&ouml; &uuml;", "\u{E4}\u{F6} \u{FC}"),
    ])
    func knownReferencesAreReplaced(written: String, text: String) throws {
        let evidence = read("<html><body><p>Name : x\(written)y</p><p>Title : t</p></body></html>\n")
        #expect(evidence.records.first?["Name"]?.short == "x\(text)y")
    }
}
