import TriageModel

/// Makes ``CleanText``: takes off what mail programs, forums, chats and terminals put around a line.
struct LineCleaner {
    private var text: CleanText
    private let lineStarts: [Int]

    /// The clean lines of a decoded input.
    static func clean(_ info: SourceInfo, source: SourceID) -> CleanText {
        var cleaner = LineCleaner(info, source: source)
        cleaner.run()
        return cleaner.text
    }

    private init(_ info: SourceInfo, source: SourceID) {
        text = CleanText(
            source: source, name: info.name, bytes: info.text, decodedCount: info.text.count, lines: [], patches: [])
        lineStarts = info.lineStarts
        text.lines.reserveCapacity(info.lineStarts.count)
    }

    private mutating func run() {
        let count = text.decodedCount
        for (index, start) in lineStarts.enumerated() where start < count {
            var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : count
            while end > start, text.bytes[end - 1] == 0x0A || text.bytes[end - 1] == 0x0D { end -= 1 }
            add(start, end)
        }
    }

    private mutating func add(_ sourceStart: Int, _ sourceEnd: Int) {
        var start = sourceStart
        var end = sourceEnd
        var patch = -1
        if needsPatch(start, end) {
            (start, end) = appendPatched(start, end)
            patch = text.patches.count - 1
        }
        let (content, depth) = skipQuoting(start, end)
        var last = end
        while last > content, text.bytes[last - 1] == 0x20 || text.bytes[last - 1] == 0x09 { last -= 1 }
        var shape = LineShape(of: text.bytes, in: content..<last)
        if shape.contains(.fence), isRestOfUnderline(content, last) { shape.remove(.fence) }
        text.lines.append(
            .init(
                start: content, end: last, rawEnd: end, sourceStart: sourceStart, sourceEnd: sourceEnd,
                quoteDepth: depth, patch: patch, shape: shape))
    }

    /// `~~~` below a line of tildes is what the console cut from an error's underline, not a fence.
    private func isRestOfUnderline(_ start: Int, _ end: Int) -> Bool {
        guard let before = text.lines.last, before.end > before.start, !before.shape.contains(.fence) else {
            return false
        }
        return text.bytes[before.end - 1] == 0x7E && text.bytes[start..<end].allSatisfy { $0 == 0x7E || $0 == 0x20 }
    }

    // MARK: Quoting

    /// Offset of the first byte behind quoting, and the number of `>` passed.
    ///
    /// `> ` (nested too, indented or not), `| ` at the very start, `# ` (comments; `#<` is not one), and these inside each
    /// other: a quoted mail somebody put into a comment.
    private func skipQuoting(_ start: Int, _ end: Int) -> (Int, Int) {
        var index = start
        var depth = 0
        var isAtMark = true
        for _ in 0..<4 {
            let before = index
            while true {
                var probe = index
                while probe < end, probe - index < 12, text.bytes[probe] == 0x20 { probe += 1 }
                guard probe < end, text.bytes[probe] == 0x3E, !isText(at: probe + 1, end, depth) else { break }
                depth += 1
                index = probe + 1
                isAtMark = true
                if index < end, text.bytes[index] == 0x20, !isQuote(at: index + 1, end) { index += 1 }
            }
            if isAtMark, index < end, text.bytes[index] == 0x7C, index + 1 == end || text.bytes[index + 1] == 0x20 {
                index = min(index + 2, end)
                continue
            }
            var sign = index
            while isAtMark, sign < end, sign - index < 12, text.bytes[sign] == 0x20 { sign += 1 }
            var hashes = sign
            while hashes < end, text.bytes[hashes] == 0x23 { hashes += 1 }
            if hashes > sign, hashes == end || text.bytes[hashes] == 0x20 || text.bytes[hashes] == 0x09 {
                index = min(hashes + 1, end)
                isAtMark = true
            }
            if index == before { break }
        }
        return (index, depth)
    }

    /// The rest of a line the console cut before a bracket: `… <No file` / `>: line 2`.
    private func isText(at index: Int, _ end: Int, _ depth: Int) -> Bool {
        guard depth == 0, let last = text.lines.last, last.quoteDepth == 0, index == end || text.bytes[index] != 0x20
        else { return false }
        let before = text.bytes[last.start..<last.end]
        guard let open = before.suffix(200).lastIndex(of: 0x3C) else { return false }
        return !before[open...].contains(0x3E)
    }

    private func isQuote(at index: Int, _ end: Int) -> Bool { index < end && text.bytes[index] == 0x3E }

    // MARK: Changes inside a line

    private func needsPatch(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            let byte = text.bytes[index]
            if byte == 0x1B { return true }
            if byte == 0xC2, index + 1 < end, text.bytes[index + 1] == 0xA0 { return true }
            if byte == 0x5C, index + 1 < end, text.bytes[index + 1] == 0x2B { return true }
            index += 1
        }
        return false
    }

    /// Copies a line behind the text: colours go, a non-breaking space becomes a space, Markdown's `\+` a plus.
    private mutating func appendPatched(_ start: Int, _ end: Int) -> (Int, Int) {
        let base = text.bytes.count
        var runs: [RepairedText.Run] = []
        var index = start
        while index < end {
            let byte = text.bytes[index]
            if byte == 0x1B {
                index = endOfEscape(index, end)
                continue
            }
            var length = 1
            var origin = index
            var written = byte
            if byte == 0xC2, index + 1 < end, text.bytes[index + 1] == 0xA0 {
                written = 0x20
                length = 2
            } else if byte == 0x5C, index + 1 < end, text.bytes[index + 1] == 0x2B {
                written = 0x2B
                origin = index + 1
                length = 2
            }
            if length == 2, written == 0x20 {
                // Two bytes became one: the blank stands nowhere.
            } else if let last = runs.last, last.origin + last.length == origin,
                last.offset + last.length == text.bytes.count
            {
                runs[runs.count - 1].length += 1
            } else {
                runs.append(.init(offset: text.bytes.count, origin: origin, length: 1))
            }
            text.bytes.append(written)
            index += length
        }
        text.patches.append(runs)
        return (base, text.bytes.count)
    }

    /// Behind an escape sequence (ECMA-48): CSI … final byte, OSC … BEL or ST, or two bytes.
    private func endOfEscape(_ start: Int, _ end: Int) -> Int {
        guard start + 1 < end else { return end }
        var index = start + 2
        switch text.bytes[start + 1] {
        case 0x5B:
            while index < end, !(0x40...0x7E).contains(text.bytes[index]) { index += 1 }
            return min(index + 1, end)
        case 0x5D:
            while index < end, text.bytes[index] != 0x07 {
                if text.bytes[index] == 0x1B { return min(index + 2, end) }
                index += 1
            }
            return min(index + 1, end)
        default:
            return min(index, end)
        }
    }
}
