import CommandArguments
import TriageBatch
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage batch`: one verdict a ticket, and a picture of the queue.
enum BatchCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let choice: StoreChoice
        do throws(StoreError) {
            choice = try StoreChoice(arguments)
        } catch {
            CommandContext(arguments).complain(error.description)
            return .unreadableInput
        }
        let arguments = choice.arguments
        let context = CommandContext(arguments)
        if let mistake = StoreChoice.mistake(arguments) ?? BatchOutputs.mistake(arguments)
            ?? redactionMistake(arguments) ?? (choice.hasNothingToResume ? nil : inputMistake(arguments))
        {
            context.complain(mistake)
            return .usage
        }
        if choice.hasNothingToResume {
            context.complain("nothing to go on with: the last run of the store ended; name the tickets of a new one")
            return .success
        }
        try Redaction.check(arguments)
        let redaction = arguments.has(.redact) ? try Redaction(arguments, context) : nil
        guard let triage = context.triage() else { return .brokenRules }
        StandardStream.ignoreBrokenPipes()
        SignalWatch.start()
        do throws(OutputError) {
            return try BatchSession(context, triage, choice, redaction).run()
        } catch {
            context.complain(error.description)
            return .cannotWrite
        }
    }

    /// What is wrong with redaction beside a store; nil when nothing is. The store keeps the words of the command line, so
    /// the key must not be one of them.
    private static func redactionMistake(_ arguments: ParsedArguments) -> String? {
        guard arguments.has(.redact), arguments.value(of: .store) != nil else { return nil }
        if let key = arguments.value(of: .key), (try? FileInfo.of(FilePath(key)))?.kind == .regular { return nil }
        return "--redact with --store needs --key FILE, so that the rows of all runs have the same tokens"
    }

    /// What is wrong with where the tickets should come from; nil when nothing is.
    private static func inputMistake(_ arguments: ParsedArguments) -> String? {
        let hasPaths = !arguments.values(of: .ticketPaths).isEmpty
        let isWatching = arguments.value(of: .watch) != nil
        if arguments.has(.stream), hasPaths || isWatching {
            return "--stream reads standard input; name no paths with it"
        }
        if isWatching, hasPaths { return "--watch takes one folder; name no paths with it" }
        if let folder = arguments.value(of: .watch), !Directory.isDirectory(FilePath(folder)) {
            return "\(folder): there is no such folder to watch"
        }
        if !hasPaths, !isWatching, StandardStream.input.isTerminal {
            return "name the files, folders or exports that hold the tickets, or pipe one in (kbtriage batch --help)"
        }
        return nil
    }
}

/// One run of `kbtriage batch`.
struct BatchSession {
    private let context: CommandContext
    private let arguments: ParsedArguments
    private let triage: Triage
    private let stop = StopRequest()
    private let slow = SlowTickets()
    private let isQuiet: Bool
    private let choice: StoreChoice
    private let redaction: Redaction?
    private let queue: QueueRedaction?

    init(_ context: CommandContext, _ triage: Triage, _ choice: StoreChoice, _ redaction: Redaction?) {
        self.context = context
        self.redaction = redaction
        queue = redaction?.queue(triage)
        self.choice = choice
        arguments = context.arguments
        self.triage = triage
        isQuiet = arguments.has(.quiet)
    }

    func run() throws(OutputError) -> ExitCode {
        // A run that is taken up keeps its day, whatever today is.
        let asOf =
            choice.resuming.map { ($0.settings.knowledge.asOf, $0.settings.knowledge.asOfIsExplicit) }
            .map { (day: $0.0, isExplicit: $0.1) } ?? context.asOf
        let run = BatchRun(
            toolVersion: ProgramVersion.text, ruleHash: triage.knowledge.hash, asOf: asOf.day,
            asOfIsExplicit: asOf.isExplicit)
        var outputs = try BatchOutputs(
            arguments, run: run, picture: BatchPicture(arguments, run: run, vocabulary: triage.knowledge.vocabulary))
        let reports = try reports()
        let size = arguments.value(of: .maximumTicketSize).flatMap(ByteAmount.parse) ?? TicketTriage.defaultMaximumSize
        let runner = BatchRunner(
            options: .init(
                jobs: jobs,
                isOrdered: !arguments.has(.unordered),
                bytesInFlight: size))
        var options = DiagnosisEngine.Options(
            asOf: asOf.day, asOfIsExplicit: asOf.isExplicit, explain: reports?.showsAll ?? false)
        if reports == nil { options.detail = .row }
        let work = TicketTriage(
            triage, options: options, maximumSize: size, gate: runner.gate,
            observers: [UnknownSketch.observe] + (reports.map { [$0.reports.write] } ?? []),
            // A report is written for every ticket, so that all of them have to be read then.
            screen: reports == nil ? TicketScreen(triage, cache: context.patternCache) : nil)
        var meter = BatchMeter(columns: meterColumns, ascii: context.textOptions.ascii) { text in
            StandardStream.error.write(text)
        }
        let showsMeter = !isQuiet && (!outputs.usesStandardOutput || StandardStream.error.isTerminal)
        var storing: BatchStoring?
        do throws(StoreError) {
            storing = try choice.begin(
                triage, run,
                options: "size=\(size) \(reports?.reports.identity ?? "")\(redaction.map { " " + $0.identity } ?? "")"
            ).map { BatchStoring($0, isUrgent: outputs.isUrgent, reports: reports?.reports.folder) }
        } catch {
            context.complain(error.description)
            return .unreadableInput
        }
        func show(_ row: TicketVerdict) -> Bool { outputs.take(row) }
        let plain: @Sendable (Ticket) -> TicketVerdict = { ticket in work.verdict(of: ticket) }
        let each = storing?.work(work) ?? plain
        var ending = runner.run(
            source(size), stop: stop, work: { [slow] ticket in slow.measure(ticket, each) },
            rest: { (progress: BatchProgress) -> Bool in
                if showsMeter { meter.show(progress) }
                let isKept = storing?.rest(show) ?? true
                return isKept && outputs.rest()
            },
            take: { (row: TicketVerdict) -> Bool in
                if storing == nil { return show(row) }
                return storing?.take(row, show) ?? false
            })
        meter.clear()
        if let isKept = storing?.end(ending, show), !isKept { ending = .refused }
        outputs.note(reused: storing?.run.reused ?? 0)
        if let failure = storing?.failure {
            context.complain(failure.description)
            return .cannotWrite
        }
        let isWritten = outputs.finish(isComplete: ending == .finished)
        if let redaction, let queue, !redaction.finish(queue) { return .cannotWrite }
        return end(ending, outputs, isWritten: isWritten, reports?.reports, storing)
    }

    private var jobs: Int { arguments.integer(of: .jobs) ?? ProcessEnvironment.processorCount }

    // MARK: What goes in

    /// Where the tickets come from.
    private func source(_ size: Int) -> AnyTicketSource {
        let columns = ExportColumns(
            id: arguments.value(of: .idColumn), subject: arguments.value(of: .subjectColumn),
            body: arguments.values(of: .bodyColumn), created: arguments.value(of: .createdColumn))
        let source: any TicketSource
        if arguments.has(.stream) {
            source = StreamTickets(
                ByteStream(standardInputUntil: SignalWatch.descriptor), columns: columns, limit: size)
        } else {
            let context = context
            // What the tickets are called is nobody's business where they are redacted.
            let isQuiet = isQuiet || queue != nil
            let opener = TicketOpener(
                options: .init(
                    maximumSize: size,
                    archives: arguments.value(of: .archives, as: TicketOpener.ArchiveMeaning.self) ?? .auto,
                    columns: columns, casePerFolder: arguments.has(.casePerFolder)), triage: triage,
                notice: { text in if !isQuiet { context.complain(text) } })
            if let folder = arguments.value(of: .watch) {
                source = WatchedFolder(FilePath(folder), opener: opener, stop: stop)
            } else {
                let paths = arguments.values(of: .ticketPaths)
                source = PathTickets(
                    (paths.isEmpty ? ["-"] : paths).map { FilePath($0) }, opener: opener,
                    countsFiles: !isQuiet && StandardStream.error.isTerminal)
            }
        }
        let skipped = AnyTicketSource(source, skipping: arguments.integer(of: .skip) ?? 0)
        guard let queue else { return skipped }
        let redacted = RedactedTickets(skipped, redaction: queue, limit: size, jobs: jobs)
        return AnyTicketSource(redacted, skipping: 0)
    }

    private func reports() throws(OutputError) -> (reports: BatchReports, showsAll: Bool)? {
        guard let path = arguments.value(of: .reports) else { return nil }
        let format = arguments.value(of: .reportFormat, as: ReportFormat.self) ?? .html
        let folder = try ReportFolder(FilePath(path), suffix: format.suffix)
        return (
            BatchReports(folder, format: format, triage: triage, isRedacted: queue != nil, stop: stop),
            format.format.showsAll
        )
    }

    private var meterColumns: Int? {
        guard StandardStream.error.isTerminal, ProcessEnvironment.value(of: "TERM") != "dumb" else { return nil }
        return StandardStream.error.terminalColumns ?? 80
    }

    // MARK: What comes out

    private func end(
        _ ending: BatchRunner.Ending, _ outputs: BatchOutputs, isWritten: Bool, _ reports: BatchReports?,
        _ storing: BatchStoring?
    ) -> ExitCode {
        if let failure = outputs.failure ?? reports?.failure {
            // A reader that has read enough and went away is no failure to complain about.
            if !(outputs.usesStandardOutput && failure.isBrokenPipe) { context.complain(failure.description) }
            return .cannotWrite
        }
        var view = QueueView(
            outputs.summary, rows: outputs.rows.count <= QueueViewLimits.entries ? outputs.rows : [],
            unread: outputs.unread)
        view.notes += slow.notes
        if !outputs.files.isEmpty { view.notes.append("Rows: " + outputs.files.joined(separator: ", ")) }
        view.add(outputs.picture.clusters, outputs.picture.threads)
        if let page = outputs.picture.page { view.notes.append("Page: \(page.description)") }
        if let reports { view.notes.append("Reports: \(reports.folder.path.description)") }
        view.notes += storing?.notes(outputs.summary) ?? []
        if !outputs.usesStandardOutput {
            let text = QueueReporter.render(view, options: context.textOptions)
            if !StandardStream.output.write(text) { return .cannotWrite }
        } else if !isQuiet, !arguments.has(.stream) {
            var options = context.textOptions
            options.color = false
            StandardStream.error.write(QueueReporter.render(view, options: options))
        }
        guard ending == .finished || arguments.value(of: .watch) != nil else {
            let done = outputs.summary.tickets + (arguments.integer(of: .skip) ?? 0)
            let how =
                storing != nil
                ? "; what is done is kept; go on with --store \(arguments.value(of: .store) ?? "") --resume"
                : arguments.has(.unordered) || arguments.has(.stream)
                    ? "" : "; what is written stays; go on with --skip \(done) and other output files"
            context.complain("stopped after \(outputs.summary.tickets) tickets\(how)")
            return ExitCode(rawValue: 128 + max(SignalWatch.signalNumber, 2))
        }
        if !isWritten { return .cannotWrite }
        return outputs.summary.unreadable > 0 ? .unreadableInput : .success
    }
}

/// Any source, its first tickets passed over.
struct AnyTicketSource: TicketSource {
    private var source: any TicketSource
    private var toSkip: Int

    init(_ source: any TicketSource, skipping count: Int) {
        self.source = source
        toSkip = count
    }

    mutating func next() -> Ticket? {
        while toSkip > 0 {
            toSkip -= 1
            if source.next() == nil { return nil }
        }
        return source.next()
    }

    var progress: (done: Int, total: Int)? { source.progress }

    var isReady: Bool { source.isReady }
}
