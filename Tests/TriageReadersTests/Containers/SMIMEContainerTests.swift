import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("S/MIME messages")
struct SMIMEContainerTests {
    private let entity = Array(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsigned words\r\n--b\r\nContent-Type: text/plain; name=log.txt\r\n\r\nlog\r\n--b--\r\n"
            .utf8)

    /// A value with its length, shortest form.
    private func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let size = content.count
        if size < 128 { return [tag, UInt8(size)] + content }
        if size < 256 { return [tag, 0x81, UInt8(size)] + content }
        return [tag, 0x82, UInt8(size >> 8), UInt8(size & 0xFF)] + content
    }

    private func pkcs(_ rest: [UInt8]) -> [UInt8] { der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01] + rest) }

    private func signed(_ content: [UInt8]?) -> [UInt8] {
        let wrapped = der(0x30, pkcs([7, 1]) + (content.map { der(0xA0, der(0x04, $0)) } ?? []))
        let algorithms = der(0x31, der(0x30, [0x06, 1, 1]))
        return der(0x30, pkcs([7, 2]) + der(0xA0, der(0x30, [2, 1, 1] + algorithms + wrapped + der(0x31, []))))
    }

    /// The same as a program writes that does not know its length: ends are marked, the content lies in pieces.
    private var streamed: [UInt8] {
        let pieces = stride(from: 0, to: entity.count, by: 50).flatMap {
            der(0x04, Array(entity[$0..<min($0 + 50, entity.count)]))
        }
        let wrapped = [0x30, 0x80] + pkcs([7, 1]) + [0xA0, 0x80, 0x24, 0x80] + pieces + [0, 0, 0, 0, 0, 0]
        return [0x30, 0x80] + pkcs([7, 2]) + [0xA0, 0x80, 0x30, 0x80, 2, 1, 1] + der(0x31, der(0x30, [0x06, 1, 1]))
            + wrapped + der(0x31, []) + [0, 0, 0, 0, 0, 0]
    }

    @Test func whatIsSignedIsRead() {
        for bytes in [signed(entity), streamed] {
            #expect(content(of: "signed-content", in: bytes, name: "smime.p7m") == entity)
        }
        // The content is a mail's part, and opened as one.
        var budget = ContainerBudget()
        let inner = ContainerCatalogue.open(
            ContainerInput(
                bytes: entity, name: "signed-content", hints: ContainerHints(mediaType: "multipart/signed")),
            budget: &budget)
        #expect(inner?.contents.members.map(\.name) == ["", "log.txt"])
    }

    @Test func signaturesAloneAreNamed() {
        #expect(members(signed(nil), name: "smime.p7s") == ["signature: signature"])
    }

    @Test(arguments: [[7, 3], [9, 16, 1, 23], [9, 16, 1, 9], [7, 6]] as [[UInt8]])
    func whatIsEncryptedIsSaid(kind: [UInt8]) {
        #expect(members(der(0x30, pkcs(kind) + der(0xA0, der(0x30, [2, 1, 0])))) == [": encrypted"])
    }

    @Test func aMailGivesItsClosedPartOn() {
        func mail(_ bytes: [UInt8]) -> [UInt8] {
            Array(
                ("From: a@contoso.example\r\nMIME-Version: 1.0\r\nSubject: s\r\n"
                    + "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
                    + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64Text.encode(bytes)).utf8)
        }
        #expect(members(mail(streamed)).last == "smime.p7m: \(streamed.count) bytes")
        #expect(members(mail([1, 2, 3])).first == "smime.p7m: encrypted")
    }

    @Test func otherValuesAreNoMessages() {
        #expect(members(der(0x30, der(0x30, [2, 1, 1]))) == ["no container"])
        #expect(members(Array("0 is a digit".utf8)) == ["no container"])
    }

    @Test func everyCutAndEveryChangedByteEnds() {
        for fixture in [signed(entity), streamed] {
            for end in 0..<fixture.count { #expect(!members(Array(fixture[..<end])).isEmpty) }
            var random = SeededRandom(seed: 5_652)
            for _ in 0..<600 {
                var bytes = fixture
                for _ in 0..<4 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                        [0, 0x80, 0x84, 0x87, 0xFF, 0x24, 0x04].randomElement(using: &random) ?? 0
                }
                #expect(!members(bytes).isEmpty)
            }
        }
        let lines = members(Array(streamed.prefix(streamed.count - 60)))
        #expect(lines.first == ": damaged-message")
    }

    @Test func theBudgetBoundsIt() {
        let lines = members(signed(entity), budget: ContainerBudget(bytes: 20, free: 20))
        #expect(lines == [": limit-bytes"] || lines.first == ": damaged-message")
    }
}
