import Foundation
import Testing
import TriageBytes
import TriageModel
@testable import TriageReaders
import TriageTestSupport

/// Real Outlook messages against the answers of an independent parser.
@Suite("Outlook messages as another parser reads them", .needsSharedSamples)
struct OutlookOracleTests {
    struct Answer: Decodable, Sendable, CustomStringConvertible {
        struct Recipient: Decodable, Sendable {
            let name: String?
            let email: String?
            let type: String?
        }
        struct Attachment: Decodable, Sendable {
            let fileName: String
            let bytes: Int
            let sha256: String
            let embeddedMessage: Bool
        }
        let file: String
        let messageClass: String
        let subject: String
        let senderName: String?
        let senderEmail: String?
        let recipients: [Recipient]
        let clientSubmitTime: String?
        let messageDeliveryTime: String?
        let bodyStart: String
        let attachments: [Attachment]

        var description: String { file }
    }

    static let answers: [Answer] = {
        guard let file = try? SharedSamples.file("samples/oracle/msg.jsonl"), let bytes = file.inputs.first?.bytes
        else {
            return []
        }
        return bytes.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Answer.self, from: Data($0)) }
    }()

    /// What PyPI's extract-msg 0.57.0 reads of the properties that have names.
    static let items = [
        "msg/05-A-daily-1.msg": (start: "Sun, 11 Dec 2022 15:00:00 +0000", end: "Mon, 12 Dec 2022 15:00:00 +0000")
    ]

    @Test func everyMessageHasItsAnswer() {
        #expect(Self.answers.count == SharedSamples.entries(of: "samples/msg").count)
    }

    @Test(arguments: answers)
    func headerTextAndAttachmentsAreEqual(answer: Answer) throws {
        let bytes = try SharedSamples.file("samples/" + answer.file).inputs[0].bytes
        var budget = ContainerBudget()
        let opened = try #require(
            ContainerCatalogue.open(ContainerInput(bytes: bytes, name: answer.file), budget: &budget))
        #expect(opened.format == "outlook-message")
        #expect(opened.contents.problems == [])
        let first = try #require(opened.contents.members.first)
        guard case .text(let text, _, _) = first.content else {
            Issue.record("the first member is no text")
            return
        }
        let lines = String(decoding: text, as: UTF8.self).components(separatedBy: "\n")
        func field(_ name: String) -> String? {
            lines.prefix { !$0.isEmpty }.first { $0.hasPrefix(name + ": ") }.map {
                String($0.dropFirst(name.count + 2))
            }
        }
        #expect(field("Subject") == Self.decoded(answer.subject, in: answer.file))
        #expect(field("From") == Self.person(answer.senderName, answer.senderEmail))
        for (name, type) in [("To", "to"), ("Cc", "cc")] {
            let people = answer.recipients.filter { $0.type == type }.compactMap { Self.person($0.name, $0.email) }
            #expect(field(name) == (people.isEmpty ? nil : people.joined(separator: "; ")))
        }
        let date = answer.clientSubmitTime ?? answer.messageDeliveryTime
        #expect(field("Date") == date?.replacingOccurrences(of: "GMT", with: "+0000"))
        if let item = Self.items[answer.file] {
            #expect(field("Start") == item.start)
            #expect(field("End") == item.end)
        }
        #expect((field("Item") == nil) == (answer.messageClass == "IPM.Note"))
        let start = Self.decoded(answer.bodyStart, in: answer.file)
        if !start.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty {
            #expect(String(decoding: text, as: UTF8.self).contains("\n\n" + start))
        }
        try check(answer.attachments, Array(opened.contents.members.dropFirst()))
    }

    private func check(_ attachments: [Answer.Attachment], _ members: [ContainerMember]) throws {
        #expect(members.map(\.name) == attachments.map(\.fileName))
        for (attachment, member) in zip(attachments, members) {
            switch member.content {
            case .bytes(let content):
                #expect(!attachment.embeddedMessage)
                #expect(content.count == attachment.bytes)
                #expect(try SHA256.hex(of: content) == attachment.sha256)
            // The other parser makes a file of its own of a message inside of a message; its size is its own too.
            case .contents: #expect(attachment.embeddedMessage)
            case .text, .named: Issue.record("\(member.name) is neither bytes nor a message")
            }
        }
    }

    /// The other parser does not decode texts of code pages; where it shows bytes, they are decoded here.
    static func decoded(_ text: String, in file: String) -> String {
        guard file.contains("CP932"), text.unicodeScalars.allSatisfy({ $0.value < 0x100 }) else { return text }
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        return String(decoding: DeclaredText.decode(bytes, codePage: 932).text, as: UTF8.self)
    }

    static func person(_ name: String?, _ email: String?) -> String? {
        let bare = (name ?? "").trimmingCharacters(in: ["'"])
        let address = (email ?? "").contains("@") ? (email ?? "") : ""
        if address.isEmpty { return bare.isEmpty ? nil : bare }
        return bare.isEmpty || bare.lowercased() == address.lowercased() ? address : "\(bare) <\(address)>"
    }

    /// Every one of them has rich text: what it holds is what the plain text says.
    @Test(arguments: answers)
    func theRichTextSaysTheSameAsThePlainText(answer: Answer) throws {
        let bytes = try SharedSamples.file("samples/" + answer.file).inputs[0].bytes
        let file = try #require(CompoundFile(bytes))
        let message = OutlookMessage(
            file: file, storage: 0, headerSize: 32, codePage: nil, names: NamedProperties(of: file))
        let plain = String(decoding: message.properties.text(0x1000) ?? [], as: UTF8.self)
        let rich: String
        switch try #require(message.richText) {
        case .text(let text): rich = String(decoding: text, as: UTF8.self)
        case .html(let html): rich = Self.withoutTags(String(decoding: html, as: UTF8.self))
        }
        let words = Self.words(plain)
        let text = Self.words(rich)
        #expect(words.isEmpty || text.contains(words), "\(words)\n---\n\(text.prefix(300))")
    }

    private static func words(_ text: String) -> String {
        text.split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    private static func withoutTags(_ html: String) -> String {
        html.replacingOccurrences(of: "<style.*?</style>", with: "", options: .regularExpression)
            .replacingOccurrences(of: "<[^>]*>", with: " ", options: .regularExpression)
    }
}
