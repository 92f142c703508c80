/// Finds the templates behind lines of words: lines that differ in few words belong together, and what differs becomes
/// `<*>`. The idea of Drain (He et al., "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017): lines
/// are compared only with those of the same length and the same first two words.
///
/// Memory is bounded: a template more than ``mostTemplates`` is not made. What comes out depends on the order of the lines.
struct TemplateTree: Sendable {
    /// Templates that are kept.
    static let mostTemplates = 4_096
    /// Templates a line is compared with.
    private static let mostCompared = 64
    /// Words that must be the same, of ten.
    private static let alike = 6

    private struct Key: Hashable {
        var count: Int
        var first: String
        var second: String
    }

    private(set) var templates: [[String]] = []
    private var groups: [Key: [Int]] = [:]

    /// The number of the template a line belongs to; nil when there are too many already.
    mutating func add(_ words: [String]) -> Int? {
        guard !words.isEmpty else { return nil }
        let key = Key(count: words.count, first: Self.step(words, 0), second: Self.step(words, 1))
        let group = groups[key] ?? []
        var best: (number: Int, same: Int)?
        for number in group {
            let same = zip(templates[number], words).count { $0 == $1 }
            if same > best?.same ?? -1 { best = (number, same) }
        }
        if let best, best.same * 10 >= words.count * Self.alike {
            for index in words.indices where templates[best.number][index] != words[index] {
                templates[best.number][index] = "<*>"
            }
            return best.number
        }
        guard templates.count < Self.mostTemplates, group.count < Self.mostCompared else { return nil }
        templates.append(words)
        groups[key] = group + [templates.count - 1]
        return templates.count - 1
    }

    /// A word a line is sorted by; one that is masked is no help.
    private static func step(_ words: [String], _ index: Int) -> String {
        guard words.indices.contains(index), !words[index].hasPrefix("<") else { return "" }
        return words[index]
    }
}
