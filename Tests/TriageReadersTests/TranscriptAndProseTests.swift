import Testing
import TriageModel

@Suite struct TranscriptAndProseTests {
    static func transcript(_ title: String, _ start: String, _ user: String, _ end: String) -> String {
        """
        **********************
        \(title)
        \(start): 20230510091500
        \(user): CONTOSO\\helpdesk
        PSVersion: 5.1.19041.1
        **********************
        PS C:\\> Set-UserPhoto ines
        **********************
        \(title)
        \(end): 20230510092000
        **********************
        PS C:\\> Get-Date
        """
    }

    @Test(arguments: [
        ("Windows PowerShell transcript start", "Start time", "Username", "End time"),
        ("Start der Windows PowerShell-Aufzeichnung", "Startzeit", "Benutzername", "Endzeit"),
        ("Windows PowerShell トランスクリプト開始", "開始時刻", "ユーザー名", "終了時刻"),
    ])
    func datesWhatATranscriptHolds(_ words: (String, String, String, String)) {
        let evidence = read(Self.transcript(words.0, words.1, words.2, words.3))
        let commands = evidence.records("command")
        #expect(commands.first?.eventTime?.short == "2023-05-10T09:15:00")
        #expect(commands.last?.eventTime == nil)
        #expect(evidence.records("transcript").first?["userName"]?.short == "CONTOSO\\helpdesk")
    }

    @Test func readsAMailHeaderInOtherLanguages() throws {
        let text =
            "Von: Anna Berg <anna@contoso.example>\nGesendet: Montag, 23. November 2026 09:00\nAn: helpdesk@contoso.example\nBetreff: Foto\n\nHallo\n"
        let message = try #require(read(text).records("message").first)
        #expect(message["from"]?.short == "Anna Berg <anna@contoso.example>")
        #expect(message["subject"]?.short == "Foto")
    }

    @Test func readsClearObservations() {
        let records = read("Teams still has the old photo, OWA shows the new one. We shrank it and made it smaller.")
            .records
        let observed = records.filter { $0.kind == "observation" }.flatMap {
            $0.fields.map { "\($0.name)=\($0.value.short)" }
        }
        #expect(observed == ["teams=old", "owa=new"])
        #expect(records.filter { $0.kind == "tried" }.count == 2)
    }

    @Test func aButPartsWhatIsSeenHereFromWhatIsSeenThere() {
        let observed = read("OWA shows the new photo but Teams still shows the old photo.").records("observation")
        #expect(observed.flatMap { $0.fields.map { "\($0.name)=\($0.value.short)" } } == ["owa=new", "teams=old"])
    }

    @Test(arguments: [
        ("OWA and Teams still show the old photo.", ["owa=old", "teams=old"]),
        ("Old photo in OWA, in Teams as well as in Outlook.", ["owa=old"]),
        ("In OWA I can look at it and Teams shows the old photo.", ["teams=old"]),
        ("OWA shows the new photo and Teams is slow.", ["owa=new"]),
        ("OWA shows the new photo and Outlook is at work, Teams, too.", ["owa=new"]),
        ("OWA shows the new photo and also Teams.", ["owa=new", "teams=new"]),
        ("Ein altes Foto in OWA und auch in Teams.", ["owa=old", "teams=old"]),
    ])
    func saysOfWhichOfTwoThingsAStateIs(_ text: String, _ expected: [String]) {
        let observed = read(text).records("observation").flatMap { $0.fields.map { "\($0.name)=\($0.value.short)" } }
        #expect(observed == expected)
    }

    @Test func partsOfAnObservationStandInTheOrderOfTheText() {
        for record in read("The old photo is in Teams. Teams has the old photo.").records("observation") {
            let starts = record.fields.flatMap(\.value.spans).map(\.start)
            #expect(starts.count == 2)
            #expect(starts == starts.sorted())
        }
    }

    @Test(arguments: [
        "Is it the old photo in Teams?", "If Teams shows the old photo, tell us.", "Teams does not show the old photo.",
        "Teams shows the old photo or the new photo",
    ])
    func doesNotTakeUnclearWordingForAnObservation(_ text: String) {
        #expect(read(text).records("observation").isEmpty)
    }

