import TriageModel

/// Lines that name a private field and give its value, `Department : KX7731`, whether a reader took them for a record or
/// not.
enum LabelledValues {
    /// The values of a text. Linear: a line is looked at up to its colon, and short names of fields say too little.
    static func find(
        in text: [UInt8], fields: [Vocabulary.PrivateField]
    ) -> [(value: String, kind: Vocabulary.PrivateKind)] {
        var kinds: [String: Vocabulary.PrivateKind] = [:]
        for field in fields where field.name.utf8.count > 2 { kinds[field.name.asciiLowercased] = field.kind }
        var found: [(value: String, kind: Vocabulary.PrivateKind)] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            if let colon = text[start..<min(end, start + 80)].firstIndex(of: 0x3A), colon + 1 < end,
                end - colon < 400, let kind = kinds[label(text[start..<colon])]
            {
                var from = colon + 1
                while from < end, text[from] == 0x20 || text[from] == 0x09 { from += 1 }
                var behind = end
                while behind > from, text[behind - 1] == 0x20 { behind -= 1 }
                if from < behind { found.append((String(decoding: text[from..<behind], as: UTF8.self), kind)) }
            }
            start = end + 1
        }
        return found
    }

    private static func label(_ bytes: ArraySlice<UInt8>) -> String {
        let marks: Set<UInt8> = [0x20, 0x09, 0x3E, 0x7C, 0x2A, 0x2D]
        let first = bytes.drop { marks.contains($0) }
        return String(decoding: first, as: UTF8.self).asciiLowercased.filter { $0 != " " && $0 != "\t" }
    }
}
