/// Text that came from anywhere, on its way into a PowerShell script. The one place where it is quoted.
///
/// Everything is written in ASCII: Windows PowerShell reads a script without a byte order mark in the code page of the
/// computer, where the second byte of some letters is a typographic quote, and PowerShell takes those for quotes.
enum PowerShellText {
    /// An expression whose value is the text: `'anna'`, `('M' + [char]0x00FC + 'ller')`.
    static func literal(_ text: String) -> String {
        var parts: [String] = []
        var run = ""
        for unit in text.utf16 {
            if unit >= 0x20 && unit < 0x7F {
                run += unit == 0x27 ? "''" : String(UnicodeScalar(UInt8(unit)))
                continue
            }
            // The first part has to be a string, or the sum would be a number.
            if !run.isEmpty || parts.isEmpty { parts.append("'\(run)'") }
            run = ""
            let digits = String(unit, radix: 16, uppercase: true)
            parts.append("[char]0x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
        }
        if parts.isEmpty { return "'\(run)'" }
        if !run.isEmpty { parts.append("'\(run)'") }
        return "(" + parts.joined(separator: " + ") + ")"
    }

    /// Lines of a comment; nothing can end it but the line, and a line of it holds no line break.
    static func comment(_ text: String, width: Int = 100) -> String {
        var page = TextPage(options: TextOptions(width: width, ascii: true))
        page.prose(text)
        return page.text(color: false).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    }

    /// A text as it is shown on a console: on one line, without what could steer it.
    static func shown(_ text: String) -> String { literal(TerminalText.safe(text)) }
}
