import Testing
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

/// What is passed over without reading it must be what reading it comes to. The oracle reads everything.
@Suite struct ShortcutOracleTests {
    private static let triage = Result { try Triage(location: .builtIn) }
    private static let options = DiagnosisEngine.Options(asOf: CaseTriage.today)

    /// True when the inputs were passed over; what reading them comes to is compared where they were.
    private func isPassedOver(
        _ inputs: [SampleInput], _ screen: TicketScreen, _ triage: Triage, _ what: String
    ) -> Bool {
        let inputs = inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) }
        guard screen.cannotFire(inputs) else { return false }
        let diagnosis = triage.diagnose(inputs, options: Self.options)
        #expect(diagnosis.verdict == .offTopic, "\(what)")
        #expect(diagnosis.findings.isEmpty, "\(what): \(diagnosis.findings.map(\.rule))")
        #expect(diagnosis.undecided.isEmpty && diagnosis.nearMisses.isEmpty, "\(what)")
        #expect(diagnosis.nextEvidence.isEmpty && diagnosis.contradictions.isEmpty, "\(what)")
        #expect(diagnosis.problems.allSatisfy { !$0.isFatal }, "\(what)")
        return true
    }

    private func screen(_ triage: Triage) -> TicketScreen {
        let screen = TicketScreen(triage)
        #expect(!screen.isUseless)
        return screen
    }

    @Test func theScreenCanTellSomething() throws {
        let triage = try Self.triage.get()
        let screen = TicketScreen(triage)
        #expect(!screen.isUseless)
        #expect(screen.rulesWithoutNeeds.isEmpty)
        #expect(screen.textCount > 50)
    }

    /// Words that most tickets hold are no reason to read one: a queue would take ten times as long.
    @Test(arguments: [
        "All users of the sales team need the new share. The users see the old one.",
        "In addition the picture of the printer queue is wrong, error 0x80070005, please advise in the ticket.",
        "The item could not be saved: the content of the file is empty. Size and length are shown as 0 bytes.",
    ])
    func ticketsOfPlainWordsArePassedOver(text: String) throws {
        let triage = try Self.triage.get()
        #expect(isPassedOver([SampleInput(text, name: "ticket.txt")], screen(triage), triage, text))
    }

    /// A sentence tells of a field by its name, whether or not the rest is about the topic.
    @Test(arguments: [
        "StagingModeEnabled is True on our server.", "On it SyncCycleEnabled is False.",
        "thumbnailPhoto has 14,210 bytes.", "The term 'Set-UserPhoto' is not recognized as the name of a cmdlet",
    ])
    func whatASentenceTellsIsRead(text: String) throws {
        let triage = try Self.triage.get()
        #expect(!isPassedOver([SampleInput(text, name: "ticket.txt")], screen(triage), triage, text))
    }

    /// What a rule needs may stand in several inputs of a case, in any order; keys alone are looked for at first.
    @Test func inputsOfOneCaseAreLookedAtTogether() throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        let other = SampleInput(
            "The printer on the third floor is out of paper again. Name, type, data.\n", name: "other.txt")
        for sample in Samples.rules.map(\.sample) + Samples.tickets {
            for inputs in [sample.inputs + [other], [other] + sample.inputs, [other, other] + sample.inputs + [other]] {
                let alone = screen.cannotFire(sample.inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) })
                #expect(isPassedOver(inputs, screen, triage, sample.name) == alone, "\(sample.name)")
            }
        }
    }

    @Test func noSampleIsPassedOverThatSaysSomething() throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        var dressed = 0
        let dresses =
            Dress.encodings + Dress.pastes + Dress.wraps(at: 80) + [.plain, .wordWrapped(72), .wrapped(width: 47)]
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            for dress in dresses {
                guard let dressed_ = sample.dressed(dress) else { continue }
                dressed += 1
                _ = isPassedOver(dressed_.inputs, screen, triage, "\(sample.name), \(dress)")
            }
            _ = isPassedOver(sample.inputs, screen, triage, sample.name)
        }
        #expect(dressed > 4000)
    }

    @Test func samplesInMailsAndExportsAreReadAsWell() throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        for sample in Samples.rules.map(\.sample) + Samples.tickets {
            for input in sample.inputs {
                guard let text = input.text else { continue }
                for packed in Packing.all(of: text) {
                    _ = isPassedOver([packed], screen, triage, "\(sample.name), \(packed.name)")
                }
            }
        }
    }

    /// Letters spelled as escapes hide nothing: not in samples that are JSON, and not in samples inside of JSON.
    @Test func lettersThatAreEscapedAreSeen() throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        var maker = try TicketMaker(seed: 7)
        var read = 0
        for sample in Samples.rules.map(\.sample) + Samples.tickets {
            for text in sample.inputs.compactMap(\.text) {
                var tickets = [maker.json([text])]
                if text.contains("{\"") || text.contains("{\n") { tickets.append(maker.escapingStrings(in: text)) }
                for ticket in tickets where !isPassedOver([SampleInput(ticket)], screen, triage, ticket) { read += 1 }
            }
        }
        #expect(read > 200)
    }

    @Test(arguments: 0..<8) func whatIsPutTogetherFromPiecesIsPassedOverOnlyWhenItSaysNothing(seed: UInt64) throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        var maker = try TicketMaker(seed: seed)
        var passed = 0
        for number in 0..<250 {
            let ticket = maker.adversarial()
            if isPassedOver([SampleInput(ticket)], screen, triage, "seed \(seed), ticket \(number):\n\(ticket)") {
                passed += 1
            }
        }
        // A check that is never made proves nothing.
        #expect(passed > 10)
    }

    @Test func mostProseIsPassedOver() throws {
        let triage = try Self.triage.get()
        let screen = screen(triage)
        var maker = try TicketMaker(seed: 99)
        var passed = 0
        for number in 0..<200 where isPassedOver([SampleInput(maker.prose())], screen, triage, "prose \(number)") {
            passed += 1
        }
        #expect(passed > 180)
    }
}
