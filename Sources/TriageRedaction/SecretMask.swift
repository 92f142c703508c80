public import TriageModel
public import TriagePatterns

/// Takes secrets out of a text: passwords, tokens, keys. Everything that is read goes through it, so that no output can
/// show one.
///
/// A secret is known by what stands before it, or by its own form; both are knowledge (`<secret>` in the vocabulary).
/// Stars take its place, one for each byte: lines and columns stay as they are.
public struct SecretMask: Sendable {
    private let secrets: [Vocabulary.Secret]
    private let patterns: ScannerPool?
    /// Bytes of one secret that are masked at most, but for those that have an end of their own.
    private static let longest = 16_384

    /// - Parameter cache: where compiled patterns are kept between runs.
    public init(_ privacy: Vocabulary.Privacy, cache: PatternCache? = nil) throws(PatternError) {
        secrets = privacy.secrets
        patterns =
            secrets.isEmpty
            ? nil
            : ScannerPool(
                try PatternSet(
                    secrets.enumerated().map { index, secret in
                        Pattern(id: index, text: secret.text, kind: .regularExpression)
                    }, cache: cache))
    }

    /// The text with stars for secrets, and how many there were; nil when there is none. Linear.
    public func masked(_ text: [UInt8]) -> (text: [UInt8], count: Int)? {
        guard let patterns, !text.isEmpty, let scan = try? patterns.scan(text) else { return nil }
        var ranges: [Range<Int>] = []
        var columns: [Int] = []
        for match in scan.matches where secrets.indices.contains(match.id) {
            let secret = secrets[match.id]
            if secret.isColumn {
                columns.append(match.start)
            } else if !secret.isLabel {
                ranges += wrapped(match.range, text)
            } else if !secret.end.isEmpty {
                ranges += range(until: Array(secret.end.utf8), from: match.end, text)
            } else {
                let found = value(from: match.end, isVariable: isVariable(match.start, text), text)
                if !secret.isMixed || Self.isMixed(found, text) { ranges += found }
            }
        }
        ranges += SecretColumns.ranges(in: text, near: columns.sorted()) { secretNames($0, with: patterns) }
            .filter { !isWordForNothing(text[$0]) }
        guard !ranges.isEmpty else { return nil }
        var result = text
        for range in ranges {
            for place in range where result[place] > 0x20 { result[place] = 0x2A }
        }
        return result == text ? nil : (result, ranges.count)
    }

    /// The positions of the names behind which, as labels, something would be masked. All are looked at in one scan: a
    /// list of bytes looks like thousands of columns.
    private func secretNames(_ names: [ArraySlice<UInt8>], with patterns: ScannerPool) -> [Int] {
        var text: [UInt8] = []
        var ends: [Int] = []
        for name in names {
            text += name
            text += ": Zx9\n".utf8
            ends.append(text.count)
        }
        guard let scan = try? patterns.scan(text) else { return [] }
        let starts = scan.matches.filter {
            secrets.indices.contains($0.id) && secrets[$0.id].isLabel && secrets[$0.id].end.isEmpty
        }.map(\.start).sorted()
        var found: [Int] = []
        var next = 0
        for (position, end) in ends.enumerated() {
            let first = next
            while next < starts.count, starts[next] < end { next += 1 }
            if next > first { found.append(position) }
        }
        return found
    }

    private func range(until end: [UInt8], from start: Int, _ text: [UInt8]) -> [Range<Int>] {
        guard let first = end.first else { return [] }
        var place = start
        while place < text.count, place - start < Self.longest {
            if text[place] == first, text[place...].starts(with: end) { break }
            place += 1
        }
        return place > start ? [start..<place] : []
    }

    /// The value behind a label: a quoted text, or all up to a blank or what ends a value.
    private func value(from start: Int, isVariable: Bool, _ text: [UInt8]) -> [Range<Int>] {
        var place = start
        while place < text.count, place - start < 8, text[place] == 0x20 || text[place] == 0x5C { place += 1 }
        guard place < text.count else { return [] }
        let quote = text[place]
        if quote == 0x22 || quote == 0x27 {
            let isEscaped = place > 0 && text[place - 1] == 0x5C
            let quoted = quotedText(from: place + 1, quote, isEscaped: isEscaped, text)
            let word = text[quoted]
            return isWordForNothing(word) || quote == 0x22 && word.first == 0x24 ? [] : [quoted]
        }
        let first = place
        while place < text.count, place - first < Self.longest, !Self.endsValue(text[place]) { place += 1 }
        // What stands at the end of a sentence is no part of the word.
        if place > first, text[place - 1] == 0x2E || text[place - 1] == 0x3A { place -= 1 }
        guard place > first, !isNothing(text[first..<place]), !isVariable || !isCommand(text[first..<place]) else {
            return []
        }
        return wrapped(first..<place, text)
    }

