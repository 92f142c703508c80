import Foundation
import Testing
import TriageModel

@testable import TriageReporting

@Suite struct ReplyTests {
    private static func reply(_ diagnosis: Diagnosis, _ tone: ReplyReporter.Tone = .full) -> String {
        ReplyReporter.render(diagnosis, context: Cases.fixContext(), tone: tone)
    }

    @Test func speaksPlainly() {
        for diagnosis in [Cases.proxy413(), Cases.people(), Cases.undecided(), Cases.healthy(), Cases.empty()] {
            for tone in ReplyReporter.Tone.allCases {
                let text = Self.reply(diagnosis, tone)
                for finding in diagnosis.findings + diagnosis.undecided + diagnosis.nearMisses {
                    #expect(!text.contains(finding.cause) && !text.contains(finding.rule))
                }
                for word in ["undecided", "near miss", "counterfactual", "subject:", "kbtriage", "evidence"] {
                    #expect(!text.contains(word), "\(word)")
                }
            }
        }
    }

    @Test func usesTheWordsOfTheRuleForTheCustomer() {
        let words = Self.reply(Cases.people()).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("The picture in your directory is larger than the cloud accepts"))
    }

    @Test func saysWhenWeAreNotSure() {
        var diagnosis = Cases.proxy413()
        #expect(Self.reply(diagnosis).contains("What you sent shows the cause."))
        diagnosis.findings[0].confidence = .medium
        #expect(Self.reply(diagnosis).contains("does not prove it"))
        diagnosis.findings[0].confidence = .low
        #expect(Self.reply(diagnosis).contains("not sure"))
    }

    @Test func asksOnlyForWhatIsNeeded() {
        var proven = Cases.proxy413()
        #expect(Self.reply(proven).contains("Please tell us whether it helped."))
        #expect(!Self.reply(proven).contains("What to send us") && !Self.reply(proven).contains("Get-ADSyncScheduler"))
        // What is still open of another cause that was found is asked for all the same.
        proven.nextEvidence[1].purpose = .confirm
        #expect(Self.reply(proven).contains("What to send us") && Self.reply(proven).contains("Get-ADSyncScheduler"))
        let open = Self.reply(Cases.undecided())
        #expect(open.contains("Get-ADSyncScheduler"))
        #expect(!Self.reply(Cases.undecided(), .brief).contains("Get-ADSyncScheduler"))
    }

    @Test func whatNamesNobodyIsCalledByItsPlace() {
        var diagnosis = Cases.people()
        diagnosis.findings[0].subjects = [
            .init(
                id: "dump.txt:3", kind: "photo-file", distance: .init(value: 6_815_744, limit: 4_194_304, unit: "B"))
        ]
        #expect(Self.reply(diagnosis).contains("Line 3 of dump.txt: 6,815,744 bytes"))
    }

    @Test func leadsToTheArticlesOfItsSteps() {
        var context = Cases.context()
        context.articles = [
            ReportArticle(id: "graph", title: "Photos in the cloud", address: "https://learn.example/graph")
        ].compactMap { $0 }
        let full = ReplyReporter.render(Cases.proxy413(), context: context, tone: .full)
        #expect(full.contains("  - Photos in the cloud:\n    https://learn.example/graph\n"))
        #expect(!ReplyReporter.render(Cases.proxy413(), context: context, tone: .brief).contains("https://learn"))
    }

    @Test func briefIsShorter() {
        for diagnosis in [Cases.proxy413(), Cases.people(), Cases.undecided()] {
            #expect(Self.reply(diagnosis, .brief).utf8.count < Self.reply(diagnosis).utf8.count)
        }
    }

    @Test func advisesNoStepThatIsGoneOrNotThereYet() {
        let text = Self.reply(Cases.proxy413())
        #expect(text.contains("These no longer work"))
        #expect(!text.contains("New-PSSession"))
        var diagnosis = Cases.proxy413()
        diagnosis.findings[0].resolution[0].validFrom = CivilDate(year: 2030, month: 1, day: 1)
        #expect(!Self.reply(diagnosis).contains("Sign in to Microsoft Graph"))
    }

    @Test func saysEitherOrWhereOneWayIsEnough() throws {
        for tone in ReplyReporter.Tone.allCases {
            let text = Self.reply(Cases.twoCauses(), tone)
            let either = try #require(text.range(of: "Either in Active Directory:"))
            let or = try #require(text.range(of: "Or with Microsoft Graph:"))
            let any = try #require(text.range(of: "In any case:"))
            #expect(either.lowerBound < or.lowerBound && or.lowerBound < any.lowerBound)
            #expect(text.contains("One of them is enough"))
            // Every way is counted from one, so that nobody takes them for one list.
            #expect(text[or.upperBound..<any.lowerBound].contains("1. Sign in"))
            #expect(!text.contains("in this order"))
        }
        #expect(Self.reply(Cases.proxy413()).contains("What to do, in this order"))
    }

    @Test func doesNotAskForTheSameTwice() {
        var diagnosis = Cases.twoCauses()
        diagnosis.findings[1].confidence = .high
        let text = Self.reply(diagnosis)
        // Its only step was one of the first cause's already.
        #expect(!text.contains("For the second point"))
    }

    @Test func keepsToTheWidthOfAMailButNeverBreaksACommand() {
        for row in Self.reply(Cases.proxy413()).split(separator: "\n") {
            #expect(row.count <= 76 || row.contains("-UserId") || row.contains(">") || row.contains("Length"), "\(row)")
        }
    }
}
