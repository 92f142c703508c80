import Foundation
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

@testable import TriageBatch

@Suite struct UnknownClustersTests {
    // MARK: Signatures

    static func signature(_ text: String) -> String { ErrorSignature.words(text.utf8).joined(separator: " ") }

    @Test(arguments: [
        ("Couldn't find object 'anna berg' on 'DC01'.", "couldn't find object <name> on <name>"),
        ("Couldn't find object \"ole\" on 'DC17.corp.contoso.example'.", "couldn't find object <name> on <name>"),
        ("Id 5e1f3a52-7c2b-4f6e-9d1a-0b2c3d4e5f60 at 10:22:31", "id <id> at <n>"),
        ("mail to anna@contoso.example failed", "mail to <address> failed"),
        ("error: (413) Request Entity Too Large", "error 413 request entity too large"),
        ("error: (500) Request failed", "error 500 request failed"),
        ("code 0x80070005 and ABCDE50034", "code 0x80070005 and abcde50034"),
        ("C:\\Users\\anna\\photo.jpg was not found", "<path> was not found"),
        ("https://outlook.office365.com/x?y=1 timed out", "<uri> timed out"),
        ("host dc.contoso.example is down", "host <host> is down"),
        ("Error on proxy command 'Set-UserPhoto -Identity x'", "error on proxy command set-userphoto"),
        ("CN=Anna,OU=x was refused", "<name> was refused"),
        ("retried 17 times in 300 s", "retried <n> times in <n> s"),
    ])
    func masksWhatDiffers(text: String, wanted: String) {
        #expect(Self.signature(text) == wanted)
    }

    @Test func takesALineOfQuotesInLinearTime() {
        let text = String(repeating: "'a ", count: 200_000)
        #expect(!Self.signature(text).isEmpty)
    }

    // MARK: Templates

    @Test func findsTheTemplateOfLinesThatDifferInAWord() {
        var tree = TemplateTree()
        let lines = [
            "connection to blue was closed by peer", "connection to green was closed by peer", "disk is full now",
        ]
        let numbers = lines.map { tree.add($0.split(separator: " ").map(String.init)) }
        #expect(numbers == [0, 0, 1])
        #expect(tree.templates[0].joined(separator: " ") == "connection to <*> was closed by peer")
    }

    @Test func keepsNoMoreTemplatesThanItMay() {
        var tree = TemplateTree()
        var random = SeededRandom(seed: 3)
        var refused = 0
        for _ in 0..<20_000 {
            let words = (0..<5).map { _ in String(random.next(), radix: 36) }
            if tree.add(words) == nil { refused += 1 }
        }
        #expect(tree.templates.count <= TemplateTree.mostTemplates)
        #expect(refused > 0)
    }

    // MARK: Groups

    static func unknown(_ id: String, _ line: String) -> TicketVerdict {
        var row = TicketVerdict(of: Ticket(id: id, place: id, content: .inputs([])), .insufficient)
        row.errorCount = 1
        row.sketch = UnknownSketch(
            lines: [line], excerpt: "excerpt of \(id)", place: .init(file: id, line: 3),
            nearest: [.init(rule: "r", cause: "RC01", title: "R", missed: ["the size is not known"])])
        return row
    }

    @Test func putsTheLargestGroupFirst() {
        var clusters = UnknownClusters()
        clusters.add(Self.unknown("a", "disk is full now"))
        for name in ["b", "c", "d"] {
            clusters.add(Self.unknown(name, "server <name> closed the connection"), isRepeat: name == "d")
        }
        var known = Self.unknown("e", "disk is full now")
        known.sketch = nil
        clusters.add(known)
        let ranked = clusters.ranked()
        #expect(clusters.tickets == 4)
        #expect(ranked.map(\.tickets) == [3, 1])
        #expect(ranked[0].repeats == 1)
        #expect(ranked[0].examples.map(\.id) == ["b", "c"])
        #expect(ranked[0].excerpt == "excerpt of b")
        #expect(ranked[0].nearest.map(\.rule) == ["r"])
    }

