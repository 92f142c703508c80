/// Formulas put into one list of numbers, to be asked for every ticket without following references.
///
/// Only formulas that can hold are asked: each names a few texts one of which stands there whenever it holds.
struct NeedTable: Sendable {
    /// A node in `code`: what it is, then its number (a text) or the index behind its last part, then its parts.
    private enum Kind {
        static let always: Int32 = 0
        static let never: Int32 = 1
        static let needle: Int32 = 2
        static let all: Int32 = 3
        static let any: Int32 = 4
    }

    private var code: [Int32] = []
    /// Where each formula begins.
    private var starts: [Int] = []
    /// Formulas by the number of a text without which, or one like it, they cannot hold.
    private let formulasOf: [[Int32]]
    /// Number of formulas that hold where nothing stands.
    let hasFree: Bool
    /// Numbers of texts one of which stands wherever a formula holds, unless one holds where nothing stands.
    var keys: [Int] { formulasOf.indices.filter { !formulasOf[$0].isEmpty } }

    /// - Parameter likelihood: how likely each text is to stand anywhere, by number: only who compares them cares.
    init(_ formulas: [NeedFormula], likelihood: [Double]) {
        var formulasOf = [[Int32]](repeating: [], count: likelihood.count)
        var hasFree = false
        for (number, formula) in formulas.enumerated() {
            if let (keys, _) = Self.keys(of: formula, likelihood) {
                for key in Set(keys) { formulasOf[key].append(Int32(truncatingIfNeeded: number)) }
            } else {
                hasFree = true
            }
        }
        self.formulasOf = formulasOf
        self.hasFree = hasFree
        for formula in formulas {
            starts.append(code.count)
            write(formula)
        }
    }

    /// Texts one of which stands wherever the formula holds, and how likely one of them is to stand anywhere, at most; nil
    /// when it may hold without any. Of several choices the least likely one is taken.
    private static func keys(
        of formula: NeedFormula, _ likelihood: [Double]
    ) -> (keys: [Int], likelihood: Double)? {
        switch formula {
        case .always: return nil
        case .never: return ([], 0)
        case .needle(let number): return ([number], likelihood[number])
        case .any(let parts):
            var all: (keys: [Int], likelihood: Double) = ([], 0)
            for part in parts {
                guard let found = keys(of: part, likelihood) else { return nil }
                all.keys += found.keys
                all.likelihood += found.likelihood
            }
            return all
        case .all(let parts):
            return parts.lazy.compactMap { keys(of: $0, likelihood) }.min { $0.likelihood < $1.likelihood }
        }
    }

    private mutating func write(_ formula: NeedFormula) {
        switch formula {
        case .always: code += [Kind.always, 0]
        case .never: code += [Kind.never, 0]
        case .needle(let number): code += [Kind.needle, Int32(truncatingIfNeeded: number)]
        case .all(let parts): write(Kind.all, parts)
        case .any(let parts): write(Kind.any, parts)
        }
    }

    private mutating func write(_ kind: Int32, _ parts: [NeedFormula]) {
        let start = code.count
        code += [kind, 0]
        for part in parts { write(part) }
        code[start + 1] = Int32(truncatingIfNeeded: code.count)
    }

    /// Whether one of the formulas holds where these texts stand.
    ///
    /// - Parameters:
    ///   - found: numbers of the texts that stand there.
    ///   - present: the same by number.
    ///   - asked: room for a mark a formula, all 0 before and after.
    func holds(_ found: [Int], _ present: [Bool], _ asked: inout [Bool]) -> Bool {
        var marked: [Int32] = []
        defer { for number in marked { asked[Int(number)] = false } }
        for needle in found {
            for number in formulasOf[needle] where !asked[Int(number)] {
                asked[Int(number)] = true
                marked.append(number)
                if holds(at: starts[Int(number)], present) { return true }
            }
        }
        return false
    }

    /// Formulas there are.
    var count: Int { starts.count }

    /// Formulas are as deep as the conditions they were made of.
    private func holds(at index: Int, _ present: [Bool]) -> Bool {
        switch code[index] {
        case Kind.always: return true
        case Kind.needle: return present[Int(code[index + 1])]
        case Kind.all, Kind.any:
            let wanted = code[index] == Kind.any
            let end = Int(code[index + 1])
            var part = index + 2
            while part < end {
                if holds(at: part, present) == wanted { return wanted }
                part = behind(part)
            }
            return !wanted
        default: return false
        }
    }

    /// Where the node behind this one begins.
    private func behind(_ index: Int) -> Int { code[index] >= Kind.all ? Int(code[index + 1]) : index + 2 }
}
