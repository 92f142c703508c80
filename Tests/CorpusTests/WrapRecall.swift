import TriageModel
import TriageTestSupport

/// How well the errors of a cut text are read, against the uncut one.
struct WrapRecall: Sendable {
    /// Answers of one field.
    struct Count: Sendable, Equatable {
        /// Read exactly.
        var right = 0
        /// Read in part, and said so.
        var partial = 0
        /// Not read.
        var missing = 0
        /// Read as something else, without saying that it is cut.
        var wrong = 0

        var all: Int { right + partial + missing + wrong }
    }

    private(set) var counts: [String: [String: Count]] = [:]
    /// The wrong answers, in words, the first of them.
    private(set) var faults: [String] = []

    /// Compares the errors of a dressed text with those of the plain one. Foreign errors put around it do not count.
    mutating func add(
        language: String, name: String, dress: Dress, truth: [RecordFacts], read: [RecordFacts]
    ) {
        let own = read.filter { $0["cmdlet"] != "Get-Service" }
        if own.count != truth.count {
            note("\(name) \(dress): \(own.count) errors, not \(truth.count)")
            for error in truth {
                for field in Self.fields(of: error) {
                    counts[language, default: [:]][field, default: Count()].missing += 1
                }
            }
            return
        }
        for (right, left) in zip(truth, own) {
            for field in Self.fields(of: right) { compare(language, name, dress, field, right, left) }
            for (field, fact) in left.fields
            where right.fields[field] == nil && !Self.aside.contains(field) && !fact.text.isEmpty {
                counts[language, default: [:]][field, default: Count()].wrong += 1
                note("\(name) \(dress): \(field) = \(fact.text), made up")
            }
        }
    }

    private mutating func compare(
        _ language: String, _ name: String, _ dress: Dress, _ field: String, _ right: RecordFacts, _ left: RecordFacts
    ) {
        let squeezes = ["message", "proxycommand", "innererror"].contains(field)
        let truth = right.fields[field]?.text ?? ""
        let read = left.fields[field]?.text ?? ""
        var count = counts[language]?[field] ?? Count()
        if squeezes ? truth.squeezed == read.squeezed : truth == read {
            count.right += 1
        } else if read.isEmpty {
            count.missing += 1
        } else if left.fields[field]?.isPartial == true {
            count.partial += 1
        } else {
            count.wrong += 1
            note("\(name) \(dress): \(field) = \(read), true is \(truth)")
        }
        counts[language, default: [:]][field] = count
    }

    private mutating func note(_ fault: String) { if faults.count < 25 { faults.append(fault) } }

    /// Fields that tell how the error was written, not what happened.
    private static let aside: Set<String> = ["view", "language", "sourceline"]

    private static func fields(of error: RecordFacts) -> [String] {
        error.fields.filter { !aside.contains($0.key) && !$0.value.text.isEmpty && !$0.value.isPartial }.map(\.key)
    }

    /// Wrong answers of all languages.
    var wrong: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.wrong } } }

    /// Part of all answers that are exactly right, 0 to 1.
    func share(of language: String? = nil) -> Double {
        let chosen = counts.filter { language == nil || $0.key == language }.values
        let right = chosen.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.right } }
        let all = chosen.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.all } }
        return all == 0 ? 0 : Double(right) / Double(all)
    }

    /// Fields against languages: the share of right answers in percent, and behind them how many were partial, missing
    /// and wrong.
    var table: String {
        let languages = counts.keys.sorted()
        let head = "field".padded(18) + languages.map { $0.leading(7) }.joined() + "   partial missing wrong"
        let fields = Set(counts.values.flatMap(\.keys)).sorted()
        let rows = fields.map { field in
            let cells = languages.map { language in
                counts[language]?[field].map { Self.percent($0.right, of: $0.all) } ?? "-"
            }
            let all = counts.values.compactMap { $0[field] }
            let sums = [
                all.reduce(0) { $0 + $1.partial }, all.reduce(0) { $0 + $1.missing }, all.reduce(0) { $0 + $1.wrong },
            ]
            return field.padded(18) + cells.map { $0.leading(7) }.joined() + "   "
                + zip(sums, [7, 7, 5]).map { String($0).leading($1) }.joined(separator: " ")
        }
        let totals = languages.map { String(Int(share(of: $0) * 10_000)) }.map { $0.dropLast(2) + "." + $0.suffix(2) }
        return ([head] + rows + ["all".padded(18) + totals.map { String($0).leading(7) }.joined()])
            .joined(separator: "\n")
    }

    /// Rounded down, so that 100.0 means all.
    private static func percent(_ part: Int, of all: Int) -> String {
        let tenths = part * 1000 / max(all, 1)
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension String {
    func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
    func leading(_ width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }
}
