import Synchronization

/// Does the same with several values at the same time.
enum ParallelMap {
    /// What `body` makes of each element, in their order; every element but the first has a thread of its own.
    static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ body: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        guard elements.count > 1 else { return elements.map(body) }
        let results = Results<Result>(elements.count)
        let threads = elements.indices.dropFirst().map { index in
            WorkerThread { results.put(body(elements[index]), at: index) }
        }
        results.put(body(elements[0]), at: 0)
        for (index, thread) in zip(elements.indices.dropFirst(), threads) {
            // Where the system gives no thread, it is done here.
            if let thread { thread.join() } else { results.put(body(elements[index]), at: index) }
        }
        return results.all
    }

    private final class Results<Result: Sendable>: Sendable {
        private let values: Mutex<[Result?]>

        init(_ count: Int) { values = Mutex([Result?](repeating: nil, count: count)) }

        func put(_ value: Result, at index: Int) { values.withLock { $0[index] = value } }

        var all: [Result] { values.withLock { $0.compactMap(\.self) } }
    }
}
