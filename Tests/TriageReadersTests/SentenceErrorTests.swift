import Testing
import TriageBytes
import TriageModel

@testable import TriageReaders

@Suite("Errors that sentences tell of") struct SentenceErrorTests {
    private static let vocabulary = Vocabulary(
        templates: [
            .init(kind: "error", text: "The term '{missingCommand:word}' is not recognized as", isTold: true),
            .init(
                kind: "error", text: "Le terme «{missingCommand:word}» n{}est pas reconnu comme nom d", isTold: true),
            .init(kind: "error", text: "The remote server returned an error: ({httpStatus:digits})", isTold: true),
            .init(kind: "error", text: "Mailbox4711", sets: ["code": "Mailbox4711"], isTold: true),
            .init(kind: "error", text: "Status: {httpStatus:digits} ("),
        ],
        cmdlets: [.init(name: "Set-UserPhoto", isTopical: true), .init(name: "Get-ADUser")])

    private func errors(_ text: String) -> [Record] {
        var reader = CaseReader(vocabulary: Self.vocabulary)
        reader.add(TextDecoder.decode(Array(text.utf8)).sourceInfo(name: "ticket.txt"))
        return reader.finish().records("error")
    }

    @Test(arguments: [
        "When I run Set-UserPhoto for Anna we get \"The term 'Set-UserPhoto' is not recognized as a name\". Please help.",
        "It does not work any more, PowerShell says: The term 'Set-UserPhoto' is not recognized as a name.",
        "I get the error that the term ‘Set-UserPhoto’ is not recognized as a name of a cmdlet, what can we do?",
        "Bonjour, on a ce message : « Le terme «Set-UserPhoto» n’est pas reconnu comme nom d’applet de commande ».",
        "If I run it, I get: the term 'Set-UserPhoto' is not recognized as a name of a cmdlet",
    ])
    func whatASentenceSaysHappenedIsAnError(text: String) throws {
        let error = try #require(errors(text).first)
        #expect(error["missingCommand"]?.short == "Set-UserPhoto")
        #expect(error["view"]?.short == "sentence")
    }

    @Test(arguments: [
        "If you receive \"The term 'Set-UserPhoto' is not recognized as a name\", install the module.",
        "Do you get \"The term 'Set-UserPhoto' is not recognized as a name\" when you run it?",
        "Users who receive the message that the term 'Set-UserPhoto' is not recognized as a name need the other shell.",
        "What does \"The term 'Set-UserPhoto' is not recognized as a name\" mean?",
        "I wonder whether the error is \"The term 'Set-UserPhoto' is not recognized as a name\".",
        "We do not get \"The term 'Set-UserPhoto' is not recognized as a name\" here.",
        "The error \"The term 'Set-UserPhoto' is not recognized as a name\" is gone since Monday.",
        "The error \"The term 'Set-UserPhoto' is not recognized as a name\" does not appear any more.",
        "Wenn Sie \"The term 'Set-UserPhoto' is not recognized as a name\" sehen, melden Sie sich.",
        "The term is not recognized as helpful.",
    ])
    func whatASentenceAsksSupposesOrDeniesIsNone(text: String) { #expect(errors(text).isEmpty) }

    @Test func aMessageEndsWhereItsQuotationDoes() throws {
        let error = try #require(
            errors("We see “The remote server returned an error: (413) Too Large. Try again.” and no photo.").first)
        #expect(error["message"]?.short == "The remote server returned an error: (413) Too Large. Try again.")
        #expect(error["httpStatus"]?.short == "413")
    }

    @Test func theOneCommandOfTheSentenceIsTheErrorsCommand() throws {
        let told = "fails with The remote server returned an error: (413) Request Entity Too Large"
        #expect(errors("Set-UserPhoto for Anna \(told)").first?["cmdlet"]?.short == "Set-UserPhoto")
        let behind = "The remote server returned an error: (413) Too Large on Set-UserPhoto for Anna"
        #expect(errors(behind).first?["cmdlet"]?.short == "Set-UserPhoto")
        #expect(try #require(errors("Get-ADUser is fine, the upload \(told)").first)["cmdlet"] == nil)
    }

    @Test func aCodeIsAWordOfItsOwn() {
        #expect(errors("Graph answers Mailbox4711 for her.").first?["code"]?.short == "Mailbox4711")
        #expect(errors("Our ticket is MyMailbox4711 again.").isEmpty)
    }

    @Test func manySentencesTakeTimeInProportion() {
        let text = String(repeating: "We get: The term 'Set-X' is not recognized as a name. \"", count: 20_000)
        #expect(errors(text).count == 50)
    }
}
