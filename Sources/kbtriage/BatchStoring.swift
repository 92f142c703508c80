import CommandArguments
import TriageBatch
import TriageBytes
import TriageKit
import TriageModel
import TriageRules

/// The store of a batch, when there is one: rows come from it, and go into it before they are shown.
struct BatchStoring {
    /// The run the rows go into.
    let run: StoredRun
    /// True when somebody waits for every row.
    private let isUrgent: Bool
    private let reports: ReportFolder?
    /// What went wrong with the store; the batch ends then.
    private(set) var failure: StoreError?
    /// Rows that somebody acknowledged.
    private(set) var acknowledged = 0

    init(_ run: StoredRun, isUrgent: Bool, reports: ReportFolder?) {
        self.run = run
        self.isUrgent = isUrgent
        self.reports = reports
    }

    /// What is done with a ticket, on any thread.
    func work(_ work: TicketTriage) -> @Sendable (Ticket) -> TicketVerdict {
        let run = run
        let reports = reports
        return { ticket in
            // A row is of no use when its report is wanted and not there.
            if let reports, !reports.has(ticket) { return run.verdict(of: ticket, by: work, anew: true) }
            return run.verdict(of: ticket, by: work)
        }
    }

    /// Puts a row into the store and hands on those that are safe.
    mutating func take(_ row: TicketVerdict, _ hand: (TicketVerdict) -> Bool) -> Bool {
        attempt(hand) { [run] () throws(StoreError) in try run.add(row) }
    }

    /// When nothing comes for a while: what waits becomes safe.
    mutating func rest(_ hand: (TicketVerdict) -> Bool) -> Bool {
        isUrgent ? attempt(hand) { [run] () throws(StoreError) in try run.flush() } : failure == nil
    }

    /// Ends the run.
    mutating func end(_ ending: BatchRunner.Ending, _ hand: (TicketVerdict) -> Bool) -> Bool {
        attempt(hand) { [run] () throws(StoreError) in try run.end(ending == .finished ? .finished : .stopped) }
    }

    /// What there is to say of the store when the batch ends.
    func notes(_ summary: BatchSummary) -> [String] {
        var notes: [String] = []
        if run.reused > 0 {
            notes.append("Unchanged, from the store: \(run.reused) of \(summary.tickets) (run \(run.number))")
        }
        if acknowledged > 0 {
            notes.append("Acknowledged: \(acknowledged); kbtriage acknowledge --store lists what and until when")
        }
        return notes
    }

    private mutating func attempt(
        _ hand: (TicketVerdict) -> Bool, _ body: () throws(StoreError) -> [TicketVerdict]
    ) -> Bool {
        do throws(StoreError) {
            for row in try body() {
                if row.acknowledged != nil { acknowledged += 1 }
                if !hand(row) { return false }
            }
        } catch {
            failure = failure ?? error
        }
        return failure == nil
    }
}

/// What `--store` and `--resume` come to.
struct StoreChoice {
    /// The words of the command line, as they are or as they were when the run that is resumed began.
    let arguments: ParsedArguments
    let store: TicketStore?
    let resuming: RunRecord?

    /// Looks the store up; throws what is wrong with it, or a sentence about the command line.
    init(_ arguments: ParsedArguments) throws(StoreError) {
        guard let path = arguments.value(of: .store) else {
            self.arguments = arguments
            store = nil
            resuming = nil
            return
        }
        let isResuming = arguments.has(.resume)
        let store = try TicketStore(FilePath(path), creating: !isResuming)
        self.store = store
        guard isResuming, let record = try store.interruptedRun() else {
            self.arguments = arguments
            resuming = nil
            return
        }
        resuming = record
        let namesTickets = !arguments.values(of: .ticketPaths).isEmpty || arguments.value(of: .watch) != nil
        let parser = CommandParser(CommandLineDeclaration.program, version: ProgramVersion.text)
        // Of an option that is given now and was given then, the last counts.
        let words = record.settings.words + CommandLine.arguments.dropFirst(2)
        if !namesTickets, case .run(let earlier)? = try? parser.parse(words) {
            self.arguments = earlier
        } else {
            self.arguments = arguments
        }
    }

    /// True when a run should be gone on with, none was interrupted, and no tickets are named to begin with.
    var hasNothingToResume: Bool {
        arguments.has(.resume) && resuming == nil && arguments.values(of: .ticketPaths).isEmpty
            && arguments.value(of: .watch) == nil && !arguments.has(.stream)
    }

    /// What is wrong with the words about a store; nil when nothing is.
    static func mistake(_ arguments: ParsedArguments) -> String? {
        if arguments.value(of: .store) != nil { return nil }
        if arguments.has(.resume) { return "--resume needs the store of the run: --store FILE" }
        if !arguments.locatedValues(of: .verify).isEmpty { return "--verify is about a store: --store FILE" }
        return nil
    }

    /// Begins the run, or takes the interrupted one up.
    func begin(_ triage: Triage, _ run: BatchRun, options: String) throws(StoreError) -> StoredRun? {
        guard let store else { return nil }
        let settings = RunSettings(
            knowledge: .init(
                rules: run.ruleHash, tool: run.toolVersion, asOf: run.asOf, asOfIsExplicit: run.asOfIsExplicit,
                options: options), words: resuming?.settings.words ?? Array(CommandLine.arguments.dropFirst()),
            verification: arguments.value(of: .verify, as: RunSettings.Verification.self) ?? .times)
        return try store.begin(settings, resuming: resuming)
    }
}

extension OptionDeclaration {
    static let store = OptionDeclaration(
        "store", value: .file(extensions: ["sqlite"]), valueName: "file",
        help: "Keep the rows in this file (SQLite), and read only tickets that are new or were changed")
    static let verify = OptionDeclaration(
        "verify", value: .oneOf(RunSettings.Verification.self), valueName: "by", defaultValue: "times",
        help: "How an unchanged file is told: its size, time and number, or the hash of its content")
}

extension FlagDeclaration {
    static let resume = FlagDeclaration(
        "resume", help: "Go on with the run of the store that was interrupted, with the words it was begun with")
}
