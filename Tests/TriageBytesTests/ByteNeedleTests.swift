import Testing
import TriageBytes

/// Searches agree with a plain comparison at every place, and take time linear in the text.
struct ByteNeedleTests {
    private func places(of needle: [UInt8], in text: [UInt8]) -> [Int] {
        guard !needle.isEmpty, needle.count <= text.count else { return [] }
        return (0...(text.count - needle.count)).filter { Array(text[$0..<($0 + needle.count)]) == needle }
    }

    @Test func agreesWithAPlainComparison() {
        var generator = SplitMix(seed: 3)
        for round in 0..<3000 {
            let letters: [UInt8] = round.isMultiple(of: 2) ? [0x61, 0x62] : [0x61, 0x41, 0x62, 0x20]
            let text = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &generator)]
            }
            let needle = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &generator)]
            }
            let exact = places(of: needle, in: text)
            #expect(ByteNeedle(needle).first(in: text) == exact.first)
            let lower = places(of: needle.map(ASCII.lowercased), in: text.map(ASCII.lowercased))
            let caseless = ByteNeedle(needle, ignoringCase: true)
            #expect(caseless.first(in: text) == lower.first)
            for from in [1, 7, text.count, text.count + 3] {
                #expect(caseless.first(in: text, from: from) == lower.first { $0 >= from })
            }
            #expect(
                ByteNeedle(needle).first(in: text, to: 20)
                    == exact.first { $0 + needle.count <= min(20, text.count) })
            var apart: [Int] = []
            for place in exact where place >= (apart.last.map { $0 + needle.count } ?? 0) { apart.append(place) }
            #expect(ByteNeedle(needle).all(in: text) == apart)
        }
    }

    @Test func searchesTheWorstTextsInLinearTime() {
        // Quadratic, this is 10^11 comparisons and never ends; linear, it is a blink.
        let text = [UInt8](repeating: 0x61, count: 1_000_000)
        let needle = [UInt8](repeating: 0x61, count: 100_000) + [0x62]
        #expect(ByteNeedle(needle).first(in: text) == nil)
        #expect(ByteNeedle(needle, ignoringCase: true).first(in: text) == nil)
        #expect(ByteNeedle([0x62] + needle.dropLast()).first(in: text) == nil)
        #expect(ByteNeedle([UInt8](repeating: 0x61, count: 1000)).firstWord(in: text) == nil)
        #expect(ByteNeedle(Array(needle.dropLast())).all(in: text).count == 10)
    }

    @Test(
        arguments: [
            ("photo", "the photo is", 4), ("photo", "photograph photo", 11), ("photo", "myphoto", nil),
            ("photo", "my_photo", nil), ("photo", "Photo", nil), ("photo", "photo2 photo-3", 7), ("photo", "photo", 0),
            ("photo", "写真photoです", 6), ("photo", "überphoto", nil), ("photo", "üphoto photoß photo", 16),
            ("-foo", "x-foo", 1), ("413)", "(413)x", 1), ("photo", "«photo»", 2),
        ] as [(String, String, Int?)])
    func findsWordsOnly(needle: String, text: String, place: Int?) {
        #expect(ByteNeedle(needle).firstWord(in: Array(text.utf8)) == place)
    }

    @Test func ignoresTheCaseOfASCIIOnly() {
        let needle = ByteNeedle("SET-Ü", ignoringCase: true)
        #expect(needle.first(in: Array("x set-Ü".utf8)) == 2)
        #expect(needle.first(in: Array("x set-ü".utf8)) == nil)
        #expect(needle.stands(at: 2, in: Array("x Set-Ü".utf8)))
        #expect(!needle.stands(at: 3, in: Array("x Set-Ü".utf8)))
        #expect(!needle.stands(at: -1, in: Array("x".utf8)))
        #expect(!ByteNeedle("").stands(at: 0, in: Array("x".utf8)))
        #expect(ByteNeedle("").first(in: Array("x".utf8)) == nil)
    }

    @Test func findsAByteWithinBounds() {
        let text: [UInt8] = [1, 2, 3, 2]
        #expect(ByteSearch.first(2, in: text) == 1)
        #expect(ByteSearch.first(2, in: text, from: 2) == 3)
        #expect(ByteSearch.first(2, in: text, from: 2, to: 3) == nil)
        #expect(ByteSearch.first(2, in: text, from: -5, to: 99) == 1)
        #expect(ByteSearch.first(2, in: text, from: 9) == nil)
        #expect(ByteSearch.first(2, in: ([] as [UInt8])) == nil)
    }
}
