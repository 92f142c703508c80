/// What a piece of text is, so that colour is decided in one place.
enum Role: Sendable, Hashable {
    case plain
    case heading
    case strong
    case dim
    case gutter
    case caret
    case command
    case bad
    case good
    case open
    case change

    /// Parameters of the ANSI escape; nil for none. Only colours that can be read on dark and on light: no yellow, no
    /// white, no blue.
    var code: String? {
        switch self {
        case .plain: nil
        case .heading, .strong, .command: "1"
        case .dim: "2"
        case .gutter: "36"
        case .caret: "31"
        case .bad: "1;31"
        case .good: "1;32"
        case .open, .change: "1;35"
        }
    }
}

/// A run of text of one role.
struct Piece: Sendable, Hashable {
    var text: String
    var role: Role

    init(_ text: String, _ role: Role = .plain) {
        self.text = text
        self.role = role
    }
}

/// The signs reports are drawn with, in UTF-8 or in ASCII.
struct Glyphs: Sendable {
    let bar: String
    let corner: String
    let gap: String
    let ellipsis: String
    /// Between parts of a line; it stays with the part before it.
    let separator: String
    let caret: String
    let yes: String
    let no: String
    let unknown: String
    let retired: String

    init(ascii: Bool) {
        bar = ascii ? "|" : "\u{2502}"
        corner = ascii ? "-->" : "\u{250C}\u{2500}"
        gap = ascii ? "..." : "\u{2026}"
        ellipsis = ascii ? "..." : "\u{2026}"
        separator = ascii ? ", " : "\u{00A0}\u{00B7} "
        caret = "^"
        yes = ascii ? "+" : "\u{2713}"
        no = ascii ? "-" : "\u{2717}"
        unknown = "?"
        retired = ascii ? "x" : "\u{2717}"
    }
}
