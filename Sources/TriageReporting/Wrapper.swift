/// Breaks safe text into rows of a number of display columns: at blanks, beside wide characters, and, where a word is
/// longer than a row, inside of it.
struct Wrapper {
    private let room: Int
    private var lines: [[Piece]] = []
    private var line: [Piece] = []
    private var columns = 0
    private var needsBlank = false

    init(room: Int) { self.room = max(1, room) }

    /// Adds text of one role; blanks at either end count as blanks between words.
    mutating func add(_ text: String, _ role: Role) {
        var word = ""
        var width = 0
        for scalar in text.unicodeScalars {
            if scalar == " " {
                place(&word, &width, role)
                needsBlank = true
                continue
            }
            let columns = DisplayWidth.of(scalar)
            if columns == 2 || width + columns > room { place(&word, &width, role) }
            word.unicodeScalars.append(scalar)
            width += columns
        }
        place(&word, &width, role)
    }

    /// Ends the row.
    mutating func breakLine() {
        lines.append(line)
        line = []
        columns = 0
        needsBlank = false
    }

    /// All rows; at least one.
    mutating func finish() -> [[Piece]] {
        if !line.isEmpty || lines.isEmpty { breakLine() }
        return lines
    }

    private mutating func place(_ word: inout String, _ width: inout Int, _ role: Role) {
        guard !word.isEmpty else { return }
        let blank = needsBlank && columns > 0
        if columns > 0 && columns + (blank ? 1 : 0) + width > room {
            breakLine()
        } else if blank {
            append(" ", role)
            columns += 1
        }
        append(word, role)
        columns += width
        needsBlank = false
        word = ""
        width = 0
    }

    private mutating func append(_ text: String, _ role: Role) {
        if let last = line.last, last.role == role {
            line[line.count - 1].text += text
        } else {
            line.append(Piece(text, role))
        }
    }
}
