import Testing
import TriageModel
import TriageTestSupport

@Suite(
    "Errors as PowerShell 7.6 really prints them",
    .needsSharedSamples)
struct PowerShellViewTests {
    static let looks = ErrorView.all.flatMap { view in view.looks.map { (view, $0) } }

    @Test func allLooksAreThere() {
        #expect(ErrorView.all.count >= 8)
        #expect(ErrorView.all.allSatisfy { $0.looks.count >= 13 && !$0.truths.isEmpty })
    }

    @Test(arguments: looks)
    func theFactsAreThoseOfTheObject(view: ErrorView, look: ErrorLook) throws {
        let errors = try CaseTriage.read([look.input]).facts(of: "error")
        #expect(!errors.isEmpty, "no error was read")
        for error in errors {
            // A view that prints several different errors is not among the samples: every record is the one truth.
            let truth = view.truths[0]
            #expect(truth.contradictions(in: error) == [], "\(error)")
            #expect(truth.missing(in: error, of: look) == [], "\(error)")
        }
    }

    @Test(arguments: looks)
    func anErrorPrintedTwiceIsOne(view: ErrorView, look: ErrorLook) throws {
        let errors = try CaseTriage.read([look.input]).facts(of: "error")
        let distinct = Set(errors.map { [$0["cmdlet"] ?? "", $0["errorId"] ?? "", ($0["message"] ?? "").squeezed] })
        #expect(distinct.count == view.truths.count)
        // The script of this one view raises its error for two people, with one and the same text.
        #expect(errors.count <= (view.scenario.name == "02-413-form-b" ? 2 : view.truths.count))
    }

    @Test(arguments: looks)
    func theWantedCauseIsNamedAndNoForbiddenOne(view: ErrorView, look: ErrorLook) throws {
        let diagnosis = try CaseTriage.diagnose([look.input], asOf: view.scenario.asOf)
        let known = try CaseTriage.knownCauses()
        for cause in view.scenario.expect where known.contains(cause) && look.carriesDiscriminator(of: cause) {
            #expect(diagnosis.causes.contains(cause), "\(view.scenario.why)")
        }
        #expect(diagnosis.causes.isDisjoint(with: view.scenario.forbid))
        let allowed = Set(view.scenario.expect).union(view.scenario.name == "08-dc-change" ? ["RC31"] : [])
        #expect(diagnosis.causes.isSubset(of: allowed))
    }
}
