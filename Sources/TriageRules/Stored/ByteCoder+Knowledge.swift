import TriageBytes
import TriageModel

extension ByteCoder {
    mutating func code(_ date: inout CivilDate) {
        code(&date.year)
        code(&date.month)
        code(&date.day)
    }

    mutating func code(_ date: inout CivilDate?) { code(&date, CivilDate(year: 1, month: 1, day: 1)) { $1.code(&$0) } }

    mutating func code(_ table: inout [String: String]) {
        var pairs = table.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        code(&pairs, []) { $1.code(&$0) }
        table = Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
    }
}
