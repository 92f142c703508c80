import TriageModel

/// ISO 8601 dates as engineers state them: `2026-11-20`, `2026-11-20T09:14`, `2026-11-20T09:14:00Z`, `…+02:00`.
enum WrittenDate {
    static func parse(_ text: String) -> DateValue? {
        let parts = text.split(separator: text.contains("T") ? "T" : " ", maxSplits: 1)
        guard let first = parts.first, let day = CivilDate(iso: first) else { return nil }
        let midnight = Int64(day.days) * 86_400
        guard parts.count == 2 else { return DateValue(local: midnight, dateOnly: true, zoneMinutes: nil, text: text) }
        var time = String(parts[1])
        var zone: Int?
        if time.hasSuffix("Z") || time.hasSuffix("z") {
            zone = 0
            time.removeLast()
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard let minutes = minutes(String(time[time.index(after: sign)...])) else { return nil }
            zone = time[sign] == "-" ? -minutes : minutes
            time = String(time[..<sign])
        }
        guard let second = seconds(time) else { return nil }
        return DateValue(local: midnight + second, zoneMinutes: zone, text: text)
    }

    private static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...14).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ":")
        guard (2...3).contains(parts.count), let hour = Int64(parts[0]), let minute = Int64(parts[1]),
            let second = parts.count == 3 ? Int64(parts[2]) : 0, (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<61).contains(second)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }
}
