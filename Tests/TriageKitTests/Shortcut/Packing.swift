import Foundation
import TriageTestSupport

/// One text in what tickets come in: mails with transfer encodings, strings of JSON, pages.
enum Packing {
    static func all(of text: String) -> [SampleInput] {
        [
            mail("quoted-printable", quotedPrintable(text)), mail("base64", base64(text)), mail("8bit", text),
            SampleInput(json(text), name: "row.json"), SampleInput(jsonASCII(text), name: "ascii.json"),
            SampleInput(page(text, tag: "pre"), name: "page.html"),
            SampleInput("The customer wrote:\n" + page(text, tag: "div"), name: "page-behind-prose.txt"),
        ]
    }

    private static func mail(_ encoding: String, _ body: String) -> SampleInput {
        SampleInput(
            """
            Received: from a.contoso.example by b.contoso.example
            Message-ID: <1@contoso.example>
            From: Anna <anna@contoso.example>
            To: help@contoso.example
            Subject: question
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: \(encoding)

            \(body)
            """, name: "\(encoding).eml")
    }

    private static func quotedPrintable(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            for byte in line.utf8 {
                let isPlain = byte > 0x20 && byte < 0x7F && byte != 0x3D || byte == 0x20
                current += isPlain ? String(UnicodeScalar(byte)) : "=" + String(format: "%02X", byte)
                if current.utf8.count >= 60 {
                    lines.append(current + "=")
                    current = ""
                }
            }
            lines.append(current)
        }
        return lines.joined(separator: "\r\n")
    }

    private static func base64(_ text: String) -> String {
        Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
    }

    private static func json(_ text: String) -> String {
        let object = ["id": "1", "body": text]
        let data = (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// Every letter that is no ASCII, and some that are, as `\u0041`.
    private static func jsonASCII(_ text: String) -> String {
        var body = ""
        for unit in text.utf16 {
            if unit == 0x50 || unit == 0x2D || unit >= 0x7F || unit < 0x20 || unit == 0x22 || unit == 0x5C {
                body += "\\u" + String(format: "%04x", unit)
            } else {
                body += String(UnicodeScalar(UInt8(unit)))
            }
        }
        return "{\n  \"subject\": \"question\",\n  \"body\": \"\(body)\"\n}\n"
    }

    private static func page(_ text: String, tag: String) -> String {
        let escaped = text.map { character -> String in
            switch character {
            case "<": "&lt;"
            case ">": "&gt;"
            case "&": "&amp;"
            case "P": "&#80;"
            case "-": "&#x2D;"
            case "m": "<b>m</b>"
            default: String(character)
            }
        }.joined()
        return "<html><body><\(tag)>\(escaped)</\(tag)></body></html>\n"
    }
}
