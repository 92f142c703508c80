import Testing
import TriageModel

@testable import TriageReporting

@Suite struct MarkdownTests {
    static let attacks = [
        "| a | b |", "\\| a", "`code` ``` ```` fence", "```\n# heading\n```", "[x](javascript:alert(1))",
        "![x](http://evil.example/p.png)",
        "<img src=x>", "@channel", "see @ops/team", "http://evil.example", "www.evil.example", "# heading", "- item",
        "1. one", "1) one",
        "***", "~~~", "    indented", "> quote", "$x^2$", "a_b_c*d*", "&copy; &#35;", "[ref]: http://evil.example",
        "---", "=== ", "+ plus",
    ]

    @Test func keepsHarmlessTextReadable() {
        #expect(
            MarkdownText.prose("Exchange Online takes 10 KB, version 1.0 (v2).")
                == "Exchange Online takes 10 KB, version 1.0 (v2).")
        #expect(MarkdownText.code("anna@contoso.example") == "`anna@contoso.example`")
        #expect(MarkdownText.prose("anna@contoso.example") == "anna@contoso.example")
    }

    @Test func endsNoCellEarly() {
        for text in Self.attacks + Hostile.texts {
            let report = MarkdownReporter.render(Cases.every(text), context: Cases.context(hostile: text))
            let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
            var bars = 0
            var isFenced = false
            for line in lines {
                let trimmed = line.drop { $0 == " " }
                if trimmed.hasPrefix("```") { isFenced.toggle() }
                guard !isFenced, line.hasPrefix("| ") || line.hasPrefix("|-") else {
                    bars = 0
                    continue
                }
                let own = Self.bars(String(line))
                if bars > 0 { #expect(own == bars, "\(line)") }
                bars = own
            }
        }
    }

    /// Bars that part cells: those without a backslash in front.
    private static func bars(_ line: String) -> Int {
        var count = 0
        var isEscaped = false
        for byte in line.utf8 {
            if byte == UInt8(ascii: "|") && !isEscaped { count += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return count
    }

    @Test func makesNoMarkupLinkOrMention() {
        for text in Self.attacks {
            let whole = MarkdownText.prose(text)
            let prose = String(
                whole.enumerated().filter { $0.offset == 0 || Array(whole)[$0.offset - 1] != "\\" }.map(\.element))
            #expect(!prose.contains("<") && !prose.contains("](") && !prose.contains("://"), "\(prose)")
            #expect(prose.first.map { !"#->+=*".contains($0) } ?? true, "\(prose)")
            #expect(!prose.contains("@c") && !prose.contains("@o"), "\(prose)")
        }
        #expect(MarkdownText.prose("1. one") == "1\\. one")
        #expect(MarkdownText.prose("1) one") == "1\\) one")
    }

    /// Runs of backticks of any length, alone and in text, in spans, cells and blocks.
    @Test func aSpanOfAnyBackticksIsOneSpan() {
        for count in 1...40 {
            let ticks = String(repeating: "`", count: count)
            for text in [ticks, "a\(ticks)b", "\(ticks) x", "x \(ticks)", ticks + " " + ticks + "`"] {
                #expect(CommonMark.spans(in: MarkdownText.code(text)) == [text], "\(text)")
                let block = MarkdownText.block("one\n\(text)\ntwo", language: "powershell")
                #expect(CommonMark.fenced(in: block) == ["one\n\(text)\ntwo"], "\(text)")
            }
        }
    }

    /// Whatever a value holds, in a cell it stays in its cell and is what it was.
    @Test func aCellHoldsWhatItWasGiven() {
        for text in ["a|b", "a\\|b", "|", "||", "a\\", "`|`", "\\`|", "x | y | z"] {
            let row = "| " + MarkdownText.code(text, inTable: true) + " | end |"
            #expect(CommonMark.cells(in: row).count == 2, "\(row)")
            #expect(CommonMark.cells(in: row).last == "end", "\(row)")
        }
    }

    private static let more = [
        "[a](b)", "[a][b]", "[a]", "![a](b)", "<https://evil.example>", "<a@evil.example>", "HTTPS://EVIL.example",
        "ftp://evil.example", "mailto:a@evil.example", "www.evil.example/x", "[x]: http://evil.example 'y'",
        "[^1]: note", "<details><summary>x</summary>", "<!-- x", "<script>alert(1)</script>", "</td>", "&lt;b&gt;",
        "&#60;b&#62;", "@contoso/everyone", "@everyone hello", "org/repo#12", "#12", "GH-12", ":smile:", "~~x~~", "~x~",
        "==x==",
        "$$x$$", "- [ ] box", "* * *", "___", "Title\n===", "a  \nb", "a\\\nb", "\tcode", "    code", "| --- | --- |",
        "1. x", "2) x", "+ x", "> x", "# x", " # x", "   - x", "#\tx", "see www.evil.example", "WWW.evil.example",
        "``` x", "~~~ x", "\\", "\\*", "*a*", "_a_", "**a**", "__a__",
    ]

    /// No attack opens a heading, a list, a quote, a rule, a fence, a table, a link, an element or a mention.
    @Test func noTextBecomesStructure() {
        for text in Self.more + Self.attacks {
            let prose = MarkdownText.prose(text)
            for line in prose.split(separator: "\n", omittingEmptySubsequences: false) {
                #expect(CommonMark.block(of: String(line)) == nil, "\(text) gives \(line)")
            }
            let bare = CommonMark.unescaped(prose)
            for sign in ["<", "[", "`", "*", "~", "|"] { #expect(!bare.contains(sign), "\(text) gives \(prose)") }
            #expect(!bare.contains("://") && !bare.lowercased().contains("www."), "\(text) gives \(prose)")
            for (place, sign) in bare.enumerated() where sign == "@" {
                let next = bare.dropFirst(place + 1).first
                let before = place == 0 ? nil : bare.dropFirst(place - 1).first
                #expect(next == "&" || before.map { $0.isLetter || $0.isNumber } == true, "\(text) gives \(prose)")
            }
        }
    }

    @Test func fencesCannotBeClosedFromWithin() {
        #expect(MarkdownText.block("a\n```\nb", language: "x") == "````x\na\n```\nb\n````\n")
        #expect(MarkdownText.code("a`b") == "``a`b``")
        #expect(MarkdownText.code("`") == "`` ` ``")
        #expect(MarkdownText.code("a|b", inTable: true) == "a\\|b")
        #expect(MarkdownText.code("a\nb") == "`a\u{240A}b`")
    }
}

/// The few parts of CommonMark 0.31 that these tests need, read strictly and with nothing of the product's.
enum CommonMark {
    /// Code spans (6.1): a run of backticks up to the next run of the same length; one blank at both ends is taken off.
    static func spans(in text: String) -> [String] {
        let signs = Array(text)
        var spans: [String] = []
        var place = 0
        while place < signs.count {
            guard signs[place] == "`" else {
                place += 1
                continue
            }
            let length = signs[place...].prefix { $0 == "`" }.count
            var end = place + length
            var closing: Int?
            while end < signs.count {
                let run = signs[end...].prefix { $0 == "`" }.count
                if run == length {
                    closing = end
                    break
                }
                end += max(run, 1)
            }
            guard let closing else {
                place += length
                continue
            }
            var content = String(signs[(place + length)..<closing])
            if content.hasPrefix(" "), content.hasSuffix(" "), content.contains(where: { $0 != " " }), content.count > 1
            {
                content = String(content.dropFirst().dropLast())
            }
            spans.append(content)
            place = closing + length
        }
        return spans
    }

    /// Fenced code blocks (4.5).
    static func fenced(in text: String) -> [String] {
        var blocks: [String] = []
        var open: (length: Int, lines: [Substring])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let ticks = line.prefix { $0 == "`" }.count
            if let block = open {
                if ticks >= block.length, line.dropFirst(ticks).allSatisfy({ $0 == " " }) {
                    blocks.append(block.lines.joined(separator: "\n"))
                    open = nil
                } else {
                    open?.lines.append(line)
                }
            } else if ticks >= 3, !line.dropFirst(ticks).contains("`") {
                open = (ticks, [])
            }
        }
        return blocks
    }

    /// Cells of a row (GitHub's tables): a bar without a backslash parts them, also within code.
    static func cells(in row: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for sign in row {
            if sign == "|", !isEscaped {
                let trimmed = cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                cells.append(String(trimmed))
                cell = ""
            } else {
                cell.append(sign)
            }
            isEscaped = sign == "\\" && !isEscaped
        }
        return Array(cells.dropFirst())
    }

    /// What a line would begin: the name of a block; nil for a paragraph.
    static func block(of line: String) -> String? {
        if line.hasPrefix("    ") || line.hasPrefix("\t") { return "code" }
        let text = line.drop { $0 == " " }
        if let first = text.first, "#>".contains(first) { return "heading or quote" }
        if text.hasPrefix("```") || text.hasPrefix("~~~") { return "fence" }
        let signs = text.filter { $0 != " " }
        if signs.count >= 3, let first = signs.first, "*-_".contains(first), signs.allSatisfy({ $0 == first }) {
            return "rule"
        }
        if !signs.isEmpty, signs.allSatisfy({ $0 == "=" }) || signs.allSatisfy({ $0 == "-" }) { return "heading" }
        if let first = text.first, "-+*".contains(first), text.dropFirst().first.map({ $0 == " " }) ?? true {
            return "list"
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        if !digits.isEmpty, let mark = rest.first, ".)".contains(mark),
            rest.dropFirst().first.map({ $0 == " " }) ?? true
        {
            return "numbered list"
        }
        return nil
    }

    /// The text without what a backslash takes the meaning of.
    static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for sign in text {
            if sign == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            if !isEscaped { result.append(sign) }
            isEscaped = false
        }
        return result
    }
}

@Suite struct CSVTests {
    static let formulas = [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\"=1", "'=1", "\u{FF1D}1", "=cmd|' /C calc'!A0", "|x", "%0A=1",
        "\u{200B}=1",
        "a,b", "a\"b", "a\r\nb", ";x",
    ]

    @Test func nothingBecomesAFormula() {
        for text in Self.formulas + Hostile.texts {
            let cell = CSVTable.escaped(text)
            let bare = cell.hasPrefix("\"") ? String(cell.dropFirst()) : cell
            let first = bare.unicodeScalars.first { !$0.properties.isWhitespace }
            #expect(!"=+-@|%\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first ?? "x"), "\(cell)")
        }
        #expect(CSVTable.escaped("=1+1") == "'=1+1")
        #expect(CSVTable.escaped("a,b") == "\"a,b\"")
        #expect(CSVTable.escaped("say \"a\"") == "\"say \"\"a\"\"\"")
        #expect(CSVTable.escaped("plain") == "plain")
    }

    @Test func everyRowHasEveryColumn() {
        for text in Self.formulas + Hostile.texts {
            let output = String(decoding: CSVReporter.render(Cases.every(text)), as: UTF8.self)
            let rows = Self.parse(output)
            #expect(rows.count > 1)
            #expect(rows.allSatisfy { $0.count == 18 })
        }
        #expect(Self.parse(String(decoding: CSVReporter.render(Cases.empty()), as: UTF8.self)).count == 2)
        #expect(Self.parse(String(decoding: CSVReporter.render(Cases.crowd(1_000)), as: UTF8.self)).count > 1_000)
    }

    /// Rows and cells as RFC 4180 has them.
    static func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if isQuoted {
                if scalar == "\"", index < scalars.count, scalars[index] == "\"" {
                    cell += "\""
                    index += 1
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    cell.unicodeScalars.append(scalar)
                }
            } else if scalar == "\"" && cell.isEmpty {
                isQuoted = true
            } else if scalar == "," {
                row.append(cell)
                cell = ""
            } else if scalar == "\r" {
                row.append(cell)
                rows.append(row)
                (row, cell) = ([], "")
                index += 1
            } else {
                cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
