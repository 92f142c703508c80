/// A point in time as far as it was written down: which part is day and which is month can be open, and so can the zone.
///
/// A dump has one and more for every record, nearly all in one of a few forms: their text is not kept beside what it says.
public struct DateValue: Sendable {
    private var seconds: Int64
    /// What most dates do not have.
    private var rest: Rest?
    /// Minutes east of UTC; `Int16.min` where that is not known, or stands in the rest.
    private var zone: Int16
    private var form: Form
    /// True when no time of day was written.
    public var dateOnly: Bool

    /// Forms in which a text says no more than what is known of the date.
    private enum Form: UInt8 {
        /// Any other: the text is kept.
        case other
        /// `2026-11-20T09:14:00+01:00`.
        case offset
        /// `2026-11-20T09:14:00Z`.
        case universal
        /// `20261120091400.0Z`.
        case directory
    }

    /// What does not fit beside the seconds.
    private final class Rest: Sendable {
        let otherLocal: Int64?
        let zoneMinutes: Int?
        let mayBeEarlierBy: Int64
        let text: String

        init(otherLocal: Int64?, zoneMinutes: Int?, mayBeEarlierBy: Int64, text: String) {
            self.otherLocal = otherLocal
            self.zoneMinutes = zoneMinutes
            self.mayBeEarlierBy = mayBeEarlierBy
            self.text = text
        }
    }

    /// Makes a date.
    public init(
        local: Int64, otherLocal: Int64? = nil, dateOnly: Bool = false, zoneMinutes: Int?, text: String,
        mayBeEarlierBy: Int64 = 0
    ) {
        seconds = local
        self.dateOnly = dateOnly
        zone = zoneMinutes.flatMap { Int16(exactly: $0) } ?? .min
        form = .other
        let other = otherLocal == local ? nil : otherLocal
        let isUsual = other == nil && mayBeEarlierBy == 0 && zoneMinutes != nil && zone != .min
        let usual: Form =
            switch text.utf8.count {
            case 25: .offset
            case 20: .universal
            case 17: .directory
            default: .other
            }
        if isUsual, usual != .other, written(usual).elementsEqual(text.utf8) {
            form = usual
        } else {
            rest = Rest(
                otherLocal: other, zoneMinutes: zone == .min ? zoneMinutes : nil, mayBeEarlierBy: mayBeEarlierBy,
                text: text)
        }
    }

    /// The reading taken when only one is possible, else the month-first reading. Seconds since 1970-01-01 00:00 in
    /// the written (local) time.
    public var local: Int64 {
        get { seconds }
        set { self = with(local: newValue, zoneMinutes: zoneMinutes, mayBeEarlierBy: mayBeEarlierBy) }
    }

    /// The day-first reading in the same unit, when the text allows both and they differ ("03/04/2022").
    public var otherLocal: Int64? { rest?.otherLocal }

    /// Minutes east of UTC; nil when the text does not say.
    public var zoneMinutes: Int? {
        get { zone == .min ? rest?.zoneMinutes : Int(zone) }
        set { self = with(local: local, zoneMinutes: newValue, mayBeEarlierBy: mayBeEarlierBy) }
    }

    /// Seconds by which what happened may be earlier: a mail is sent after what it tells of. 0 for a time of its own.
    public var mayBeEarlierBy: Int64 {
        get { rest?.mayBeEarlierBy ?? 0 }
        set { self = with(local: local, zoneMinutes: zoneMinutes, mayBeEarlierBy: newValue) }
    }

    /// As written.
    public var text: String { rest?.text ?? String(decoding: written(form), as: UTF8.self) }

    /// The same text with another meaning.
    private func with(local: Int64, zoneMinutes: Int?, mayBeEarlierBy: Int64) -> DateValue {
        DateValue(
            local: local, otherLocal: otherLocal, dateOnly: dateOnly, zoneMinutes: zoneMinutes, text: text,
            mayBeEarlierBy: mayBeEarlierBy)
    }

