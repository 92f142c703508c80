/// The labels PowerShell prints behind an error. They stay English in every language.
enum ErrorLabel: String, CaseIterable, Sendable {
    case category = "CategoryInfo"
    case errorID = "FullyQualifiedErrorId"
    case computer = "PSComputerName"

    /// A label at the start of a line.
    struct Place: Sendable {
        /// Which.
        var label: ErrorLabel
        /// Bytes from the start of the line (or of the joined lines) to the value.
        var valueOffset: Int
        /// Lines the label and its colon take: 2 when the console cut them.
        var lineCount: Int
        /// True when a plus (or a list mark that replaced it) stands before the label.
        var hasMark: Bool
    }

    /// The label at the start of a line, `+ CategoryInfo  : …`, `+CategoryInfo : …`, also cut at the end of the line.
    ///
    /// O(length of the line's head).
    static func at(_ line: Int, of text: CleanText) -> Place? {
        guard line < text.lines.count, !text.lines[line].isBlank else { return nil }
        let slice = text.slice(line)
        var index = slice.startIndex
        let mark = skipMark(slice, &index)
        guard index < slice.endIndex, let first = Optional(slice[index]),
            first == 0x43 || first == 0x46 || first == 0x50
        else { return nil }
        for label in allCases {
            let word = Array(label.rawValue.utf8)
            var matched = 0
            while matched < word.count, index + matched < slice.endIndex, slice[index + matched] == word[matched] {
                matched += 1
            }
            if matched == word.count {
                var behind = index + matched
                while behind < slice.endIndex, slice[behind] == 0x20 { behind += 1 }
                if behind < slice.endIndex {
                    guard slice[behind] == 0x3A else { continue }
                    return Place(
                        label: label, valueOffset: behind + 1 - slice.startIndex, lineCount: 1, hasMark: mark)
                }
                // The colon was cut off.
                guard let next = rest(of: [], on: line + 1, text) else { continue }
                return Place(label: label, valueOffset: next, lineCount: 2, hasMark: mark)
            }
            // The console cut the label itself; four letters of it and its rest on the next line are no accident.
            if matched >= 4, index + matched == slice.endIndex,
                let next = rest(of: word[matched...], on: line + 1, text)
            {
                return Place(label: label, valueOffset: next, lineCount: 2, hasMark: mark)
            }
        }
        return nil
    }

    /// Offset of the value on a line that starts with the rest of a label and its colon.
    private static func rest(of word: ArraySlice<UInt8>, on line: Int, _ text: CleanText) -> Int? {
        guard line < text.lines.count else { return nil }
        let slice = text.slice(line)
        var index = slice.startIndex
        while index < slice.endIndex, slice[index] == 0x20 { index += 1 }
        for byte in word {
            guard index < slice.endIndex, slice[index] == byte else { return nil }
            index += 1
        }
        while index < slice.endIndex, slice[index] == 0x20 { index += 1 }
        guard index < slice.endIndex, slice[index] == 0x3A else { return nil }
        return index + 1 - slice.startIndex
    }

    /// Skips blanks and a mark: `+`, or what Markdown makes of it (`-`, `*`, `•`).
    private static func skipMark(_ slice: ArraySlice<UInt8>, _ index: inout Int) -> Bool {
        while index < slice.endIndex, slice[index] == 0x20 || slice[index] == 0x09 { index += 1 }
        guard index < slice.endIndex else { return false }
        var behind = index
        if slice[index] == 0x2B || slice[index] == 0x2D || slice[index] == 0x2A {
            behind = index + 1
        } else if slice[index...].starts(with: [0xE2, 0x80, 0xA2]) {
            behind = index + 3
        } else {
            return false
        }
        while behind < slice.endIndex, slice[behind] == 0x20 || slice[behind] == 0x09 { behind += 1 }
        index = behind
        return true
    }
}
