import CommandArguments
import TriageBatch
import TriageBytes
import TriageModel
import TriageReporting

/// What a batch is about as a whole: errors no rule knows, tickets that repeat others, and the page that shows it all.
struct BatchPicture {
    private(set) var clusters = UnknownClusters()
    private(set) var threads = TicketThreads()
    private var builder: QueuePageBuilder?
    /// What rows come in no order are held for, so that groups do not depend on it; nil where they come in order.
    private var held: [TicketVerdict]?
    /// The page's file; nil when none is wanted.
    let page: FilePath?

    init(_ arguments: ParsedArguments, run: BatchRun, vocabulary: Vocabulary) {
        held = arguments.has(.unordered) ? [] : nil
        page = arguments.value(of: .html).map { FilePath($0) }
        builder = page.map { QueuePageBuilder(run, vocabulary: vocabulary, page: $0) }
    }

    /// Adds a row.
    mutating func add(_ row: TicketVerdict) {
        builder?.add(row)
        // Of more tickets than these, the others come in the order they are done.
        if let held, held.count >= TicketThreads.mostTickets { settle() }
        guard held != nil else { return group(row) }
        // Only what groups are made of.
        var kept = row
        kept.causes = []
        kept.next = nil
        held?.append(kept)
    }

    private mutating func group(_ row: TicketVerdict) {
        let link = threads.add(row)
        clusters.add(row, isRepeat: link != nil)
    }

    /// Groups what was held, in the order of the places; to be called before anybody looks at the groups.
    mutating func settle() {
        guard let rows = held else { return }
        held = nil
        for row in rows.sorted(by: { ($0.place, $0.id) < ($1.place, $1.id) }) { group(row) }
    }

    /// Writes the page, when one is wanted.
    mutating func write() throws(OutputError) {
        guard let page, let builder else { return }
        let view = builder.finish(clusters, threads)
        let bytes = QueuePageReporter.render(view) { bytes in (try? SHA256.digest(of: bytes)) ?? [] }
        try OutputFile.write(bytes, to: page)
    }
}

extension OptionDeclaration {
    static let html = OptionDeclaration(
        "html", value: .file(extensions: ["html"]), valueName: "file",
        help: "Write a page about the queue here: causes, what no rule knows, and a table of all tickets")
}
