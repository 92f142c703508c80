import Testing

@testable import TriageXML

struct HostileXMLTests {
    private func fault(_ text: String, limits: XMLLimits = XMLLimits()) -> XMLFault? {
        record(Array(text.utf8), limits: limits).1
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://contoso.example/x.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://contoso.example/p'> %p;]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'given'>]><a/>",
    ])
    func refusesEveryDoctype(text: String) {
        for batch in [1, 5, 32_768] {
            let (recorder, fault) = record(Array(text.utf8), chunk: batch, batch: batch)
            #expect(fault?.code == .doctypeRefused)
            #expect(fault?.detail == "a DOCTYPE is not allowed; remove it")
            #expect(recorder.events.isEmpty)
        }
    }

    @Test func refusesABillionLaughsBeforeTheFirst() {
        var text = "<!DOCTYPE lolz [<!ENTITY lol 'lol'>"
        for level in 1...9 {
            text +=
                "<!ENTITY lol\(level) '" + String(repeating: "&lol\(level == 1 ? "" : String(level - 1));", count: 10)
                + "'>"
        }
        text += "]><lolz>&lol9;</lolz>"
        let fault = fault(text)
        #expect(fault?.code == .doctypeRefused)
    }

    @Test func saysOnWhichLineADoctypeStands() {
        let fault = fault("<?xml version='1.0'?>\n\n<!DOCTYPE a []>\n<a/>")
        #expect(fault?.line == 3)
    }

    @Test func expandsNoEntityThatIsNotOneOfTheFive() {
        let (recorder, fault) = record("<a>x&nbsp;y</a>")
        #expect(fault?.code == .undeclaredEntity)
        #expect(fault?.detail == "Entity 'nbsp' not defined")
        #expect(recorder.events.count == 2)
        #expect(self.fault("<a b='&copy;'/>")?.code == .undeclaredEntity)
    }

    @Test func stopsAtItsOwnDepth() {
        let count = 300_000
        let text = String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        let (recorder, fault) = record(text)
        #expect(
            fault
                == XMLFault(code: .limitDepth, line: 1, offset: 512 * 3, detail: "elements are nested deeper than 512"))
        #expect(recorder.deepest == 512)
        #expect(self.fault(String(repeating: "<a>", count: 512) + String(repeating: "</a>", count: 512)) == nil)
    }

    @Test func stopsAtAnAttributeOf50Megabytes() {
        var text = Array("<a><b c='".utf8)
        text += [UInt8](repeating: 0x78, count: 50_000_000)
        text += Array("'/></a>".utf8)
        let (_, fault) = record(text)
        #expect(fault?.code == .limitMarkup)
        #expect(fault?.offset == 3)
        #expect(fault?.detail == "a tag is longer than 65536 bytes")
    }

    @Test func stopsAtAnEndlessComment() {
        let open = Array("<a><!-- ".utf8) + [UInt8](repeating: 0x78, count: 50_000_000)
        #expect(record(open).1?.code == .limitMarkup)
        #expect(fault("<a><!-- x -- y --></a>")?.code == .notWellFormed)
    }

    @Test func stopsAtTooManyAttributes() {
        let text = "<a " + (0..<300).map { "b\($0)=''" }.joined(separator: " ") + "/>"
        #expect(fault(text)?.code == .limitAttributes)
    }

    @Test func isQuickOnTensOfThousandsOfAttributes() {
        let text = "<a " + (0..<400_000).map { "b\($0)=''" }.joined(separator: " ") + "/>"
        let clock = ContinuousClock()
        let time = clock.measure { #expect(fault(text)?.code == .limitMarkup) }
        #expect(time < .seconds(5))
    }

    @Test func stopsAtTooManyNamespaces() {
        let tag = "<a " + (0..<40).map { "xmlns:n\($0)='u:\($0)'" }.joined(separator: " ") + ">"
        #expect(fault(String(repeating: tag, count: 10))?.code == .limitNamespaces)
    }

    @Test func stopsAtTooManyNames() {
        let text = "<a>" + (0..<70_000).map { "<n\($0)/>" }.joined() + "</a>"
        #expect(fault(text)?.code == .limitNames)
    }

    @Test func stopsAtTooMuchText() {
        let limits = XMLLimits(textBytes: 1000)
        #expect(fault("<a>" + String(repeating: "x", count: 1001) + "</a>", limits: limits)?.code == .limitText)
        #expect(fault("<a>" + String(repeating: "x&amp;", count: 501) + "</a>", limits: limits)?.code == .limitText)
        let many = "<a>" + String(repeating: String(repeating: "x", count: 900) + "<b/>", count: 9) + "</a>"
        #expect(fault(many, limits: limits) == nil)
    }

    @Test func stopsAtTooLongADocument() {
        let limits = XMLLimits(totalBytes: 100_000)
        let (_, fault) = record(Array(("<a>" + String(repeating: "<b/>", count: 50_000)).utf8), limits: limits)
        #expect(fault?.code == .limitTotal)
    }

    @Test func readsAMegabyteOfSingleBytesInLinearTime() {
        var text = "<a>"
        for number in 0..<20_000 { text += "<b c='\(number)'>text \(number) &amp; more</b>\r\n" }
        text += "</a>"
        let bytes = Array(text.utf8)
        let clock = ContinuousClock()
        let time = clock.measure {
            let (recorder, fault) = record(bytes, chunk: 1)
            #expect(fault == nil)
            #expect(recorder.deepest == 2)
        }
        #expect(time < .seconds(10))
    }

    @Test(arguments: XMLPushParserTests.documents.indices)
    func survivesATruncationAtEveryByte(index: Int) {
        let bytes = Array(XMLPushParserTests.documents[index].utf8)
        let whole = record(bytes).0.events
        var lastRootEnd = bytes.count
        if case .end(_, _, let range) = whole.last { lastRootEnd = range.upperBound }
        for length in stride(from: 0, to: lastRootEnd, by: bytes.count > 2000 ? 97 : 1) {
            let (recorder, fault) = record(Array(bytes.prefix(length)))
            guard let fault else {
                Issue.record("cut at \(length) was taken for a whole document")
                continue
            }
            #expect([.truncated, .emptyDocument, .notUTF8, .notWellFormed].contains(fault.code), "cut at \(length)")
            #expect(fault.offset <= length)
            // What was reported before the cut is what the whole document says.
            for (cut, full) in zip(recorder.events.dropLast(), whole) where cut != full {
                Issue.record("cut at \(length): \(cut), whole: \(full)")
                return
            }
        }
    }

    @Test func survivesEverySingleByteChange() {
        let bytes = Array("<?xml version='1.0'?><a b='c&lt;'>t<![CDATA[x]]>&amp;<d/><!--e--></a>".utf8)
        var faults = 0
        for position in bytes.indices {
            for value in [0, 0x09, 0x26, 0x3C, 0x3E, 0x22, 0x27, 0x5D, 0x80, 0xC3, 0xFF] as [UInt8] {
                var changed = bytes
                changed[position] = value
                let (one, oneFault) = record(changed)
                let (other, otherFault) = record(changed, chunk: 1, batch: 1)
                #expect((oneFault == nil) == (otherFault == nil))
                if oneFault == nil { #expect(one.events == other.events) } else { faults += 1 }
            }
        }
        #expect(faults > 100)
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x3C, 0x00, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x3C], [0x3C, 0x00, 0x61, 0x00],
            [0x4C, 0x6F, 0xA7, 0x94], [0x00, 0x00, 0x00, 0x3C],
        ] as [[UInt8]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let fault = record(bytes).1
        #expect(fault?.code == .notUTF8)
        #expect(fault?.detail == "the document is not UTF-8; decode it before parsing")
    }

    @Test func refusesBrokenUTF8InsideOfText() {
        let fault = record(Array("<a>ok\n".utf8) + [0xC3, 0x28] + Array("</a>".utf8)).1
        #expect(fault?.code == .notUTF8)
        #expect(fault?.line == 2)
    }

    @Test(arguments: [
        ("", XMLFault.Code.emptyDocument), ("   ", .emptyDocument), ("plain text", .emptyDocument),
        ("<a/>x", .extraContent),
        ("<a/><b/>", .extraContent), ("<a><b></a>", .notWellFormed), ("<a b='1' b='2'/>", .notWellFormed),
        ("<a>\u{1}</a>", .notWellFormed), ("<a>&#0;</a>", .notWellFormed), ("<a b=c/>", .notWellFormed),
        ("<a>]]></a>x", .notWellFormed), ("<a>", .truncated), ("<a", .truncated), ("<", .truncated),
        ("<!-- x", .truncated),
    ])
    func saysWhatIsWrong(text: String, code: XMLFault.Code) {
        #expect(fault(text)?.code == code)
    }

    @Test func throwsTheSameFaultAgain() throws {
        let parser = XMLPushParser(handler: Recorder())
        #expect(throws: XMLFault.self) {
            try parser.feed(Array("<a></b>".utf8) + [UInt8](repeating: 0x20, count: 40_000))
        }
        let first = try #require(parser.fault)
        #expect(first.code == .notWellFormed)
        #expect(throws: first) { try parser.feed([0x3C]) }
        #expect(throws: first) { try parser.finish() }
    }

    @Test func stopsWhenTheHandlerThrows() {
        final class Stopper: XMLEventHandler {
            var count = 0
            func startElement(_ tag: XMLStartTag) throws(XMLFault) {
                count += 1
                if count == 2 {
                    throw XMLFault(code: .stopped, line: tag.line, offset: tag.offset, detail: "enough")
                }
            }
            func endElement(_ tag: XMLEndTag) {}
            func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) {}
        }
        let stopper = Stopper()
        #expect(throws: XMLFault(code: .stopped, line: 1, offset: 3, detail: "enough")) {
            try XMLPushParser.parse(Array("<a><b/><c/><d/></a>".utf8), handler: stopper)
        }
        #expect(stopper.count == 2)
    }
}
