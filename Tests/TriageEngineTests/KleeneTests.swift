import Testing
import TriageModel

@testable import TriageEngine

/// The three-valued algebra, over every combination of up to four truths.
struct KleeneTests {
    static let truths: [Truth] = [.true, .false, .unknown]

    static func words(of length: Int) -> [[Truth]] {
        (0..<length).reduce([[]]) { words, _ in words.flatMap { word in truths.map { word + [$0] } } }
    }

    /// Every way the unknown ones could turn out.
    static func worlds(_ word: [Truth]) -> [[Bool]] {
        word.reduce([[]]) { worlds, truth in
            worlds.flatMap { world in
                truth == .unknown ? [world + [true], world + [false]] : [world + [truth == .true]]
            }
        }
    }

    static func sure(_ answers: [Bool]) -> Truth {
        answers.allSatisfy { $0 } ? .true : answers.contains(true) ? .unknown : .false
    }

    @Test(arguments: 0...4)
    func connectivesSayWhatHoldsInEveryWorld(length: Int) {
        for word in Self.words(of: length) {
            let worlds = Self.worlds(word)
            #expect(Kleene.all(word) == Self.sure(worlds.map { $0.allSatisfy { $0 } }))
            #expect(Kleene.any(word) == Self.sure(worlds.map { $0.contains(true) }))
            for count in 0...(length + 1) {
                #expect(Kleene.atLeast(count, word) == Self.sure(worlds.map { $0.filter { $0 }.count >= count }))
            }
        }
    }

    @Test func negationTurnsAllIntoAny() {
        for word in Self.words(of: 3) {
            #expect(!Kleene.all(word) == Kleene.any(word.map { !$0 }))
            #expect(!Kleene.any(word) == Kleene.all(word.map { !$0 }))
        }
    }

    @Test func knowingMoreNeverTakesAnAnswerBack() {
        for word in Self.words(of: 3) {
            for place in word.indices where word[place] == .unknown {
                for truth in [Truth.true, .false] {
                    var known = word
                    known[place] = truth
                    for (before, after) in [
                        (Kleene.all(word), Kleene.all(known)), (Kleene.any(word), Kleene.any(known)),
                        (Kleene.atLeast(2, word), Kleene.atLeast(2, known)),
                    ] where before != .unknown { #expect(before == after) }
                }
            }
        }
    }
}
