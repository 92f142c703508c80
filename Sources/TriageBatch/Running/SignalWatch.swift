import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns the signals that ask a program to end (interrupt, terminate, hang up) into a request, so that what is done is
/// kept. The second signal of a kind ends the program at once.
public enum SignalWatch {
    private static let asked = Atomic<Int32>(0)
    /// The end that becomes readable with the first signal, for those who wait in `poll`; -1 without.
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    /// True when such a signal came.
    public static var wasAsked: Bool { asked.load(ordering: .relaxed) != 0 }

    /// The signal that came; 0 when none did.
    public static var signalNumber: Int32 { asked.load(ordering: .relaxed) }

    /// A descriptor that becomes readable when such a signal came, and stays so; -1 before ``start()``.
    public static var descriptor: Int32 { readEnd.load(ordering: .relaxed) }

    /// Begins to watch.
    public static func start() {
        if readEnd.load(ordering: .relaxed) < 0 {
            var ends: [Int32] = [-1, -1]
            // SAFETY: pipe fills the two numbers of the array.
            if unsafe pipe(&ends) == 0 {
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
                readEnd.store(ends[0], ordering: .relaxed)
                writeEnd.store(ends[1], ordering: .relaxed)
            }
        }
        // Whoever started the program may have blocked them in the thread it was started from.
        var signals = sigset_t()
        // SAFETY: the calls read and write the one set.
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, number) }
        _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            // SAFETY: the handler does what a signal handler may: it stores to atomics and writes to a pipe.
            #if canImport(Darwin)
                unsafe action.__sigaction_u.__sa_handler = handler
            #else
                unsafe action.__sigaction_handler.sa_handler = handler
            #endif
            // SA_RESETHAND: a second signal has its usual effect. No SA_RESTART: a waiting read returns.
            action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: Int(SA_RESETHAND)))
            // SAFETY: the call reads the struct and keeps no pointer.
            _ = unsafe sigaction(number, &action, nil)
        }
    }

    private static let handler: @convention(c) (Int32) -> Void = { number in
        SignalWatch.asked.store(number, ordering: .relaxed)
        let end = SignalWatch.writeEnd.load(ordering: .relaxed)
        if end >= 0 {
            var byte: UInt8 = 1
            let before = errno
            // SAFETY: write reads the one byte it is given.
            _ = unsafe write(end, &byte, 1)
            errno = before
        }
    }
}
