/// Cuts safe text to a number of display columns.
enum TextFit {
    /// The beginning, with an ellipsis where something was cut.
    static func start(_ text: String, columns: Int, glyphs: Glyphs) -> String {
        guard DisplayWidth.of(text) > columns else { return text }
        let room = max(0, columns - DisplayWidth.of(glyphs.ellipsis))
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            used += DisplayWidth.of(scalar)
            if used > room { break }
            kept.append(scalar)
        }
        while kept.last == " " { kept.removeLast() }
        return String(kept) + glyphs.ellipsis
    }

    /// The end, with an ellipsis where something was cut.
    static func end(_ text: String, columns: Int, glyphs: Glyphs) -> String {
        guard DisplayWidth.of(text) > columns else { return text }
        let room = max(0, columns - DisplayWidth.of(glyphs.ellipsis))
        let scalars = text.unicodeScalars
        var start = scalars.endIndex
        var used = 0
        while start > scalars.startIndex {
            let previous = scalars.index(before: start)
            used += DisplayWidth.of(scalars[previous])
            if used > room { break }
            start = previous
        }
        while start < scalars.endIndex, DisplayWidth.isZero(scalars[start]) { start = scalars.index(after: start) }
        return glyphs.ellipsis + String(scalars[start...])
    }

    /// The text filled with blanks to a number of columns.
    static func padded(_ text: String, columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - DisplayWidth.of(text)))
    }
}
