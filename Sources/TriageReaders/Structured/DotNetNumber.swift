/// Numbers as .NET prints them for the invariant culture: the shortest digits that give the number back, an exponent
/// only outside of what fits into its usual precision.
enum DotNetNumber {
    /// A `double`; nil for what is no number.
    static func double(_ text: String) -> String? {
        if let special = special(text) { return special }
        guard isNumber(text), let number = Double(text) else { return nil }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return general(number.description, isNegative: number.sign == .minus, precision: 15)
    }

    /// A `float`; nil for what is no number.
    static func single(_ text: String) -> String? {
        if let special = special(text) { return special }
        guard isNumber(text), let number = Float(text) else { return nil }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return general(number.description, isNegative: number.sign == .minus, precision: 7)
    }

    /// A `decimal`: no exponent, its zeros behind the point kept.
    static func decimal(_ text: String) -> String? {
        var digits = text[...]
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }), digits.utf8.count <= 64,
            digits.utf8.contains(where: \.isDigit)
        else { return nil }
        let whole = head.drop { $0 == "0" }
        let fraction = parts.count > 1 ? parts[1] : ""
        let isZero = whole.isEmpty && fraction.allSatisfy { $0 == "0" }
        return (isNegative && !isZero ? "-" : "") + (whole.isEmpty ? "0" : whole)
            + (fraction.isEmpty ? "" : "." + fraction)
    }

    private static func special(_ text: String) -> String? {
        switch text {
        case "INF", "Infinity": "Infinity"
        case "-INF", "-Infinity": "-Infinity"
        case "NaN": "NaN"
        default: nil
        }
    }

    /// A sign, digits, a point, an exponent: what XML Schema allows, and no hexadecimal as `Double` would.
    private static func isNumber(_ text: String) -> Bool {
        text.utf8.contains(where: \.isDigit)
            && text.utf8.allSatisfy { $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 | 0x20 == 0x65 }
    }

    /// Lays out the shortest digits as the format `G` does.
    private static func general(_ shortest: String, isNegative: Bool, precision: Int) -> String {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let halves = shortest.split(separator: "e", maxSplits: 1)
        if halves.count > 1 { exponent = Int(halves[1]) ?? 0 }
        for byte in (halves.first ?? "").utf8 {
            if byte == 0x2E { point = digits.count } else if byte.isDigit { digits.append(byte) }
        }
        // The number is 0.digits times ten to the scale.
        var scale = (point ?? digits.count) + exponent
        while digits.first == 0x30 {
            digits.removeFirst()
            scale -= 1
        }
        while digits.last == 0x30 { digits.removeLast() }
        let sign = isNegative ? "-" : ""
        guard !digits.isEmpty else { return sign + "0" }
        func text(_ bytes: some Sequence<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }
        if scale > max(precision, digits.count) || scale < -3 {
            let power = scale - 1
            let magnitude = String(abs(power))
            let rest = digits.count > 1 ? "." + text(digits.dropFirst()) : ""
            return sign + text(digits.prefix(1)) + rest + "E" + (power < 0 ? "-" : "+")
                + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
        }
        if scale <= 0 { return sign + "0." + String(repeating: "0", count: -scale) + text(digits) }
        if scale >= digits.count { return sign + text(digits) + String(repeating: "0", count: scale - digits.count) }
        return sign + text(digits.prefix(scale)) + "." + text(digits.dropFirst(scale))
    }
}
