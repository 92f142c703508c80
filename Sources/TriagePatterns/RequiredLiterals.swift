/// Literals of which at least one stands in every text a regular expression matches, so that the expression need not be
/// run, nor even compiled, where none of them is found.
///
/// Careful by design: whatever is not plain leads to no literals, which means "always run". Reads bytes with a stack of
/// its own, no recursion.
struct RequiredLiterals {
    /// Shortest literal worth looking for, bytes.
    private static let shortest = 2
    /// Most literals taken for one expression.
    private static let most = 24

    /// One of these must be there; nil when nothing can be said.
    private(set) var literals: [[UInt8]]?
    /// True when they stand for either case; the bytes are in lower case then.
    private(set) var ignoresCase: Bool

    private var branches: [Branch] = [Branch()]
    /// What the alternatives before the current one need, a level each; nil when one of them needs nothing.
    private var alternatives: [[[UInt8]]?] = [[]]
    private var pending = Atom.none

    /// Reads an expression.
    init(of expression: String, ignoringCase: Bool) {
        ignoresCase = ignoringCase
        let bytes = Array(expression.utf8)
        guard read(bytes) else {
            literals = nil
            return
        }
        closeBranch()
        literals = alternatives.count == 1 ? usable(alternatives[0]) : nil
        if ignoresCase { literals = literals?.map { $0.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } } }
    }

    /// An alternative while it is read.
    private struct Branch {
        /// The best set of literals so far.
        var best: [[UInt8]]?
        /// Characters that stand side by side.
        var run: [UInt8] = []
    }

    /// The last thing read, whose quantifier may follow.
    private enum Atom {
        case none
        case character(UInt8)
        /// A group and what it needs.
        case group([[UInt8]])
        case other
    }

    /// Reads all of an expression; false when it holds something that is not understood.
    private mutating func read(_ text: [UInt8]) -> Bool {
        var i = 0
        while i < text.count {
            let byte = text[i]
            switch byte {
            case UInt8(ascii: "\\"):
                guard i + 1 < text.count, let atom = Self.escaped(text[i + 1]) else { return false }
                take(atom)
                i += 2
            case UInt8(ascii: "["):
                guard let end = Self.endOfClass(text, i) else { return false }
                take(.other)
                i = end
            case UInt8(ascii: "("):
                guard let end = openGroup(text, i) else { return false }
                i = end
            case UInt8(ascii: ")"):
                guard alternatives.count > 1 else { return false }
                closeBranch()
                let needed = usable(alternatives.removeLast())
                branches.removeLast()
                pending = needed.map { .group($0) } ?? .other
                i += 1
            case UInt8(ascii: "|"):
                closeBranch()
                branches[branches.count - 1] = Branch()
                i += 1
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
                quantify(isOptional: byte != UInt8(ascii: "+"))
                i += 1
                if i < text.count, text[i] == UInt8(ascii: "?") { i += 1 }
            case UInt8(ascii: "{"):
                guard let (minimum, end) = Self.repetition(text, i) else {
                    take(.other)
                    i += 1
                    continue
                }
                quantify(isOptional: minimum == 0)
                i = end
                if i < text.count, text[i] == UInt8(ascii: "?") { i += 1 }
            case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"):
                take(.other)
                i += 1
            case 0x80...:
                // A character of several bytes is one atom for a quantifier.
                take(.other)
                i += 1
                while i < text.count, text[i] & 0xC0 == 0x80 { i += 1 }
            default:
                take(.character(byte))
                i += 1
            }
        }
        return true
    }

    /// Ends the atom before and begins another.
    private mutating func take(_ atom: Atom) {
        commit(isRepeated: false)
        pending = atom
    }

    private mutating func quantify(isOptional: Bool) {
        if isOptional { pending = .other }
        commit(isRepeated: true)
    }

    private mutating func commit(isRepeated: Bool) {
        let atom = pending
        pending = .none
        switch atom {
        case .none: break
        case .character(let byte):
            branches[branches.count - 1].run.append(byte)
            if isRepeated { endRun() }
        case .group(let literals):
            endRun()
            consider(literals)
        case .other: endRun()
        }
    }

    private mutating func endRun() {
        let run = branches[branches.count - 1].run
        branches[branches.count - 1].run = []
        if run.count >= Self.shortest { consider([run]) }
    }

    /// Keeps the set whose shortest literal is longest; of equal ones the smaller.
    private mutating func consider(_ literals: [[UInt8]]) {
        guard let best = branches[branches.count - 1].best else {
            branches[branches.count - 1].best = literals
            return
        }
        let isBetter = (Self.length(literals), -literals.count) > (Self.length(best), -best.count)
        if isBetter { branches[branches.count - 1].best = literals }
    }

    private static func length(_ literals: [[UInt8]]) -> Int { literals.map(\.count).min() ?? 0 }

    private mutating func closeBranch() {
        commit(isRepeated: false)
        endRun()
        let level = alternatives.count - 1
        if let best = branches[branches.count - 1].best, let others = alternatives[level] {
            alternatives[level] = others + best
        } else {
            alternatives[level] = nil
        }
    }

    private func usable(_ literals: [[UInt8]]?) -> [[UInt8]]? {
        guard let literals, !literals.isEmpty, literals.count <= Self.most else { return nil }
        return literals
    }

    /// Opens a group, or takes in flags; the offset behind it, nil when it is of another kind.
    private mutating func openGroup(_ text: [UInt8], _ start: Int) -> Int? {
        var i = start + 1
        if i < text.count, text[i] == UInt8(ascii: "*") { return nil }
        if i < text.count, text[i] == UInt8(ascii: "?") {
            i += 1
            if i < text.count, text[i] == UInt8(ascii: "P") { i += 1 }
            if i + 1 < text.count, text[i] == UInt8(ascii: "<") {
                // `(?<=` and `(?<!` look behind.
                guard text[i + 1] != UInt8(ascii: "="), text[i + 1] != UInt8(ascii: "!"),
                    let end = text[i...].firstIndex(of: UInt8(ascii: ">"))
                else { return nil }
                i = end + 1
            } else {
                while i < text.count, "ims-".utf8.contains(text[i]) {
                    if text[i] == UInt8(ascii: "i") { ignoresCase = true }
                    i += 1
                }
                guard i < text.count else { return nil }
                if text[i] == UInt8(ascii: ")") {
                    // Flags alone are no atom.
                    commit(isRepeated: false)
                    return i + 1
                }
                guard text[i] == UInt8(ascii: ":") else { return nil }
                i += 1
            }
        }
        commit(isRepeated: false)
        branches.append(Branch())
        alternatives.append([])
        return i
    }

    /// What `\` and a character mean; nil for escapes of several characters.
    private static func escaped(_ byte: UInt8) -> Atom? {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
            return "dDwWsShHvVbBAzZnrtfea".utf8.contains(byte) ? .other : nil
        case 0x80...: return nil
        default: return .character(byte)
        }
    }

    /// The offset behind a class; nil when it does not end or holds what is not understood.
    private static func endOfClass(_ text: [UInt8], _ start: Int) -> Int? {
        var i = start + 1
        if i < text.count, text[i] == UInt8(ascii: "^") { i += 1 }
        if i < text.count, text[i] == UInt8(ascii: "]") { i += 1 }
        while i < text.count {
            switch text[i] {
            case UInt8(ascii: "]"): return i + 1
            case UInt8(ascii: "\\"):
                guard i + 1 < text.count, text[i + 1] != UInt8(ascii: "Q") else { return nil }
                i += 2
            case UInt8(ascii: "["):
                if i + 1 < text.count, text[i + 1] == UInt8(ascii: ":") {
                    guard let end = text[(i + 2)...].firstIndex(of: UInt8(ascii: ":")), end + 1 < text.count,
                        text[end + 1] == UInt8(ascii: "]")
                    else { return nil }
                    i = end + 2
                } else {
                    i += 1
                }
            default: i += 1
            }
        }
        return nil
    }

    /// Minimum of `{n}`, `{n,}` or `{n,m}` and the offset behind it; nil for a brace that means itself.
    private static func repetition(_ text: [UInt8], _ start: Int) -> (minimum: Int, end: Int)? {
        guard let end = text[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let parts = text[(start + 1)..<end].split(
            separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let minimum = Int(String(decoding: first, as: UTF8.self)),
            parts.count == 1 || parts[1].isEmpty || Int(String(decoding: parts[1], as: UTF8.self)) != nil
        else { return nil }
        return (minimum, end + 1)
    }
}
