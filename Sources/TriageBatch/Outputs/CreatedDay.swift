import TriageModel

/// The day a ticket was created, where its text leaves no doubt: `2026-11-23T…` and the dates of mails (RFC 5322). A date
/// whose day and month could be exchanged is none.
enum CreatedDay {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Days since 1970; nil when it cannot be told.
    static func of(_ text: String) -> Int? {
        let text = text.drop { $0 == " " || $0 == "\"" }
        if let day = CivilDate(iso: text.prefix(10)) { return day.days }
        let words = text.prefix(64).split { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }.prefix(5)
        for (index, word) in words.enumerated() where index > 0 && index + 1 < words.count {
            guard let month = months.firstIndex(of: word.asciiLowercasedWord) else { continue }
            guard let day = Int(words[index - 1]), words[index - 1].utf8.count <= 2, let year = Int(words[index + 1]),
                words[index + 1].utf8.count == 4, CivilDate.isValid(year: year, month: month + 1, day: day)
            else { return nil }
            return CivilDate(year: year, month: month + 1, day: day).days
        }
        return nil
    }
}

extension Substring {
    fileprivate var asciiLowercasedWord: String { String(self).asciiLowercased }
}
