import TriageModel

/// Values in words: `jpeg 96x96 14,532 bytes`, `2026-11-20T09:14:00 (no zone)`.
enum ValueText {
    /// Characters of a text shown at most; the rest is counted.
    private static let mostText = 400
    /// Elements of a list shown at most; the rest is counted.
    private static let mostElements = 50

    static func words(_ value: Value) -> String {
        var text = ""
        var pending: [Part] = [.value(value)]
        while let part = pending.popLast() {
            switch part {
            case .text(let words): text += words
            case .value(let value):
                guard case .list(let elements) = value.content else {
                    text += content(value.content) + why(value)
                    continue
                }
                var parts: [Part] = [.text("{")]
                for (index, element) in elements.prefix(mostElements).enumerated() {
                    if index > 0 { parts.append(.text(", ")) }
                    parts.append(.value(element))
                }
                if elements.count > mostElements {
                    parts.append(.text(", \(Numbers.grouped(elements.count - mostElements)) more"))
                }
                parts.append(.text("}" + why(value)))
                pending += parts.reversed()
            }
        }
        return text
    }

    private enum Part {
        case value(Value)
        case text(String)
    }

    private static func why(_ value: Value) -> String { value.partial.map { " (partly known: \($0))" } ?? "" }

    private static func content(_ content: Value.Content) -> String {
        switch content {
        case .text(let text): shortened(text)
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .boolean(let value): value ? "True" : "False"
        case .date(let date): words(date)
        case .duration(let seconds): duration(seconds)
        case .size(let range): bytes(range)
        case .guid(let text): text
        case .uri(let uri): shortened(uri.text)
        case .binary(let binary): words(binary)
        case .list: ""
        case .blank: "(blank)"
        }
    }

    private static func shortened(_ text: String) -> String {
        let count = text.unicodeScalars.count
        guard count > mostText else { return text }
        let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostText)))
        return head + "... (\(Numbers.grouped(count)) characters)"
    }

    private static func words(_ date: DateValue) -> String {
        var text = date.iso
        if date.isDayMonthAmbiguous, let other = date.otherLocal {
            var second = date
            second.local = other
            text += " or " + second.iso
        }
        guard !date.dateOnly else { return text }
        return text + (date.zoneMinutes.map { zone($0) } ?? " (no zone)")
    }

    /// `+02:00`, `-03:30`, `Z`.
    static func zone(_ minutes: Int) -> String {
        if minutes == 0 { return "Z" }
        let size = minutes.magnitude
        let digits = { (number: UInt) in (number < 10 ? "0" : "") + String(number) }
        return (minutes < 0 ? "-" : "+") + digits(size / 60) + ":" + digits(size % 60)
    }

    private static func duration(_ seconds: Double) -> String {
        guard seconds == seconds.rounded(), let whole = Int64(exactly: seconds) else { return "\(seconds) s" }
        return Numbers.duration(whole)
    }

    static func bytes(_ range: ClosedRange<Int64>) -> String {
        if range.lowerBound == range.upperBound { return Numbers.bytes(range.lowerBound) }
        if range.upperBound == .max {
            return range.lowerBound == 0 ? "unknown size" : "at least " + Numbers.bytes(range.lowerBound)
        }
        return Numbers.grouped(range.lowerBound) + " to " + Numbers.bytes(range.upperBound)
    }

    private static func words(_ binary: BinaryValue) -> String {
        var parts: [String] = [binary.format == .other ? "no picture" : binary.format.rawValue]
        if binary.format == .unknown { parts = ["bytes"] }
        if let width = binary.width, let height = binary.height { parts.append("\(width)x\(height)") }
        parts.append(bytes(binary.byteCount))
        return parts.joined(separator: " ")
    }
}
