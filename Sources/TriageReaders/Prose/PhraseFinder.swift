import TriageBytes
import TriageModel

/// Finds many phrases in prose at word borders, case-insensitively, in one pass over the bytes.
///
/// Phrases are bucketed by their first byte, so that a byte no phrase starts with costs one look-up. A blank in a
/// phrase matches any run of white space: prose is wrapped anywhere.
struct PhraseFinder: Sendable {
    /// A phrase found: its id and where it stands.
    typealias Match = (id: Int, range: Range<Int>)

    private let phrases: [(id: Int, bytes: [UInt8])]
    private let buckets: [[Start]]

    /// A phrase by its first two bytes; the second tells most words apart.
    private struct Start: Sendable {
        var phrase: Int
        /// The second byte; 0 where it tells nothing: a blank, or the end of the phrase.
        var second: UInt8
    }

    /// A finder for phrases; equal ids are fine.
    init(_ phrases: [(id: Int, text: String)]) {
        var list: [(id: Int, bytes: [UInt8])] = []
        var buckets = [[Start]](repeating: [], count: 256)
        for phrase in phrases {
            let bytes = phrase.text.lowercased().utf8.map { $0 }
            guard let first = bytes.first else { continue }
            let start = Start(phrase: list.count, second: bytes.count > 1 && bytes[1] != 0x20 ? bytes[1] : 0)
            buckets[Int(first)].append(start)
            // ASCII letters are compared in lower case; a capital of another script has a bucket of its own.
            if let capital = phrase.text.uppercased().utf8.first, capital.asciiLowered != first {
                buckets[Int(capital)].append(start)
            }
            list.append((phrase.id, bytes))
        }
        self.phrases = list
        self.buckets = buckets
    }

    /// Every phrase found, in order of place; the longest at a place only.
    func matches(in bytes: [UInt8], _ range: Range<Int>) -> [(id: Int, range: Range<Int>)] {
        var found: [(id: Int, range: Range<Int>)] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let bucket = Int(bytes[index].asciiLowered)
            if !buckets[bucket].isEmpty, isBorder(bytes, index, range) {
                var best: (id: Int, range: Range<Int>)?
                let next = index + 1 < range.upperBound ? bytes[index + 1].asciiLowered : 0
                for start in buckets[bucket] {
                    // A console may have cut the word behind its first byte.
                    guard start.second == next || start.second == 0 || next == 0x0A else { continue }
                    let number = start.phrase
                    if let end = match(phrases[number].bytes, bytes, index, range.upperBound),
                        end > best?.range.upperBound ?? index
                    {
                        best = (phrases[number].id, index..<end)
                    }
                }
                if let best {
                    found.append(best)
                    index = best.range.upperBound
                    continue
                }
            }
            index += 1
        }
        return found
    }

    /// A word can start here.
    private func isBorder(_ bytes: [UInt8], _ index: Int, _ range: Range<Int>) -> Bool {
        index == range.lowerBound || !isInWord(bytes, index)
    }

    /// A word of a script with blanks goes on here; an underscore marks emphasis and is no part of one.
    private func isInWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index > 0, index < bytes.count, bytes[index - 1] != 0x5F, bytes[index] != 0x5F else { return false }
        return WordBorder.isLetter(in: bytes.span, before: index) && WordBorder.isLetter(in: bytes.span, at: index)
    }

    private func match(_ phrase: [UInt8], _ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        for byte in phrase {
            if byte == 0x20 {
                guard index < end, bytes[index].isBlankByte else { return nil }
                while index < end, bytes[index].isBlankByte { index += 1 }
                continue
            }
            // A console may have cut the word here.
            if index > start, index < end, bytes[index] == 0x0A {
                let cut = index
                index += 1
                while index < end, index - cut <= 4, bytes[index] == 0x20 { index += 1 }
            }
            guard index < end, bytes[index].asciiLowered == byte else { return nil }
            index += 1
        }
        // The word ends here, or goes on only in a script without blanks.
        if index < end, isInWord(bytes, index) { return nil }
        return index
    }
}
