/// Text of files written by hand, freed of the layout it has there. White space is blank, tab, LF and CR: XML's.
enum FlowText {
    /// On one line, runs of white space as one blank.
    static func words(_ text: String) -> String {
        isFlowed(text.utf8) ? text : joined(text.utf8.split(whereSeparator: isSpace))
    }

    /// True when there is nothing to do, the usual case.
    private static func isFlowed(_ text: String.UTF8View) -> Bool {
        var last: UInt8 = 0x20
        for byte in text {
            if isBreak(byte) || (byte == 0x20 && last == 0x20) { return false }
            last = byte
        }
        return last != 0x20
    }

    /// In paragraphs: blank lines part them, all else flows.
    static func paragraphs(_ text: String) -> String {
        var paragraphs: [String] = []
        var current: [Substring.UTF8View] = []
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: isSpace)
            if words.isEmpty, !current.isEmpty {
                paragraphs.append(joined(current))
                current = []
            }
            current += words
        }
        if !current.isEmpty { paragraphs.append(joined(current)) }
        return paragraphs.joined(separator: "\n")
    }

    /// Lines of code: blank lines around them, the indentation they share and white space at their ends are left out.
    static func code(_ text: String) -> String {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        func isBlank(_ line: Substring.UTF8View) -> Bool { line.allSatisfy(isSpace) }
        func indentation(_ line: Substring.UTF8View) -> Int { line.prefix { $0 == 0x20 || $0 == 0x09 }.count }
        // A first line that stands behind `<![CDATA[` has no indentation of its own.
        let startsInline = lines.first.map { !isBlank($0) } ?? false
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        let shared = lines.dropFirst(startsInline ? 1 : 0).filter { !isBlank($0) }.map(indentation).min() ?? 0
        var bytes: [UInt8] = []
        for (index, line) in lines.enumerated() {
            if index > 0 { bytes.append(0x0A) }
            let start = bytes.count
            bytes += line.dropFirst(index == 0 && startsInline ? indentation(line) : shared)
            while bytes.count > start, let last = bytes.last, isSpace(last) { bytes.removeLast() }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A template: white space with a line break in it is layout, left out at the ends and one blank elsewhere. Other
    /// white space is meant.
    static func template(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let first = rest.first {
            let run = isSpace(first) ? rest.prefix(while: isSpace) : rest.prefix { !isSpace($0) }
            let isEdge = bytes.isEmpty || run.endIndex == rest.endIndex
            rest = rest[run.endIndex...]
            if !run.contains(0x0A) { bytes += run } else if !isEdge { bytes.append(0x20) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The words of a list.
    static func list(_ text: String) -> [String] { text.utf8.split(whereSeparator: isSpace).compactMap { String($0) } }

    private static func joined(_ words: [Substring.UTF8View]) -> String {
        var bytes: [UInt8] = []
        for word in words {
            if !bytes.isEmpty { bytes.append(0x20) }
            bytes += word
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || isBreak(byte) }
}
