import Testing
import TriageBytes

@testable import TriageBatch

struct DigestTableTests {
    /// Digests whose first bytes are the same stand one behind the other, also when the table grows.
    @Test func keepsTheFirstNumberOfEachDigest() throws {
        var table = DigestTable()
        var known: [SHA256Digest: Int32] = [:]
        for number in 0..<3_000 {
            var bytes = [UInt8](repeating: 0, count: 32)
            bytes[7] = UInt8(number % 5)
            bytes[20] = UInt8(number / 7 % 256)
            bytes[21] = UInt8(number / 7 / 256)
            let digest = try #require(SHA256Digest(bytes))
            #expect(table.number(of: digest, orBecomes: Int32(number)) == known[digest])
            if known[digest] == nil { known[digest] = Int32(number) }
        }
        #expect(known.count > 1_500)
    }
}
