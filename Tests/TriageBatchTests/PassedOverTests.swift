import Testing
import TriageBatch
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

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
