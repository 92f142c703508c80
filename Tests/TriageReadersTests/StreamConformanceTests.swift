import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// What holds for every reader that reads in one pass, whatever the format: pieces of any size, cuts at every byte, line
/// ends and encodings give what the whole text gives, or leave it to the other readers.
@Suite("Every reader in one pass") struct StreamConformanceTests {
    /// A dump and the reader it is for.
    struct Dump: Sendable, CustomTestStringConvertible {
        var reader: String
        var text: String
        var testDescription: String { "\(reader): \(text.prefix(24))" }
    }

    private static let user = "\"SamAccountName\": \"a\u{EB}\", \"DistinguishedName\": \"CN=a\""
    private static let open = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"

    static let dumps = [
        Dump(
            reader: "CLIXMLStream",
            text: "\(open)\n<Obj RefId=\"0\"><TN RefId=\"0\"><T>A.B</T></TN><Props><S N=\"a\">\u{EB} &amp; b</S>"
                + "<BA N=\"photo\">/9j/</BA></Props></Obj>\n<Obj RefId=\"1\"><TNRef RefId=\"0\" /><LST><S>x</S></LST></Obj>"
                + "\n</Objs>\n"),
        Dump(reader: "CLIXMLStream", text: "#< CLIXML\n\(open)<S>x_x000A_y</S></Objs>\n"),
        Dump(
            reader: "LDIFStream",
            text:
                "version: 1\n# a remark\n\ndn: CN=a\u{EB},DC=b\nobjectClass: top\nobjectClass: user\ninfo: folded\n  in two"
                + "\nthumbnailPhoto:: /9j/\n 4AAQ\n\ndn:: Q049Yg==\nsn: b\n"),
        Dump(
            reader: "JSONDocumentStream",
            text: "[\n  {\n    \(user),\n    \"n\": [1, 2]\n  },\n  {\"a\": null, \"b\": -1.5e3}\n]\n"),
        Dump(
            reader: "JSONDocumentStream",
            text: "{\"@odata.context\": \"x#users\", \"value\": [{\(user)}, {\(user)}], \"@odata.nextLink\": \"y\"}\n"),
        Dump(reader: "JSONDocumentStream", text: "{\n  \(user)\n}\n\n{\n  \"a\": \"\\u00eb\"\n}\n"),
        Dump(
            reader: "JSONLineStream",
            text: "{\"SamAccountName\":\"a\u{EB}\",\"DistinguishedName\":\"CN=a\"}\n\n{\"a\":[1,{\"b\":true}]}\n"),
    ]

    /// Bytes that mean something to some reader.
    private static let marks: [UInt8] = [0x0A, 0x0D, 0x20, 0x22, 0x3C, 0x5C, 0x7C]

    /// A new reader has to be added here.
    @Test func everyReaderIsHere() {
        let met = Set(
            Self.dumps.compactMap { dump in
                StreamCatalogue.reader(of: Array(dump.text.utf8), as: nil).map { "\(type(of: $0))" }
            })
        #expect(met == Set(Self.dumps.map(\.reader)))
        for dump in Self.dumps {
            let reader = StreamCatalogue.reader(of: Array(dump.text.utf8), as: nil)
            #expect(reader.map { "\(type(of: $0))" } == dump.reader)
        }
    }

    /// Compares the readings; nil when one pass leaves it to the others.
    @discardableResult
    private func compare(_ bytes: [UInt8], piece: Int, _ comment: Comment) throws -> Evidence? {
        guard let streamed = try StreamingTests.streamed(bytes, piece: piece) else { return nil }
        StreamingTests.expectSame(streamed, StreamingTests.whole(bytes), comment)
        return streamed
    }

    @Test(arguments: dumps) func inPiecesOfAnySize(dump: Dump) throws {
        let bytes = Array(dump.text.utf8)
        for piece in 1...bytes.count { #expect(try compare(bytes, piece: piece, "pieces of \(piece)") != nil) }
    }

    @Test(arguments: dumps) func cutAtEveryByte(dump: Dump) throws {
        let bytes = Array(dump.text.utf8)
        for end in 0...bytes.count {
            for piece in [1, 19, 4096] { try compare(Array(bytes[..<end]), piece: piece, "cut at \(end)") }
        }
    }

    @Test(arguments: dumps) func withoutAnyByte(dump: Dump) throws {
        let bytes = Array(dump.text.utf8)
        for place in bytes.indices {
            var damaged = bytes
            damaged.remove(at: place)
            try compare(damaged, piece: 31, "without \(place)")
        }
    }

    @Test(arguments: dumps) func withAnyByteDoubledOrChanged(dump: Dump) throws {
        let bytes = Array(dump.text.utf8)
        for place in bytes.indices {
            for byte in [bytes[place], Self.marks[place % Self.marks.count]] {
                var damaged = bytes
                damaged.insert(byte, at: place)
                try compare(damaged, piece: 64, "\(byte) at \(place)")
            }
        }
    }

    /// A carriage return of its own ends a line, also between documents.
    @Test(arguments: ["{\n\"a\": 1\n}\n\r{\n\"b\": 2\n}\n", "{\n\"a\": 1\n}\n \r\r {\n\"b\": 2\n}\n"])
    func behindALoneReturn(text: String) throws {
        for piece in [1, 5, 4096] {
            #expect(try compare(Array(text.utf8), piece: piece, "pieces of \(piece)") != nil)
        }
    }

    @Test(arguments: dumps) func inEveryEncodingAndWithEveryLineEnd(dump: Dump) throws {
        for text in [dump.text, dump.text.replacing("\n", with: "\r\n")] {
            let units = Array(text.utf16)
            let forms: [[UInt8]] = [
                [0xEF, 0xBB, 0xBF] + Array(text.utf8),
                [0xFF, 0xFE] + units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] },
                [0xFE, 0xFF] + units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] },
            ]
            for (number, form) in forms.enumerated() {
                for piece in [1, 2, 3, 50, 4096] {
                    #expect(try compare(form, piece: piece, "form \(number), pieces of \(piece)") != nil)
                }
                // Cut inside of a character too.
                for end in form.indices.dropFirst(2) {
                    try compare(Array(form[..<end]), piece: 33, "form \(number), cut at \(end)")
                }
            }
        }
    }
}
