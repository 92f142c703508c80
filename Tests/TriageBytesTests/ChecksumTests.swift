import Testing
import TriageBytes

struct ChecksumTests {
    /// Known answers of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/).
    @Test(arguments: [
        ("", 0xcbf2_9ce4_8422_2325 as UInt64), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ])
    func sumsBytes(text: String, sum: UInt64) {
        var bytes = Array(text.utf8)
        let found = Checksum.of(bytes.span)
        #expect(found == sum)
        Checksum.append(to: &bytes)
        #expect(bytes.suffix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } == sum)
        let cut = Array(bytes.dropLast())
        let whole = [bytes, cut].map { Checksum.ends($0.span) }
        #expect(whole == [true, false])
        for index in bytes.indices {
            var other = bytes
            other[index] ^= 0x10
            let isWhole = Checksum.ends(other.span)
            #expect(!isWhole)
        }
    }

    @Test func everyBitOfEveryByteChangesTheFastSum() {
        var random = SystemRandomNumberGenerator()
        for count in 1...40 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            var sums: Set<UInt64> = [Checksum.fast(bytes.span)]
            for place in bytes.indices {
                for bit in 0..<8 {
                    var other = bytes
                    other[place] ^= 1 << UInt8(bit)
                    sums.insert(Checksum.fast(other.span))
                }
            }
            #expect(sums.count == count * 8 + 1)
        }
    }

    @Test func whatIsMissingOrMoreChangesTheFastSum() {
        let zeros = [UInt8](repeating: 0, count: 64)
        let sums = Set((0...64).map { Checksum.fast(zeros.span.extracting(0..<$0)) })
        #expect(sums.count == 65)
    }
}
