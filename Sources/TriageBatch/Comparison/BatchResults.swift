public import TriageBytes
public import TriageModel
public import TriageReporting
import TriageReaders

/// The rows of a run as they were kept: in a store, or in a file of `--ndjson`.
public struct BatchResults: Sendable {
    /// What the run is called, and what is known of it.
    public private(set) var side: ComparisonView.Side
    private let content: Content

    private enum Content: Sendable {
        case store(TicketStore, run: Int64, Acknowledgements)
        case lines(FilePath)
    }

    /// Opens what a word names: `triage.sqlite` (its last run), `triage.sqlite@3`, `rows.ndjson`.
    ///
    /// - Parameter today: the day acknowledgements are asked about when the run does not say.
    public init(_ word: String, today: CivilDate) throws(StoreError) {
        var path = FilePath(word)
        var number: Int64?
        if (try? FileInfo.of(path)) == nil, let at = word.lastIndex(of: "@"),
            let run = Int64(word[word.index(after: at)...]), run > 0
        {
            path = FilePath(word[..<at])
            number = run
        }
        guard Self.isDatabase(path) else {
            guard number == nil else {
                throw StoreError(.noRun, word, "only a store has runs, and this is none; name the file without @")
            }
            self = try BatchResults(lines: path)
            return
        }
        let store = try TicketStore(path, creating: false)
        let runs = try store.runs()
        guard let record = number == nil ? runs.last : runs.first(where: { $0.number == number }) else {
            throw StoreError(.noRun, store.file, Self.noSuchRun(number, runs))
        }
        self = try BatchResults(store, record)
    }

    /// The last two finished runs of a store.
    public static func lastTwo(of path: FilePath) throws(StoreError) -> (BatchResults, BatchResults) {
        let store = try TicketStore(path, creating: false)
        let runs = try store.runs().filter { $0.ending == .finished }.suffix(2)
        guard runs.count == 2, let first = runs.first, let last = runs.last else {
            throw StoreError(.noRun, store.file, "it has fewer than two finished runs; name what to compare it with")
        }
        return (try BatchResults(store, first), try BatchResults(store, last))
    }

    private init(_ store: TicketStore, _ record: RunRecord) throws(StoreError) {
        let knowledge = record.settings.knowledge
        let (year, month, day) = CivilDate.fromDays(Int(clamping: record.began / 86_400))
        side = .init(
            name: "\(store.file)@\(record.number)", rules: knowledge.rules, asOf: knowledge.asOf,
            made: CivilDate(year: year, month: month, day: day))
        content = .store(
            store, run: record.number, Acknowledgements(try store.acknowledgements(), on: knowledge.asOf))
    }

    private init(lines path: FilePath) throws(StoreError) {
        side = .init(name: path.description)
        content = .lines(path)
        // What is the same for all rows stands in each; a file that cannot be opened is said now.
        var stream = StreamLines(try Self.open(path), limit: Self.longestLine)
        guard case .whole(let first)? = stream.next(), !first.isEmpty else { return }
        let node = JSONParser.parse(first).node
        side.rules = node["rules"]?.string ?? ""
        side.asOf = (node["asOf"]?.string).flatMap { CivilDate(iso: $0) }
    }

    /// Calls with every row, in order.
    public func forEach(_ body: (TicketVerdict) -> Void) throws(StoreError) {
        switch content {
        case .store(let store, let run, let acknowledged):
            try store.rows(of: run) { row in
                var row = row
                row.acknowledged = acknowledged.covering(row)
                body(row)
                return true
            }
        case .lines(let path):
            var stream = StreamLines(try Self.open(path), limit: Self.longestLine)
            while let line = stream.next() {
                guard case .whole(let bytes) = line else { throw Self.noRow(path, stream.number) }
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                guard let row = TicketVerdict(json: bytes) else { throw Self.noRow(path, stream.number) }
                body(row)
            }
            if let failure = stream.text.failure { throw StoreError(.cannotOpen, path.description, failure.message) }
        }
    }

    /// Bytes of a row; those of the program are far shorter.
    private static let longestLine = 4 << 20

    private static func open(_ path: FilePath) throws(StoreError) -> ByteStream {
        do throws(InputError) {
            return try ByteStream(opening: path)
        } catch {
            throw StoreError(.cannotOpen, path.description, error.message)
        }
    }

    private static func isDatabase(_ path: FilePath) -> Bool {
        guard let stream = try? ByteStream(opening: path), let head = try? stream.next(atMost: 16) else { return false }
        return head.starts(with: Array("SQLite format 3".utf8))
    }

    private static func noRow(_ path: FilePath, _ line: Int) -> StoreError {
        StoreError(
            .foreign, path.description,
            "line \(line) is no row of kbtriage batch --ndjson; compare takes stores and files of such rows")
    }

    private static func noSuchRun(_ number: Int64?, _ runs: [RunRecord]) -> String {
        guard let number, let first = runs.first, let last = runs.last else { return "it has no runs yet" }
        return "it has no run \(number); it has runs \(first.number) to \(last.number)"
    }
}
