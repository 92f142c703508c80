/// Points in time as Windows counts them, in the words of a mail's header.
enum FileTime {
    /// `Fri, 23 Mar 2018 16:06:29 +0000`; nil beyond the year 9999. `ticks`: 100 nanoseconds since 1601-01-01 UTC.
    static func mailDate(_ ticks: UInt64) -> String? {
        let seconds = Int(clamping: ticks / 10_000_000)
        let days = seconds / 86_400
        guard days < 3_100_000 else { return nil }
        let rest = seconds % 86_400
        let (year, month, day) = civil(days)
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { ($0 < 10 ? "0" : "") + String($0) }
        // 1601-01-01 was a Monday.
        return "\(weekdays[days % 7]), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) "
            + clock.joined(separator: ":") + " +0000"
    }

    /// The date of a day counted from 1601-01-01, which begins a period of 400 years.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        // Counted from the first of March, so that the leap day comes last.
        let shifted = days + 306
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = 1600 + era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
