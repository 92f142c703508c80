import TriageModel

/// Values as people read them: `14,532 bytes`, `True`, `2026-11-20T09:14:00`.
enum PlainValue {
    /// Longer texts are cut here; the place says the rest.
    private static let limit = 300

    /// A reading in one line.
    static func text(of reading: Reading, unit: String) -> String {
        switch reading.state {
        case .absent: "not there"
        case .unknown(let why): why
        case .notThere: "not there"
        case .blank: "blank"
        case .value(let value): text(of: value)
        case .number(let number): text(of: number, unit: unit)
        }
    }

    /// A value in one line.
    static func text(of value: Value) -> String {
        switch value.content {
        case .text(let text): shortened(text) + cut(value)
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .boolean(let boolean): boolean ? "True" : "False"
        case .date(let date): date.text.isEmpty ? date.iso : date.text
        case .duration(let seconds):
            seconds.magnitude < 9e15 ? text(of: Int64(seconds.rounded()), unit: "s") : "\(seconds) s"
        case .size(let range): text(of: .whole(range), unit: "B")
        case .guid(let guid): guid
        case .uri(let uri): shortened(uri.text) + cut(value)
        case .binary(let binary): text(of: binary)
        case .list(let values):
            "{" + values.prefix(8).map { text(of: $0) }.joined(separator: ", ")
                + (values.count > 8 || value.partial != nil ? ", …}" : "}")
        case .blank: "blank"
        }
    }

    private static func cut(_ value: Value) -> String { value.partial == nil ? "" : "…" }

    private static func shortened(_ text: String) -> String {
        var line = ""
        var count = 0
        for character in text {
            if count == limit { return line + "…" }
            if character.isWhitespace {
                if line.last == " " || line.isEmpty { continue }
                line.append(" ")
            } else {
                line.append(character)
            }
            count += 1
        }
        return line.last == " " ? String(line.dropLast()) : line
    }

    private static func text(of binary: BinaryValue) -> String {
        var parts = binary.format == .unknown ? [] : [binary.format.rawValue]
        if let width = binary.width, let height = binary.height { parts.append("\(width)x\(height)") }
        if binary.byteCount != BinaryValue.anyByteCount { parts.append(text(of: .whole(binary.byteCount), unit: "B")) }
        return parts.isEmpty ? "bytes" : parts.joined(separator: ", ")
    }

    /// A number with its unit: `14,532 bytes`, `about 10,291 to 10,394 bytes`, `at least 5 bytes`.
    static func text(of number: NumberRange, unit: String) -> String {
        switch number {
        case .whole(let range):
            if range.lowerBound == range.upperBound { return text(of: range.lowerBound, unit: unit) }
            if range.upperBound == .max { return "at least " + text(of: range.lowerBound, unit: unit) }
            return grouped(range.lowerBound) + " to " + text(of: range.upperBound, unit: unit)
        case .real(let number):
            return number == number.rounded() && number.magnitude < 9e15
                ? text(of: Int64(number), unit: unit) : "\(number)" + (unit == "s" ? " s" : "")
        }
    }

    /// `10,240 bytes`, `24 h`, `5`.
    static func text(of number: Int64, unit: String) -> String {
        switch unit {
        case "B": grouped(number) + (number == 1 ? " byte" : " bytes")
        case "s":
            if number >= 2 * 86_400, number % 86_400 == 0 {
                "\(number / 86_400) d"
            } else if number >= 3600, number % 3600 == 0 {
                "\(number / 3600) h"
            } else if number >= 60, number % 60 == 0 {
                "\(number / 60) min"
            } else {
                grouped(number) + " s"
            }
        default: grouped(number)
        }
    }

    /// `10,240`.
    static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// The text a text comparison looks at; nil when there is none.
    static func comparable(_ value: Value) -> String? {
        switch value.content {
        case .text(let text): text
        case .uri(let uri): uri.text
        case .guid(let guid): guid
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .boolean(let boolean): boolean ? "true" : "false"
        case .date(let date): date.text
        case .duration, .size, .binary, .list, .blank: nil
        }
    }
}
