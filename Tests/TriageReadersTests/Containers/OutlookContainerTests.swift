import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Outlook messages")
struct OutlookContainerTests {
    private var message: OutlookFile {
        var message = OutlookFile(subject: "photo of Mia", body: "See the attached output.\r\n")
        message.texts[0x0C1A] = "Petra Löwe"
        message.texts[0x5D01] = "petra.loewe@contoso.example"
        message.recipients = [
            ("Service Desk", "desk@contoso.example", 1), ("'bert@contoso.example'", "bert@contoso.example", 2),
        ]
        message.times[0x0039] = 134_077_506_000_000_000
        message.attachments = [.file("log.txt", Array("words".utf8)), .link("C:\\share\\big.zip")]
        return message
    }

    @Test func headerTextAndAttachmentsAreRead() {
        #expect(
            members(message.bytes) == [
                "big.zip: not-included",
                """
                : utf-16le: From: Petra Löwe <petra.loewe@contoso.example>
                To: Service Desk <desk@contoso.example>
                Cc: bert@contoso.example
                Date: Sun, 16 Nov 2025 07:10:00 +0000
                Subject: photo of Mia

                See the attached output.

                """, "log.txt: 5 bytes",
            ])
    }

    @Test func messagesInsideOfMessagesAreRead() {
        var inner = OutlookFile(subject: "inner", body: "inner words")
        inner.attachments = [.file("x.txt", Array("x".utf8))]
        var outer = OutlookFile(subject: "outer", body: "outer words")
        outer.attachments = [.message(inner), .file("big.txt", [UInt8](repeating: 0x61, count: 70_000))]
        #expect(
            members(outer.bytes) == [
                ": utf-16le: Subject: outer\n\nouter words", "inner.msg!: utf-16le: Subject: inner\n\ninner words",
                "inner.msg!x.txt: 1 bytes", "big.txt: 70000 bytes",
            ])
    }

    @Test func textsOfACodePageAreDecoded() {
        var message = OutlookFile(subject: "日本語", body: "本文")
        message.encodeText = { text in
            switch text {
            case "日本語": [0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA]
            case "本文": [0x96, 0x7B, 0x95, 0xB6]
            default: Array(text.utf8)
            }
        }
        for (property, value) in [(UInt16(0x3FFD), Int32(932)), (0x3FF1, 0x0411), (0x3FDE, 50220)] {
            message.integers = [property: value]
            #expect(body(message.bytes) == "Subject: 日本語\n\n本文")
        }
    }

    @Test func appointmentsAreNamedSo() {
        var message = OutlookFile(messageClass: "IPM.Appointment", subject: "daily", body: "agenda")
        message.times[0x0060] = 134_077_506_000_000_000
        #expect(
            body(message.bytes) == """
                Subject: daily
                Item: appointment (IPM.Appointment)
                Start: Sun, 16 Nov 2025 07:10:00 +0000

                agenda
                """)
    }

    @Test func timesAndPlacesThatHaveNamesAreRead() {
        var message = OutlookFile(messageClass: "IPM.Task", subject: "review photos", body: "of all sites")
        message.texts[0x8007] = "anna@contoso.example"
        message.texts[0x8008] = "not asked for"
        message.times[0x8001] = 134_077_506_000_000_000
        message.times[0x8002] = 134_397_216_000_000_000
        // 0x0060 is not what Outlook shows where there is a named time.
        message.times[0x0060] = 134_397_252_000_000_000
        message.names = [
            0x8001: (3, 0x8104), 0x8002: (3, 0x8105), 0x8007: (4, 0x8083), 0x8008: (0x0E, 0x8B00),
        ]
        #expect(
            body(message.bytes) == """
                Subject: review photos
                Item: task (IPM.Task)
                Start: Sun, 16 Nov 2025 07:10:00 +0000
                Due: Sat, 21 Nov 2026 08:00:00 +0000
                Email: anna@contoso.example

                of all sites
                """)
        // The same numbers mean nothing in a file that does not name them.
        message.names = [0x8002: (0x0E, 0x8105)]
        message.times[0x0060] = nil
        #expect(body(message.bytes)?.contains("Due:") == false)
    }

    /// Uncompressed rich text, as [MS-OXRTFCP] section 2.1.3.1 has it.
    private func wrapped(_ rtf: String) -> [UInt8] {
        let size = UInt32(rtf.utf8.count)
        func little(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        return little(size + 12) + little(size) + little(0x414C_454D) + little(0) + Array(rtf.utf8)
    }

    @Test func theRichTextIsReadWhereThereIsNoOther() {
        var message = OutlookFile(subject: "s")
        message.binaries[0x1009] = wrapped(
            "{\\rtf1\\ansi\\ansicpg1252\\fromtext{\\fonttbl{\\f1\\fcharset204 A;}}\\uc1 caf\\'e9 \\u1092?\\par {\\f1 \\'f4}}"
        )
        #expect(body(message.bytes) == "Subject: s\n\ncafé ф\nф")
        message.binaries[0x1009] = wrapped(
            "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\b\\htmlrtf0 words\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </p>}}"
        )
        #expect(body(message.bytes) == "Subject: s\n\n<html>\n<p>words</p>\n</html>\n")
    }

    @Test func aRichTextFileGivesItsText() {
        let rtf =
            "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Consolas;}}{\\*\\generator x;}\\pard PS C:\\\\> Get-Mailbox\\par\r\nName : x\\par}"
        #expect(members(Array(rtf.utf8)) == [": rtf: PS C:\\> Get-Mailbox\nName : x\n"])
    }

    /// The example of [MS-OXRTFCP], section 4.1.
    @Test func compressedRichTextIsTheExampleOfTheSpecification() {
        let bytes: [UInt8] = [
            0x2D, 0, 0, 0, 0x2B, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5, 0xC7, 0xA7, 0x03, 0, 0x0A, 0, 0x72, 0x63,
            0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0, 0x20, 0x62, 0x77,
            0x05, 0xB0, 0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ]
        #expect(
            CompressedRTF.decompress(bytes, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
                == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n")
        for end in bytes.indices { _ = CompressedRTF.decompress(Array(bytes[..<end]), limit: 1 << 20) }
    }

    @Test func otherCompoundFilesAreNamed() {
        #expect(members(CompoundFileWriter.write([.stream("WordDocument", [1, 2, 3])])) == [": unread-format"])
        #expect(members(CompoundFile.signature) == [": unread-format"])
    }

    @Test func everyCutIsReadOrNamed() {
        let bytes = message.bytes
        for end in 8..<bytes.count { #expect(!members(Array(bytes[..<end])).isEmpty) }
    }

    @Test func changedBytesLoopNowhere() {
        var inner = message
        inner.attachments.append(.message(OutlookFile(subject: "deep", body: "x")))
        let fixture = inner.bytes
        var random = SeededRandom(seed: 2_003)
        for _ in 0..<600 {
            var bytes = fixture
            for _ in 0..<6 {
                let place = Int.random(in: 8..<bytes.count, using: &random)
                bytes[place] =
                    [0, 1, 2, 0xFE, 0xFF, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
            }
            #expect(!members(bytes).isEmpty)
        }
    }

    @Test func aChainThatBitesItsTailEndsWithTheFile() {
        var bytes = message.bytes
        // The table's last sector: every entry leads to sector 0.
        let table = bytes.count - 512
        for index in stride(from: table, to: bytes.count, by: 4) {
            bytes.replaceSubrange(index..<(index + 4), with: [0, 0, 0, 0])
        }
        #expect(!members(bytes).isEmpty)
    }

    @Test func richTextOfManyBracesIsReadInOnePass() {
        var message = OutlookFile(subject: "s")
        message.binaries[0x1009] = wrapped("{\\rtf1 " + String(repeating: "{", count: 300_000))
        #expect(body(message.bytes) == "Subject: s\n\n")
    }

    /// `outlook-message.msg` is what the writer of the tests makes; `KBTRIAGE_UPDATE_GOLDEN=1` writes it anew.
    @Test func theTicketIsAMessage() throws {
        var forwarded = OutlookFile(subject: "Photo of Jonas Frey", body: Self.console)
        forwarded.texts[0x0C1A] = "Mia Lorenz"
        forwarded.texts[0x5D01] = "mia.lorenz@contoso.example"
        forwarded.recipients = [("Service Desk", "servicedesk@fabrikam.example", 1)]
        forwarded.times[0x0039] = 134_397_216_000_000_000
        var ticket = OutlookFile(subject: "FW: Photo of Jonas Frey", body: "For you, see the attached mail.\r\n")
        ticket.texts[0x0C1A] = "Service Desk"
        ticket.texts[0x5D01] = "servicedesk@fabrikam.example"
        ticket.recipients = [("Second Line", "second.line@fabrikam.example", 1)]
        ticket.times[0x0039] = 134_397_252_000_000_000
        ticket.attachments = [.message(forwarded)]
        try Golden.check(ticket.bytes, against: PackageRoot.file("samples/tickets/outlook-message.msg"))
    }

    private static let console = """
        The new photo of Jonas Frey is in AD since Thursday, but not in Teams. On the sync server:

        PS C:\\> Get-ADSyncScheduler | fl SyncCycleEnabled,StagingModeEnabled,SchedulerSuspended

        SyncCycleEnabled   : True
        StagingModeEnabled : False
        SchedulerSuspended : True

        """.replacing("\n", with: "\r\n")
}

@Suite("Outlook messages that hold themselves")
struct OutlookCycleTests {
    /// Every storage named as an attachment's message leads back to the root: read once, not 8 levels deep.
    @Test func aMessageThatHoldsItselfIsReadOnce() {
        var message = OutlookFile(subject: "s", body: "b")
        message.attachments = (0..<12).map { .message(OutlookFile(subject: "inner \($0)", body: "x")) }
        var bytes = message.bytes
        guard let file = CompoundFile(bytes), let root = file.entries.first else {
            Issue.record("no compound file")
            return
        }
        let directory = 512 * (1 + Int(bytes.little32(48)))
        for (index, entry) in file.entries.enumerated() where entry.name == "__substg1.0_3701000D" {
            let place = directory + index * 128 + 76
            bytes.replaceSubrange(
                place..<(place + 4), with: (0..<4).map { UInt8(truncatingIfNeeded: root.child >> ($0 * 8)) })
        }
        let lines = members(bytes)
        #expect(lines.contains { $0.hasSuffix(": damaged-message") })
        #expect(lines.count < 400)
    }
}
