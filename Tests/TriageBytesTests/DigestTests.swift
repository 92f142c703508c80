import Testing
import TriageBytes

/// Known answers of FIPS 180-4 and RFC 4231.
struct DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func digestsKnownTexts(text: String, hex: String) throws {
        #expect(try SHA256.hex(of: Array(text.utf8)) == hex)
    }

    @Test func digestsPieces() throws {
        let million = [UInt8](repeating: 0x61, count: 1_000_000)
        var hash = try SHA256()
        for start in stride(from: 0, to: million.count, by: 7919) {
            try hash.update(Array(million[start..<min(start + 7919, million.count)]))
        }
        let digest = try hash.finish()
        #expect(Hex.text(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func digestsOneTextAfterTheOther() throws {
        var hash = try SHA256()
        for text in ["", "abc", "a longer text that says nothing", "abc"] {
            try hash.update(Array(text.utf8))
            let digest = try hash.next()
            #expect(digest.hex == (try SHA256.hex(of: Array(text.utf8))))
            #expect(digest.bytes == (try SHA256.digest(of: Array(text.utf8))))
        }
    }

    @Test func readsDigestsBack() throws {
        let bytes = (0..<32).map { UInt8($0 * 8 + 3) }
        let digest = try #require(SHA256Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(SHA256Digest(hex: digest.hex) == digest)
        #expect(SHA256Digest(hex: digest.hex.uppercased()) == digest)
        let short = String(digest.hex.dropLast())
        for wrong in ["", short, short + "g", digest.hex + "00"] { #expect(SHA256Digest(hex: wrong) == nil) }
        #expect(SHA256Digest(Array(bytes.dropLast())) == nil)
    }

    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func authenticatesKnownTexts(key: [UInt8], text: String, hex: String) throws {
        #expect(Hex.text(try HMACSHA256.code(of: Array(text.utf8), key: key)) == hex)
    }

    @Test func writesAndReadsHexadecimalDigits() {
        #expect(Hex.text([0x00, 0x9F, 0xFA]) == "009ffa")
        #expect(Hex.value(UInt8(ascii: "F")) == 15)
        #expect(Hex.value(UInt8(ascii: "a")) == 10)
        #expect(Hex.value(UInt8(ascii: "g")) == nil)
    }
}
