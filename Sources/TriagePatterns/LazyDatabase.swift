import Synchronization

/// A database that is loaded or compiled when it is first needed, once, whoever asks first.
final class LazyDatabase: Sendable {
    private let literals: [LiteralDatabase.Literal]
    private let cache: PatternCache?
    private let state = Mutex<Result<LiteralDatabase, PatternError>?>(nil)

    init(_ literals: [LiteralDatabase.Literal], cache: PatternCache?) {
        self.literals = literals
        self.cache = cache
    }

    /// The database, from the cache if it can be trusted; the same error each time when it cannot be made.
    func get() throws(PatternError) -> LiteralDatabase {
        let result = state.withLock { state in
            if let state { return state }
            let result = make()
            state = result
            return result
        }
        return try result.get()
    }

    /// True once it was asked for.
    var isMade: Bool { state.withLock { $0 != nil } }

    private func make() -> Result<LiteralDatabase, PatternError> {
        let key = cache == nil ? nil : LiteralDatabase.cacheKey(of: literals)
        if let key, let bytes = cache?.load(key), let database = LiteralDatabase.deserialize(bytes) {
            return .success(database)
        }
        do throws(PatternError) {
            let database = try LiteralDatabase.compile(literals)
            if let key, let bytes = database.serialized() { cache?.store(bytes, key: key) }
            return .success(database)
        } catch {
            return .failure(error)
        }
    }
}
