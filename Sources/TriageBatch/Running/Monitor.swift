#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// State several threads share, and a way to wait until it has changed: a lock and a condition of POSIX threads, for the
/// standard library's `Mutex` cannot wait.
@safe final class Monitor<State>: @unchecked Sendable {
    // SAFETY: `state` is only touched while `lock` is held; both POSIX objects are made in init, live at one address, and
    // are destroyed in deinit, when nobody can hold them.
    private var state: State
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init(_ state: sending State) {
        self.state = state
        unsafe lock = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_mutex_t())
        unsafe changed.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(lock, nil)
        unsafe pthread_cond_init(changed, nil)
    }

    deinit {
        // SAFETY: see above.
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(lock)
        unsafe changed.deallocate()
        unsafe lock.deallocate()
    }

    /// Looks at the state or changes it, alone.
    func withLock<Result>(_ body: (inout State) -> Result) -> Result {
        // SAFETY: see above.
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        return body(&state)
    }

    /// Waits until `body` gives something else than nil. Whoever changes the state must ``wake()`` those who wait.
    func wait<Result>(until body: (inout State) -> Result?) -> Result {
        // SAFETY: see above; the wait gives the lock back while it sleeps.
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&state) { return result }
            unsafe pthread_cond_wait(changed, lock)
        }
    }

    /// The same for at most so many milliseconds; nil when nothing came by then.
    func wait<Result>(milliseconds: Int, until body: (inout State) -> Result?) -> Result? {
        var end = timespec()
        // SAFETY: see above; the calls read and write the one struct.
        unsafe clock_gettime(CLOCK_REALTIME, &end)
        end.tv_sec += milliseconds / 1_000
        end.tv_nsec += milliseconds % 1_000 * 1_000_000
        if end.tv_nsec >= 1_000_000_000 {
            end.tv_sec += 1
            end.tv_nsec -= 1_000_000_000
        }
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&state) { return result }
            if unsafe pthread_cond_timedwait(changed, lock, &end) != 0 { return nil }
        }
    }

    /// Wakes all who wait.
    func wake() {
        // SAFETY: see above.
        unsafe pthread_cond_broadcast(changed)
    }
}
