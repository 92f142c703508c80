#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

public import TriageModel

/// The system's clocks.
public enum SystemClock {
    /// Seconds since 1970-01-01 UTC.
    public static var seconds: Int64 { Int64(time(nil)) }

    /// Today in UTC.
    public static var today: CivilDate {
        let seconds = Self.seconds
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let (year, month, day) = CivilDate.fromDays(Int(days))
        return CivilDate(year: year, month: month, day: day)
    }

    /// Nanoseconds of a clock that only goes forward, for measuring.
    public static var monotonicNanoseconds: UInt64 {
        var now = timespec()
        // SAFETY: the call fills the struct it is given.
        guard unsafe clock_gettime(CLOCK_MONOTONIC, &now) == 0 else { return 0 }
        return UInt64(max(0, now.tv_sec)) &* 1_000_000_000 &+ UInt64(max(0, now.tv_nsec))
    }
}
