public import TriageBytes
public import TriageModel
public import TriageReporting

/// Puts the rows of a batch together for the page about it.
///
/// Memory: some two hundred bytes a ticket, up to ``mostRows``; what comes behind is counted and not listed.
public struct QueuePageBuilder: Sendable {
    /// Tickets the page lists; a browser filters so many at once.
    public static let mostRows = 200_000

    private var view: QueuePageView
    private var numbers: [String: Int] = [:]
    private var offTopic = 0
    private let page: FilePath

    /// Days that are shown: 20 years back, one ahead. What lies outside is a mistake of somebody's clock.
    private let days: ClosedRange<Int>

    /// Begins a page.
    ///
    /// - Parameter page: the file it will be, from which links to reports lead.
    public init(_ run: BatchRun, vocabulary: Vocabulary, page: FilePath) {
        view = QueuePageView(
            toolVersion: run.toolVersion, rules: run.ruleHash, asOf: run.asOf,
            stages: vocabulary.stages.map { (name: $0.name, label: $0.label) })
        self.page = page
        days = (run.asOf.days - 7_305)...(run.asOf.days + 366)
    }

    /// Adds a row.
    public mutating func add(_ verdict: TicketVerdict) {
        // Nearly all are about something else: a number is counted quicker than an entry of a table.
        if verdict.verdict == .offTopic { offTopic += 1 } else { view.verdicts[verdict.verdict, default: 0] += 1 }
        if verdict.isUnreadable { view.unreadable += 1 }
        if verdict.isUnknown { view.unknown += 1 }
        var first: Int?
        let details = verdict.isPlain ? nil : verdict.details
        for (index, cause) in (details?.causes ?? []).enumerated() {
            let number = number(of: cause)
            if index == 0 {
                first = number
                let level = cause.confidence == .high ? 0 : cause.confidence == .medium ? 1 : 2
                view.causes[number].tickets[level] += 1
                view.causes[number].people &+= verdict.people
            } else {
                view.causes[number].alsoIn += 1
            }
        }
        let day = verdict.created.flatMap(CreatedDay.of).flatMap { days.contains($0) ? $0 : nil }
        if let day { view.days[day, default: [:]][first ?? -1, default: 0] += 1 } else { view.undated += 1 }
        guard view.rows.count < Self.mostRows else {
            view.unlisted += 1
            return
        }
        guard let details else {
            view.rows.append(.init(id: verdict.id, verdict: verdict.verdict, day: day))
            return
        }
        var row = QueuePageView.Row.Details()
        row.cause = first
        row.more = max(0, details.causes.count - 1)
        row.confidence = verdict.confidence
        row.person = details.person
        row.people = details.people
        row.next = next(verdict)
        row.report = details.report.map(address)
        row.acknowledged = details.acknowledged.map { "known until \($0.until.iso): \($0.reason)" }
        view.rows.append(.init(id: verdict.id, verdict: verdict.verdict, day: day, row))
    }

    private func next(_ verdict: TicketVerdict) -> String {
        if verdict.verdict == .unreadable { return verdict.problems.first?.message ?? "" }
        guard let next = verdict.next else { return "" }
        // Of several lines the first: a table has one for each ticket.
        let text = next.command.isEmpty ? next.text : next.command
        return String(text.prefix { !$0.isNewline })
    }

    private mutating func number(of cause: TicketVerdict.Cause) -> Int {
        if let known = numbers[cause.rule] { return known }
        numbers[cause.rule] = view.causes.count
        view.causes.append(
            .init(rule: cause.rule, cause: cause.cause, title: cause.title, stage: cause.stage))
        return view.causes.count - 1
    }

    /// The page about everything that was added.
    public consuming func finish(_ clusters: UnknownClusters, _ threads: TicketThreads) -> QueuePageView {
        if offTopic > 0 { view.verdicts[.offTopic] = offTopic }
        view.clusters = clusters.ranked().map { cluster in
            .init(
                template: cluster.template, tickets: cluster.tickets, repeats: cluster.repeats,
                examples: cluster.examples.map { (id: $0.id, report: $0.report.map(address)) },
                excerpt: cluster.excerpt, place: cluster.place.map { "\($0.file):\($0.line)" } ?? "",
                nearest: cluster.nearest.map { (cause: $0.cause, title: $0.title, missed: $0.missed) },
                draft: cluster.draftCommand ?? "kbtriage rules new --from FILE   # the text of one of these tickets")
        }
        view.threads = threads.threads().map { thread in
            .init(
                why: thread.links.map(\.words).joined(separator: " or "), count: thread.count, tickets: thread.tickets)
        }
        return view
    }

    /// The way from the page's folder to a file.
    private func address(_ file: String) -> String {
        let target = file.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        let folder = page.parent.description.split(separator: "/").filter { $0 != "." }
        // One starts at the root and the other does not, or a way leads up: only the whole path is sure.
        guard file.hasPrefix("/") == page.description.hasPrefix("/"), !folder.contains("..") else { return file }
        let same = zip(target, folder).prefix { $0 == $1 }.count
        let way = Array(repeating: Substring(".."), count: folder.count - same) + target.dropFirst(same)
        return way.isEmpty ? file : way.joined(separator: "/")
    }
}

extension TicketThreads.Link {
    /// In words.
    var words: String {
        switch self {
        case .duplicate: "the same content"
        case .conversation: "mails of one conversation"
        case .quotation: "one quotes the other"
        }
    }
}

extension UnknownClusters.Cluster {
    /// The command that drafts a rule from the first ticket that is a file; nil when none is.
    public var draftCommand: String? {
        // A row of an export and a member of an archive have no file of their own.
        guard let place = examples.map(\.place).first(where: { FileKindCheck.isFile($0) }) else { return nil }
        return "kbtriage rules new --from " + ShellText.quoted(place)
    }
}

/// Whether a place is a file or folder that can be named to a command.
enum FileKindCheck {
    static func isFile(_ place: String) -> Bool {
        guard let info = try? FileInfo.of(FilePath(place)) else { return false }
        return info.kind == .regular || info.kind == .directory
    }
}

/// Words for a shell.
enum ShellText {
    /// The word as it is when that is safe, else in single quotes.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2F || byte == 0x5F
                || byte == 0x40
                || byte == 0x2D
        }
        if isPlain, !word.isEmpty, !word.hasPrefix("-") { return word }
        let name = word.hasPrefix("-") ? "./" + word : word
        return "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
