import Testing
import TriageModel
import TriageTestSupport

/// An error that speaks for a cause comes before what merely happens often: what it lacks is asked for first.
@Suite("A cause that an error speaks for")
struct SuspectedCauseTests {
    /// Nobody says on which day it happened, and no module is shown.
    private func undated() throws -> Diagnosis {
        let bytes = try Samples.ticket("upload-script-not-recognized.txt")
        return try CaseTriage.diagnose([SampleInput(name: "ticket.txt", bytes: bytes)])
    }

    @Test func isAskedAboutFirst() throws {
        let diagnosis = try undated()
        #expect(diagnosis.verdict == .insufficient)
        let first = try #require(diagnosis.nextEvidence.first)
        #expect(first.decides.contains("RC26"))
        #expect(!first.decides.contains("RC01"))
        let open = try #require(diagnosis.undecided.first { $0.cause == "RC26" })
        #expect(open.missing.contains("event-time"))
    }

    /// What no error speaks for is asked as before.
    @Test func isNoneWithoutAnError() throws {
        let text = "The new photo of anna@contoso.example does not show in Outlook.\n"
        let diagnosis = try CaseTriage.diagnose([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))])
        #expect(diagnosis.nextEvidence.first?.decides.contains("RC01") == true)
    }

    /// A short word for a photo, beside words for where it should be.
    @Test func aPicOfSomebodyIsAPhoto() throws {
        let text =
            "The pic of our new colleague shows nowhere. Uploaded in the Entra admin center, the mailbox exists.\n"
        let diagnosis = try CaseTriage.diagnose([SampleInput(name: "ticket.txt", bytes: Array(text.utf8))])
        #expect(diagnosis.verdict == .insufficient)
    }
}
