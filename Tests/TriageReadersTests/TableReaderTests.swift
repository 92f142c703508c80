import Testing
import TriageModel

@Suite struct TableReaderTests {
    @Test func readsAHashtableAsOneRecord() throws {
        let text = """
            Name                           Value
            ----                           -----
            allowedRoles                   {}
            source                         cloud
            """
        let settings = try #require(read(text).records("settings").first)
        #expect(settings["source"]?.short == "cloud")
        #expect(settings["allowedRoles"]?.short == "(blank)")
    }

    @Test(arguments: ["", " ", "                         "]) func readsABlankValueAtTheEndOfAHashtable(
        _ padding: String
    ) throws {
        let head = "Name                           Value\n----                           -----\n"
        let rows = "allowedRoles                   {}\nsource" + padding + "\n"
        let settings = try #require(read(head + rows).records("settings").first)
        #expect(settings["allowedRoles"]?.short == "(blank)")
        #expect(settings["source"]?.short == "(blank)")
        let value = "https://graph.microsoft.com/beta/$metadata#admin/people/settings/$entity"
        let wide = "@odata.context                 " + value + "\nsource                         \n"
        let other = try #require(read(head + "allowedRoles                   {}\n" + wide).records("settings").first)
        #expect(other["@odata.context"]?.short == value)
        #expect(other["source"]?.short == "(blank)")
    }

    @Test func cutsRowsBetweenTheHeadings() throws {
        let text = """
            DistinguishedName                             Enabled SamAccountName Name
            -----------------                             ------- -------------- ----
            CN=ines.duarte,OU=Staff,DC=contoso,DC=example    True ines.duarte    ines du…
            CN=b,DC=contoso,DC=example                      False b c            b
            """
        let users = read(text).records("directory-user")
        #expect(users.count == 2)
        #expect(users.first?["Enabled"]?.short == "true")
        #expect(users.first?["DistinguishedName"]?.short == "CN=ines.duarte,OU=Staff,DC=contoso,DC=example")
        #expect(users.first?["Name"]?.partial != nil)
        #expect(users.last?["SamAccountName"]?.short == "b c")
    }

    @Test func aWordAcrossTheBorderOfTwoColumnsIsKnownInPart() {
        let text = """
            Name              SamAccountName    DistinguishedName
            ----              --------------    -----------------
            Ines Duarte-Lopes-Mines.duarte      CN=i,DC=contoso
            Bob               bob               CN=b,DC=contoso
            """
        let users = read(text).records("directory-user")
        #expect(users.first?["Name"]?.partial != nil)
        #expect(users.first?["SamAccountName"]?.partial != nil)
        #expect(users.first?["DistinguishedName"]?.partial == nil)
        #expect(users.last?.fields.allSatisfy { $0.value.partial == nil } == true)
    }

    @Test func readsNothingUnderALoneRule() {
        #expect(read("-- \nKind regards\n").records.isEmpty)
        #expect(read("a\n---\n").records.isEmpty)
    }
}
