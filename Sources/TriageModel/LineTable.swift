/// Where the lines of a text start, in about one byte a line: for inputs whose text is not kept.
///
/// Lengths are kept as variable-length numbers, equal neighbours once; a checkpoint every 128 of them makes questions
/// cheap. What lies behind the last line counts to it.
public struct LineTable: Sendable {
    /// Lengths of lines: `length << 1`, and with the lowest bit set a second number, how often it comes in a row.
    private var packed: [UInt8] = []
    private var checkpoints: [Checkpoint] = []
    private var runs = 0
    /// The run that is still growing.
    private var length = 0
    private var repeats = 0
    /// Number of lines, and bytes of them together.
    public private(set) var count = 0
    private var byteCount = 0

    private struct Checkpoint {
        /// Offset of the line's first byte in the text.
        var start: Int
        /// Lines before it.
        var line: Int
        /// Where its run stands in `packed`.
        var packed: Int
    }

    /// A table without lines.
    public init() {}

    /// Adds the next line.
    ///
    /// - Parameter bytes: its length, line end included.
    public mutating func append(lineOf bytes: Int) {
        if bytes != length || repeats == 0 {
            flush()
            length = bytes
        }
        repeats += 1
        count += 1
        byteCount += bytes
    }

    private mutating func flush() {
        guard repeats > 0 else { return }
        if runs & 127 == 0 {
            checkpoints.append(
                Checkpoint(start: byteCount - length * repeats, line: count - repeats, packed: packed.count))
        }
        runs += 1
        write(length << 1 | (repeats > 1 ? 1 : 0))
        if repeats > 1 { write(repeats) }
        repeats = 0
    }

    private mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest >= 0x80 {
            packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        packed.append(UInt8(truncatingIfNeeded: rest))
    }

    private func read(_ index: inout Int) -> Int {
        var number: UInt = 0
        var shift: UInt = 0
        while index < packed.count {
            let byte = packed[index]
            index += 1
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: number)
    }

    /// The 1-based line of an offset, and the offset of that line's first byte.
    public func line(at offset: Int) -> (number: Int, start: Int) {
        find { _, start, length, times in
            guard offset < start + length * times else { return nil }
            return max(0, offset - start) / max(1, length)
        } before: {
            offset < $0.start
        }
    }

    /// The bytes of a 1-based line with its line end; nil when there is no such line.
    public func range(ofLine number: Int) -> Range<Int>? {
        guard number >= 1, number <= count else { return nil }
        var length = 0
        let found = find { line, _, bytes, times in
            guard number - 1 < line + times else { return nil }
            length = bytes
            return number - 1 - line
        } before: {
            number - 1 < $0.line
        }
        return found.start..<(found.start + length)
    }

    /// Walks the runs from the last checkpoint that is not behind what is looked for.
    private func find(
        _ place: (_ line: Int, _ start: Int, _ length: Int, _ times: Int) -> Int?, before isBehind: (Checkpoint) -> Bool
    ) -> (number: Int, start: Int) {
        var low = 0
        var high = checkpoints.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if isBehind(checkpoints[middle]) { high = middle } else { low = middle }
        }
        var (line, start, index) = (0, 0, 0)
        if low < checkpoints.count {
            let checkpoint = checkpoints[low]
            (line, start, index) = (checkpoint.line, checkpoint.start, checkpoint.packed)
        }
        var last = (number: 1, start: 0)
        while true {
            var (bytes, times) = (length, repeats)
            if index < packed.count {
                let number = read(&index)
                bytes = number >> 1
                times = number & 1 == 1 ? read(&index) : 1
            } else if index > packed.count || times == 0 {
                return last
            } else {
                index += 1
            }
            if let within = place(line, start, bytes, times) {
                return (line + within + 1, start + within * bytes)
            }
            line += times
            start += bytes * times
            last = (line, start - bytes)
        }
    }
}
