import Synchronization

/// A database that is loaded or compiled when it is first needed, once, whoever asks first.
final class LazyDatabase: Sendable {
    private let source: DatabaseSource
    private let cache: PatternCache?
    private let state = Mutex<Result<CompiledDatabase, PatternError>?>(nil)

    init(_ source: DatabaseSource, cache: PatternCache?) {
        self.source = source
        self.cache = cache
    }

    /// The database, from the cache if it can be trusted; the same error each time when it cannot be made.
    func get() throws(PatternError) -> CompiledDatabase {
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

    private func make() -> Result<CompiledDatabase, PatternError> {
        let key = cache == nil ? nil : source.cacheKey
        if let key, let bytes = cache?.load(key), let database = CompiledDatabase.deserialize(bytes) {
            return .success(database)
        }
        do throws(PatternError) {
            let database = try CompiledDatabase.compile(source)
            if let key, let bytes = database.serialized() { cache?.store(bytes, key: key) }
            return .success(database)
        } catch {
            return .failure(error)
        }
    }
}
