import Foundation
import Testing
import TriageKit
import TriageModel
import TriageTestSupport

@Suite struct TokenTests {
    static let mail = """
        From: Anna Berg <anna.berg@contoso.example>
        Subject: photo in Outlook

        Anna Berg and ANNA BERG, anna.berg@contoso.example, CONTOSO\\aberg, berg@contoso.onmicrosoft.com,
        DC=contoso,DC=example, https://contoso-my.sharepoint.com, outlook.office365.com, graph.microsoft.com.

        """

    private func words(_ text: String) -> [String] { text.split { !$0.isLetter && !$0.isNumber }.map(String.init) }

    @Test func theSameValueHasTheSameTokenWhateverItsCase() throws {
        let before = words(Self.mail)
        let after = words(try Redacting.text(Self.mail))
        try #require(before.count == after.count)
        var tokens: [String: Set<String>] = [:]
        for (old, new) in zip(before, after) { tokens[old.lowercased(), default: []].insert(new.lowercased()) }
        for name in ["anna", "berg", "contoso", "aberg"] {
            #expect(tokens[name]?.count == 1)
            #expect(tokens[name]?.contains(name) == false)
        }
        #expect(Set(["anna", "berg", "contoso", "aberg"].compactMap { tokens[$0]?.first }).count == 4)
    }

    @Test func capitalsStayCapitals() throws {
        let text = try Redacting.text(Self.mail)
        let line = try #require(text.split(separator: "\n").first { $0.contains(" and ") })
        let parts = line.components(separatedBy: " and ")
        #expect(parts[1].hasPrefix(parts[0].uppercased()))
    }

    @Test func whatEverybodyKnowsStays() throws {
        let text = try Redacting.text(Self.mail)
        for host in ["outlook.office365.com", "graph.microsoft.com", ".onmicrosoft.com", ".sharepoint.com", ".example"]
        {
            #expect(text.contains(host))
        }
    }

    @Test func equalInputsGiveEqualOutputs() throws {
        #expect(try Redacting.text(Self.mail) == Redacting.text(Self.mail))
        let key = Array("secret".utf8)
        #expect(try Redacting.text(Self.mail, key: key) == Redacting.text(Self.mail, key: key))
    }

    @Test func anotherKeyGivesOtherTokens() throws {
        let one = try Redacting.text(Self.mail, key: Array("one".utf8))
        let two = try Redacting.text(Self.mail, key: Array("two".utf8))
        #expect(one != two)
        #expect(one != (try Redacting.text(Self.mail)))
    }

