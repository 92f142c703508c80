import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct TextReporterTests {
    @Test(arguments: [80, 120]) func looksRightFor413(_ width: Int) {
        Golden.check(TextReporter.render(Cases.proxy413(), options: .init(width: width)), named: "413-\(width).txt")
    }

    @Test(arguments: [80, 120]) func looksRightForABareSentence(_ width: Int) {
        Golden.check(
            TextReporter.render(Cases.undecided(), options: .init(width: width)), named: "undecided-\(width).txt")
    }

    @Test func explainsEverything() {
        Golden.check(TextReporter.render(Cases.proxy413(), options: .init(explain: true)), named: "413-explain-80.txt")
    }
}
