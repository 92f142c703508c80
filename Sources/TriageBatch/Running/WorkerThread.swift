#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread of the system, with the stack the main thread has: readers may need more than some systems give others.
@safe final class WorkerThread {
    private let thread: pthread_t
    private static let stackSize = 8 << 20

    /// What the thread runs; the C library passes a reference.
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread; nil when the system gives none.
    init?(_ body: @escaping @Sendable () -> Void) {
        // SAFETY: the attributes live through the calls; the reference is retained here and released by the thread, or
        // below when there is no thread.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        unsafe pthread_attr_init(attributes)
        defer {
            unsafe pthread_attr_destroy(attributes)
            unsafe attributes.deallocate()
        }
        _ = unsafe pthread_attr_setstacksize(attributes, Self.stackSize)
        let work = unsafe Unmanaged.passRetained(Work(body))
        #if canImport(Darwin)
            var started: pthread_t?
            let failure = unsafe pthread_create(&started, attributes, Self.run, work.toOpaque())
            guard failure == 0, let started = unsafe started else {
                unsafe work.release()
                return nil
            }
            unsafe thread = started
        #else
            var started = pthread_t()
            let failure = unsafe pthread_create(&started, attributes, Self.runOrNil, work.toOpaque())
            guard failure == 0 else {
                unsafe work.release()
                return nil
            }
            thread = started
        #endif
    }

    /// Lets it end by itself.
    func detach() {
        // SAFETY: a thread is joined or detached, once.
        #if canImport(Darwin)
            _ = unsafe pthread_detach(thread)
        #else
            _ = pthread_detach(thread)
        #endif
    }

    /// Waits for its end.
    func join() {
        // SAFETY: the runner that started it joins it, once.
        #if canImport(Darwin)
            _ = unsafe pthread_join(thread, nil)
        #else
            _ = pthread_join(thread, nil)
        #endif
    }

    #if canImport(Darwin)
        private static let run: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { pointer in
            // SAFETY: the reference `init` retained.
            unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
        }
    #else
        private static let runOrNil: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
            pointer in
            // SAFETY: the reference `init` retained.
            if let pointer = unsafe pointer { unsafe Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
            return nil
        }
    #endif
}
