import Foundation
import Testing
@testable import TriageBytes

/// What decoding keeps, replaces and says, whatever the encoding.
struct TextDecoderTests {
    private func text(_ decoded: DecodedText) -> String { String(decoding: decoded.text, as: UTF8.self) }

    @Test func keepsValidUTF8AsItIs() {
        let bytes = Array("Foto für Änne 写真 🙂\r\nzwei\n".utf8)
        let decoded = TextDecoder.decode(bytes)
        #expect(decoded.text == bytes)
        #expect(decoded.encoding == "utf-8")
        #expect(decoded.why.hasPrefix("certain"))
        #expect(!decoded.hadInvalidBytes)
        #expect(decoded.originalOffset(of: 7) == 7)
        #expect(decoded.originalOffset(of: bytes.count) == bytes.count)
    }

    @Test func dropsTheUTF8MarkAndCountsItInTheOriginal() {
        let decoded = TextDecoder.decode([0xEF, 0xBB, 0xBF] + Array("ab\ncd".utf8))
        #expect(text(decoded) == "ab\ncd")
        #expect(decoded.encoding == "utf-8-bom")
        #expect(decoded.originalOffset(of: 0) == 3)
        #expect(decoded.originalOffset(of: 4) == 7)
        #expect(decoded.lineStarts == [0, 3])
    }

    @Test(arguments: [false, true], [false, true])
    func readsUTF16(bigEndian: Bool, marked: Bool) {
        let source = "PS C:\\> Get-Foo\r\nfür 写真 🙂 done\r\n"
        var bytes: [UInt8] = marked ? (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
        for unit in source.utf16 {
            let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            bytes += bigEndian ? pair.reversed() : pair
        }
        let decoded = TextDecoder.decode(bytes)
        #expect(text(decoded) == source)
        #expect(decoded.encoding == (bigEndian ? "utf-16be" : "utf-16le"))
        #expect(decoded.why.hasPrefix(marked ? "certain" : "likely"))
        // Every character leads back to its own unit.
        var decodedOffset = 0
        var unitOffset = marked ? 2 : 0
        for scalar in source.unicodeScalars {
            #expect(decoded.originalOffset(of: decodedOffset) == unitOffset)
            decodedOffset += scalar.utf8.count
            unitOffset += scalar.utf16.count * 2
        }
        #expect(decoded.originalOffset(of: decodedOffset) == bytes.count)
    }

    @Test func replacesLoneSurrogatesAndTheOddLastByte() {
        let decoded = TextDecoder.decode([0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8, 0x42, 0x00, 0x42, 0xDE, 0x43])
        #expect(text(decoded) == "A\u{FFFD}B\u{FFFD}\u{FFFD}")
        #expect(decoded.hadInvalidBytes)
        #expect(decoded.originalOffset(of: 1) == 4)
        #expect(decoded.originalOffset(of: 4) == 6)
        #expect(decoded.originalOffset(of: 8) == 10)
        #expect(decoded.originalOffset(of: 11) == 11)
    }

    @Test func readsShiftJIS() throws {
        let source = "Set-UserPhoto : リモート サーバーがエラーを返しました\r\nパイプライン 写真"
        let bytes = try #require(source.data(using: .shiftJIS))
        let decoded = TextDecoder.decode(Array(bytes), declared: .cp932)
        #expect(text(decoded) == source)
        #expect(!decoded.hadInvalidBytes)
    }
}
