import Foundation
import Testing
import TriageModel
import TriageReaders
import TriageTestSupport

/// Real mails against what CPython's parser says of them.
@Suite("Mails as another parser reads them", .needsSharedSamples)
struct MailOracleTests {
    struct Answer: Decodable, Sendable, CustomStringConvertible {
        let file: String
        let subject: String?
        let frm: String?
        let defects: [String]
        var description: String { file }
    }

    static let answers: [Answer] = {
        guard let file = try? SharedSamples.file("samples/oracle/mail.jsonl"), let bytes = file.inputs.first?.bytes
        else { return [] }
        return bytes.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Answer.self, from: Data($0)) }
    }()

    /// The other parser drops `(comments)` and quotes names anew; both say the same person.
    private static func words(_ text: String?) -> [String] {
        (text ?? "").split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    @Test(arguments: answers)
    func subjectAndSenderAreEqual(answer: Answer) throws {
        let bytes = try SharedSamples.file("samples/" + answer.file).inputs[0].bytes
        var budget = ContainerBudget()
        var opened = try #require(
            ContainerCatalogue.open(ContainerInput(bytes: bytes, name: answer.file), budget: &budget))
        // Some of them keep the line a mailbox file has in front of a message.
        if opened.format == "mailbox", let first = opened.contents.members.first, case .bytes(let bytes) = first.content
        {
            opened = try #require(
                ContainerCatalogue.open(
                    ContainerInput(bytes: bytes, name: first.name, hints: first.hints), budget: &budget))
        }
        #expect(opened.format == "mail")
        guard case .text(let text, _, _)? = opened.contents.members.first?.content else {
            Issue.record("no text: \(opened)")
            return
        }
        let lines = String(decoding: text, as: UTF8.self).components(separatedBy: "\n").prefix { !$0.isEmpty }
        func field(_ name: String) -> String? {
            lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        #expect(Self.words(field("Subject")) == Self.words(answer.subject))
        #expect(Self.words(field("From")).starts(with: Self.words(answer.frm)))
    }
}
