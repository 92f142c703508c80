import Testing

@testable import TriageKit

@Suite("Formulas in a table")
struct NeedTableTests {
    /// A formula of random shape.
    private static func formula(_ random: inout SystemRandomNumberGenerator, depth: Int, needles: Int) -> NeedFormula {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
        case 0: .always
        case 1: .never
        case 2...6: .needle(Int.random(in: 0..<needles, using: &random))
        case 7, 8:
            .all((0..<3).map { _ in formula(&random, depth: depth - 1, needles: needles) })
        default: .any((0..<3).map { _ in formula(&random, depth: depth - 1, needles: needles) })
        }
    }

    @Test func theyHoldWhereTheFormulasHold() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let needles = 8
            let formulas = (0..<3).map { _ in Self.formula(&random, depth: 3, needles: needles) }
            let table = NeedTable(
                formulas, likelihood: (0..<needles).map { _ in Double.random(in: 0...1, using: &random) })
            let nothing = [Bool](repeating: false, count: needles)
            #expect(table.hasFree == formulas.contains { $0.holds(nothing) })
            if table.hasFree { continue }
            var asked = [Bool](repeating: false, count: table.count)
            for _ in 0..<20 {
                let present = (0..<needles).map { _ in Bool.random(using: &random) }
                let found = present.indices.filter { present[$0] }
                #expect(
                    table.holds(found, present, &asked) == formulas.contains { $0.holds(present) },
                    "\(formulas), \(found)")
                #expect(!asked.contains(true))
            }
        }
    }
}
