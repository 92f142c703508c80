import CommandArguments
import TriageBatch
import TriageBytes

/// Where the rows of a batch go: files, standard output, the sums, and the few rows the terminal lists.
struct BatchOutputs {
    private var outputs: [RowOutput] = []
    private(set) var summary = BatchSummary()
    /// The first rows, for the list on the terminal.
    private(set) var rows: [TicketVerdict] = []
    /// The first rows that could not be read.
    private(set) var unread: [TicketVerdict] = []
    /// What could not be written; the batch ends then.
    private(set) var failure: OutputError?
    /// True when rows go to standard output, where nothing else may stand then.
    let usesStandardOutput: Bool
    /// True when somebody waits for every row.
    let isUrgent: Bool
    /// What is unknown, what repeats, and the page about it all.
    private(set) var picture: BatchPicture
    /// Files that are written, for the last words.
    let files: [String]

    /// Opens the outputs that were asked for.
    init(_ arguments: ParsedArguments, run: BatchRun, picture: BatchPicture) throws(OutputError) {
        self.picture = picture
        var named: [(RowOutput.Format, String)] = []
        for (option, format) in [(OptionDeclaration.ndjson, RowOutput.Format.ndjson), (.csv, .csv), (.json, .json)] {
            if let path = arguments.value(of: option) { named.append((format, path)) }
        }
        isUrgent = arguments.has(.stream) || arguments.value(of: .watch) != nil
        if arguments.has(.stream), !named.contains(where: { $0.1 == "-" }) { named.append((.ndjson, "-")) }
        usesStandardOutput = named.contains { $0.1 == "-" }
        files = named.map(\.1).filter { $0 != "-" }
        for (format, path) in named {
            let stream = path == "-" ? OutputStream(.output) : try OutputStream(creating: FilePath(path))
            outputs.append(RowOutput(format, to: stream, run: run))
        }
    }

    /// More than one output to standard output would mix them.
    static func mistake(_ arguments: ParsedArguments) -> String? {
        let dashes = [OptionDeclaration.ndjson, .csv, .json].filter { arguments.value(of: $0) == "-" }
        if dashes.count > 1 { return "only one of --ndjson, --csv and --json can go to standard output" }
        if arguments.has(.stream), dashes.contains(where: { $0.name != OptionDeclaration.ndjson.name }) {
            return "--stream writes NDJSON to standard output; name files for the others"
        }
        return nil
    }

    /// Takes a row; false when it cannot be written.
    mutating func take(_ row: TicketVerdict) -> Bool {
        summary.add(row)
        picture.add(row)
        if rows.count <= QueueViewLimits.entries { rows.append(row) }
        if row.isUnreadable, unread.count < QueueViewLimits.problems { unread.append(row) }
        return attempt { (output: inout RowOutput) throws(OutputError) in try output.write(row) }
    }

    /// Writes what is held, when it is time.
    mutating func rest() -> Bool {
        let isUrgent = isUrgent
        return attempt { (output: inout RowOutput) throws(OutputError) in try output.rest(isUrgent: isUrgent) }
    }

    /// Ends all outputs.
    mutating func finish(isComplete: Bool) -> Bool {
        let summary = summary
        picture.settle()
        let clusters = picture.clusters
        do throws(OutputError) {
            try picture.write()
        } catch {
            failure = failure ?? error
        }
        return attempt { (output: inout RowOutput) throws(OutputError) in
            try output.finish(summary, clusters: clusters, isComplete: isComplete)
        }
    }

    private mutating func attempt(_ body: (inout RowOutput) throws(OutputError) -> Void) -> Bool {
        for index in outputs.indices {
            do throws(OutputError) {
                try body(&outputs[index])
            } catch {
                failure = failure ?? error
            }
        }
        return failure == nil
    }

    /// Rows that came from a store.
    mutating func note(reused: Int) { summary.reused = reused }
}

/// How many rows are kept for the terminal.
enum QueueViewLimits {
    static let entries = 40
    static let problems = 10
}