    @Test(arguments: [
        "Neither Outlook nor OWA shows the new photo.", "Neither Outlook, nor OWA, shows the new photo.",
        "None of Outlook, Teams and OWA shows the new photo.", "None of the clients, not even OWA shows the new photo.",
        "Nobody sees the new photo in OWA.", "Nowhere in OWA is the new photo.",
        "I expected OWA to show the new photo.", "We hope OWA shows the new photo.",
        "Please make sure OWA shows the new photo.", "Until OWA shows the new photo we wait.",
        "As soon as OWA shows the new photo we close this.", "It is only for Ben OWA shows the new photo.",
        "Sometimes OWA shows the new photo.", "OWA used to show the new photo.", "OWA can\u{2019}t show the new photo.",
        "When OWA shows the new photo, call us.", "If we wait a day, OWA shows the new photo.",
        "OWA shows the new photo, but only for Ben.", "OWA shows the new photo (sometimes).",
        "He claims OWA has the new photo.", "Without VPN OWA has the new photo.", "OWA hardly shows the new photo.",
        "I do not think, that OWA has the new photo.", "Weder Outlook noch OWA haben: new photo.",
        "Weder in Outlook, noch in OWA ist es: new photo.", "Niemand sieht in OWA: new photo.",
        "Sobald OWA so weit ist: new photo.", "Ni Outlook ni OWA: new photo.", "Né Outlook né OWA: new photo.",
        "Né in Outlook, né in OWA: new photo.", "Nem Outlook nem OWA: new photo.", "OWA não mostra new photo.",
        "OWA nunca: new photo.", "OWA tampoco: new photo.", "Aucun client, OWA compris: new photo.",
        "OWA shows the new photo but only for Ben.", "Does OWA show the new photo but Teams not?",
        "Has OWA the new photo but Outlook initials, or what?",
    ])
    func takesNothingFromDeniedOrConditionalWording(_ text: String) {
        #expect(read(text).records("observation").isEmpty)
    }

    @Test(arguments: [
        "Teams does not have it, OWA shows the new photo.", "Nobody helped us. OWA shows the new photo.",
        "We hope for an answer; OWA shows the new photo.", "El niño ve en OWA: new photo.",
        "La connétable voit dans OWA: new photo.", "OWA shows the new photo, when can we close this?",
        "OWA shows the new photo but Teams does not.", "The new photo is visible in OWA but not in Teams.",
        "On voit dans OWA: new photo mais pas dans Teams.",
    ])
    func keepsWhatIsAssertedBesideOtherWording(_ text: String) {
        let observed = read(text).records("observation").flatMap { $0.fields.map { "\($0.name)=\($0.value.short)" } }
        #expect(observed == ["owa=new"])
    }

    @Test(arguments: [
        ("for Ben OWA shows the new photo. Photo of Anna does not come.", ["Ben owa=new"]),
        ("For Ben, OWA shows the new photo, Teams the old photo.", ["Ben owa=new", "Ben teams=old"]),
        ("For Ben (ben@contoso.example) OWA shows the new photo.", ["ben@contoso.example owa=new"]),
        ("Ben's OWA shows the new photo.", ["Ben owa=new"]), ("It's the old photo in Teams.", [" teams=old"]),
        ("OWA shows the new photo of Ben Miller.", ["Ben Miller owa=new"]),
        ("for Anna OWA shows the old photo\nfor Ben OWA shows the new photo\n", ["Anna owa=old", "Ben owa=new"]),
        (
            "anna@contoso.example: OWA shows the old photo\nben@contoso.example: OWA shows the new photo",
            ["anna@contoso.example owa=old", "ben@contoso.example owa=new"]
        ), ("For Teams we see the old photo.", [" teams=old"]),
        ("In OWA we see the new photo\nfor Ben.", ["Ben owa=new"]),
    ])
    func keepsWhomAnObservationIsAbout(_ text: String, _ expected: [String]) {
        let observed = read(text).records("observation").map { record in
            let seen = record.fields.filter { $0.name != "identity" }.map { "\($0.name)=\($0.value.short)" }
            return ([record["identity"]?.short ?? ""] + seen).joined(separator: " ")
        }
        #expect(observed == expected)
    }

    @Test func mentionsEachAddressOnce() {
        let evidence = read(
            "Anna (anna.berg@contoso.example) says: ask ANNA.BERG@contoso.example or bob@fabrikam.example.")
        #expect(
            evidence.records("mention").compactMap { $0["address"]?.short } == [
                "anna.berg@contoso.example", "bob@fabrikam.example",
            ])
    }

    @Test(arguments: [
        "Anna: OWA shows the new photo\nBen: OWA still has the old photo\n",
        "Hello,\n\n- Anna: OWA shows the new photo.\n- Ben: OWA still has the old photo.\n",
    ]) func aNameBeforeAColonIsWhomTheLineIsAbout(text: String) {
        let seen = read(text).records("observation").map { [$0["identity"]?.short, $0["owa"]?.short] }
        #expect(seen == [["Anna", "new"], ["Ben", "old"]])
    }

    @Test(arguments: ["Update", "Hi Ben", "Status", "Teams", "Monday", "Hinweis", "see"])
    func aWordBeforeAColonThatNamesNobodyIsNobody(label: String) {
        let seen = read("\(label): OWA shows the new photo.\n").records("observation")
        #expect(seen.allSatisfy { $0["identity"] == nil })
        #expect(read("Expected: OWA shows the new photo.\n").records("observation").isEmpty)
    }

    @Test func oneFieldIsAHeaderWhereItIsAllAMailSays() {
        #expect(read("From: ines@contoso.example\n\nHello\n").records("message").first?["from"] != nil)
        #expect(read("Subject: photo\n\nHello\n").records("message").first?["subject"]?.short == "photo")
        #expect(read("From: here on\n\nHello\n").records("message").isEmpty)
        #expect(read("Hello\n\nSubject: photo\n\nHello\n").records("message").isEmpty)
    }
}
