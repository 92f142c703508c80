import TriageModel

/// Numbers in words.
enum Numbers {
    /// `14,532`.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = Array(String(number).utf8)
        let sign = digits.first == UInt8(ascii: "-") ? 1 : 0
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > sign && (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `three`, `12`: small numbers as they are written in a sentence.
    static func words(_ count: Int) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        return words.indices.contains(count) ? words[count] : grouped(count)
    }

    /// `14,532 bytes`.
    static func bytes(_ count: Int64) -> String { grouped(count) + (count == 1 ? " byte" : " bytes") }

    /// `1 person`, `3 people`.
    static func count(_ count: Int, _ one: String, _ many: String) -> String {
        grouped(count) + " " + (count == 1 ? one : many)
    }

    /// A value with its unit: `14,532 bytes`, `2 h 30 min`, `4`.
    static func amount(_ value: Int64, unit: String) -> String {
        switch unit {
        case "B": bytes(value)
        case "s": duration(value)
        case "": grouped(value)
        default: grouped(value) + " " + unit
        }
    }

    /// `45 s`, `2 h 30 min`, `3 d`.
    static func duration(_ seconds: Int64) -> String {
        if seconds < 0 { return "-" + duration(seconds == .min ? .max : -seconds) }
        if seconds < 60 { return "\(seconds) s" }
        let parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min")]
        return parts.filter { $0.0 > 0 }.map { grouped($0.0) + " " + $0.1 }.joined(separator: " ")
    }

    /// `14,532 bytes, limit 10,240: 4,292 over`.
    static func distance(_ distance: Diagnosis.Distance) -> String {
        let value = amount(distance.value, unit: distance.unit)
        let limit = distance.unit == "B" ? grouped(distance.limit) : amount(distance.limit, unit: distance.unit)
        if distance.value == distance.limit { return value + ", exactly the limit" }
        let (difference, overflow) = distance.value.subtractingReportingOverflow(distance.limit)
        guard !overflow, difference != .min else { return value + ", limit " + limit }
        let size = distance.unit == "s" ? duration(abs(difference)) : grouped(abs(difference))
        return value + ", limit " + limit + ": " + size + (difference > 0 ? " over" : " under")
    }
}
