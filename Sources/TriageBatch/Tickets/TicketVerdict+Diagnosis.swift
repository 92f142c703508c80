import TriageBytes
public import TriageModel

extension TicketVerdict {
    /// Lists of a row hold at most this many entries, and texts this many bytes: a row is small whatever the ticket.
    static let mostEntries = 32
    static let mostBytes = 2_000

    /// The row of a ticket that was diagnosed.
    public init(of loaded: LoadedTicket, evidence: Evidence, diagnosis: Diagnosis) {
        if diagnosis.verdict == .offTopic {
            self.init(offTopic: loaded)
            let problems = diagnosis.problems.filter(\.isFatal)
            if !problems.isEmpty { details.problems += problems.map(Problem.init) }
            limitProblems()
            return
        }
        self.init(of: loaded.ticket, diagnosis.verdict)
        contentHash = loaded.contentHash
        byteCount = loaded.byteCount
        // A mail tells its subject and date itself.
        if subject == nil || created == nil, let message = evidence.records.first(where: { $0.kind == "message" }) {
            subject = subject ?? Self.text(message["subject"])
            created = created ?? Self.text(message["date"])
        }
        // Put together first: details that are set are held anew.
        var details = details
        details.errorCount = evidence.records.count { $0.kind == "error" }
        details.causes = diagnosis.findings.prefix(Self.mostEntries).map(Cause.init)
        details.undecided = Array(diagnosis.undecided.prefix(Self.mostEntries).map(\.cause))
        details.people = Set(diagnosis.findings.flatMap(\.subjects).filter { $0.kind == "user" }.map(\.id)).count
        let person = diagnosis.complainant ?? diagnosis.findings.first?.subjects.first { $0.kind == "user" }?.id
        details.person = person.map(Self.short)
        if details.people == 0, !details.causes.isEmpty, person != nil { details.people = 1 }
        details.next = Action(diagnosis)
        details.evidence = Place(diagnosis)
        details.problems += diagnosis.problems.map(Problem.init)
        self.details = details
        limitProblems()
    }

    /// The row of a ticket that is about something else: whom it names and which errors it tells of is nobody's business
    /// here, whether it was read or not.
    init(offTopic loaded: LoadedTicket) {
        self.init(offTopic: loaded.ticket, hash: loaded.contentHash, byteCount: loaded.byteCount)
    }

    /// The same of what need not be loaded.
    init(offTopic ticket: Ticket, hash: SHA256Digest?, byteCount: Int) {
        self.init(of: ticket, .offTopic)
        contentHash = hash
        self.byteCount = byteCount
    }

    private mutating func limitProblems() {
        var problems = details.problems
        if problems.count > Self.mostEntries {
            let left = problems.count - Self.mostEntries
            let isFatal = problems[Self.mostEntries...].contains(where: \.isFatal)
            problems.removeSubrange(Self.mostEntries...)
            problems.append(
                Problem(
                    code: "limit-problems", file: place, message: "\(left) more problems are not listed",
                    isFatal: isFatal))
            details.problems = problems
        }
    }

    /// A field as the mail writes it; nil when it is not there.
    private static func text(_ value: Value?) -> String? {
        switch value?.content {
        case .text(let text): short(TicketMessage.oneLine(text))
        case .date(let date): date.text
        default: nil
        }
    }

    /// The beginning of a text that is longer than a row should hold.
    static func short(_ text: String) -> String {
        guard text.utf8.count > mostBytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: mostBytes)
        while end.samePosition(in: text.unicodeScalars) == nil, end > text.startIndex {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end]) + "\u{2026}"
    }
}

extension TicketVerdict.Cause {
    /// A finding as a row tells it.
    init(_ finding: Diagnosis.Finding) {
        self.init(
            cause: finding.cause, rule: finding.rule, title: finding.title, confidence: finding.confidence,
            stage: finding.stage, people: finding.subjects.count { $0.kind == "user" },
            explainedBy: finding.explainedBy, alsoFound: finding.alsoFound)
    }
}

extension TicketVerdict.Action {
    /// The first step of the first finding that holds and was not tried; without a finding the first command to run.
    init?(_ diagnosis: Diagnosis) {
        if let finding = diagnosis.findings.first,
            let step = finding.resolution.first(where: { !$0.isRetired && !$0.wasTried })
        {
            self.init(
                text: TicketVerdict.short(step.text), command: TicketVerdict.short(step.command), place: step.place)
            return
        }
        guard diagnosis.verdict != .healthy, let next = diagnosis.nextEvidence.first else { return nil }
        self.init(text: "", command: TicketVerdict.short(next.command), place: next.place)
    }
}

extension TicketVerdict.Place {
    /// Where the first finding's proof begins; nil when it rests on what was stated.
    init?(_ diagnosis: Diagnosis) {
        guard let finding = diagnosis.findings.first else { return nil }
        for item in finding.evidence {
            guard let span = item.spans.first, diagnosis.sources.indices.contains(span.source.number) else { continue }
            let source = diagnosis.sources[span.source.number]
            self.init(file: source.name, line: source.position(of: span.start).line)
            return
        }
        return nil
    }
}
