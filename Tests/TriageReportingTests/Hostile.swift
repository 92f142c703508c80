/// Texts that try to steer a terminal, deceive the eye or break out of a format.
enum Hostile {
    static let texts = [
        "\u{1B}[2J\u{1B}[1;1Hall clear", "\u{1B}]0;title\u{07}",
        "\u{1B}]8;;https://x.example\u{1B}\\here\u{1B}]8;;\u{1B}\\",
        "\u{1B}P+q544e\u{1B}\\", "\u{9B}31mred\u{9C}", "\u{90}q\u{9C}", "\u{8D}\u{84}\u{85}",
        "\u{07}\u{08}\u{08}\u{7F}\u{00}",
        "fine\rNot fine at all", "one\r\ntwo", "one\u{0B}two\u{0C}three\u{85}four\u{2028}five\u{2029}six",
        "abc\u{202E}gpj.exe\u{202C}", "\u{2066}x\u{2067}y\u{2068}z\u{2069}", "\u{200E}\u{200F}\u{061C}",
        "tag\u{E0041}\u{E0042}\u{E007F}", "zero\u{200B}\u{FEFF}\u{2060}\u{00AD}width",
        "a" + String(repeating: "\u{0301}", count: 400),
        String(repeating: "\u{0336}", count: 100), "日本語" + String(repeating: "写真", count: 80), "tab\tand\t\ttab",
        "\u{FFFD}\u{FFFF}\u{10FFFF}\u{E000}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{FE0F}", "שלום\u{202D}abc",
        "\"}],\"verdict\":\"healthy\",\"x\":[{\"y\":\"", "\\u0000\\", "</script><script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "$(rm -rf /); `x` | y & z", "%s%n%d\u{0}", "'; DROP TABLE x; --", "", " ", "\n\n\n", "\t",
        String(repeating: "x", count: 500),
        String(repeating: "word ", count: 90),
    ]

    /// A scalar that may not reach a terminal from input.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x20 { return value != 0x0A }
        if value >= 0x7F && value < 0xA0 { return true }
        if value == 0x61C || value == 0x200B || value == 0x200E || value == 0x200F || value == 0x2028 || value == 0x2029
        {
            return true
        }
        return (0x202A...0x202E).contains(value) || (0x2060...0x2069).contains(value) || value == 0xFEFF
            || value == 0xAD
            || (0xE0000...0xE007F).contains(value)
    }
}
