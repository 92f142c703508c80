import TriageModel

/// Reads the dates consoles, dumps and services print. What the text leaves open stays open: which number is the day,
/// and the zone.
///
/// Known forms: ISO 8601 with or without zone and fraction, `M/d/yyyy h:mm:ss tt`, `d/M/yyyy`, `dd.MM.yyyy HH:mm:ss`,
/// `yyyy/MM/dd H:mm:ss`, `yyyy-MM-dd h:mm:ss tt`, RFC 1123 (`Tue, 21 Oct 2025 14:40:45 GMT`), long English dates,
/// `yyyyMMddHHmmss` (transcript headers), `/Date(ms)/` (Microsoft's JSON).
struct DateParser {
    private var tokens: [Token] = []
    private let text: String

    private enum Token: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case mark(UInt8)
    }

    /// The date that `text` is; nil when it is none, or says more than a date.
    static func parse(_ text: String, assumingUTC: Bool = false) -> DateValue? {
        guard text.utf8.count >= 6, text.utf8.count <= 64 else { return nil }
        var parser = DateParser(text: text)
        guard parser.tokenize(), var date = parser.read() else { return nil }
        if assumingUTC, date.zoneMinutes == nil { date.zoneMinutes = 0 }
        return date
    }

    private init(text: String) { self.text = text }

    private mutating func tokenize() -> Bool {
        var number = 0
        var digits = 0
        var word: [UInt8] = []
        func flush(_ tokens: inout [Token]) {
            if digits > 0 { tokens.append(.number(number, digits: digits)) }
            if !word.isEmpty { tokens.append(.word(String(decoding: word, as: UTF8.self).asciiLowercased)) }
            number = 0
            digits = 0
            word = []
        }
        for byte in text.utf8 {
            if byte.isDigit {
                if !word.isEmpty { flush(&tokens) }
                guard digits < 14 else { return false }
                number = number * 10 + Int(byte - 0x30)
                digits += 1
            } else if byte.isLetter {
                if digits > 0 { flush(&tokens) }
                word.append(byte)
            } else {
                flush(&tokens)
                // U+202F and U+200E stand in dates of newer .NET cultures; any other script is no date form known here.
                if byte >= 0x80 { continue }
                if byte != 0x20 { tokens.append(.mark(byte)) }
            }
            if tokens.count > 24 { return false }
        }
        flush(&tokens)
        return !tokens.isEmpty
    }

    // MARK: Forms

    private func read() -> DateValue? {
        if let date = readCompact() ?? readJSON() { return date }
        var rest = tokens[...]
        dropWeekday(&rest)
        guard let (day, other) = readDay(&rest) else { return nil }
        var seconds = 0
        var dateOnly = true
        if case .word("t")? = rest.first { rest.removeFirst() }
        if case .mark(0x2C)? = rest.first { rest.removeFirst() }
        if case .word("at")? = rest.first { rest.removeFirst() }
        if let time = readTime(&rest) {
            seconds = time
            dateOnly = false
        }
        var zone: Int?
        guard readZone(&rest, into: &zone), rest.isEmpty else { return nil }
        return DateValue(
            local: Int64(day.days) * 86_400 + Int64(seconds),
            otherLocal: other.map { Int64($0.days) * 86_400 + Int64(seconds) }, dateOnly: dateOnly, zoneMinutes: zone,
            text: text)
    }

    /// `20261124015608`.
    private func readCompact() -> DateValue? {
        guard tokens.count == 1, case .number(let number, digits: 14) = tokens[0] else { return nil }
        let day = CivilDate(
            year: number / 10_000_000_000, month: number / 100_000_000 % 100, day: number / 1_000_000 % 100)
        let (hour, minute, second) = (number / 10_000 % 100, number / 100 % 100, number % 100)
        guard CivilDate.isValid(year: day.year, month: day.month, day: day.day), hour < 24, minute < 60, second < 60
        else { return nil }
        return DateValue(
            local: Int64(day.days) * 86_400 + Int64(hour * 3600 + minute * 60 + second), zoneMinutes: nil, text: text)
    }

    /// `/Date(1682823962000)/`: milliseconds since 1970, UTC.
    private func readJSON() -> DateValue? {
        guard tokens.count >= 5, tokens[0] == .mark(0x2F), tokens[1] == .word("date"), tokens[2] == .mark(0x28),
            case .number(let milliseconds, _) = tokens[3], tokens[4] == .mark(0x29)
        else { return nil }
        return DateValue(local: Int64(milliseconds / 1000), zoneMinutes: 0, text: text)
    }

    private func dropWeekday(_ rest: inout ArraySlice<Token>) {
        guard case .word(let word)? = rest.first, Self.weekdays.contains(String(word.prefix(3))) else { return }
        rest.removeFirst()
        if case .mark(0x2C)? = rest.first { rest.removeFirst() }
    }

    /// The day, and the other reading when day and month could be exchanged.
    private func readDay(_ rest: inout ArraySlice<Token>) -> (CivilDate, CivilDate?)? {
        guard let first = rest.first else { return nil }
        switch first {
        case .word(let word):
            // November 20, 2026
            guard let month = Self.month(word), let day = number(rest, 1) else { return nil }
            let skip = rest.dropFirst(2).first == .mark(0x2C) ? 3 : 2
            guard let year = number(rest, skip), let date = valid(year, month, day) else { return nil }
            rest = rest.dropFirst(skip + 1)
            return (date, nil)
        case .number(let one, digits: let digits):
            guard let second = rest.dropFirst().first else { return nil }
            if case .word(let word) = second, let month = Self.month(word), let year = number(rest, 2) {
                // 21 Oct 2025
                guard let date = valid(year, month, one) else { return nil }
                rest = rest.dropFirst(3)
                return (date, nil)
            }
            guard case .mark(let mark) = second, [0x2F, 0x2D, 0x2E].contains(mark), rest.dropFirst(3).first == second,
                let two = number(rest, 2), let three = number(rest, 4)
            else { return nil }
            rest = rest.dropFirst(5)
            if digits == 4 { return valid(one, two, three).map { ($0, nil) } }
            if mark == 0x2E { return valid(year(three), two, one).map { ($0, nil) } }
            let monthFirst = valid(year(three), one, two)
            let dayFirst = valid(year(three), two, one)
            if let monthFirst { return (monthFirst, dayFirst) }
            return dayFirst.map { ($0, nil) }
        case .mark:
            return nil
        }
    }

    /// Seconds since midnight.
    private func readTime(_ rest: inout ArraySlice<Token>) -> Int? {
        guard var hour = number(rest, 0), rest.dropFirst().first == .mark(0x3A), let minute = number(rest, 2),
            hour < 24, minute < 60
        else { return nil }
        rest = rest.dropFirst(3)
        var second = 0
        if rest.first == .mark(0x3A), let value = number(rest, 1), value < 61 {
            second = value
            rest = rest.dropFirst(2)
            if rest.first == .mark(0x2E) || rest.first == .mark(0x2C), number(rest, 1) != nil {
                rest = rest.dropFirst(2)
            }
        }
        if case .word(let word)? = rest.first, word == "am" || word == "pm" {
            guard hour >= 1, hour <= 12 else { return nil }
            hour = hour % 12 + (word == "pm" ? 12 : 0)
            rest = rest.dropFirst()
        }
        return hour * 3600 + minute * 60 + second
    }

    private func readZone(_ rest: inout ArraySlice<Token>, into zone: inout Int?) -> Bool {
        guard let first = rest.first else { return true }
        if case .mark(0x28) = first {  // "(UTC)"
            rest = rest.dropFirst()
            guard readZone(&rest, into: &zone), rest.first == .mark(0x29) else { return false }
            rest = rest.dropFirst()
            return true
        }
        if case .word(let word) = first, word == "z" || word == "utc" || word == "gmt" {
            zone = 0
            rest = rest.dropFirst()
            return rest.isEmpty || rest.first == .mark(0x29) || readZone(&rest, into: &zone)
        }
        guard case .mark(let sign) = first, sign == 0x2B || sign == 0x2D,
            case .number(let value, digits: let digits)? = rest.dropFirst().first
        else { return false }
        rest = rest.dropFirst(2)
        var minutes = digits == 4 ? value / 100 * 60 + value % 100 : value * 60
        if digits <= 2, rest.first == .mark(0x3A), let part = number(rest, 1) {
            minutes += part
            rest = rest.dropFirst(2)
        }
        guard minutes <= 14 * 60 else { return false }
        zone = sign == 0x2B ? minutes : -minutes
        return true
    }

    // MARK: Parts

    private func number(_ rest: ArraySlice<Token>, _ index: Int) -> Int? {
        guard case .number(let value, _)? = rest.dropFirst(index).first else { return nil }
        return value
    }

    private func year(_ number: Int) -> Int { number < 100 ? 2000 + number : number }

    private func valid(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
        CivilDate.isValid(year: year, month: month, day: day) && year >= 1900
            ? CivilDate(year: year, month: month, day: day) : nil
    }

    private static let weekdays: Set<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func month(_ word: String) -> Int? {
        months.firstIndex(of: String(word.prefix(3))).map { $0 + 1 }
    }
}
