import Testing
import TriageModel

@testable import TriageEngine

struct ComplainantTests {
    private func twoPeople(_ more: (inout CaseBuilder) -> Void) -> CaseBuilder {
        var builder = CaseBuilder()
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(14_532)])
        builder.add("directory-user", ["mail": .text("bob@contoso.example"), "thumbnailPhoto": .photo(5000)])
        more(&builder)
        return builder
    }

    @Test func theSenderWhoWritesOfTheOwnPhotoIsMeant() {
        let builder = twoPeople {
            $0.add("message", ["from": .text("Bob Berg <bob@contoso.example>")])
            $0.add("mention", ["own": .text("my photo")])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.complainant == "bob@contoso.example")
        #expect(diagnosis.findings.map(\.alsoFound) == [true])
    }

    @Test func aSenderIsNotMeantForBeingDescribed() {
        let diagnosis = diagnose(twoPeople { $0.add("message", ["from": .text("bob@contoso.example")]) })
        #expect(diagnosis.complainant == nil)
        #expect(diagnosis.findings.map(\.alsoFound) == [false])
    }

    @Test func nobodyIsMeantWhenTheSenderWritesOfTheOwnPhotoAndOfSomebodyElse() {
        let builder = twoPeople {
            $0.add("message", ["from": .text("Bob Berg <bob@contoso.example>")])
            $0.add("mention", ["own": .text("my photo")])
            $0.add("mention", ["address": .text("anna@contoso.example")])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.complainant == nil)
        #expect(diagnosis.findings.map(\.alsoFound) == [false])
    }

    @Test func whatAForwardedMailSaysIsSaidByItsSender() {
        let builder = twoPeople {
            $0.add("message", ["from": .text("bob@contoso.example")])
            $0.add("message", ["from": .text("anna@contoso.example")])
            $0.add("mention", ["own": .text("my photo")])
        }
        #expect(diagnose(builder).complainant == "anna@contoso.example")
    }

    @Test func theOneACommandFailedForIsMeant() {
        let builder = twoPeople {
            $0.add("message", ["from": .text("bob@contoso.example")])
            $0.add("error", ["cmdlet": .text("Set-UserPhoto"), "identity": .text("anna@contoso.example")])
        }
        #expect(diagnose(builder).complainant == "anna@contoso.example")
    }

    @Test func theSenderOfAnErrorAboutHerselfIsMeant() {
        for (target, isMeant) in [("bob", true), ("Bob@contoso.example", true), ("anna", false), ("", false)] {
            let builder = twoPeople {
                $0.add("message", ["from": .text("bob@contoso.example")])
                $0.add("error", ["cmdlet": .text("Set-UserPhoto"), "target": .text(target)])
            }
            #expect(diagnose(builder).complainant == (isMeant ? "bob@contoso.example" : nil), "\(target)")
        }
    }

    @Test func theOneNamedInTheProseIsMeantWhenTheSenderIsNotDescribed() {
        let builder = twoPeople {
            $0.add("message", ["from": .text("helpdesk@contoso.example")])
            $0.add("mention", ["address": .text("anna@contoso.example")])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.complainant == "anna@contoso.example")
        #expect(diagnosis.findings.map(\.alsoFound) == [false])
    }

    @Test func nobodyIsMeantWhenSeveralCouldBe() {
        let diagnosis = diagnose(twoPeople { _ in })
        #expect(diagnosis.complainant == nil)
        #expect(diagnosis.findings.map(\.alsoFound) == [false])
    }

    @Test func whomTheEngineerStatesFactsAboutIsMeant() throws {
        let diagnosis = diagnose(
            twoPeople { $0.add("message", ["from": .text("bob@contoso.example")]) },
            facts: [try fact("anna@contoso.example: teams=old")])
        #expect(diagnosis.complainant == "anna@contoso.example")
    }

    @Test func theSenderAloneIsMeantInAMailAboutTheOwnPhoto() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("anna@contoso.example")])
        builder.add("mention", ["own": .text("My photo")])
        builder.prose("My photo is old in Outlook")
        #expect(diagnose(builder).complainant == "anna@contoso.example")
    }

    @Test func whoSendsAMailThatNamesNobodyIsNotMeant() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("helpdesk@contoso.example")])
        builder.prose("The photo of a user is old in Outlook")
        let diagnosis = diagnose(builder)
        #expect(diagnosis.complainant == nil)
        #expect(diagnosis.undecided.allSatisfy { $0.subjects.map(\.id) == ["the user"] })
    }

    @Test func theOneNamedIsMeantInAMailOfSomebodyElse() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("helpdesk@contoso.example")])
        builder.add("mention", ["address": .text("anna@contoso.example")])
        builder.add("mention", ["address": .text("helpdesk@contoso.example")])
        builder.prose("The photo of anna@contoso.example is old in Outlook")
        #expect(diagnose(builder).complainant == "anna@contoso.example")
    }

    @Test func aCaseThatNamesNobodyIsAboutTheUser() {
        var builder = CaseBuilder()
        builder.prose("Anna's new photo does not show in Outlook")
        let diagnosis = diagnose(builder)
        #expect(diagnosis.complainant == nil)
        #expect(diagnosis.undecided.allSatisfy { $0.subjects.map(\.id) == ["the user"] })
    }

    @Test func causesOfOthersComeAfterThose() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("bob@contoso.example")])
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(14_532)])
        builder.add("directory-user", ["mail": .text("bob@contoso.example"), "thumbnailPhoto": .photo(10_100)])
        builder.add("mention", ["own": .text("my photo")])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes == ["RC02", "RC01"])
        #expect(diagnosis.findings.map(\.alsoFound) == [false, true])
    }
}
