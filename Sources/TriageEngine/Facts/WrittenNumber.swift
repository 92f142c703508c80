import TriageModel

/// Numbers, sizes, lengths of time and truth values as rules and engineers write them.
enum WrittenNumber {
    /// A number in base units: `10240`, `10 KB` (1,024 bytes each), `4 MB`, `24 h` in seconds; nil for anything else.
    static func plain(_ text: String) -> Int64? {
        let text = text.trimmed
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
        guard let number = Int64(digits), let factor = factor(String(text.dropFirst(digits.count)).trimmed) else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }

    private static func factor(_ unit: String) -> Int64? {
        switch unit.asciiLowercased {
        case "", "b", "bytes", "s", "sec": 1
        case "kb", "kib": 1024
        case "mb", "mib": 1024 * 1024
        case "gb", "gib": 1024 * 1024 * 1024
        case "min": 60
        case "h": 3600
        case "d": 86_400
        default: nil
        }
    }

    /// A length of time: `90`, `30 min`, `24 h`, `hh:mm:ss`, `d.hh:mm:ss`.
    static func seconds(_ text: String) -> Double? {
        if let number = plain(text) { return Double(number) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let second = Double(parts[2]), let minute = Int(parts[1]), (0..<60).contains(minute),
            second >= 0, second < 60
        else { return nil }
        let dayAndHour = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(dayAndHour.count), let hour = dayAndHour.last.flatMap({ Int($0) }),
            let day = dayAndHour.count == 2 ? Int(dayAndHour[0]) : 0, hour >= 0, day >= 0
        else { return nil }
        return Double(day) * 86_400 + Double(hour) * 3600 + Double(minute) * 60 + second
    }

    /// `true`, `$true`, `yes` and their opposites, in any case.
    static func boolean(_ text: String) -> Bool? {
        // Rules are full of longer texts, and blanks around a word are rare.
        if text.utf8.count > 16 { return nil }
        return switch text.trimmed.asciiLowercased {
        case "true", "$true", "yes": true
        case "false", "$false", "no": false
        default: nil
        }
    }
}

extension String {
    /// Without the blanks around it; the text itself, with its memory, when there are none.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        if first &- 0x21 < 0x5F, last &- 0x21 < 0x5F { return self }
        return self[...].trimmed
    }
}

extension StringProtocol {
    /// Without the blanks around it.
    var trimmed: String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
        }
        var rest = Substring(self).unicodeScalars
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return String(rest)
    }
}
