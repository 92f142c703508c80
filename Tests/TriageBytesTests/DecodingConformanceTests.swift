import Glibc
import Testing

@testable import TriageBytes

/// What holds for every input, however broken.
struct DecodingConformanceTests {
    /// Everything a reader relies on.
    private func check(_ bytes: [UInt8], _ decoded: DecodedText, _ comment: Comment) {
        #expect(UTF8Scan.validPrefix(of: decoded.text) == decoded.text.count, comment)
        #expect(decoded.byteCount == bytes.count, comment)
        #expect(decoded.lineStarts.first == 0, comment)
        #expect(decoded.lineStarts == lineStartsByHand(decoded.text), comment)
        #expect(decoded.originalOffset(of: decoded.text.count) == bytes.count, comment)
        var last = 0
        for offset in 0...decoded.text.count {
            let original = decoded.originalOffset(of: offset)
            if original < last || original > bytes.count {
                Issue.record("offset \(offset) leads to \(original) after \(last): \(comment)")
                break
            }
            last = original
        }
        let again = TextDecoder.decode(decoded.text, declared: .utf8)
        if !decoded.text.starts(with: [0xEF, 0xBB, 0xBF]) { #expect(again.text == decoded.text, comment) }
    }

    private func lineStartsByHand(_ text: [UInt8]) -> [Int] {
        var starts = [0]
        for i in text.indices where i + 1 < text.count {
            if text[i] == 0x0A || text[i] == 0x0D && text[i + 1] != 0x0A { starts.append(i + 1) }
        }
        return starts
    }

    private static let sample = "PS C:\\> Get-Größe\r\n写真 🙂 – “x”\rüber\u{0}das\n\n Maß"

    @Test func holdsForEveryCutOfATextInEveryEncoding() throws {
        var inputs: [[UInt8]] = [Array(Self.sample.utf8), [0xEF, 0xBB, 0xBF] + Array(Self.sample.utf8)]
        for highByteFirst in [false, true] {
            let units = EncodedText.utf16(Self.sample, highByteFirst: highByteFirst)
            inputs += [units, (highByteFirst ? [0xFE, 0xFF] : [0xFF, 0xFE]) + units]
        }
        inputs.append(try #require(EncodedText.bytes("Größe über – “x”\r\nMaß", page: CodePage.windows1252)))
        inputs.append(try #require(EncodedText.bytes("Größe über\r\nMaß", page: CodePage.cp850)))
        inputs.append(try #require(EncodedText.shiftJIS("写真が ﾌｧｲﾙ 同期されません\r\nです")))
        for (number, input) in inputs.enumerated() {
            for length in 0...input.count {
                let cut = Array(input[..<length])
                check(cut, TextDecoder.decode(cut), "input \(number), \(length) bytes")
                let tail = Array(input[length...])
                check(tail, TextDecoder.decode(tail), "input \(number) from \(length)")
            }
        }
    }

    @Test func holdsForEveryEncodingDeclaredOverNoise() {
        var generator = SplitMix(seed: 1)
        for round in 0..<300 {
            let dense = round.isMultiple(of: 3)
            let bytes = (0..<(round % 97)).map { _ in
                let value = UInt8(truncatingIfNeeded: generator.next())
                return dense ? value : value & 0x8F | 0x20 & value
            }
            for encoding in TextEncoding.allCases {
                check(bytes, TextDecoder.decode(bytes, declared: encoding), "round \(round) as \(encoding.rawValue)")
            }
            check(bytes, TextDecoder.decode(bytes), "round \(round)")
        }
    }

    @Test func findsEveryIllFormedSequence() {
        // Each pair of bytes on its own, checked against the standard library's decoder.
        for first in UInt8.min...UInt8.max {
            for second in stride(from: UInt8.min, through: 255, by: 3) {
                let bytes: [UInt8] = [0x61, first, second, 0x80, 0x62]
                let decoded = TextDecoder.decode(bytes, declared: .utf8)
                if decoded.string != String(decoding: bytes, as: UTF8.self) {
                    Issue.record("\(Hex.text(bytes)) became \(Hex.text(decoded.text))")
                }
            }
        }
        let sequences: [[UInt8]] = [
            [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x41], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xC0, 0xAF], [0xFE, 0xFE, 0xFF], [0xF1, 0x80, 0xC3, 0xA4],
        ]
        for bytes in sequences {
            let decoded = TextDecoder.decode(bytes, declared: .utf8)
            #expect(decoded.string == String(decoding: bytes, as: UTF8.self), "\(Hex.text(bytes))")
        }
    }

    @Test func seesBadBytesAtEveryPlaceOfALongText() {
        for length in [0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 200] {
            for place in 0..<length {
                var bytes = [UInt8](repeating: 0x61, count: length)
                bytes[place] = 0x80
                #expect(UTF8Scan.validPrefix(of: bytes) == place)
            }
            #expect(UTF8Scan.validPrefix(of: [UInt8](repeating: 0x61, count: length)) == length)
        }
    }

    @Test(arguments: [
        ("", [0]), ("a", [0]), ("a\n", [0]), ("a\r", [0]), ("a\r\n", [0]), ("a\nb", [0, 2]), ("a\rb", [0, 2]),
        ("a\r\nb", [0, 3]), ("\n\n\n", [0, 1, 2]), ("\r\r\n\n", [0, 1, 3]), ("\r\n\r", [0, 2]), ("\n\r\n", [0, 1]),
        ("a\rb\r\nc\nd\r", [0, 2, 5, 7]),
    ])
    func startsLinesBehindEveryKindOfLineEnd(_ text: String, _ starts: [Int]) {
        #expect(TextDecoder.decode(Array(text.utf8)).lineStarts == starts)
    }

    @Test func keepsNULsInTextOfSingleBytes() {
        let text = "error \u{0}\u{0} in the middle of a line\u{0}\nand here\u{0}"
        let decoded = TextDecoder.decode(Array(text.utf8))
        #expect(decoded.string == text)
        #expect(decoded.encoding == "utf-8")
        #expect(TextDecoder.decode([UInt8](repeating: 0, count: 100)).text.count == 100)
    }

    @Test(arguments: [
        "Get-Foo", "a", "é", "日本語のテキスト\r\nです。 OK\r\n", "x\u{0}y\r\n", "1234567890 1234567890", "Имя : Анна\r\n",
    ])
    func tellsUnmarkedUTF16(_ text: String) {
        guard text != "é" else {
            // Two bytes, one of them NUL and the other no ASCII: nothing to go by.
            #expect(!TextDecoder.decode(EncodedText.utf16(text, highByteFirst: false)).encoding.hasPrefix("utf-16"))
            return
        }
        for highByteFirst in [false, true] {
            let decoded = TextDecoder.decode(EncodedText.utf16(text, highByteFirst: highByteFirst))
            #expect(decoded.string == text)
            #expect(decoded.encoding == (highByteFirst ? "utf-16be" : "utf-16le"))
        }
    }

    @Test func readsUTF32BehindItsMark() {
        let text = "Größe 🙂\nzwei"
        let little = text.unicodeScalars.flatMap { scalar in (0..<4).map { UInt8(scalar.value >> ($0 * 8) & 0xFF) } }
        let decoded = TextDecoder.decode([0xFF, 0xFE, 0, 0] + little)
        #expect(decoded.string == text)
        #expect(decoded.encoding == "utf-32le")
        #expect(decoded.originalOffset(of: 1) == 8)
        let surrogate = TextDecoder.decode([0, 0, 0xFE, 0xFF, 0, 0, 0xD8, 0, 0, 0x11, 0, 0, 0, 0, 0, 0x41])
        #expect(surrogate.string == "\u{FFFD}\u{FFFD}A")
        #expect(surrogate.encoding == "utf-32be")
    }

    @Test func agreesWithTheCLibraryOnEveryCodePage() throws {
        for (name, page) in [("CP1252", CodePage.windows1252), ("CP437", CodePage.cp437), ("CP850", CodePage.cp850)] {
            let converter = unsafe iconv_open("UTF-16LE", name)
            try #require(unsafe converter != iconv_t(bitPattern: -1), "no converter for \(name)")
            for byte in UInt8(0x80)...0xFF {
                var input = [CChar(bitPattern: byte)]
                var output: [CChar] = [0, 0, 0, 0]
                var inputLeft = 1
                var outputLeft = 4
                let status = unsafe input.withUnsafeMutableBufferPointer { input in
                    unsafe output.withUnsafeMutableBufferPointer { output in
                        var from = input.baseAddress
                        var to = output.baseAddress
                        return unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
                    }
                }
                let unit = UInt16(UInt8(bitPattern: output[0])) | UInt16(UInt8(bitPattern: output[1])) << 8
                #expect(page[Int(byte) - 0x80] == (status == 0 ? unit : 0xFFFD), "\(name) \(byte)")
                if status != 0 { _ = unsafe iconv(converter, nil, nil, nil, nil) }
            }
            _ = unsafe iconv_close(converter)
        }
    }

    @Test func readsALineOfFiveMegabytesInEveryEncoding() {
        let text = String(repeating: "0123456789ü", count: 500_000)
        let latin: [UInt8] = (0..<500_000).flatMap { _ in Array("0123456789".utf8) + [0xFC] }
        for bytes in [Array(text.utf8), EncodedText.utf16(text, highByteFirst: false), latin] {
            let decoded = TextDecoder.decode(bytes)
            #expect(decoded.lineStarts == [0])
            #expect(decoded.text.count >= 5_500_000)
            let offset = decoded.text.count - 2
            #expect(decoded.originalOffset(of: offset) >= bytes.count - 3)
        }
    }

    @Test func takesADeclaredEncodingAndPrefersTheMark() {
        #expect(TextDecoder.decode([0xFC], declared: .windows1252).string == "ü")
        #expect(TextDecoder.decode([0x81], declared: .cp850).string == "ü")
        #expect(TextDecoder.decode([0xFF, 0xFE, 0x41, 0], declared: .utf8).string == "A")
        #expect(TextEncoding(label: "ISO-8859-1") == .windows1252)
        #expect(TextEncoding(label: "Shift_JIS") == .cp932)
        #expect(TextEncoding(label: "koi8-r") == nil)
    }
}
