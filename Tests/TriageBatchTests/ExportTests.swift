import Testing
import TriageBatch
import TriageBytes
import TriageKit

@Suite("Telling an export of tickets")
struct ExportTests {
    private static let triage = try? Triage(location: .builtIn)

    private func export(_ text: String, _ chosen: ExportColumns = ExportColumns()) -> ExportColumns? {
        TicketExport.recognise(head: Array(text.utf8), chosen: chosen, triage: Self.triage)?.columns
    }

    @Test(arguments: [
        ("Ticket ID;Betreff;Beschreibung;Erstellt am", "Betreff"),
        ("Numéro de ticket;Objet;Détails;Créé le", "Objet"),
        ("Número de ticket;Asunto;Descripción;Fecha de creación", "Asunto"),
        ("Numero ticket;Oggetto;Descrizione;Data creazione", "Oggetto"),
        ("Номер заявки;Тема;Описание;Дата создания", "Тема"),
        ("チケット番号;件名;本文;作成日時", "件名"),
        ("工单号;标题;描述;创建时间", "标题"),
        ("Number;Short description;Description;Opened at", "Short description"),
        ("Issue key;Summary;Description;Created", "Summary"),
        ("Zaaknummer;Onderwerp;Omschrijving;Aangemaakt op", "Onderwerp"),
        ("Numer zgłoszenia;Temat;Opis;Utworzono", "Temat"),
    ])
    func columnsAreFoundByTheirNamesInManyLanguages(header: String, subject: String) throws {
        let names = header.split(separator: ";").map(String.init)
        let text =
            header + "\n" + "INC001;Photo of Anna;\"Anna's new photo does not show in Outlook at all\";2026-11-02\n"
        let columns = try #require(export(text))
        #expect(columns.id == names[0])
        #expect(columns.subject == subject)
        #expect(columns.body == [names[2]])
        #expect(columns.created == names[3])
    }

    @Test(arguments: [
        "SamAccountName,DisplayName,UserPrincipalName,Description,whenCreated\nanna,Anna Keller,anna@contoso.example,the lady of the front desk here,2024-01-02\nole,Ole Brandt,ole@contoso.example,works in the storage on site two,2023-02-01\n",
        "id,displayName,userPrincipalName,mail,createdDateTime\n1d2f,Anna Keller,anna@contoso.example,anna@contoso.example,2024-01-02\n",
        "Name,Value\nFoo,some text of several words that nobody wrote\n",
        "Dear colleagues, the photo of Anna does not show, please help\nThank you, Ole\n",
        "{\"@odata.context\":\"x\",\"value\":[{\"id\":\"1\",\"displayName\":\"Anna Keller\",\"userPrincipalName\":\"anna@contoso.example\"}]}",
        "[{\"name\":\"a\"},{\"name\":\"b\"}]",
        "",
        "a,b",
    ])
    func aListOfAttributesAndATextAreNone(text: String) {
        #expect(export(text) == nil)
    }

    @Test func withoutKnownNamesTheCellsTell() throws {
        let text = """
            K1,K2,K3,K4
            A-1,x,"the new photo of our colleague does not show up in any of the clients we use",2026-11-01 10:00
            A-2,y,"nobody can print since monday morning and the display of the device shows an error",2026-11-02 11:00
            """
        let columns = try #require(export(text))
        #expect(columns.id == "K1")
        #expect(columns.body == ["K3"])
        #expect(columns.created == "K4")
    }

    @Test func columnsCanBeNamed() throws {
        let text = "a,b,c\n1,Photo,does not show\n"
        let columns = try #require(export(text, ExportColumns(id: "A", subject: "b", body: ["c"])))
        #expect(columns.id == "a")
        #expect(columns.body == ["c"])
        #expect(export(text, ExportColumns(id: "nothing")) == nil)
    }

    @Test func jsonOfTicketSystemsIsKnown() throws {
        let zendesk = """
            {"count":1,"tickets":[{"id":35436,"subject":"Photo","description":"Anna's new photo does not show in Outlook",
            "created_at":"2026-11-02T10:00:00Z","status":"open"}]}
            """
        #expect(try #require(export(zendesk)).body == ["description"])
        let jira = """
            {"issues":[{"key":"HD-1","fields":{"summary":"Photo of Anna","description":"It does not show in Outlook at all",
            "created":"2026-11-02","comment":{"comments":[{"body":"Still the same today"}]}}}]}
            """
        let columns = try #require(export(jira))
        #expect(columns.subject == "fields.summary")
        #expect(columns.id == "key")
        #expect(columns.body == ["fields.description", "fields.comment.comments.body"])
        let lines = """
            {"ticket":"1","title":"Photo","text":"Anna's new photo does not show in Outlook","date":"2026-11-02"}
            {"ticket":"2","title":"Printer","text":"It is out of toner again and again","date":"2026-11-02"}
            """
        #expect(try #require(export(lines)).id == "ticket")
    }

    @Test func diagnoseIsToldOfAListOfTickets() throws {
        let triage = try #require(Self.triage)
        let text = "Ticket,Subject,Body\n1,Photo,\"Anna's new photo does not show in Outlook\"\n"
        let notice = TicketExport.notice(for: CaseInput(name: "queue.csv", bytes: Array(text.utf8)), triage: triage)
        #expect(notice?.contains("kbtriage batch") == true)
        let dump = "SamAccountName,Description\nanna,the lady of the front desk\n"
        #expect(TicketExport.notice(for: CaseInput(name: "d.csv", bytes: Array(dump.utf8)), triage: triage) == nil)
    }
}
