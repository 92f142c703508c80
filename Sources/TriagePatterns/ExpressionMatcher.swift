import TriageBytes

/// Runs one expression over texts; holds the memory a run needs.
///
/// Of the ways of matching the one that starts first and, of those, the one that ends last is reported. Looking for a
/// longer end goes over text that is looked at again afterwards; when that has cost four times the text, the first end
/// found counts, and so the whole stays linear.
struct ExpressionMatcher {
    private let program: ExpressionProgram
    private var current: Threads
    private var upcoming: Threads
    private var open: [UInt32] = []
    private var best: Range<Int>?

    init(_ program: ExpressionProgram) {
        self.program = program
        current = Threads(program.instructions.count)
        upcoming = Threads(program.instructions.count)
    }

    /// States that wait for a character, in the order of the starts they come from.
    private struct Threads {
        var states: [UInt32]
        var starts: [Int]
        var count = 0
        /// The round a state was last added in.
        var marks: [Int]
        var round = 0

        init(_ size: Int) {
            states = [UInt32](repeating: 0, count: size)
            starts = [Int](repeating: 0, count: size)
            marks = [Int](repeating: -1, count: size)
        }

        mutating func clear() {
            count = 0
            round += 1
        }
    }

    /// Matches that do not overlap, from the left; at most `limit`, and true when there are more.
    ///
    /// - Parameter starts: places a match can start at, in order; nil for all. They may overlap.
    mutating func matches(
        in text: Span<UInt8>, starts: [ClosedRange<Int>]? = nil, limit: Int
    ) -> ([Range<Int>], isOverflowing: Bool) {
        var found: [Range<Int>] = []
        var place = 0
        var lookahead = text.count.multipliedReportingOverflow(by: 4).partialValue &+ 4096
        for window in starts ?? [0...text.count] {
            place = max(place, window.lowerBound)
            let last = min(window.upperBound, text.count)
            while place <= last, let match = first(in: text, from: place, to: last, lookahead: &lookahead) {
                if found.count == limit { return (found, true) }
                found.append(match)
                place = match.upperBound > match.lowerBound ? match.upperBound : match.upperBound + 1
                if program.isAnchored { return (found, false) }
            }
        }
        return (found, false)
    }

    /// True when the expression matches anywhere.
    mutating func isFound(in text: Span<UInt8>) -> Bool {
        var none = 0
        return first(in: text, from: 0, to: text.count, lookahead: &none) != nil
    }

    /// The first match that starts at one of these places.
    private mutating func first(
        in text: Span<UInt8>, from: Int, to last: Int, lookahead: inout Int
    ) -> Range<Int>? {
        best = nil
        current.clear()
        var place = from
        while true {
            if best == nil {
                if current.count == 0 {
                    if program.isAnchored, place > 0 { return nil }
                    while place < text.count, place <= last, !program.firstBytes[Int(text[place])] { place += 1 }
                    if place > last { return nil }
                }
                if place <= last { Self.add(0, start: place, place: place, text, program, &current, &open, &best) }
            } else {
                if current.count == 0 || lookahead <= 0 { break }
                lookahead -= 1
            }
            guard place < text.count else { break }
            let (scalar, length) = Self.scalar(in: text, at: place)
            upcoming.clear()
            for thread in 0..<current.count {
                let start = current.starts[thread]
                if let best, start > best.lowerBound { break }
                let state = current.states[thread]
                let instruction = program.instructions[Int(state)]
                if program.takes(scalar, instruction) {
                    Self.add(state + 1, start: start, place: place + length, text, program, &upcoming, &open, &best)
                }
            }
            swap(&current, &upcoming)
            place += length
        }
        return best
    }

    /// Adds a state and all that can be reached from it without a character; a match reached is compared with the best.
    private static func add(
        _ state: UInt32, start: Int, place: Int, _ text: Span<UInt8>, _ program: ExpressionProgram,
        _ threads: inout Threads, _ open: inout [UInt32], _ best: inout Range<Int>?
    ) {
        // Most states are followed by one that waits for a character; they need no stack.
        let first = Int(state)
        if threads.marks[first] == threads.round { return }
        if program.instructions[first].isWaiting {
            threads.marks[first] = threads.round
            threads.states[threads.count] = state
            threads.starts[threads.count] = start
            threads.count += 1
            return
        }
        open.append(state)
        while let state = open.popLast() {
            let number = Int(state)
            if threads.marks[number] == threads.round { continue }
            threads.marks[number] = threads.round
            let instruction = program.instructions[number]
            switch instruction.operation {
            case .scalar, .set:
                threads.states[threads.count] = state
                threads.starts[threads.count] = start
                threads.count += 1
            case .jump: open.append(instruction.a)
            case .split:
                open.append(instruction.b)
                open.append(instruction.a)
            case .assertion:
                guard let assertion = ExpressionNode.Assertion(rawValue: UInt8(truncatingIfNeeded: instruction.a))
                else {
                    continue
                }
                if holds(assertion, at: place, in: text) { open.append(state + 1) }
            case .match:
                let isBetter = best.map { start < $0.lowerBound || start == $0.lowerBound && place > $0.upperBound }
                if isBetter ?? true { best = start..<place }
            }
        }
    }

    /// The character at a place, and its length; ``ScalarSet/invalidByte`` for a byte that is part of none.
    @inline(__always)
    private static func scalar(in text: Span<UInt8>, at place: Int) -> (UInt32, Int) {
        let byte = text[place]
        if byte < 0x80 { return (UInt32(byte), 1) }
        guard let (scalar, length) = UTF8Text.scalar(in: text, at: place) else { return (ScalarSet.invalidByte, 1) }
        return (scalar.value, length)
    }

    private static func holds(_ assertion: ExpressionNode.Assertion, at place: Int, in text: Span<UInt8>) -> Bool {
        let before = place > 0 ? text[place - 1] : nil
        let after = place < text.count ? text[place] : nil
        switch assertion {
        case .textStart: return before == nil
        case .textEnd: return after == nil
        case .lineStart: return before == nil || before == 0x0A || before == 0x0D && after != 0x0A
        case .lineEnd: return after == nil || after == 0x0D || after == 0x0A && before != 0x0D
        case .lastLineEnd:
            guard let after else { return true }
            let left = text.count - place
            return left == 1 && (after == 0x0D || after == 0x0A && before != 0x0D)
                || left == 2 && after == 0x0D && text[place + 1] == 0x0A
        case .wordBorder, .noWordBorder:
            let isBorder = WordBorder.isLetter(in: text, before: place) != WordBorder.isLetter(in: text, at: place)
            return assertion == .wordBorder ? isBorder : !isBorder
        }
    }
}
