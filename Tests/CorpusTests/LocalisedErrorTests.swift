import Testing
import TriageModel
import TriageTestSupport

@Suite("Errors in nine languages")
struct LocalisedErrorTests {
    @Test(arguments: LocalisedError.all)
    func theFactsAreTheSameInEveryLanguage(error: LocalisedError) throws {
        let errors = try CaseTriage.read([SampleInput(error.text)]).facts(of: "error")
        #expect(errors.count == 1, "\(errors)")
        let read = try #require(errors.first)
        for (field, text) in error.facts {
            let isMessage = field == "message"
            #expect((isMessage ? read[field]?.squeezed : read[field]) == (isMessage ? text.squeezed : text), "\(field)")
            #expect(!read.isPartial(field), "\(field)")
        }
    }

    @Test(arguments: LocalisedError.all.filter { $0.name == "413" })
    func thePhotoCauseIsNamedInEveryLanguage(error: LocalisedError) throws {
        #expect(try CaseTriage.diagnose([SampleInput(error.text)]).causes == ["RC22"])
    }

    @Test(arguments: LocalisedError.all.filter { $0.name == "scripts disabled" })
    func anotherErrorOfTheSameScriptNamesNoCause(error: LocalisedError) throws {
        #expect(try CaseTriage.diagnose([SampleInput(error.text)]).causes == [])
    }
}
