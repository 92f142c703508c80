import TriageModel

/// The literals of message templates by which lines of errors are told, by their first byte: nearly every line of a
/// text is asked about all of them.
struct ErrorOpenings: Sendable {
    /// Literals in lower case, by their first byte.
    private struct Table: Sendable {
        private var buckets = [[[UInt8]]](repeating: [], count: 256)
        private(set) var isEmpty = true

        mutating func add(_ literal: [UInt8]) {
            guard let first = literal.first else { return }
            buckets[Int(first)].append(literal)
            isEmpty = false
        }

        /// Literals that start with a byte, whatever its case.
        func starting(with byte: UInt8) -> [[UInt8]] { buckets[Int(byte.asciiLowered)] }
    }

    /// What templates that start an error have before their first hole.
    private var openings = Table()
    /// Those of eight bytes and more.
    private var heads = Table()
    /// The longest literals of templates for errors, of twelve bytes and more.
    private var longest = Table()

    init(_ templates: [Vocabulary.MessageTemplate]) {
        for template in templates {
            let bytes = template.text.utf8.map(\.asciiLowered)
            if template.startsError {
                let head = bytes.prefix { $0 != 0x7B }
                openings.add(Array(head.drop(while: \.isBlankByte)))
                if head.count >= 8 { heads.add(Array(head)) }
            }
            if template.kind == "error" {
                let literal = Self.longestLiteral(bytes)
                if literal.count >= 12 { longest.add(literal) }
            }
        }
    }

    private static func longestLiteral(_ template: [UInt8]) -> [UInt8] {
        var best: ArraySlice<UInt8> = []
        for part in template.split(whereSeparator: { $0 == 0x7B }) {
            let literal = part.firstIndex(of: 0x7D).map { part[($0 + 1)...] } ?? part
            if literal.count > best.count { best = literal }
        }
        while let last = best.last, last.isBlankByte { best = best.dropLast() }
        return Array(best.drop(while: \.isBlankByte))
    }

    /// True when a line, which starts with no blank, starts with a literal (at least ten bytes of it, blanks not
    /// counted); a blank stands for any run of them or none, and the line may end before the literal does.
    func opens(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return false }
        return openings.starting(with: first).contains { Self.starts(line, with: $0) }
    }

    private static func starts(_ line: ArraySlice<UInt8>, with literal: [UInt8]) -> Bool {
        var index = line.startIndex
        var matched = 0
        for byte in literal {
            if byte.isBlankByte {
                while index < line.endIndex, line[index].isBlankByte { index += 1 }
                continue
            }
            guard index < line.endIndex else { return matched >= 10 }
            if line[index].asciiLowered == byte {
                index += 1
            } else {
                guard let length = QuoteMark.length(of: byte, in: line, at: index) else { return false }
                index += length
            }
            matched += 1
        }
        return matched >= 10
    }

    /// True when a line starts with a literal as it is, or is the beginning of one; lines of less than eight bytes are
    /// none.
    func startsPlainly(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 8, let first = line.first else { return false }
        return heads.starting(with: first).contains { literal in
            zip(line, literal).allSatisfy { $0.asciiLowered == $1 }
        }
    }

    /// True when the longest literal of a template stands anywhere in a line.
    func holds(_ line: ArraySlice<UInt8>) -> Bool {
        if longest.isEmpty { return false }
        for index in line.indices {
            for literal in longest.starting(with: line[index]) where index + literal.count <= line.endIndex {
                if zip(line[index...], literal).allSatisfy({ $0.asciiLowered == $1 }) { return true }
            }
        }
        return false
    }
}
