/// Breaks safe text into rows of a number of display columns: at blanks, beside wide characters, and, where a word is
/// longer than a row, inside of it. A word may change its role inside and still stays together.
struct Wrapper {
    private let room: Int
    private var lines: [[Piece]] = []
    private var line: [Piece] = []
    private var columns = 0
    /// The word that is being read.
    private var word: [Piece] = []
    private var width = 0
    private var needsBlank = false

    init(room: Int) { self.room = max(1, room) }

    /// Adds text of one role; blanks at either end count as blanks between words.
    mutating func add(_ text: String, _ role: Role) {
        var isFirst = true
        for part in text.utf8.split(separator: 0x20, omittingEmptySubsequences: false) {
            if !isFirst {
                place()
                needsBlank = true
            }
            isFirst = false
            if part.isEmpty { continue }
            let part = Substring(part)
            // Nearly every word is ASCII and fits: it is taken whole.
            if width + part.utf8.count <= room, part.utf8.allSatisfy({ $0 < 0x80 }) {
                Self.append(part, role, to: &word)
                width += part.utf8.count
            } else {
                addByScalar(part, role)
            }
        }
    }

    private mutating func addByScalar(_ text: Substring, _ role: Role) {
        for scalar in text.unicodeScalars {
            let columns = DisplayWidth.of(scalar)
            if columns == 2 || width + columns > room { place() }
            Self.append(Substring(String(scalar)), role, to: &word)
            width += columns
        }
    }

    /// Ends the row.
    mutating func breakLine() {
        place()
        lines.append(line)
        line = []
        columns = 0
        needsBlank = false
    }

    /// All rows; at least one.
    mutating func finish() -> [[Piece]] {
        place()
        if !line.isEmpty || lines.isEmpty { breakLine() }
        return lines
    }

    private mutating func place() {
        guard let first = word.first else { return }
        let blank = needsBlank && columns > 0
        if columns > 0 && columns + (blank ? 1 : 0) + width > room {
            lines.append(line)
            line = []
            columns = 0
        } else if blank {
            Self.append(" ", first.role, to: &line)
            columns += 1
        }
        for piece in word {
            if let last = line.last, last.role == piece.role {
                line[line.count - 1].text += piece.text
            } else {
                line.append(piece)
            }
        }
        columns += width
        needsBlank = false
        word = []
        width = 0
    }

    private static func append(_ text: Substring, _ role: Role, to pieces: inout [Piece]) {
        if let last = pieces.last, last.role == role {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(Piece(String(text), role))
        }
    }
}