    @Test func aKeyGivesTheSameTokenInEveryCase() throws {
        let key = Array("a key".utf8)
        let other = "From: Berg, Anna <anna.berg@contoso.example>\nSubject: something else\n\nHello\n"
        let first = try #require(
            Redacting.text(Self.mail, key: key).split(separator: "<").last?.split(separator: ">").first)
        #expect(try Redacting.text(other, key: key).contains("<\(first)>"))
    }

    @Test func aValueHasOneTokenInAllFilesOfACase() throws {
        let inputs = [
            SampleInput(Self.mail, name: "a.txt"),
            SampleInput("The account of Anna is anna.berg@contoso.example\n", name: "b.txt"),
        ]
        let texts = try Redacting.read(Redacting.redact(inputs)).sources.map {
            String(decoding: $0.text, as: UTF8.self)
        }
        let address = try #require(texts[1].split(separator: " ").last)
        #expect(texts[0].contains(address.dropLast()))
    }

    @Test func aGUIDStaysWhatItsBase64Is() throws {
        let text =
            "ObjectGUID : 3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd\nImmutableId : UhyaPx57mk2PYBEiqrvM3Q==\n"
            + "mS-DS-ConsistencyGuid : {82, 28, 154, 63, 30, 123, 154, 77, 143, 96, 17, 34, 170, 187, 204, 221}\n"
        let redacted = try Redacting.text(text)
        let lines = redacted.split(separator: "\n").map { $0.components(separatedBy: " : ").last ?? "" }
        let guid = try #require(UUID(uuidString: lines[0])).uuid
        let bytes = try #require(Data(base64Encoded: lines[1]))
        let wanted = [
            guid.3, guid.2, guid.1, guid.0, guid.5, guid.4, guid.7, guid.6, guid.8, guid.9, guid.10, guid.11, guid.12,
            guid.13, guid.14, guid.15,
        ]
        #expect(Array(bytes) == wanted)
        #expect(lines[2] == "{" + wanted.map { "\($0)" }.joined(separator: ", ") + "}")
        #expect(lines[0] != "3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd")
        #expect(lines[0].hasPrefix("4", at: 14), "a GUID of version 4 stays one")
    }

    @Test func aPrivateAddressStaysPrivate() throws {
        let text = try Redacting.text(
            "Servers: 10.11.12.13, 192.168.7.8, 172.20.1.2, 203.0.113.77, 127.0.0.1, version 15.20.3.9\n")
        #expect(text.contains(" 10.") && text.contains(" 192.168.") && text.contains(" 172."))
        #expect(text.contains("127.0.0.1") && text.contains("version 15.20.3.9"))
        for address in ["10.11.12.13", "192.168.7.8", "172.20.1.2", "203.0.113.77"] { #expect(!text.contains(address)) }
    }

    @Test func aCutAddressStaysTheBeginningOfTheWhole() throws {
        let text = try Redacting.text("anna.berg@contoso.example\nand in the table anna.berg@conto...\n")
        let whole = try #require(text.split(separator: "\n").first)
        let cut = try #require(text.components(separatedBy: "table ").last?.components(separatedBy: "...").first)
        #expect(cut.count == "anna.berg@conto".count)
        #expect(whole.hasPrefix(cut))
    }

    @Test func aPhotoKeepsItsMeasuresAndNothingElse() throws {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 10, 1, 2, 3, 4, 5, 6, 7, 8]
        bytes += [0xFF, 0xC0, 0, 17, 8, 0, 96, 0, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
        bytes += (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ 7) } + [0xFF, 0xD9]
        let base64 = Data(bytes).base64EncodedString()
        var folded = ["thumbnailPhoto:: " + base64.prefix(60)]
        var rest = base64.dropFirst(60)
        while !rest.isEmpty {
            folded.append(" " + rest.prefix(75))
            rest = rest.dropFirst(75)
        }
        let ldif = "dn: CN=Anna Berg,DC=contoso,DC=example\nobjectClass: user\n" + folded.joined(separator: "\n") + "\n"
        let evidence = try Redacting.read(Redacting.redact([SampleInput(ldif, name: "a.ldf")]))
        let record = try #require(evidence.records.first)
        guard case .binary(let photo)? = record["thumbnailPhoto"]?.content else {
            Issue.record("no photo")
            return
        }
        #expect(photo.byteCount == Int64(bytes.count)...Int64(bytes.count))
        #expect(photo.format == .jpeg && photo.width == 64 && photo.height == 96)
        let text = String(decoding: evidence.sources[0].text, as: UTF8.self)
        #expect(text.contains(String(repeating: "A", count: 60)))
        #expect(!text.contains(base64.dropFirst(200).prefix(24)))
    }

    @Test func aPhotoAsNumbersKeepsItsLayoutAndNothingElse() throws {
        let photo: [UInt8] = [
            255, 216, 255, 224, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 217, 33, 7, 199, 201, 9,
        ]
        let list = "{" + photo.map { "\($0)" }.joined(separator: ", ") + "}"
        let text = "Get-ADUser anna -Properties thumbnailPhoto\n\nthumbnailPhoto : \(list)\n"
        let redacted = try Redacting.text(text)
        #expect(redacted.utf8.count == text.utf8.count)
        #expect(redacted.contains("{255, 216, 255, 224, 0, 16, "))
        #expect(!redacted.contains("217") && !redacted.contains("199"))
    }
}

extension String {
    /// Whether a text stands at a place.
    fileprivate func hasPrefix(_ prefix: String, at offset: Int) -> Bool { dropFirst(offset).hasPrefix(prefix) }
}
