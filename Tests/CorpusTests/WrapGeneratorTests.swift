import Testing
import TriageModel
import TriageTestSupport

/// An error text that is whole and not cut anywhere, to be cut by the generator.
struct UncutError: Sendable, CustomStringConvertible {
    var language: String
    var name: String
    var text: String

    var description: String { name }

    /// The localised errors of this folder, and the uncut ones among the real inputs where those are present.
    static let all: [UncutError] =
        LocalisedError.all.map { UncutError(language: $0.language, name: $0.description, text: $0.text) }
        + ErrorView.all.flatMap { view in
            view.looks.filter { ["normal-120.txt", "detailed.txt"].contains($0.input.name) }.compactMap { look in
                look.input.text.map { UncutError(language: "en", name: look.description, text: $0) }
            }
        }
        + [
            "01-kb3062745-413-rendered", "07-set-mailbox-psws-adserversettings-2018",
            "11-get-mailboxfolderstatistics-psws-2022", "15-ps-session-empty-remote-error-2023",
        ].compactMap { name in
            guard let text = try? SharedSamples.file("knowledge/transcripts/\(name).txt").inputs[0].text else {
                return nil
            }
            return UncutError(language: "en", name: name, text: text)
        }
}

@Suite("Cut, quoted and interleaved errors", .serialized)
struct WrapGeneratorTests {
    /// Every sample at every width, each time in another kind of cut; in all kinds when `KBTRIAGE_ALL_DRESSES` is set.
    private static func dresses(at width: Int, turn: Int) -> [Dress] {
        let kinds = Dress.wraps(at: width) + [Dress.wrapped(width: width).under(.surrounded)]
        return Environment.wantsAllDresses ? kinds : [kinds[(width + turn) % kinds.count]]
    }

    @Test func aCutErrorSaysWhatTheWholeOneSays() throws {
        var recall = WrapRecall()
        for (turn, error) in UncutError.all.enumerated() {
            let truth = try CaseTriage.read([SampleInput(error.text)]).facts(of: "error")
            #expect(!truth.isEmpty, "\(error.name)")
            for width in Dress.widths {
                for dress in Self.dresses(at: width, turn: turn) {
                    let input = SampleInput(name: "ticket.txt", bytes: dress.bytes(of: error.text))
                    recall.add(
                        language: error.language, name: error.name, dress: dress, truth: truth,
                        read: try CaseTriage.read([input]).facts(of: "error"))
                }
            }
        }
        print(recall.table)
        #expect(recall.wrong == 0, "\(recall.faults.joined(separator: "\n"))")
        #expect(recall.share() > 0.99)
    }

    @Test(arguments: [36, 47, 60, 80, 100, 120, 161, 200])
    func severalErrorsAmidProseKeepApart(width: Int) throws {
        let errors = LocalisedError.all.filter { $0.name != "scripts disabled" }
        for (first, second) in zip(errors, errors.dropFirst()) {
            let text = [first.text, "Then, a little later, I tried once more:\n\n", second.text].joined(separator: "\n")
            let plain = try CaseTriage.read([SampleInput(text)]).facts(of: "error")
            #expect(plain.count == 2, "\(first) and \(second)")
            let cut = Dress.wrapped(width: width, rightEdge: .trimmed).under(.quoted("> ")).bytes(of: text)
            let read = try CaseTriage.read([SampleInput(name: "ticket.txt", bytes: cut)]).facts(of: "error")
            #expect(read.map { $0["errorId"] } == plain.map { $0["errorId"] }, "\(first) and \(second)")
        }
    }
}
