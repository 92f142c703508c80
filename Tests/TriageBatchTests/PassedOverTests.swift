import Foundation
import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

@testable import TriageBatch

/// A row must be the same whether its ticket was read or passed over.
@Suite struct PassedOverTests {
    private static let triage = Result { try Triage(location: .builtIn) }
    private static let options = DiagnosisEngine.Options(asOf: CaseTriage.today)

    @Test func rowsAreTheSameWithAndWithoutTheScreen() throws {
        let triage = try Self.triage.get()
        let screen = TicketScreen(triage)
        let quick = TicketTriage(triage, options: Self.options, screen: screen)
        let whole = TicketTriage(triage, options: Self.options)
        var tickets: [Ticket] = []
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            for dress in [Dress.plain, .wrapped(width: 80)] {
                guard let dressed = sample.dressed(dress) else { continue }
                tickets.append(Self.ticket("\(sample.name), \(dress)", dressed.inputs))
            }
        }
        for text in Self.otherTickets { tickets.append(Self.ticket("other", [SampleInput(text)])) }
        for ticket in tickets { #expect(quick.verdict(of: ticket) == whole.verdict(of: ticket), "\(ticket.id)") }
        #expect(screen.passedCount >= Self.otherTickets.count)
    }

    /// Files of a folder with many are read in another way than files that were named, and come to the same rows.
    @Test func filesOfOpenFoldersComeToTheSameRows() throws {
        let triage = try Self.triage.get()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbt-open-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var texts = Self.otherTickets.map { Array($0.utf8) }
        for sample in Samples.tickets { texts += sample.inputs.map(\.bytes) }
        texts.append([])
        texts.append(Array("Out of paper. ".utf8) + [UInt8](repeating: 0x61, count: 100_000))
        texts.append(Array("From: ben@contoso.example\nMessage-ID: <1@contoso.example>\n\nOut of paper.\n".utf8))
        for number in 0..<48 { texts.append(Array("Ticket \(number): the lift stands still.\n".utf8)) }
        for (number, text) in texts.enumerated() {
            try Data(text).write(to: folder.appendingPathComponent("t\(number + 100).txt"))
        }
        let opener = TicketOpener(triage: triage)
        let screen = TicketScreen(triage)
        let work = TicketTriage(
            triage, options: Self.options, gate: MemoryGate(limit: 1 << 20), observers: [UnknownSketch.observe],
            screen: screen)
        let whole = TicketTriage(triage, options: Self.options, observers: [UnknownSketch.observe])
        var listed = PathTickets([FilePath(folder.path)], opener: opener)
        var count = 0
        while let ticket = listed.next() {
            let named = Ticket.file(FilePath(ticket.place))
            let row = work.verdict(of: ticket)
            #expect(row == work.verdict(of: named), "\(ticket.id)")
            #expect(Self.key(of: ticket, work) == Self.key(of: named, work))
            let read = whole.verdict(of: named)
            #expect(row.verdict == read.verdict && row.contentHash == read.contentHash && row.causes == read.causes)
            #expect(row.byteCount == texts[count].count)
            count += 1
        }
        #expect(count == texts.count)
        #expect(screen.passedCount > 80)
    }

    /// What names the content of a ticket for a store.
    private static func key(of ticket: Ticket, _ work: TicketTriage) -> [UInt8]? {
        var key: [UInt8]?
        _ = work.verdict(
            of: ticket,
            asking: { _, content in
                key = content()
                return nil
            })
        #expect(key?.count == 33)
        return key
    }