    @Test func groupsRealTicketsByTheirErrors() throws {
        let triage = try Triage(location: .builtIn)
        let work = TicketTriage(
            triage, options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)), observers: [UnknownSketch.observe])
        func ticket(_ name: String, _ message: String) -> Ticket {
            let text = """
                The photo of \(name) does not show in Outlook.

                PS C:\\> Set-Frob -Identity \(name)
                Set-Frob : \(message)
                At line:1 char:1
                + Set-Frob -Identity \(name)
                + ~~~~~~~~~~~~~~~~~~~~~~~
                    + CategoryInfo          : InvalidOperation: (\(name):String) [Set-Frob], FrobException
                    + FullyQualifiedErrorId : FrobFailed,Contoso.Frob.SetFrob

                """
            return Ticket(id: name, place: name, content: .inputs([CaseInput(name: name, bytes: Array(text.utf8))]))
        }
        var clusters = UnknownClusters()
        for index in 0..<5 {
            let row = work.verdict(
                of: ticket("anna\(index)", "The frob of 'user \(index)' is bent by \(index * 17) degrees."))
            #expect(row.isUnknown)
            #expect(!row.signature.isEmpty)
            clusters.add(row)
        }
        clusters.add(work.verdict(of: ticket("ole", "No frob was found in the whole of this place.")))
        let ranked = clusters.ranked()
        #expect(ranked.map(\.tickets) == [5, 1])
        #expect(ranked.first?.excerpt.contains("The frob of 'user 0'") == true)
    }

    /// A rule that knows an error and lacks evidence to decide is no rule that is missing.
    @Test func anErrorThatAnUndecidedRuleSpeaksOfIsNotUnknown() throws {
        let work = TicketTriage(
            try Triage(location: .builtIn), options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)),
            observers: [UnknownSketch.observe])
        let known = """
            PS C:\\> Set-UserPhoto -Identity ines@contoso.example -PictureData $photo -Confirm:$false
            Set-UserPhoto : The term 'Set-UserPhoto' is not recognized as the name of a cmdlet, function, script file, \
            or operable program. Check the spelling of the name, or if a path was included, verify that the path is \
            correct and try again.
            At line:1 char:1
            + Set-UserPhoto -Identity ines@contoso.example -PictureData $photo ...
            + ~~~~~~~~~~~~~
                + CategoryInfo          : ObjectNotFound: (Set-UserPhoto:String) [], CommandNotFoundException
                + FullyQualifiedErrorId : CommandNotFoundException

            """
        let unknown = """
            PS C:\\> Set-Frob -Identity ines
            Set-Frob : The frob is bent.
            At line:1 char:1
            + Set-Frob -Identity ines
            + ~~~~~~~~~~~~~~~~~~~~~~~
                + CategoryInfo          : InvalidOperation: (ines:String) [Set-Frob], FrobException
                + FullyQualifiedErrorId : FrobFailed,Contoso.Frob.SetFrob

            """
        func row(_ text: String) -> TicketVerdict {
            work.verdict(
                of: Ticket(id: "a", place: "a", content: .inputs([CaseInput(name: "a", bytes: Array(text.utf8))])))
        }
        let told = row(known)
        #expect(told.verdict == .insufficient && told.errorCount == 1 && !told.undecided.isEmpty)
        #expect(!told.isUnknown && told.signature.isEmpty)
        let both = row(known + unknown)
        #expect(both.verdict == .insufficient && both.errorCount == 2)
        #expect(both.isUnknown)
        #expect(both.sketch?.lines.count == 1)
        #expect(both.signature.hasPrefix("set-frob"))
        #expect(both.sketch?.excerpt.hasPrefix("Set-Frob : The frob is bent.") == true)
    }

    // MARK: Repeats

    static func mail(_ id: String, headers: String, _ body: String) -> TicketVerdict {
        let bytes = Array((headers + "\n\n" + body).utf8)
        let ticket = Ticket(id: id, place: id, content: .inputs([CaseInput(name: id, bytes: bytes)]))
        let loaded = ticket.load(limit: 1 << 20)
        var row = TicketVerdict(of: ticket, .offTopic)
        row.contentHash = loaded.contentHash
        row.thread = ThreadSketch(loaded)
        return row
    }

    static let body = (1...14).map { "This is the \($0 * 7919)th sentence about the photo of somebody.\n" }.joined()

    @Test func tellsTheSameContentTwice() {
        var threads = TicketThreads()
        #expect(threads.add(Self.mail("a", headers: "Subject: x", Self.body)) == nil)
        #expect(threads.add(Self.mail("b", headers: "Subject: x", Self.body)) == .duplicate)
        #expect(threads.threads().map(\.tickets) == [["a", "b"]])
        #expect(threads.threads().first?.link == .duplicate)
    }

    @Test func followsAConversationWhateverItsOrder() {
        var threads = TicketThreads()
        _ = threads.add(Self.mail("c", headers: "Message-ID: <3@x>\nReferences: <1@x>\n <2@x>", "three"))
        _ = threads.add(Self.mail("z", headers: "Message-ID: <9@x>", "another"))
        #expect(threads.add(Self.mail("a", headers: "Message-ID: <1@x>", "one")) == .conversation)
        #expect(threads.add(Self.mail("b", headers: "Message-ID: <2@x>\nIn-Reply-To: <1@x>", "two")) == .conversation)
        #expect(threads.threads().map(\.tickets) == [["c", "a", "b"]])
    }

    @Test func findsATextThatIsQuotedInAnother() {
        var threads = TicketThreads()
        let quoted = Self.body.split(separator: "\n").map { "> " + $0 }.joined(separator: "\n")
        #expect(threads.add(Self.mail("a", headers: "Subject: x", Self.body)) == nil)
        #expect(
            threads.add(Self.mail("b", headers: "Subject: re", "I see it now, thank you.\n" + quoted)) == .quotation)
        #expect(
            threads.add(Self.mail("c", headers: "Subject: y", "Nothing of that kind is said here at all.\n")) == nil)
        #expect(threads.threads().map(\.links) == [[.quotation]])
        // A group is told by all that holds it together.
        #expect(threads.add(Self.mail("d", headers: "Subject: x", Self.body)) == .duplicate)
        #expect(threads.threads().map(\.links) == [[.duplicate, .quotation]])
        #expect(threads.threads().map(\.tickets) == [["a", "b", "d"]])
    }

    @Test func takesASignatureInEveryMailForNoQuotation() {
        var threads = TicketThreads()
        let signature = (1...4).map { "This line \($0) stands below each mail of this house.\n" }.joined()
        var links = 0
        for number in 0..<60 {
            let text = "Mail number \(number) says something of its own, \(number * 31).\n" + signature
            if threads.add(Self.mail("m\(number)", headers: "Subject: \(number)", text)) != nil { links += 1 }
        }
        // The first few cannot be told from quotations; then the lines are known to be common.
        #expect(links < 20)
    }
}
