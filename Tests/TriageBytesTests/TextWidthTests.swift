import Testing
import TriageBytes

/// Columns on a console.
struct TextWidthTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("写真", 4), ("ｱｲ", 2), ("Ａ", 2), ("e\u{301}", 1), ("\u{200B}x\u{FEFF}", 1), ("🙂", 2),
        ("\u{1B}[31m", 4), ("a\tb\r\n", 2), ("한글", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("│─", 2), ("–…“”", 4),
        ("\u{AD}", 1), ("⌚", 2), ("☎", 1), ("\u{3000}", 2), ("🇩🇪", 2), ("\u{80}", 0), ("ä", 1), ("～", 2),
    ])
    func countsTerminalColumns(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test(arguments: [
        ("abc", 3), ("写真", 4), ("ｱ", 1), ("e\u{301}", 2), ("🙂", 2), ("\u{303F}", 1), ("、", 2), ("│", 1), ("a\t", 2),
    ])
    func countsAsPowerShellDoes(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text, .powerShell) == columns)
    }

    @Test func countsBytesThatAreNoText() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xE5, 0x86, 0x62]
        #expect(TextWidth.columns(of: bytes[...]) == 4)
        #expect(TextWidth.columns(of: bytes[1...]) == 3)
    }

    @Test func agreesWithTheUnicodeTableAtItsBorders() {
        for (value, columns) in [
            (0x10FF, 1), (0x1100, 2), (0x115F, 2), (0x3FFFD, 2), (0x2E7F, 1), (0x2E80, 2), (0x4DFF, 2), (0xD7A3, 2),
            (0x1F2FF, 1), (0x1F300, 2), (0x20000, 2), (0x2FFFD, 2), (0x40000, 1), (0x10FFFD, 1),
        ] as [(UInt32, Int)] {
            #expect(Unicode.Scalar(value).map { TextWidth.columns(of: $0) } == columns, "\(String(value, radix: 16))")
        }
    }
}