    /// A console may have cut it once; a quote that nobody closes ends with its line.
    private func quotedText(from first: Int, _ quote: UInt8, isEscaped: Bool, _ text: [UInt8]) -> Range<Int> {
        var place = first
        var firstLineEnd: Int?
        var lines = 0
        while place < text.count, place - first < Self.longest {
            let byte = text[place]
            if byte == quote { break }
            if byte == 0x5C, place + 1 < text.count, text[place + 1] == quote {
                // In JSON inside of JSON this is the end; else it is part of the secret.
                if isEscaped { return first..<place }
                place += 1
            }
            if byte == 0x0A {
                lines += 1
                firstLineEnd = firstLineEnd ?? place
                if lines > 1 { break }
            }
            place += 1
        }
        if place < text.count, text[place] == quote { return first..<place }
        return first..<(firstLineEnd ?? min(place, text.count))
    }

    /// A secret that a console cut at the end of its line, with the rest of it.
    private func wrapped(_ range: Range<Int>, _ text: [UInt8]) -> [Range<Int>] {
        var ranges = [range]
        var end = range.upperBound
        var length = range.count
        while length >= 24, end < text.count, text[end] == 0x0A || text[end] == 0x0D, ranges.count < 256 {
            var next = end
            while next < text.count, next - end < 64, [0x0A, 0x0D, 0x20, 0x09, 0x3E, 0x7C].contains(text[next]) {
                next += 1
            }
            var behind = next
            while behind < text.count, behind - next < 4096, Self.isToken(text[behind]) { behind += 1 }
            // Words of a sentence are shorter, and blanks stand between them.
            guard
                behind - next >= 20
                    || behind > next && (behind == text.count || text[behind] == 0x0A || text[behind] == 0x0D)
            else { break }
            guard text[next..<behind].contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { break }
            ranges.append(next..<behind)
            length = behind - next
            end = behind
        }
        return ranges
    }

    private static func isMixed(_ ranges: [Range<Int>], _ text: [UInt8]) -> Bool {
        let bytes = ranges.lazy.flatMap { text[$0] }
        return bytes.contains { $0 >= 0x30 && $0 <= 0x39 }
            && bytes.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x22, 0x27, 0x26, 0x2C, 0x3B, 0x3C, 0x3E, 0x29, 0x5D, 0x7D, 0x7C: true
        default: false
        }
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2F, 0x2D, 0x5F, 0x2E, 0x3D, 0x7E: true
        default: false
        }
    }

    /// True when a label is the end of a variable's name.
    private func isVariable(_ place: Int, _ text: [UInt8]) -> Bool {
        var start = place
        while start > 0, place - start < 40, Self.isToken(text[start - 1]) { start -= 1 }
        return start > 0 && text[start - 1] == 0x24
    }

    /// `Read-Host`: what a variable gets is often the answer of a command.
    private func isCommand(_ value: ArraySlice<UInt8>) -> Bool {
        guard let dash = value.firstIndex(of: 0x2D), let first = value.first, dash + 1 < value.endIndex else {
            return false
        }
        let isVerb = value[..<dash].allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        return isVerb && first & 0x20 == 0 && value[dash + 1] >= 0x41 && value[dash + 1] <= 0x5A
    }

    /// What stands for a secret and is none: a variable, an expression, a parameter, a word for "none", stars.
    private func isNothing(_ value: ArraySlice<UInt8>) -> Bool {
        switch value.first {
        case nil, 0x24, 0x28, 0x5B, 0x7B, 0x40, 0x2D: true
        default: isWordForNothing(value)
        }
    }

    private func isWordForNothing(_ value: ArraySlice<UInt8>) -> Bool {
        if value.allSatisfy({ $0 == 0x2A || $0 == 0x2E || $0 == 0x58 || $0 == 0x78 || $0 == 0x20 }) { return true }
        let word = String(decoding: value.prefix(40), as: UTF8.self).asciiLowercased
        let nothing = ["true", "false", "null", "none", "no", "yes", "securestring", "system.security.securestring"]
        return nothing.contains(word)
    }
}
