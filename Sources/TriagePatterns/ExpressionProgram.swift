/// A regular expression as instructions of a machine that follows all ways of matching at once (Thompson 1968, Pike): its
/// time is the size of the text times the size of the program, whatever the text.
struct ExpressionProgram: Sendable {
    /// Most instructions of one expression.
    static let largest = 2000

    enum Operation: UInt8, Sendable {
        /// Takes the character `a`.
        case scalar
        /// Takes a character of the set number `a`.
        case set
        /// Goes on at `a` and at `b`.
        case split
        /// Goes on at `a`.
        case jump
        /// Goes on when the assertion with the raw value `a` holds.
        case assertion
        /// The expression matches.
        case match
    }

    struct Instruction: Sendable {
        var operation: Operation
        var a: UInt32 = 0
        var b: UInt32 = 0

        /// True when it takes a character.
        var isWaiting: Bool { operation == .scalar || operation == .set }
    }

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [ScalarSet] = []
    /// The ASCII part of each set, two words a set: looked up without touching the set.
    private var masks: [UInt64] = []
    /// By byte: true when a match can begin with it.
    private(set) var firstBytes = [Bool](repeating: false, count: 256)
    /// True when every match begins at the start of the text.
    let isAnchored: Bool

    /// By ASCII letter, the number of its set with both cases: expressions that ignore case consist of them.
    private var letterSets = [Int?](repeating: nil, count: 26)

    /// Nodes emitted so far: what repeats nothing a thousand times a thousand times makes no instruction, but takes time.
    private var steps = 0

    /// Makes the program of an expression; nil when it becomes too large.
    init?(_ node: ExpressionNode) {
        isAnchored = node.isAnchored
        guard emit(node) else { return nil }
        instructions.append(Instruction(operation: .match))
        findFirstBytes()
    }

    /// True when an instruction takes a character.
    func takes(_ scalar: UInt32, _ instruction: Instruction) -> Bool {
        if instruction.operation == .scalar { return instruction.a == scalar }
        let set = Int(instruction.a)
        if scalar < 128 { return masks[set * 2 + Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 }
        return sets[set].contains(scalar)
    }

    /// Appends the instructions of a node; false when there is no room. Nodes nest as deep as the parser lets them.
    private mutating func emit(_ node: ExpressionNode) -> Bool {
        steps += 1
        guard instructions.count < Self.largest, steps < Self.largest * 16 else { return false }
        switch node {
        case .scalar(let scalar, let ignoresCase):
            if ignoresCase, let letter = ScalarSet.letter(scalar.value) {
                emit(letter: letter)
                break
            }
            let others = ignoresCase ? ScalarSet.otherCases(of: scalar.value) : []
            if others.isEmpty {
                instructions.append(Instruction(operation: .scalar, a: scalar.value))
            } else {
                emit(ScalarSet(([scalar.value] + others).map { $0...$0 }))
            }
        case .set(let set): emit(set)
        case .assertion(let assertion):
            instructions.append(Instruction(operation: .assertion, a: UInt32(assertion.rawValue)))
        case .sequence(let nodes):
            for node in nodes where !emit(node) { return false }
        case .alternatives(let nodes):
            var exits: [Int] = []
            for (place, node) in nodes.enumerated() {
                let split = place + 1 < nodes.count ? append(.split) : nil
                if let split { instructions[split].a = here }
                guard emit(node) else { return false }
                if let split {
                    exits.append(append(.jump))
                    instructions[split].b = here
                }
            }
            for exit in exits { instructions[exit].a = here }
        case .repeated(let node, let minimum, let maximum): return emit(node, minimum, maximum)
        }
        return true
    }

    private mutating func emit(_ node: ExpressionNode, _ minimum: Int, _ maximum: Int?) -> Bool {
        for _ in 0..<minimum where !emit(node) { return false }
        guard let maximum else {
            let split = append(.split)
            instructions[split].a = here
            guard emit(node) else { return false }
            let back = append(.jump)
            instructions[back].a = UInt32(split)
            instructions[split].b = here
            return true
        }
        var splits: [Int] = []
        for _ in 0..<max(0, maximum - minimum) {
            let split = append(.split)
            instructions[split].a = here
            splits.append(split)
            guard emit(node) else { return false }
        }
        for split in splits { instructions[split].b = here }
        return true
    }

    private mutating func emit(_ set: ScalarSet) {
        let number = sets.firstIndex(of: set) ?? sets.count
        if number == sets.count {
            sets.append(set)
            masks += [set.lowASCII, set.highASCII]
        }
        instructions.append(Instruction(operation: .set, a: UInt32(number)))
    }

    private mutating func emit(letter: Int) {
        if let number = letterSets[letter] {
            instructions.append(Instruction(operation: .set, a: UInt32(number)))
        } else {
            emit(ScalarSet(letter: letter))
            letterSets[letter] = instructions.last.map { Int($0.a) }
        }
    }

    private var here: UInt32 { UInt32(instructions.count) }

    private mutating func append(_ operation: Operation) -> Int {
        instructions.append(Instruction(operation: operation))
        return instructions.count - 1
    }

    /// Follows the program up to its first characters.
    private mutating func findFirstBytes() {
        var seen = [Bool](repeating: false, count: instructions.count)
        var open = [0]
        while let place = open.popLast() {
            guard place < seen.count, !seen[place] else { continue }
            seen[place] = true
            let instruction = instructions[place]
            switch instruction.operation {
            case .jump: open.append(Int(instruction.a))
            case .split: open += [Int(instruction.a), Int(instruction.b)]
            case .assertion: open.append(place + 1)
            case .match: firstBytes = [Bool](repeating: true, count: 256)
            case .scalar:
                if let byte = Unicode.Scalar(instruction.a).flatMap({ UTF8.encode($0)?.first }) {
                    firstBytes[Int(byte)] = true
                }
            case .set:
                let set = sets[Int(instruction.a)]
                for byte in 0..<0x80 where set.contains(UInt32(byte)) { firstBytes[byte] = true }
                // Which lead bytes is not worth telling.
                if set.goesBeyondASCII { for byte in 0x80..<0x100 { firstBytes[byte] = true } }
            }
        }
    }
}
