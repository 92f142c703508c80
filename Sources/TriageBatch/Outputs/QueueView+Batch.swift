import TriageModel
public import TriageReporting

extension QueueView {
    /// Tickets that are listed one by one; more are only counted.
    public static let mostEntries = 40
    private static let mostCauses = 20
    private static let mostProblems = 10

    /// What a batch came to.
    ///
    /// - Parameters:
    ///   - rows: the tickets, when they are few; else empty.
    ///   - unread: rows of tickets that could not be read, the first few.
    public init(_ summary: BatchSummary, rows: [TicketVerdict], unread: [TicketVerdict]) {
        func tickets(_ count: Int) -> String { BatchMeter.grouped(count) + (count == 1 ? " ticket" : " tickets") }
        func has(_ verdict: Diagnosis.Verdict) -> Int { summary.verdicts[verdict] ?? 0 }
        let parts: [(Int, String)] = [
            (has(.cause), "with a cause"), (has(.insufficient), "that cannot be told yet"),
            (has(.healthy), "without a fault"), (has(.offTopic), "about something else"),
            (has(.unreadable), "unread"),
        ]
        let told = parts.filter { $0.0 > 0 }.map { "\(BatchMeter.grouped($0.0)) \($0.1)" }
        self.init(
            headline: tickets(summary.tickets), sentence: told.isEmpty ? "" : ": " + told.joined(separator: ", "))
        let folder = Self.commonFolder(rows.map(\.id))
        if rows.count <= Self.mostEntries { entries = rows.map { Entry($0, dropping: folder) } }
        charts = [causes(summary), stages(summary), confidence(summary), open(summary)]
        problems = unread.prefix(Self.mostProblems).compactMap { row in
            row.problems.first { $0.isFatal }.map { "\($0.file): \($0.message)" }
        }
        if summary.unreadable > problems.count, !problems.isEmpty {
            problems.append("and \(tickets(summary.unreadable - problems.count)) more")
        }
    }

    private func causes(_ summary: BatchSummary) -> Chart {
        let ranked = summary.rankedCauses.filter { $0.tickets > 0 }
        let total = max(1, ranked.reduce(0) { $0 + $1.tickets })
        let left = ranked.dropFirst(Self.mostCauses)
        let bars = ranked.prefix(Self.mostCauses).map { cause in
            Bar(
                key: cause.cause, label: cause.title,
                parts: [.high, .medium, .low].map { cause.confidence[$0] ?? 0 }, tone: .bad,
                note: "\(Int((Double(cause.tickets) / Double(total) * 100).rounded()))%")
        }
        let isUnsure = ranked.contains { ($0.confidence[.medium] ?? 0) + ($0.confidence[.low] ?? 0) > 0 }
        var remark = isUnsure ? "full: high confidence, lighter: medium and low" : ""
        if !left.isEmpty {
            let tickets = left.reduce(0) { $0 + $1.tickets }
            remark =
                "\(left.count) more causes in \(BatchMeter.grouped(tickets)) tickets"
                + (remark.isEmpty ? "" : "; " + remark)
        }
        return Chart(title: "Causes", bars: Array(bars), remark: remark)
    }

    private func stages(_ summary: BatchSummary) -> Chart {
        let ranked = summary.rankedStages
        guard ranked.count > 1 else { return Chart(title: "Stages", bars: []) }
        return Chart(
            title: "Stages", bars: ranked.map { Bar(label: $0.stage, parts: [$0.tickets], tone: .plain) })
    }

    private func confidence(_ summary: BatchSummary) -> Chart {
        let bars = [Diagnosis.Confidence.high, .medium, .low].compactMap { level -> Bar? in
            guard let count = summary.confidence[level], count > 0 else { return nil }
            return Bar(label: level.rawValue, parts: [count], tone: .plain)
        }
        return Chart(title: "Confidence", bars: bars.count > 1 ? bars : [])
    }

    private func open(_ summary: BatchSummary) -> Chart {
        let rows: [(String, Int, Tone)] = [
            ("cannot be told yet, evidence is missing", summary.verdicts[.insufficient] ?? 0, .open),
            ("with errors that no rule knows", summary.unknown, .open),
            ("about something else", summary.verdicts[.offTopic] ?? 0, .plain),
            ("without a fault", summary.verdicts[.healthy] ?? 0, .good),
            ("not read, or not all of it", summary.unreadable, .bad),
        ]
        return Chart(
            title: "Without a cause",
            bars: rows.filter { $0.1 > 0 }.map { Bar(label: $0.0, parts: [$0.1], tone: $0.2) })
    }

    /// The folder all names begin with, its slash included.
    private static func commonFolder(_ names: [String]) -> String {
        guard let first = names.first, names.count > 1 else { return "" }
        var common = Array(first.utf8)
        for name in names {
            let same = zip(common, name.utf8).prefix { $0 == $1 }.count
            common.removeSubrange(same...)
        }
        guard let slash = common.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(decoding: common[...slash], as: UTF8.self)
    }
}

extension QueueView.Entry {
    fileprivate init(_ row: TicketVerdict, dropping folder: String) {
        let name = row.id.hasPrefix(folder) ? String(row.id.dropFirst(folder.count)) : row.id
        switch row.verdict {
        case .cause:
            let more = row.causes.count - 1
            let who = row.people > 1 ? "\(row.people) people" : row.person ?? ""
            let title = row.causes.first?.title ?? ""
            self.init(
                verdict: (row.causes.first?.cause ?? "cause") + (more > 0 ? "+\(more)" : ""),
                confidence: row.confidence?.rawValue ?? "", tone: .bad, name: name,
                detail: who.isEmpty ? title : "\(title) (\(who))")
        case .insufficient:
            let command = row.next?.command ?? ""
            self.init(
                verdict: "open", confidence: "", tone: .open, name: name,
                detail: command.isEmpty ? "cannot be told yet" : "run " + command)
        case .healthy:
            self.init(verdict: "ok", confidence: "", tone: .good, name: name, detail: "no fault found")
        case .offTopic:
            self.init(verdict: "other", confidence: "", tone: .plain, name: name, detail: "about something else")
        case .unreadable:
            self.init(
                verdict: "unread", confidence: "", tone: .bad, name: name,
                detail: row.problems.first?.message ?? "could not be read")
        }
        if row.verdict != .unreadable, row.isUnreadable { detail = "(not all was read) " + detail }
    }
}
