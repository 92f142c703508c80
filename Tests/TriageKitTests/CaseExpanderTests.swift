import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageKit

@Suite("Inputs inside of inputs")
struct CaseExpanderTests {
    private let words = Array("Anna's photo is missing in Teams.".utf8)

    private func names(_ bytes: [UInt8], _ name: String) throws -> [String] {
        try CaseTriage.read([SampleInput(name: name, bytes: bytes)]).sources.map(\.name)
    }

    @Test func leavesAreNamedAfterTheWayToThem() throws {
        let mail = Array(
            """
            From: a@contoso.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n\
            --b\r\nContent-Type: text/xml; name=dump.xml\r\n\r\n<Objs Version="1.1.0.1"><S>x</S></Objs>\r\n--b--\r\n
            """.utf8)
        let zip = ArchiveWriter.zip([.init("mail.eml", mail), .init("notes.txt", words)])
        #expect(
            try names(zip, "ticket.zip") == [
                "ticket.zip!mail.eml", "ticket.zip!mail.eml!dump.xml", "ticket.zip!notes.txt",
            ])
    }

    @Test func whatLiesTooDeepIsNamed() throws {
        var bytes = words
        for _ in 0..<12 { bytes = ArchiveWriter.zip([.init("in.zip", bytes)]) }
        let evidence = try CaseTriage.read([SampleInput(name: "out.zip", bytes: bytes)])
        #expect(evidence.problems.map(\.code) == ["limit-depth"])
        #expect(evidence.problems.first?.isFatal == true)
    }

    /// Every one of them alone is within the limits.
    @Test func oneBudgetCoversAllThatComesOutOfAnInput() throws {
        let bomb = ArchiveWriter.bomb(words, zeros: 31 << 20)
        let zip = ArchiveWriter.zip((0..<12).map { .init("\($0).gz", bomb) })
        let evidence = try CaseTriage.read([SampleInput(name: "bombs.zip", bytes: zip)])
        #expect(evidence.problems.contains { $0.code == "limit-bytes" && $0.file == "bombs.zip!11.gz!11" })
        #expect(evidence.sources.reduce(0) { $0 + $1.byteCount } < 300 << 20)
    }

    @Test func aMailOfHTMLIsDatedByItsHeader() throws {
        let mail = Array(
            """
            From: a@contoso.example\r\nDate: Mon, 16 Nov 2026 10:02:38 +0100\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/html; charset=utf-8\r\n\r\n<div>Anna's new photo<br>is <b>not</b> in Teams</div>
            """.utf8)
        let evidence = try CaseTriage.read([SampleInput(name: "x.eml", bytes: mail)])
        #expect(evidence.sources.map(\.name) == ["x.eml"])
        #expect(evidence.records.contains { $0.kind == "message" && $0.eventTime != nil })
        let texts = evidence.texts.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts.contains { $0.contains("is not in Teams") }, "\(texts)")
    }

    @Test func aPictureWithoutItsEndIsAtLeastAsLarge() throws {
        let picture: [UInt8] =
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [UInt8](repeating: 0, count: 400)
        for (bytes, upper) in [(picture, Int64.max), (picture + [0xFF, 0xD9], Int64(picture.count + 2))] {
            let file = try #require(
                try CaseTriage.read([SampleInput(name: "x.jpg", bytes: bytes)]).records.first)
            #expect(file.kind == "photo-file")
            #expect(file["Length"]?.content == .size(Int64(bytes.count)...upper))
            #expect((file["sha256"] == nil) == (upper == .max))
        }
    }

    @Test func picturesAreMeasuredAndLogosDecideNothing() throws {
        let evidence = try CaseTriage.read([
            SampleInput(name: "case.eml", bytes: try Samples.ticket("german-attachments.eml"))
        ])
        let files = evidence.records.filter { $0.kind == "photo-file" }
        #expect(files.count == 1)
        #expect(files.first?["Length"]?.content == .size(104_211...104_211))
        #expect(files.first?["width"]?.content == .integer(648))
        #expect(evidence.regions.filter { $0.format == "picture" }.count == 2)
        // What is no photo is listed under a name no rule knows.
        #expect(evidence.records.count { $0.kind == "picture" } == 1)
    }

    @Test(arguments: [
        ("%PDF-1.7\n", "a PDF document"), ("MZ\u{90}", ""), ("Rar!\u{1A}\u{7}\u{1}", "a RAR archive"),
    ])
    func whatNobodyReadsIsNamedWithItsPlace(start: String, what: String) throws {
        let bytes = what.isEmpty ? [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0] : Array(start.utf8)
        let evidence = try CaseTriage.read([SampleInput(name: "x.bin", bytes: bytes + [0, 1, 2, 3, 4])])
        #expect(evidence.problems.map(\.code) == ["unread-format"])
        #expect(evidence.problems.first?.file == "x.bin")
        #expect(evidence.sources.map(\.name) == ["x.bin"])
        #expect(evidence.records.isEmpty && evidence.texts.isEmpty)
    }

    @Test func textsOfEveryEncodingStayTexts() throws {
        let text = "Annas Foto fehlt – größer als 10 KB\r\n"
        var utf16: [UInt8] = []
        for unit in text.utf16 { utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
        for bytes in [
            utf16, [0xFF, 0xFE] + utf16, Array(text.utf8), [0x1B, 0x5B, 0x33, 0x31, 0x6D] + Array(text.utf8),
        ] {
            let evidence = try CaseTriage.read([SampleInput(name: "x", bytes: bytes)])
            #expect(evidence.problems == [])
            #expect(evidence.sources.first?.encoding.hasPrefix("utf") == true)
        }
    }
}
