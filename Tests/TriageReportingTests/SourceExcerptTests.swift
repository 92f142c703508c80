import Testing
import TriageModel

@testable import TriageReporting

@Suite struct SourceExcerptTests {
    /// The excerpt of marks written as (text or byte range, label) over a source.
    static func excerpt(
        _ bytes: [UInt8], _ marks: [(Range<Int>, String)], width: Int = 60, ascii: Bool = false
    ) -> [String] {
        let source = Input.source("a.txt", bytes)
        let marks = marks.map { range, label in
            SourceExcerpt.Mark(
                spans: [SourceSpan(source: SourceID(0), start: range.lowerBound, end: range.upperBound)], label: label)
        }
        let digits = SourceExcerpt.digits(marks, in: source)
        let excerpt = SourceExcerpt(source: source, width: width, ascii: ascii, digits: digits)
        var page = TextPage(options: .init(width: width, ascii: ascii))
        page.append(excerpt.rows(marks))
        return TextReporterTests.rows(page.text(color: false))
    }

    static func excerpt(_ text: String, _ marks: (String, String)..., width: Int = 60) -> [String] {
        var input = Input()
        let source = input.add("a.txt", text)
        let ranges = marks.map { needle, label in
            let span = input.span(source, needle)
            return (span.start..<span.end, label)
        }
        return excerpt(Array(text.utf8), ranges, width: width)
    }