    /// A diagnosis for a row leaves out what no row shows, and nothing else.
    @Test func rowsAreTheSameWhenNoMoreIsAskedForThanTheyShow() throws {
        let triage = try Self.triage.get()
        var brief = Self.options
        brief.detail = .row
        let short = TicketTriage(triage, options: brief, observers: [UnknownSketch.observe])
        let whole = TicketTriage(triage, options: Self.options, observers: [UnknownSketch.observe])
        var verdicts: Set<Diagnosis.Verdict> = []
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            for dress in [Dress.plain, .wrapped(width: 60)] {
                guard let dressed = sample.dressed(dress) else { continue }
                let ticket = Self.ticket("\(sample.name), \(dress)", dressed.inputs)
                let row = short.verdict(of: ticket)
                #expect(row == whole.verdict(of: ticket), "\(ticket.id)")
                verdicts.insert(row.verdict)
            }
        }
        #expect(verdicts.isSuperset(of: [.cause, .healthy, .insufficient]))
    }

    @Test func mailsThatArePassedOverKeepTheirConversation() throws {
        let triage = try Self.triage.get()
        let screen = TicketScreen(triage)
        let work = TicketTriage(triage, options: Self.options, observers: [UnknownSketch.observe], screen: screen)
        func mail(_ name: String, _ headers: String) -> TicketVerdict {
            let text = "From: ben@contoso.example\n\(headers)\nSubject: printer\n\nOut of paper, \(name).\n"
            return work.verdict(of: Self.ticket(name, [SampleInput(text)]))
        }
        var threads = TicketThreads()
        #expect(threads.add(mail("a", "Message-ID: <1@contoso.example>")) == nil)
        let answer = mail("b", "Message-ID: <2@contoso.example>\nIn-Reply-To: <1@contoso.example>")
        #expect(threads.add(answer) == .conversation)
        #expect(screen.passedCount == 2)
    }

    @Test func factsThatAreStatedMakeEveryTicketRead() throws {
        let triage = try Self.triage.get()
        var options = Self.options
        options.facts = [try triage.fact("anna@contoso.example: teams=old, owa=new")]
        #expect(TicketTriage(triage, options: options, screen: TicketScreen(triage)).screen == nil)
    }

    /// What is too deep to be read is said in the row of a ticket about something else as well.
    @Test(arguments: [100, 127, 128, 129, 300])
    func jsonThatIsTooDeepIsSaid(depth: Int) throws {
        let triage = try Self.triage.get()
        let screen = TicketScreen(triage)
        let quick = TicketTriage(triage, options: Self.options, screen: screen)
        let whole = TicketTriage(triage, options: Self.options)
        let opened = String(repeating: "{\"printer\": ", count: depth)
        let closed = String(repeating: "}", count: depth)
        let texts = [
            "\(opened)7\(closed)\n", "The printer says:\n\n\(opened)\"]}]}\"\(closed)\n",
            "He says \"no:\n\(opened){\"state\": \"}}}} \\\" }}\"}\(closed)\n",
            String(repeating: "[", count: depth) + "{\"a\": 1}" + String(repeating: "]", count: depth) + "\n",
            "> " + opened.replacingOccurrences(of: " ", with: "\n> ") + "1\n",
        ]
        for (number, text) in texts.enumerated() {
            let ticket = Self.ticket("deep \(number)", [SampleInput(text)])
            let row = quick.verdict(of: ticket)
            #expect(row == whole.verdict(of: ticket), "\(number)")
            if depth > 128, number < 2 { #expect(row.problems.map(\.code) == ["limit-depth"], "\(number)") }
        }
        if depth == 100 { #expect(screen.passedCount > 0) }
    }

    private static func ticket(_ name: String, _ inputs: [SampleInput]) -> Ticket {
        Ticket(
            id: name, place: name, content: .inputs(inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) }))
    }

    private static let otherTickets = [
        "From: Ben <ben@contoso.example>\nSubject: printer\n\nThe printer on the third floor is out of paper again.\n",
        """
        PS C:\\> Get-Printer -ComputerName PRINT01
        Get-Printer : The spooler service is not reachable. Ensure the spooler service is running.
        At line:1 char:1
        + Get-Printer -ComputerName PRINT01
        + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            + CategoryInfo          : NotSpecified: (MSFT_Printer:ROOT/StandardCimv2/MSFT_Printer) [Get-Printer], CimException
            + FullyQualifiedErrorId : HRESULT 0x800706ba,Get-Printer
        """,
        """
        Name      State   Size
        ----      -----   ----
        disk0     Online  512 GB
        disk1     Offline 1 TB
        """,
        "Display name: VPN\nStatus      : Down\nSince       : Monday\n\nPlease call me under 555-0123.\n",
    ]
}
