import Testing
import TriageModel

@Suite("Where lists, tables and commands end") struct ListBoundaryTests {
    private static let user =
        "Name              : Ines\nSamAccountName    : ines\nDistinguishedName : CN=Ines,OU=Staff of the third floor,DC=contoso,DC=example\n"
    private static let name = "CN=Ines,OU=Staff of the third floor,DC=contoso,DC=example"

    @Test(arguments: [
        "Set-UserPhoto : Some words that no template knows",
        "Set-UserPhoto: Some words that no template knows",
        "Get-ADUser : Some words", "The server said something in words",
    ]) func anErrorWithoutLabelsDirectlyBelowAListIsNoPartOfIt(line: String) throws {
        let evidence = read(Self.user + line + "\n")
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["DistinguishedName"]?.short == Self.name)
        #expect(user["DistinguishedName"]?.partial == nil)
        guard line.contains("-"), line.contains(":") else { return }
        let error = try #require(evidence.records("error").first)
        #expect(error["message"]?.short == String(line.split(separator: ": ", maxSplits: 1)[1]))
        #expect(evidence.text(under: error["cmdlet"]).hasSuffix("User") || line.hasPrefix("Set"))
    }

    private static let listing = "SamAccountName    : ines.duarte\nDistinguishedName :\n"

    @Test func aLongValueMovedBelowItsNameIsThatValue() throws {
        let name = "CN=Ines.Duarte,OU=Staff,OU=Lisbon,DC=contoso,DC=example"
        let user = try #require(read(Self.listing + name).records("directory-user").first)
        #expect(user["DistinguishedName"]?.short == name)
    }

    @Test(arguments: ["Regards,", "Thank you", "Nothing else was printed by this one, as far as we can see"])
    func whatStandsBelowABlankValueIsNotThatValue(line: String) throws {
        let user = try #require(read(Self.listing + line).records("directory-user").first)
        #expect(user["DistinguishedName"]?.short == "(blank)")
    }

    @Test func aKnownCommandIsNoPropertyHoweverItsColonStands() throws {
        let evidence = read("Name          : Ines\nMail          : a\nSet-UserPhoto : Some words\n")
        #expect(evidence.records("error").first?["message"]?.short == "Some words")
        #expect(evidence.records.first?["Set-UserPhoto"] == nil)
        // Other names with a hyphen are properties.
        let list = read("Name      : Ines\nRead-Only : True\nStart-Day : x\n")
        #expect(list.records.first?["Read-Only"]?.short == "True")
        #expect(list.records.count == 1)
    }

    // MARK: Tables

    @Test func wordsOfAWrappedCellStayApart() throws {
        let text = """
            Name       SamAccountName       Description
            ----       --------------       -----------
            Ines       ines.duarte@contoso. Head of the department for
                       example              something large and long
            Bob        bob                  short
            Cara       cara                 a text that is long and
                                            goes on here
            """
        let rows = read(text).records
        #expect(rows.map { $0["Name"]?.short } == ["Ines", "Bob", "Cara"])
        #expect(rows[0]["SamAccountName"]?.short == "ines.duarte@contoso.example")
        #expect(rows[0]["Description"]?.short == "Head of the department for something large and long")
        #expect(rows[2]["Description"]?.short == "a text that is long and goes on here")
    }

    private static let table = """
        DistinguishedName                      SamAccountName  Enabled Description of the user
        -----------------                      --------------  ------- -----------------------
        CN=ines,OU=Staff,DC=contoso            ines               True Head of the department
        CN=bob,OU=Staff,DC=contoso             bob               False second
        CN=caroline duarte-meyer,DC=contoso    caroline.d         True a last description
        """

    /// Each line cut at a width as a console does, its blanks kept or not.
    private static func cut(_ width: Int, keepsBlanks: Bool) -> String {
        table.split(separator: "\n").map { line in
            var rest = line[...]
            var pieces: [String] = []
            while rest.count > width {
                pieces.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            pieces.append(String(rest))
            if !keepsBlanks {
                pieces = pieces.map { piece in
                    String(piece.reversed().drop { $0 == " " }.reversed())
                }
            }
            return pieces.joined(separator: "\n")
        }.joined(separator: "\n")
    }

    @Test(arguments: 42...100, [true, false]) func aTableCutAtAnyWidthIsReadWholeOrNotAtAll(
        width: Int, keepsBlanks: Bool
    ) {
        let whole = read(Self.table).records.map { $0.fields.map { "\($0.name)=\($0.value.short)" } }
        let evidence = read(Self.cut(width, keepsBlanks: keepsBlanks))
        let rows = evidence.records.filter { $0.format == "format-table" }
        let read = rows.map { $0.fields.map { "\($0.name)=\($0.value.short)" } }
        #expect(read == whole || read.isEmpty, "\(Self.cut(width, keepsBlanks: keepsBlanks))")
    }

    @Test func aTableACompleteConsoleCutIsRead() {
        let read = [60, 70, 80].filter { width in
            TriageReadersTests.read(Self.cut(width, keepsBlanks: true)).records.count == 3
        }
        #expect(read == [60, 70, 80])
    }

    @Test func theRestOfACutRowIsNoRow() throws {
        let text = """
            Name                 SamAccountName                      Type
            ----                 --------------                      ----
            Ines                 ines                                a type as long as no oth
            er
            Bob                  bob                                 b
            """
        let rows = read(text).records
        #expect(rows.map { $0["Name"]?.short } == ["Ines", "Bob"])
        #expect(rows[0]["Type"]?.partial == "cut at the end of the line")
        #expect(rows[1]["Type"]?.partial == nil)
    }

    // MARK: Answers

    @Test(
        arguments: [
            "$secret | ConvertFrom-SecureString", "Read-Host pw -AsSecureString | ConvertFrom-SecureString", "hostname",
            "Get-ADUser ines -Properties * | Select-Object -ExpandProperty mail",
        ],
        [
            "a8f0c9ddf0115d1118c7a00c04fc297eb01", "ines.duarte@contoso.example", "small words in a row",
            String(repeating: "0f", count: 120),
        ]
    ) func anAnswerIsNoPartOfTheCommandAboveIt(command: String, answer: String) throws {
        for rest in [
            "", "\n", "PS C:\\> Get-Date\nTuesday\n", "\nA line of a mail that is longer than all the others.\n",
        ] {
            let first = try #require(read("PS C:\\> \(command)\n\(answer)\n\(rest)").records("command").first)
            #expect(first["text"]?.short == command, "\(answer) \(rest)")
        }
    }

    @Test func aCommandThatWasCutIsWhole() throws {
        let text = "PS C:\\> Set-UserPhoto -Identity ines -Pictu\nreData $photo -Confirm:$false\n"
        #expect(read(text).records("command").first?["PictureData"]?.short == "$photo")
    }
}
