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

    @Test func fencesCannotBeClosedFromWithin() {
        #expect(MarkdownText.block("a\n```\nb", language: "x") == "````x\na\n```\nb\n````\n")
        #expect(MarkdownText.code("a`b") == "``a`b``")
        #expect(MarkdownText.code("`") == "`` ` ``")
        #expect(MarkdownText.code("a|b", inTable: true) == "a\\|b")
        #expect(MarkdownText.code("a\nb") == "`a\u{240A}b`")
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
