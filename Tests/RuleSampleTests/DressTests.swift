import Testing
import TriageTestSupport

@Suite("Dresses change the look and nothing else")
struct DressTests {
    static let text = """
        Set-UserPhoto : The remote server returned an error: (413)
        + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
            + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyException,Microsoft.Exchange.X

        Die Datei „写真のサイズが大きすぎます。別の写真を選択してください。“ ist zu groß, e\u{301}galement.

        """

    @Test(arguments: Dress.widths)
    func aCutTextWithoutTheInsertedBreaksIsTheOriginal(width: Int) {
        for indent in 0...4 {
            let wrap = ConsoleWrap(width: width, indent: indent)
            for line in TextLines(Self.text).lines {
                #expect(wrap.parts(of: line).joined() == line)
                let shown = wrap.wrap(line)
                #expect(shown.count == wrap.parts(of: line).count)
                #expect(shown.allSatisfy { DisplayWidth.columns(of: $0) <= width })
                #expect(shown.dropFirst().allSatisfy { $0.hasPrefix(String(repeating: " ", count: indent)) })
                #expect(shown.dropLast().allSatisfy { DisplayWidth.columns(of: $0) >= width - 1 })
            }
        }
    }

    @Test func wideCharactersTakeTwoColumnsAndAreNotHalved() {
        let wrap = ConsoleWrap(width: 9)
        #expect(wrap.wrap("写真のサイズ") == ["写真のサ", "イズ"])
        #expect(DisplayWidth.columns(of: "e\u{301}") == 1)
    }

    @Test func theRightEdgeIsKeptTrimmedOrPadded() {
        let line = "one two  three"
        #expect(ConsoleWrap(width: 8).wrap(line) == ["one two ", " three"])
        #expect(ConsoleWrap(width: 8, rightEdge: .trimmed).wrap(line) == ["one two", " three"])
        #expect(ConsoleWrap(width: 8, rightEdge: .padded).wrap(line) == ["one two ", " three  "])
        #expect(ConsoleWrap(width: 8, indent: 3).wrap(line) == ["one two ", "    thre", "   e"])
    }

    @Test func wordsAreBrokenAtBlanksOnly() {
        let dress = Dress.wordWrapped(16)
        #expect(
            dress.text(of: "a photo that is averyveryverylongword big\n")
                == "a photo that is\naveryveryverylongword\nbig\n")
        #expect(dress.text(of: "    deep\n") == "    deep\n")
    }

    @Test func quotesMarkEveryLine() {
        #expect(Dress.quoted("> ").text(of: "a\n\nb\n") == "> a\n>\n> b\n")
        #expect(Dress.commented("# ").text(of: "a\n") == "# a\n")
        #expect(Dress.indented(8).text(of: "a\n\nb") == "        a\n\n        b")
    }

    @Test func markdownEscapesThePlusAndLeavesTwoBlanks() {
        #expect(Dress.markdown.text(of: "a\n    + b\n") == "a  \n    \\+ b  \n")
        #expect(Dress.codeFence.text(of: "a\n") == "```\na\n```\n")
    }

    @Test func blanksBecomeNonBreakingAsInBrowsers() {
        #expect(Dress.nonBreakingSpaces.text(of: "  a   : b c\n d") == "\u{A0} a\u{A0}\u{A0} : b c\n\u{A0}d")
    }

    @Test func coloursStandAroundLabelsAndErrorLines() {
        #expect(Dress.ansi.text(of: "Name  : x") == "\u{1B}[32;1mName  :\u{1B}[0m x")
        #expect(Dress.ansi.text(of: "+ CategoryInfo : x") == "\u{1B}[31;1m+ CategoryInfo : x\u{1B}[0m")
        #expect(Dress.ansi.text(of: "PS C:\\> dir") == "PS C:\\> dir")
    }

    @Test func surroundingsKeepTheTextWhole() {
        let dressed = Dress.surrounded.text(of: Self.text)
        #expect(dressed.contains(Self.text))
        #expect(dressed.hasPrefix("Notes"))
        #expect(dressed.hasSuffix("Good night.\n"))
    }

    @Test func encodingsAreWhatTheySay() throws {
        let text = "ä€😀\n"
        #expect(Dress.crlf.bytes(of: "a\nb\r\n") == Array("a\r\nb\r\n".utf8))
        #expect(Dress.utf8WithBOM.bytes(of: text).starts(with: [0xEF, 0xBB, 0xBF, 0xC3]))
        for dress in Dress.encodings {
            let bytes = dress.bytes(of: text)
            #expect(SampleText.decode(bytes).map { TextLines($0).joined(by: "\n") } == text)
        }
    }

    @Test func dressesCombineInOrder() {
        let dress = Dress.wrapped(width: 8).under(.quoted("> ")).under(.crlf).under(.utf16LittleEndianWithBOM)
        #expect(dress.text(of: "0123456789") == "> 01234567\r\n> 89")
        #expect(dress.bytes(of: "0").starts(with: [0xFF, 0xFE, 0x3E, 0x00]))
        #expect(dress.description == "wrapped at 8, marked \"> \", CR LF, UTF-16LE")
    }
}
