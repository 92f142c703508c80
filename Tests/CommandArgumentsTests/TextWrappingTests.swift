import Testing

@testable import CommandArguments

struct TextWrappingTests {
    @Test func breaksBetweenWordsAtTheWidth() {
        #expect(TextWrapping.lines(of: "one two three", width: 7) == ["one two", "three"])
        #expect(TextWrapping.lines(of: "one two three", width: 6) == ["one", "two", "three"])
        #expect(TextWrapping.lines(of: "one  two\nthree", width: 80) == ["one two three"])
    }

    @Test func givesAWordThatIsTooLongALineOfItsOwn() {
        #expect(TextWrapping.lines(of: "a incomprehensibility b", width: 5) == ["a", "incomprehensibility", "b"])
    }

    @Test func keepsParagraphsAndIndentedLines() {
        #expect(
            TextWrapping.lines(of: "one\ntwo\n\n  x   y\n  z\n\nthree", width: 20)
                == ["one two", "", "  x   y", "  z", "", "three"])
    }

    @Test func setsTheTextBesideItsLabelOrBelowIt() {
        #expect(
            TextWrapping.entry(label: "-a", text: "one two three", column: 8, width: 28) == ["  -a    one two three"])
        #expect(
            TextWrapping.entry(label: "--long", text: "one two three four five", column: 8, width: 28)
                == ["  --long", "        one two three four", "        five"])
        #expect(TextWrapping.entry(label: "-a", text: "", column: 8, width: 80) == ["  -a"])
    }

    @Test func makesNothingOfNothing() {
        #expect(TextWrapping.lines(of: "", width: 10) == [""])
        #expect(TextWrapping.wrap([], width: 10) == [])
    }
}
