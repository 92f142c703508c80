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

    @Test(arguments: [
        "Is it the old photo in Teams?", "If Teams shows the old photo, tell us.", "Teams does not show the old photo.",
        "Teams shows the old photo or the new photo",
    ])
    func doesNotTakeUnclearWordingForAnObservation(_ text: String) {
        #expect(read(text).records("observation").isEmpty)
    }

    @Test func mentionsEachAddressOnce() {
        let evidence = read(
            "Anna (anna.berg@contoso.example) says: ask ANNA.BERG@contoso.example or bob@fabrikam.example.")
        #expect(
            evidence.records("mention").compactMap { $0["address"]?.short } == [
                "anna.berg@contoso.example", "bob@fabrikam.example",
            ])
    }
}
