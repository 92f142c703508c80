/// The rows of an earlier run in its order, a stretch of them at a time: the next run asks for nearly the same tickets in
/// nearly the same order, and reading them so costs a quarter of looking each up by its name.
///
/// What is not found here is looked up. Memory is bounded by ``mostAhead``.
struct EarlierRows {
    /// A row with what is kept of its file.
    struct Row {
        var position: Int64
        var known: StoreDatabase.Candidate
    }

    /// The earlier run; nil when there is none.
    let run: Int64?
    private var rows: [Int64: [Row]] = [:]
    /// Names in the order they were read, to forget the oldest.
    private var order: [Int64] = []
    private var forgotten = 0
    private var position: Int64 = 0
    private var isAtEnd = false
    /// Asked for in vain one after the other: reading on for a queue that has nothing to do with the earlier one is no use.
    private var misses = 0

    /// Rows read together.
    static let stretch: Int64 = 1_024
    /// Rows held at most; reading on stops at half of them. Tickets are asked for somewhat out of order, as several workers ask.
    static let mostAhead = 8_192
    private static let mostMisses = 4_096

    init(run: Int64?) {
        self.run = run
        isAtEnd = run == nil
    }

    /// The rows of tickets of this name, when they are held; they are not any more afterwards.
    mutating func take(_ name: Int64) -> [Row]? {
        guard let found = rows.removeValue(forKey: name) else { return nil }
        misses = 0
        return found
    }

    /// Where to read on after a name that is not held; nil when that is no use: at the end, when enough is held already
    /// (the ticket is new), or when nothing was found for long.
    mutating func next() -> (run: Int64, position: Int64)? {
        guard let run, !isAtEnd, misses < Self.mostMisses else { return nil }
        misses += 1
        return rows.count < Self.mostAhead / 2 ? (run, position) : nil
    }

    /// Holds what was read there; nothing is the end.
    mutating func hold(_ next: [(name: Int64, row: Row)]) {
        isAtEnd = next.isEmpty
        for (name, row) in next {
            rows[name, default: []].append(row)
            order.append(name)
            position = row.position + 1
        }
        forget()
    }

    /// Lets go of the rows nobody asked for.
    private mutating func forget() {
        while forgotten < order.count, rows.count > Self.mostAhead || rows[order[forgotten]] == nil {
            rows[order[forgotten]] = nil
            forgotten += 1
        }
        if forgotten > Self.mostAhead {
            order.removeFirst(forgotten)
            forgotten = 0
        }
    }
}
