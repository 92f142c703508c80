import Testing

@testable import CommandArguments

struct SuggestionTests {
    @Test(arguments: [
        ("formt", "format"), ("fromat", "format"), ("FORMAT", "format"), ("fact", "fact"), ("facts", "fact"),
        ("outptu", "output"), ("form", "format"), ("widht", "width"),
    ])
    func findsWhatASlipOfTheFingerMeant(typed: String, meant: String) {
        #expect(Suggestion.nearest(to: typed, among: ["format", "fact", "output", "width"]) == meant)
    }

    @Test(arguments: ["", "x", "zzzzzz", "photo", "-", "a very long word that is nothing like any of them"])
    func suggestsNothingWhenNothingIsNear(typed: String) {
        #expect(Suggestion.nearest(to: typed, among: ["format", "fact", "output", "width"]) == nil)
    }

    @Test func countsASwapOfNeighboursAsOneSlip() {
        #expect(Suggestion.editDistance(Array("rwa".unicodeScalars), Array("raw".unicodeScalars)) == 1)
        #expect(Suggestion.editDistance(Array("".unicodeScalars), Array("raw".unicodeScalars)) == 3)
        #expect(Suggestion.editDistance(Array("raw".unicodeScalars), []) == 3)
        #expect(Suggestion.editDistance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars)) == 3)
    }

    @Test func takesTheFirstOfEquallyNearCandidates() {
        #expect(Suggestion.nearest(to: "lisp", among: ["list", "list2", "lish"]) == "list")
    }

    @Test func doesNotDrownInAMegabyte() {
        #expect(Suggestion.nearest(to: String(repeating: "format", count: 200_000), among: ["format"]) == nil)
    }
}
