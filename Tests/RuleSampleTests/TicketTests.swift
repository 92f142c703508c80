import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What a whole ticket must come to (`samples/tickets/expected.json`).
struct TicketExpectation: Decodable, Sendable {
    /// The day the ticket is looked at.
    let asOf: String
    let verdict: String
    /// Causes that must be found, the one to act on first.
    let causes: [String]
    /// How sure one may be of the first of them; nil when the ticket does not hang on it.
    let confidence: String?
    /// Causes that must not be found.
    let forbid: [String]
    /// How the first command to run next begins; nil when the ticket needs none.
    let next: String?

    static let all: [String: TicketExpectation] = {
        guard let bytes = try? PackageRoot.file("samples/tickets/expected.json").readBytes() else { return [:] }
        return (try? JSONDecoder().decode([String: TicketExpectation].self, from: Data(bytes))) ?? [:]
    }()
}

@Suite("Whole tickets come to their verdict")
struct TicketTests {
    @Test func everyTicketHasItsExpectationAndThereAreTwelveOrMore() {
        let names = Set(Samples.tickets.map { String($0.name.dropFirst("samples/tickets/".count)) })
        #expect(names == Set(TicketExpectation.all.keys))
        #expect(names.count >= 12)
    }

    @Test(arguments: Samples.tickets)
    func theVerdictIsTheExpectedOne(ticket: SampleCase) throws {
        let name = String(ticket.name.dropFirst("samples/tickets/".count))
        let expected = try #require(TicketExpectation.all[name])
        let diagnosis = try CaseTriage.diagnose(ticket.inputs, asOf: expected.asOf)
        #expect(diagnosis.verdict.rawValue == expected.verdict)
        let own = diagnosis.findings.filter { $0.explainedBy == nil }.map(\.cause)
        #expect(own.first == expected.causes.first)
        #expect(Set(own) == Set(expected.causes))
        if let confidence = expected.confidence {
            #expect(diagnosis.findings.first { $0.explainedBy == nil }?.confidence.rawValue == confidence)
        }
        #expect(diagnosis.causes.isDisjoint(with: expected.forbid))
        if let next = expected.next {
            #expect(
                diagnosis.nextEvidence.first?.command.hasPrefix(next) == true,
                "\(diagnosis.nextEvidence.map(\.command))")
        }
    }

    @Test(arguments: Samples.tickets)
    func everyFindingIsProvedInsideTheTicket(ticket: SampleCase) throws {
        let diagnosis = try CaseTriage.diagnose(ticket.inputs)
        for finding in diagnosis.findings {
            #expect(!finding.evidence.isEmpty && !finding.resolution.isEmpty, "\(finding.rule)")
            for item in finding.evidence {
                #expect(!item.spans.isEmpty, "\(finding.rule): \(item.field)")
                for span in item.spans {
                    #expect(diagnosis.sources.indices.contains(span.source.number))
                    #expect(span.end <= diagnosis.sources[span.source.number].text.count)
                    #expect(span.start < span.end)
                }
            }
        }
    }
}