    private func written(_ form: Form) -> [UInt8] {
        let (year, month, day) = CivilDate.fromDays(Int(seconds.floorDivided(by: 86_400)))
        let second = Int(seconds - seconds.floorDivided(by: 86_400) * 86_400)
        guard (0...9999).contains(year) else { return [] }
        var text: [UInt8] = []
        text.reserveCapacity(25)
        func add(_ number: Int) {
            text.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
            text.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
        }
        func mark(_ sign: UInt8) { if form != .directory { text.append(sign) } }
        add(year / 100)
        add(year % 100)
        mark(UInt8(ascii: "-"))
        add(month)
        mark(UInt8(ascii: "-"))
        add(day)
        mark(UInt8(ascii: "T"))
        add(second / 3600)
        mark(UInt8(ascii: ":"))
        add(second / 60 % 60)
        mark(UInt8(ascii: ":"))
        add(second % 60)
        switch form {
        case .offset:
            text.append(zone < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            add(Int(zone.magnitude) / 60)
            text.append(UInt8(ascii: ":"))
            add(Int(zone.magnitude) % 60)
        case .universal: text.append(UInt8(ascii: "Z"))
        case .directory: text.append(contentsOf: ".0Z".utf8)
        case .other: break
        }
        return text
    }

    /// Every instant (seconds since 1970-01-01 UTC) this could be: both readings, a whole day for a bare date, and
    /// zones from UTC+14 to UTC-12 when none is written, and as much earlier as it may be.
    public var instants: ClosedRange<Int64> {
        let low = min(local, otherLocal ?? local) - mayBeEarlierBy
        let high = max(local, otherLocal ?? local) + (dateOnly ? 86_399 : 0)
        if let zoneMinutes {
            let shift = Int64(zoneMinutes) * 60
            return (low - shift)...(high - shift)
        }
        return (low - 14 * 3600)...(high + 12 * 3600)
    }

    /// True when day and month could be exchanged.
    public var isDayMonthAmbiguous: Bool { otherLocal != nil }

    /// `2026-11-20T09:14:00`, or `2026-11-20` for a bare date, of the first reading.
    public var iso: String {
        let (year, month, day) = CivilDate.fromDays(Int(local.floorDivided(by: 86_400)))
        let date = CivilDate(year: year, month: month, day: day).iso
        if dateOnly { return date }
        let second = Int(local - local.floorDivided(by: 86_400) * 86_400)
        return date + "T" + twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + ":" + twoDigits(second % 60)
    }
}

extension DateValue: Hashable {
    /// True when both mean the same and are written alike.
    public static func == (left: DateValue, right: DateValue) -> Bool {
        left.seconds == right.seconds && left.dateOnly == right.dateOnly && left.zoneMinutes == right.zoneMinutes
            && left.otherLocal == right.otherLocal && left.mayBeEarlierBy == right.mayBeEarlierBy
            && (left.form == right.form && left.form != .other || left.text == right.text)
    }

    /// Feeds what tells dates apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(zoneMinutes)
        hasher.combine(text)
    }
}

/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// Year, 1 or later in practice.
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to 31.
    public var day: Int

    /// Makes a day without checking it.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-11-23`; nil for anything else, impossible days included.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            CivilDate.isValid(year: year, month: month, day: day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01.
    public var days: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of a number of days since 1970-01-01.
    public static func fromDays(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }

    /// True for a day that exists.
    public static func isValid(year: Int, month: Int, day: Int) -> Bool {
        guard year >= 1, year <= 9999, month >= 1, month <= 12, day >= 1 else { return false }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    /// `2026-11-23`.
    public var iso: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "-" + twoDigits(month) + "-"
            + twoDigits(day)
    }

    /// Orders by time.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

extension Int64 {
    /// Division that rounds towards minus infinity, so that moments before 1970 keep their day.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
