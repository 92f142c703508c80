import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("winmail.dat")
struct TNEFContainerTests {
    private var file: TNEFFile {
        var file = TNEFFile()
        file.texts = [
            0x001A: "IPM.Note", 0x0037: "photo of Mia", 0x1000: "See the attached output.\r\n", 0x0C1A: "Petra Löwe",
            0x5D01: "petra.loewe@contoso.example",
        ]
        file.times[0x0039] = 134_077_506_000_000_000
        file.recipients = [("Service Desk", "desk@contoso.example", 1)]
        file.attachments = [("log.txt", Array("words".utf8)), ("log.txt", Array("more words".utf8))]
        return file
    }

    @Test func headerTextAndAttachmentsAreRead() {
        #expect(
            members(file.bytes) == [
                """
                : utf-16le: From: Petra Löwe <petra.loewe@contoso.example>
                To: Service Desk <desk@contoso.example>
                Date: Sun, 16 Nov 2025 07:10:00 +0000
                Subject: photo of Mia

                See the attached output.

                """, "log.txt: 5 bytes", "log (2).txt: 10 bytes",
            ])
        #expect(content(of: "log.txt", in: file.bytes) == Array("words".utf8))
    }

    @Test func whatOlderProgramsWriteIsRead() {
        var old = TNEFFile()
        old.codePage = 1251
        old.plain = [
            (0x0007_8008, Array("IPM.Microsoft Mail.Note\0".utf8)), (0x0001_8004, Array("photo\0".utf8)),
            (0x0002_800C, [0xF4, 0xEE, 0xF2, 0xEE, 0]),
            (
                0x0000_8000,
                [4, 0, 40, 0, 5, 0, 23, 0] + Array("Anna\0SMTP:a@contoso.example\0".utf8)
            ),
        ]
        #expect(
            members(old.bytes) == [": cp1251: From: Anna <a@contoso.example>\nSubject: photo\n\nфото"])
    }

    @Test func messagesInsideAreFilesOfTheirOwn() {
        var outer = file
        outer.attachments = []
        outer.messages = [("FW photo", file)]
        let lines = members(outer.bytes)
        #expect(lines.last == "FW photo.tnef: \(file.bytes.count) bytes")
        #expect(content(of: "FW photo.tnef", in: outer.bytes).map { members($0).count } == 3)
    }

    @Test func namedTimesOfAnAppointmentAreRead() {
        var file = TNEFFile()
        file.texts = [0x001A: "IPM.Appointment", 0x0037: "review", 0x8001: "room 5"]
        file.times[0x8002] = 134_077_506_000_000_000
        file.names = [0x8001: (2, 0x8208), 0x8002: (2, 0x820D)]
        #expect(
            body(file.bytes) == """
                Subject: review
                Item: appointment (IPM.Appointment)
                Start: Sun, 16 Nov 2025 07:10:00 +0000
                Location: room 5


                """)
    }

    private func mail(_ text: String, _ winmail: [UInt8]) -> [UInt8] {
        Array(
            """
            From: petra@contoso.example
            Message-ID: <1@contoso.example>
            Subject: photo of Mia
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            \(text)
            --b
            Content-Type: application/ms-tnef; name=winmail.dat
            Content-Transfer-Encoding: base64

            \(Base64Text.encode(winmail))
            --b--
            """.replacing("\n", with: "\r\n").utf8)
    }

    @Test func theTextOfTheMailIsNotReadTwice() {
        let lines = members(mail("See the *attached*\noutput.", file.bytes))
        #expect(
            lines.dropFirst() == [
                "winmail.dat!text: same-text", "winmail.dat!log.txt: 5 bytes", "winmail.dat!log (2).txt: 10 bytes",
            ])
        // Another text is read; the header is the mail's.
        let other = members(mail("Words of a gateway.", file.bytes))
        #expect(other.dropFirst().first == "winmail.dat!: utf-16le: See the attached output.\n")
    }

    @Test func aPageSaysTheSameAsAPlainText() {
        let page = Array(
            "<html><head><style>p {x: y}</style></head><p>Fotos&nbsp;f&uuml;r <b>Mia</b> &gt; 10</p></html>".utf8)
        #expect(SameText.holds(Array("Fotos für Mia > 10".utf8), page))
        #expect(!SameText.holds(Array("Fotos für Mia".utf8), page))
        #expect(!SameText.holds(Array("anything".utf8), Array("写真".utf8)))
        #expect(SameText.holds(Array("最新の写真".utf8), Array("写真".utf8)))
    }

    @Test func aMailThatIsNothingElseHasItsText() {
        let mail =
            "From: a@contoso.example\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64Text.encode(file.bytes)
        let lines = members(Array(mail.utf8))
        #expect(lines.contains { $0.hasSuffix("utf-16le: See the attached output.\n") })
        #expect(lines.last == "winmail.dat!log (2).txt: 10 bytes")
    }

    @Test func everyCutIsReadOrNamed() {
        let bytes = file.bytes
        for end in 4..<bytes.count { #expect(!members(Array(bytes[..<end])).isEmpty) }
        // Most of what stands before a cut is read.
        let lines = members(Array(bytes[..<(bytes.count - 300)]))
        #expect(lines.contains { $0.hasSuffix(": damaged-message") })
        #expect(lines.contains { $0.contains("See the attached output.") })
    }

    @Test func changedBytesTrapNowhere() {
        var outer = file
        outer.messages = [("inner", file)]
        outer.names = [0x8001: (2, 0x8208)]
        outer.texts[0x8001] = "named"
        let fixture = outer.bytes
        var random = SeededRandom(seed: 9_003)
        for _ in 0..<600 {
            var bytes = fixture
            for _ in 0..<6 {
                let place = Int.random(in: 6..<bytes.count, using: &random)
                bytes[place] =
                    [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random)
                    ?? 0
            }
            #expect(!members(bytes).isEmpty)
        }
    }

    @Test func countsThatPromiseMoreThanThereIsCostNothing() {
        var bytes = TNEFFile().bytes
        bytes += [1] + [3, 0x90, 6, 0] + [8, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8) + [0, 0]
        bytes += [1] + [4, 0x90, 6, 0] + [8, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8) + [0, 0]
        #expect(members(bytes).first == ": damaged-message")
    }

    @Test func theBudgetBoundsIt() {
        var many = file
        many.attachments = (0..<50).map { ("a\($0).txt", Array("words".utf8)) }
        let lines = members(many.bytes, budget: ContainerBudget(members: 10))
        #expect(lines.count == 11)
        #expect(lines.first == ": limit-members")
    }
}
