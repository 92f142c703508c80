import Testing
import TriageKit
import TriageModel
import TriageTestSupport

/// Redaction takes time in proportion to the text, whatever stands in it.
@Suite(.serialized) struct HostileRedactionTests {
    static let pieces = [
        "@", "a@", "a@b.", "a.", "1.", "255, ", "::", "cn=", "DC=a,", "\\\\", "\\Users\\", "S-1-", "%40", "&#x41;",
        "_x0041_", "=\n",
        "anna ", "Anna\n", "+49 ", "AAAA", "a/", "\u{FC}", "password: \"", "eyJ", "{", "0", "ff-",
    ]

    @Test(arguments: pieces)
    func halfAMegabyteOfAnythingIsRedactedInTime(piece: String) throws {
        var text = "From: Anna Berg <anna.berg@contoso.example>\n\n"
        text += String(repeating: piece, count: 500_000 / piece.utf8.count)
        var result = ""
        let time = try ProcessorTime.seconds { result = try Redacting.text(text) }
        #expect(result.utf8.count == text.utf8.count)
        #expect(time < 60)
    }

    @Test func anyTruncationIsRedacted() throws {
        let bytes = Array(PlantedIdentifierTests.ticket.utf8)
        for end in stride(from: 0, through: bytes.count, by: 37) {
            let inputs = [SampleInput(name: "a.txt", bytes: Array(bytes.prefix(end)))]
            let sizes = try Redacting.read(Redacting.redact(inputs)).sources.map(\.text.count)
            #expect(sizes == (try Redacting.read(inputs)).sources.map(\.text.count))
        }
    }

    @Test func changedBytesAreRedacted() throws {
        var random = SeededRandom(seed: 7)
        let original = Array(PlantedIdentifierTests.ticket.utf8)
        for _ in 0..<40 {
            var bytes = original
            for _ in 0..<20 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let inputs = [SampleInput(name: "a.txt", bytes: bytes)]
            let redacted = try Redacting.read(Redacting.redact(inputs))
            #expect(redacted.sources.map(\.lineStarts) == (try Redacting.read(inputs)).sources.map(\.lineStarts))
        }
    }
}
