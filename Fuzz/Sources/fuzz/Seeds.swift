/// Small inputs of formats the samples have none of, so that every reader of a container is reached: archives, mailboxes,
/// mails in mails, winmail.dat, signed messages, rich text.
enum Seeds {
    /// The seeds; `samples` are put into some of them.
    static func make(of samples: [[UInt8]]) -> [[UInt8]] {
        let text =
            samples.first { $0.count < 2_000 && $0.allSatisfy { $0 < 0x80 } } ?? Array("Subject: photo\n\nwords\n".utf8)
        let mail = Self.mail(attachment: text)
        return [
            zip([("out/list.txt", text), ("mail.eml", mail)]), tar([("list.txt", text)]), gzip(text),
            gzip(tar([("a.xml", text)])),
            mail, Self.mail(attachment: zip([("list.txt", text)])), mailbox([mail, text, mail]), tnef, signed(mail),
            richText,
            Self.mail(attachment: tnef, name: "winmail.dat"), Self.mail(attachment: signed(mail), name: "smime.p7m"),
        ]
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// CRC-32 as zip and gzip use it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }

    static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in files {
            let common =
                number(0, 2) + number(0, 2) + number(0x5B57_0000, 4) + number(checksum(content), 4)
                + number(content.count, 4) + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + common + [UInt8](repeating: 0, count: 10)
                + number(bytes.count, 4) + Array(name.utf8)
            bytes += [0x50, 0x4B, 3, 4] + number(20, 2) + common + Array(name.utf8) + content
        }
        let end =
            number(0, 4) + number(files.count, 2) + number(files.count, 2) + number(directory.count, 4)
            + number(bytes.count, 4)
        return bytes + directory + [0x50, 0x4B, 5, 6] + end + number(0, 2)
    }

    static func tar(_ files: [(String, [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, content) in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
            }
            let size = String(content.count, radix: 8)
            put(name, at: 0)
            put(
                "0000644\u{0}0000000\u{0}0000000\u{0}" + String(repeating: "0", count: 11 - size.count) + size
                    + "\u{0}00000000000\u{0}        0", at: 100)
            put("ustar\u{0}00", at: 257)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
            bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    /// One stored block.
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        let part = Array(content.prefix(60_000))
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + number(part.count, 2) + number(~part.count, 2) + part
            + number(checksum(part), 4) + number(part.count, 4)
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let value = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 { text.append(place <= part.count ? digits[value >> (18 - place * 6) & 63] : 0x3D) }
            if start / 3 % 19 == 18 { text.append(0x0A) }
        }
        return text
    }

    static func mail(attachment: [UInt8], name: String = "list.txt") -> [UInt8] {
        let head = """
            From: Ines <ines@contoso.example>
            To: support@contoso.example
            Subject: =?utf-8?q?photo_=C3=BC?=
            Date: Fri, 20 Nov 2026 09:14:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            the photo=20is
            =C3=BC old
            --c
            Content-Type: text/html; charset=iso-8859-1

            <p>the photo is <b>old</b></p>
            --c--
            --b
            Content-Type: application/octet-stream; name="\(name)"
            Content-Disposition: attachment; filename="\(name)"
            Content-Transfer-Encoding: base64


            """
        return Array(head.utf8) + base64(attachment) + Array("\n--b--\n".utf8)
    }

    static func mailbox(_ mails: [[UInt8]]) -> [UInt8] {
        mails.flatMap { Array("From ines@contoso.example Fri Nov 20 09:14:00 2026\n".utf8) + $0 + [0x0A, 0x0A] }
    }

    /// [MS-OXTNEF]: the version, a subject, a body, an attachment.
    static let tnef: [UInt8] = {
        func attribute(_ level: UInt8, _ id: Int, _ content: [UInt8]) -> [UInt8] {
            [level] + number(id, 4) + number(content.count, 4) + content + number(content.reduce(0) { $0 + Int($1) }, 2)
        }
        return number(0x223E_9F78, 4) + number(1, 2) + attribute(1, 0x0008_9006, number(0x10000, 4))
            + attribute(1, 0x0007_8008, Array("IPM.Microsoft Mail.Note\u{0}".utf8))
            + attribute(1, 0x0001_8004, Array("photo\u{0}".utf8))
            + attribute(1, 0x0002_800C, Array("Set-UserPhoto: words\u{0}".utf8))
            + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x0001_8010, Array("a.txt\u{0}".utf8))
            + attribute(2, 0x0006_800F, Array("Name : value\n".utf8))
    }()

    /// CMS SignedData (RFC 5652) around a mail.
    static func signed(_ content: [UInt8]) -> [UInt8] {
        func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
            [tag, 0x82] + number(content.count, 2).reversed() + content
        }
        func kind(_ last: UInt8) -> [UInt8] { [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, last] }
        let inner = der(0x30, kind(1) + der(0xA0, der(0x04, content)))
        return der(
            0x30, kind(2) + der(0xA0, der(0x30, [2, 1, 1] + der(0x31, der(0x30, [6, 1, 1])) + inner + der(0x31, []))))
    }

    static let richText = Array(
        #"{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 the photo is \'fcber alt{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0\par\uc1\u8364?}"#
            .utf8)
}
