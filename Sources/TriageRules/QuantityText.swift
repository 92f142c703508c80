/// Numbers as people read them.
enum QuantityText {
    /// What a number counts.
    enum Unit {
        case bytes
        case seconds
        case pixels
        case characters
        case plain
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

    /// `10,240 bytes`, `24 h`, `48 pixels`.
    static func text(_ number: Int64, _ unit: Unit) -> String {
        switch unit {
        case .plain: grouped(number)
        case .bytes: grouped(number) + (number == 1 ? " byte" : " bytes")
        case .pixels: grouped(number) + (number == 1 ? " pixel" : " pixels")
        case .characters: grouped(number) + (number == 1 ? " character" : " characters")
        case .seconds: duration(number)
        }
    }

    /// The largest unit that divides the number: `3 d`, `24 h`, `90 min`, `45 s`.
    private static func duration(_ seconds: Int64) -> String {
        if seconds >= 2 * 86_400, seconds % 86_400 == 0 { return grouped(seconds / 86_400) + " d" }
        if seconds >= 3600, seconds % 3600 == 0 { return grouped(seconds / 3600) + " h" }
        if seconds >= 60, seconds % 60 == 0 { return grouped(seconds / 60) + " min" }
        return grouped(seconds) + " s"
    }
}