    @Test func underlinesAndLabels() {
        #expect(
            Self.excerpt("one\ntwo three\nfour", ("three", "b")) == [
                "   ┌─ a.txt:2:5", " 2 │ two three", "   │     ^^^^^ b",
            ])
    }

    @Test func putsNeighbouringLinesIntoOneExcerpt() {
        #expect(
            Self.excerpt("one\ntwo\nthree\nfour\nfive\nsix", ("one", "a"), ("three", "b"), ("six", "c")) == [
                "   ┌─ a.txt:1:1", " 1 │ one", "   │ ^^^ a", " 2 │ two", " 3 │ three", "   │ ^^^^^ b", "   …",
                " 6 │ six",
                "   │ ^^^ c",
            ])
    }

    @Test func putsSeveralMarksOfALineIntoAsFewRowsAsFit() {
        #expect(
            Self.excerpt("key=value; other=thing", ("key", "k"), ("other", "o")) == [
                "   ┌─ a.txt:1:1", " 1 │ key=value; other=thing", "   │ ^^^ k      ^^^^^ o",
            ])
        #expect(
            Self.excerpt("key=value; other=thing", ("key", "a long label"), ("value", "v"), ("thing", "t")) == [
                "   ┌─ a.txt:1:1", " 1 │ key=value; other=thing", "   │ ^^^ a long label ^^^^^ t", "   │     ^^^^^ v",
            ])
    }

    @Test func joinsLabelsOfOnePlace() {
        #expect(Self.excerpt("413", ("413", "a"), ("413", "b")).last == "   │ ^^^ a, b")
        #expect(Self.excerpt("413", ("413", "a"), ("413", "a")).last == "   │ ^^^ a")
    }

    @Test func writesALabelBeforeTheCaretsWhenThereIsNoRoomBehind() {
        let rows = Self.excerpt("0123456789 0123456789 0123456789 0123456789 end", ("end", "a label of some length"))
        #expect(rows.last == "   │                      a label of some length ^^^")
    }

    @Test func writesALabelBelowWhenThereIsNoRoomBeside() {
        let text = "0123456789 0123456789 0123456789 0123456789 0123456789"
        let rows = Self.excerpt(text, (text, "a label"))
        #expect(rows.suffix(2) == ["   │ " + String(repeating: "^", count: 54), "   │ a label"])
    }

    @Test func countsCRLFAndCRAsOneLineEnd() {
        #expect(
            Self.excerpt("one\r\ntwo\rthree\r\n", ("two", "a"), ("three", "b")) == [
                "   ┌─ a.txt:2:1", " 1 │ one", " 2 │ two", "   │ ^^^ a", " 3 │ three", "   │ ^^^^^ b",
            ])
    }

    @Test func showsTheLineAboveAnAnswerThatStandsAlone() {
        #expect(
            Self.excerpt("PS> (Get-It).Length\n14532\n", ("14532", "size")) == [
                "   ┌─ a.txt:2:1", " 1 │ PS> (Get-It).Length", " 2 │ 14532", "   │ ^^^^^ size",
            ])
    }

    @Test func collapsesAValueWrappedOverManyLines() {
        let text = (1...9).map { "part \($0)" }.joined(separator: "\n")
        var input = Input()
        let source = input.add("a.txt", text)
        let mark = SourceExcerpt.Mark(spans: (1...9).map { input.span(source, "part \($0)") }, label: "message")
        let rows = SourceExcerpt(source: input.sources[0], width: 60, ascii: false).rows([mark])
        #expect(
            rows.map { $0.map(\.text).joined() } == [
                "   ┌─ a.txt:1:1", " 1 │ part 1", "   │ ^^^^^^", " 2 │ part 2", "   │ ^^^^^^", "   …", " 9 │ part 9",
                "   │ ^^^^^^ message",
            ])
    }

    @Test func alignsUnderTabsWideCharactersAndMarks() {
        #expect(Self.excerpt("\tx\ty", ("y", "")) == ["   ┌─ a.txt:1:4", " 1 │     x   y", "   │         ^"])
        #expect(Self.excerpt("写真 old", ("old", "")) == ["   ┌─ a.txt:1:8", " 1 │ 写真 old", "   │      ^^^"])
        #expect(Self.excerpt("写真 old", ("真", "")).last == "   │   ^^")
        #expect(Self.excerpt("e\u{301}e\u{301} x", ("x", "")).last == "   │    ^")
        #expect(Self.excerpt("a\u{1B}[1m x", ("x", "")).suffix(2) == [" 1 │ a\u{241B}[1m x", "   │       ^"])
    }

    @Test func marksAnEmptyPlaceAtALineEndAndInAnEmptyLine() {
        #expect(
            Self.excerpt(Array("ab\n\ncd".utf8), [(2..<2, "end")]) == ["   ┌─ a.txt:1:3", " 1 │ ab", "   │   ^ end"])
        #expect(
            Self.excerpt(Array("ab\n\ncd".utf8), [(3..<3, "empty")]) == ["   ┌─ a.txt:2:1", " 2 │", "   │ ^ empty"])
        #expect(
            Self.excerpt(Array("ab\n\ncd".utf8), [(6..<6, "last")]) == ["   ┌─ a.txt:3:3", " 3 │ cd", "   │   ^ last"])
    }

    @Test func leavesTheLineEndOutOfASpan() {
        #expect(Self.excerpt(Array("ab\r\ncd".utf8), [(0..<4, "x")]) == ["   ┌─ a.txt:1:1", " 1 │ ab", "   │ ^^ x"])
    }

    @Test func followsASpanOverSeveralLines() {
        #expect(
            Self.excerpt(Array("one\n  two\n\nthree".utf8), [(0..<13, "x")]) == [
                "   ┌─ a.txt:1:1", " 1 │ one", "   │ ^^^", " 2 │   two", "   │   ^^^", " 3 │", " 4 │ three",
                "   │ ^^ x",
            ])
        let many = (1...100).map { "l\($0)" }.joined(separator: "\n")
        let rows = Self.excerpt(Array(many.utf8), [(0..<many.utf8.count, "x")])
        #expect(rows.count == 8)
        #expect(rows.suffix(2) == ["100 │ l100", "    │ ^^^^ x"])
    }

    @Test func cutsALongLineAroundTheMark() {
        let text = String(repeating: "a", count: 200) + " needle " + String(repeating: "b", count: 200)
        let rows = Self.excerpt(text, ("needle", "here"), width: 45)
        #expect(rows[0] == "   ┌─ a.txt:1:202")
        #expect(DisplayWidth.of(rows[1]) == 45)
        #expect(rows[1].hasPrefix(" 1 │ …aaa") && rows[1].hasSuffix("bbb…"))
        let column = rows[1].unicodeScalars.firstIndex(of: "n").map {
            rows[1].unicodeScalars.distance(from: rows[1].startIndex, to: $0)
        }
        let caret = rows[2].unicodeScalars.firstIndex(of: "^").map {
            rows[2].unicodeScalars.distance(from: rows[2].startIndex, to: $0)
        }
        #expect(column == caret)
    }

    @Test func showsTheStartOfALongLineWhenTheMarkIsNearIt() {
        let rows = Self.excerpt("CategoryInfo : " + String(repeating: "x", count: 300), ("Info", ""), width: 45)
        #expect(rows[1].hasPrefix(" 1 │ CategoryInfo : xxx") && rows[1].hasSuffix("x…"))
    }

    @Test func repeatsALongLineForMarksFarApart() {
        let text = "first " + String(repeating: "x", count: 300) + " second"
        let rows = Self.excerpt(text, ("first", "a"), ("second", "b"), width: 45)
        #expect(rows.filter { $0.hasPrefix(" 1 │ ") }.count == 2)
        #expect(rows[2] == "   │ ^^^^^ a")
    }

    @Test(arguments: ["x", "写", "e\u{301}", "\t", "\u{1B}", "\u{202E}", "\u{301}", "\u{FFFD}", "\u{1F600}"])
    func keepsToTheWidthWhateverTheLineIsMadeOf(_ unit: String) {
        let text = String(repeating: unit, count: 400) + "needle" + String(repeating: unit, count: 400)
        for width in [40, 41, 42, 43, 80, 121] {
            for ascii in [false, true] {
                var input = Input()
                let source = input.add("a.txt", text)
                let span = input.span(source, "needle")
                let rows = Self.excerpt(
                    Array(text.utf8), [(span.start..<span.end, "label")], width: width, ascii: ascii)
                for row in rows { #expect(DisplayWidth.of(row) <= width, "\(row)") }
                #expect(rows.contains { $0.utf8.contains("needle".utf8) })
                #expect(rows.contains { $0.utf8.contains("^^^^^^".utf8) })
            }
        }
    }

    @Test func survivesSpansThatMakeNoSense() {
        let bytes = Array("写真\nab".utf8)
        for start in -3...12 {
            for end in -3...12 where start <= end {
                let rows = Self.excerpt(bytes, [(start..<end, "x")])
                #expect(rows.count >= 3)
                #expect(rows.contains { $0.contains("^") })
            }
        }
        #expect(Self.excerpt([], [(0..<0, "x")]).count == 3)
        #expect(Self.excerpt([0xE5, 0x86, 0x0A, 0xFF], [(0..<4, "x")]).contains { $0.contains("\u{FFFD}") })
    }

    @Test func quotesFromALineOfFiveMegabytesWithoutReadingItAll() {
        var bytes = [UInt8](repeating: 0x61, count: 5 << 20)
        bytes.replaceSubrange(4_000_000..<4_000_003, with: Array("413".utf8))
        let source = Input.source("big.txt", bytes)
        let clock = ContinuousClock()
        let spent = clock.measure {
            for _ in 0..<200 {
                let marks = [
                    SourceExcerpt.Mark(
                        spans: [SourceSpan(source: SourceID(0), start: 4_000_000, end: 4_000_003)], label: "x"),
                    SourceExcerpt.Mark(spans: [SourceSpan(source: SourceID(0), start: 0, end: 5 << 20)], label: "all"),
                ]
                let rows = SourceExcerpt(source: source, width: 80, ascii: false).rows(marks)
                #expect(rows.count == 6)
            }
        }
        #expect(spent < .seconds(4))
    }
}
