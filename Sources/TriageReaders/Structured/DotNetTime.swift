import TriageModel

/// Dates and lengths of time of XML Schema in the forms .NET prints: `2026-11-20T08:14:30.0000000Z`, `1.02:03:04`.
enum DotNetTime {
    /// xs:dateTime or xs:date in .NET's round-trip form; the zone stays as it was written.
    static func roundTrip(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 10, let date = CivilDate(iso: text.prefix(10)) else { return nil }
        var index = 10
        var clock = (hour: 0, minute: 0, second: 0)
        var fraction: [UInt8] = []
        if index < bytes.count, bytes[index] == 0x54 {
            guard let hour = two(bytes, 11), let minute = two(bytes, 14), let second = two(bytes, 17),
                bytes[13] == 0x3A, bytes[16] == 0x3A, hour < 24, minute < 60, second < 60
            else { return nil }
            clock = (hour, minute, second)
            index = 19
            if index < bytes.count, bytes[index] == 0x2E {
                index += 1
                while index < bytes.count, bytes[index].isDigit {
                    fraction.append(bytes[index])
                    index += 1
                }
                guard !fraction.isEmpty else { return nil }
            }
        }
        guard let zone = zone(bytes[index...]) else { return nil }
        let ticks = ticks(fraction)
        // Half a tick more than 0.9999999 would be the next second; no program writes such a time.
        let digits = String(min(ticks, 9_999_999))
        return date.iso + "T" + pad(clock.hour) + ":" + pad(clock.minute) + ":" + pad(clock.second) + "."
            + String(repeating: "0", count: 7 - digits.utf8.count) + digits + zone
    }

    /// xs:duration as `[-][d.]hh:mm:ss[.fffffff]`; a year is 365 days, a month 30, as .NET counts them.
    static func span(_ text: String) -> String? {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == 0x2D
        if isNegative { rest = rest.dropFirst() }
        guard rest.popFirst() == 0x50, !rest.isEmpty else { return nil }
        var ticks: Int64 = 0
        var isTime = false
        var number: [UInt8] = []
        for byte in rest {
            if byte == 0x54, number.isEmpty {
                isTime = true
            } else if byte.isDigit || byte == 0x2E {
                number.append(byte)
            } else {
                guard let part = part(number, byte, isTime) else { return nil }
                let (sum, overflow) = ticks.addingReportingOverflow(part)
                guard !overflow else { return nil }
                ticks = sum
                number = []
            }
        }
        guard number.isEmpty else { return nil }
        let seconds = ticks / 10_000_000
        let fraction = String(ticks % 10_000_000)
        let days = seconds / 86_400
        return (isNegative && ticks > 0 ? "-" : "") + (days > 0 ? "\(days)." : "") + pad(Int(seconds / 3600 % 24)) + ":"
            + pad(Int(seconds / 60 % 60)) + ":" + pad(Int(seconds % 60))
            + (fraction == "0" ? "" : "." + String(repeating: "0", count: 7 - fraction.utf8.count) + fraction)
    }

    private static func part(_ number: [UInt8], _ unit: UInt8, _ isTime: Bool) -> Int64? {
        let seconds: Int64
        switch (unit, isTime) {
        case (0x59, false): seconds = 365 * 86_400
        case (0x4D, false): seconds = 30 * 86_400
        case (0x44, false): seconds = 86_400
        case (0x48, true): seconds = 3600
        case (0x4D, true): seconds = 60
        case (0x53, true): seconds = 1
        default: return nil
        }
        let halves = number.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = halves.first, let whole = Int64(String(decoding: head, as: UTF8.self)),
            halves.count == 1 || seconds == 1
        else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: seconds * 10_000_000)
        guard !overflow else { return nil }
        let fraction = halves.count > 1 ? Int64(ticks(Array(halves[1].prefix(7)))) : 0
        return product.addingReportingOverflow(fraction).overflow ? nil : product + fraction
    }

    /// Ten millionths of a second, rounded at the eighth digit.
    private static func ticks(_ fraction: [UInt8]) -> Int {
        var ticks = 0
        for index in 0..<7 { ticks = ticks * 10 + (index < fraction.count ? Int(fraction[index]) - 0x30 : 0) }
        if fraction.count > 7, fraction[7] >= 0x35 { ticks += 1 }
        return ticks
    }

    private static func zone(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.isEmpty { return "" }
        if bytes.elementsEqual([0x5A]) { return "Z" }
        let zone = Array(bytes)
        guard zone.count == 6, zone[0] == 0x2B || zone[0] == 0x2D, zone[3] == 0x3A, let hours = two(zone, 1),
            let minutes = two(zone, 4), hours <= 14, minutes < 60
        else { return nil }
        return String(decoding: zone, as: UTF8.self)
    }

    private static func two(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index + 1 < bytes.count, bytes[index].isDigit, bytes[index + 1].isDigit else { return nil }
        return Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30)
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
