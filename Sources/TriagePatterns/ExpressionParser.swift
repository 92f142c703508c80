/// Reads a regular expression in the syntax of PCRE, as far as it can be run in linear time.
///
/// What it does not know is an error, never a guess. Groups nest at most ``deepest`` levels, so that reading them one in
/// another is safe.
struct ExpressionParser {
    /// Most levels of groups.
    static let deepest = 100
    /// Largest number in `{n,m}`.
    static let mostRepetitions = 1000

    /// What `(?ims)` switch.
    struct Flags {
        var ignoresCase = false
        var dotMatchesLineEnds = false
        var anchorsMatchLines = false
        var isExtended = false
    }

    /// What is wrong, and where: UTF-8 bytes from the start of the expression.
    struct Failure: Error {
        var message: String
        var offset: Int
        var isTooLarge = false
    }

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    /// Between `\Q` and `\E`.
    private var isQuoting = false

    private init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Reads a whole expression.
    static func parse(_ text: String, ignoringCase: Bool) throws(Failure) -> ExpressionNode {
        var parser = ExpressionParser(text)
        var flags = Flags(ignoresCase: ignoringCase)
        let node = try parser.alternatives(&flags)
        if parser.place < parser.scalars.count {
            throw parser.failure("Unmatched close parenthesis", at: parser.place)
        }
        return node
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private func scalar(ahead count: Int) -> Unicode.Scalar? {
        place + count < scalars.count ? scalars[place + count] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        place += 1
        return true
    }

    private func failure(_ message: String, at place: Int, isTooLarge: Bool = false) -> Failure {
        let offset = scalars[..<min(place, scalars.count)].reduce(0) { $0 + UTF8.width($1) }
        return Failure(message: "\(message) at index \(offset).", offset: offset, isTooLarge: isTooLarge)
    }

    /// Reads up to `)` or the end.
    private mutating func alternatives(_ flags: inout Flags) throws(Failure) -> ExpressionNode {
        var found = [try sequence(&flags)]
        while take("|") { found.append(try sequence(&flags)) }
        return found.count == 1 ? found[0] : .alternatives(found)
    }

    private mutating func sequence(_ flags: inout Flags) throws(Failure) -> ExpressionNode {
        var nodes: [ExpressionNode] = []
        while let scalar = next, isQuoting || scalar != "|" && scalar != ")" {
            if flags.isExtended, !isQuoting, skipExtendedSpace() { continue }
            let start = place
            guard let atom = try atom(&flags) else { continue }
            if flags.isExtended { while skipExtendedSpace() {} }
            nodes.append(try quantified(atom, from: start))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// Skips white space or a comment under `(?x)`.
    private mutating func skipExtendedSpace() -> Bool {
        guard let scalar = next else { return false }
        if ScalarSet.spaces.contains(scalar.value) {
            place += 1
            return true
        }
        guard scalar == "#" else { return false }
        while next != nil, next != "\n" { place += 1 }
        return true
    }

    /// One atom; nil for what stands for nothing, as flags and comments do.
    private mutating func atom(_ flags: inout Flags) throws(Failure) -> ExpressionNode? {
        let start = place
        if isQuoting, endQuoting() { return nil }
        guard let scalar = next else { return nil }
        place += 1
        if isQuoting {
            _ = endQuoting()
            return .scalar(scalar, ignoresCase: flags.ignoresCase)
        }
        switch scalar {
        case "(": return try group(&flags, from: start)
        case "[": return .set(try characterClass(flags, from: start))
        case ".": return .set(flags.dotMatchesLineEnds ? ScalarSet([]).inverted : ScalarSet.lineEnds.inverted)
        case "^": return .assertion(flags.anchorsMatchLines ? .lineStart : .textStart)
        case "$": return .assertion(flags.anchorsMatchLines ? .lineEnd : .lastLineEnd)
        case "*", "+", "?": throw failure("There is nothing to repeat", at: start)
        case "\\": return try escape(flags, from: start)
        default: return .scalar(scalar, ignoresCase: flags.ignoresCase)
        }
    }

    /// Takes the `\E` that ends quoting, if it stands here.
    private mutating func endQuoting() -> Bool {
        guard next == "\\", scalar(ahead: 1) == "E" else { return false }
        place += 2
        isQuoting = false
        return true
    }

    private mutating func quantified(_ atom: ExpressionNode, from start: Int) throws(Failure) -> ExpressionNode {
        if isQuoting { return atom }
        let place = self.place
        var bounds: (Int, Int?)?
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if next == "{" {
            bounds = try repetition()
        }
        guard let (minimum, maximum) = bounds else { return atom }
        if case .assertion = atom { throw failure("An assertion cannot be repeated", at: place) }
        // What is lazy ends elsewhere, not whether it matches.
        if next == "+" { throw failure("Possessive quantifiers are not supported", at: self.place) }
        _ = take("?")
        if next == "*" || next == "+" || next == "?" { throw failure("There is nothing to repeat", at: self.place) }
        return .repeated(atom, minimum: minimum, maximum: maximum)
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`; nil, and nothing read, for a brace that means itself.
    private mutating func repetition() throws(Failure) -> (Int, Int?)? {
        let start = place
        place += 1
        guard let minimum = number() else {
            place = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = number() }
        guard take("}") else {
            place = start
            return nil
        }
        if max(minimum, maximum ?? 0) > Self.mostRepetitions {
            throw failure("More than \(Self.mostRepetitions) repetitions", at: start, isTooLarge: true)
        }
        if let maximum, maximum < minimum { throw failure("Invalid repeat", at: start) }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = next, ScalarSet.digits.contains(digit.value) {
            value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1 << 30)
            place += 1
        }
        return value
    }

    /// Reads what follows `(`.
    private mutating func group(_ flags: inout Flags, from start: Int) throws(Failure) -> ExpressionNode? {
        if next == "*" { throw failure("Control verbs are not supported", at: start) }
        var inner = flags
        if take("?") {
            if take("#") {
                while next != nil, next != ")" { place += 1 }
                guard take(")") else { throw failure("Missing close parenthesis for a comment started", at: start) }
                return nil
            }
            if try !named(from: start) {
                try change(&inner, from: start)
                if take(")") {
                    flags = inner
                    return nil
                }
                guard take(":") else { throw failure("Unsupported kind of group", at: start) }
            }
        }
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw failure("Groups are nested too deep", at: start, isTooLarge: true) }
        let node = try alternatives(&inner)
        guard take(")") else { throw failure("Missing close parenthesis for a group started", at: start) }
        // An assertion in a group may be repeated, one outside of a group not.
        return .sequence([node])
    }

    /// Reads `<name>`, `P<name>` or `'name'`; false when something else stands there.
    private mutating func named(from start: Int) throws(Failure) -> Bool {
        if next == "P", scalar(ahead: 1) == "<" { place += 1 }
        if next == "=" || next == "!" || next == "<" && (scalar(ahead: 1) == "=" || scalar(ahead: 1) == "!") {
            throw failure("Look-around cannot be run in linear time", at: start)
        }
        if next == ">" { throw failure("Atomic groups cannot be run in linear time", at: start) }
        guard next == "<" || next == "'" else { return false }
        let end: Unicode.Scalar = next == "<" ? ">" : "'"
        place += 1
        let first = place
        while let scalar = next, ScalarSet.words.contains(scalar.value) { place += 1 }
        guard place > first, take(end) else { throw failure("Unfinished group name", at: start) }
        return true
    }

    /// Reads flags up to `)` or `:`.
    private mutating func change(_ flags: inout Flags, from start: Int) throws(Failure) {
        var value = true
        while let scalar = next, scalar != ")", scalar != ":" {
            switch scalar {
            case "-": value = false
            case "i": flags.ignoresCase = value
            case "s": flags.dotMatchesLineEnds = value
            case "m": flags.anchorsMatchLines = value
            case "x": flags.isExtended = value
            default: throw failure("Unsupported kind of group", at: start)
            }
            place += 1
        }
    }
}

extension ExpressionParser {
    /// Reads what follows `\` outside of a class; nil for `\Q`, and for `\E` alone.
    private mutating func escape(_ flags: Flags, from start: Int) throws(Failure) -> ExpressionNode? {
        guard let scalar = next else { throw failure("A backslash stands at the end", at: start) }
        if let set = Self.shorthand(scalar) {
            place += 1
            return .set(set)
        }
        switch scalar {
        case "b", "B", "A", "z", "Z":
            place += 1
            switch scalar {
            case "b": return .assertion(.wordBorder)
            case "B": return .assertion(.noWordBorder)
            case "A": return .assertion(.textStart)
            case "z": return .assertion(.textEnd)
            default: return .assertion(.lastLineEnd)
            }
        case "N":
            place += 1
            return .set(ScalarSet.lineEnds.inverted)
        case "Q":
            place += 1
            isQuoting = true
            return nil
        case "E":
            place += 1
            return nil
        default:
            return .scalar(try escapedScalar(from: start), ignoresCase: flags.ignoresCase)
        }
    }

    /// `\d` and its like.
    private static func shorthand(_ scalar: Unicode.Scalar) -> ScalarSet? {
        switch scalar {
        case "d": .digits
        case "D": ScalarSet.digits.inverted
        case "w": .words
        case "W": ScalarSet.words.inverted
        case "s": .spaces
        case "S": ScalarSet.spaces.inverted
        case "h": .horizontalSpaces
        case "H": ScalarSet.horizontalSpaces.inverted
        case "v": .verticalSpaces
        case "V": ScalarSet.verticalSpaces.inverted
        default: nil
        }
    }

    /// Reads the one character an escape stands for.
    private mutating func escapedScalar(from start: Int) throws(Failure) -> Unicode.Scalar {
        guard let scalar = next else { throw failure("A backslash stands at the end", at: start) }
        place += 1
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "f": return "\u{0C}"
        case "e": return "\u{1B}"
        case "a": return "\u{07}"
        case "x": return try hexadecimal(from: start)
        case "0" where next.map { !ScalarSet.digits.contains($0.value) } ?? true: return "\0"
        case "1"..."9", "k", "g": throw failure("Back-references cannot be run in linear time", at: start)
        default: break
        }
        if ScalarSet.words.contains(scalar.value), scalar != "_" {
            throw failure("\\\(scalar) is not supported", at: start)
        }
        return scalar
    }

    /// Reads the digits of `\xHH` or `\x{H…}`.
    private mutating func hexadecimal(from start: Int) throws(Failure) -> Unicode.Scalar {
        var value: UInt32 = 0
        var digits = 0
        let isBraced = take("{")
        while digits < (isBraced ? 6 : 2), let digit = next.flatMap(Self.hexadecimalValue) {
            value = value << 4 | digit
            digits += 1
            place += 1
        }
        guard digits > 0, !isBraced || take("}"), let scalar = Unicode.Scalar(value) else {
            throw failure("No character has this number", at: start)
        }
        return scalar
    }

    private static func hexadecimalValue(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": scalar.value - 0x30
        case "a"..."f": scalar.value - 0x57
        case "A"..."F": scalar.value - 0x37
        default: nil
        }
    }

    /// Reads a class behind its `[`.
    private mutating func characterClass(_ flags: Flags, from start: Int) throws(Failure) -> ScalarSet {
        let isInverted = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            let member = place
            if scalar == "[", self.scalar(ahead: 1) == ":" {
                ranges += try posix(from: member).ranges
                continue
            }
            if scalar == "\\", let set = self.scalar(ahead: 1).flatMap(Self.shorthand) {
                place += 2
                ranges += set.ranges
                continue
            }
            let low = try classMember()
            guard next == "-", let after = self.scalar(ahead: 1), after != "]" else {
                ranges.append(low...low)
                continue
            }
            place += 1
            if next == "\\", self.scalar(ahead: 1).flatMap(Self.shorthand) != nil {
                throw failure("Invalid range in character class", at: member)
            }
            let high = try classMember()
            guard low <= high else { throw failure("Invalid range in character class", at: member) }
            ranges.append(low...high)
        }
        guard take("]") else { throw failure("Unterminated character class starting", at: start) }
        var set = ScalarSet(ranges)
        if flags.ignoresCase { set = set.ignoringCase }
        return isInverted ? set.inverted : set
    }

    private mutating func classMember() throws(Failure) -> UInt32 {
        let start = place
        guard let scalar = next else { throw failure("Unterminated character class", at: start) }
        place += 1
        guard scalar == "\\" else { return scalar.value }
        if take("b") { return 0x08 }
        return try escapedScalar(from: start).value
    }

    private mutating func posix(from start: Int) throws(Failure) -> ScalarSet {
        place += 2
        let isInverted = take("^")
        let first = place
        while next != nil, next != ":" { place += 1 }
        let name = String(String.UnicodeScalarView(scalars[first..<place]))
        guard take(":"), take("]"), let set = ScalarSet.posix(name) else {
            throw failure("Unknown POSIX class", at: start)
        }
        return isInverted ? set.inverted : set
    }
}
