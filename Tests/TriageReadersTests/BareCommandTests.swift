import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Commands that were pasted without their prompts.
@Suite struct BareCommandTests {
    private func sizes(_ text: String) -> [String] {
        read(text).records("directory-user").map { record in
            let name = (record["identity"] ?? record["SamAccountName"])?.short ?? "nobody"
            return "\(name) \(record["thumbnailPhoto"]?.short ?? "no photo")"
        }
    }

    @Test(arguments: ["", "\n"]) func aValueBelowACommandIsItsAnswer(gap: String) {
        let text =
            "We asked:\n\n(Get-ADUser eva -Properties thumbnailPhoto).thumbnailPhoto.Length\n\(gap)14532\n\nPlease help\n"
        #expect(sizes(text) == ["eva unknown 14532"])
        #expect(!read(text).records("command").isEmpty)
    }

    @Test func aTableBelowACommandWasPrintedByIt() {
        let text = """
            Get-ADUser -Filter * -Properties thumbnailPhoto | select SamAccountName,@{n='size';e={$_.thumbnailPhoto.Length}}

            SamAccountName  size
            --------------  ----
            anna            9120
            carl           98304
            """
        #expect(sizes(text) == ["anna unknown 9120", "carl unknown 98304"])
    }

    @Test(arguments: [
        // Advice, and what follows it.
        "Please run\n(Get-ADUser eva -Properties thumbnailPhoto).thumbnailPhoto.Length\nand send us the number.\n",
        "(Get-ADUser eva -Properties thumbnailPhoto).thumbnailPhoto.Length\nGet-ADSyncScheduler | fl\n",
        "(Get-ADUser eva -Properties mail).mail\nThanks, Karl\n",
        "Get-ADUser eva -Properties thumbnailPhoto\n\n\n14532\n",
        "Get-ADUser shows 14532 for eva, see below -Karl\n14532\n",
        "Get-Unheard eva -Properties thumbnailPhoto\nthumbnailPhotoLength : 14532\n",
        // The number of a quoted mail is not the answer of a command above it.
        "(Get-ADUser eva -Properties thumbnailPhoto).thumbnailPhoto.Length\n> 14532\n",
    ])
    func aCommandAloneWasNotRun(text: String) {
        #expect(read(text).records("command").isEmpty && sizes(text) == [], "\(text)")
    }

    @Test func theListBelowIsAboutWhomTheCommandNames() {
        let text =
            "Get-ADUser eva -Properties thumbnailPhoto | fl thumbnailPhoto\n\nthumbnailPhoto : {255, 216, 255, 224...}\n\nThanks\n"
        let users = read(text).records("directory-user")
        #expect(users.map { $0["identity"]?.short } == ["eva"])
    }
}
