import Testing
import TriageModel
import TriageTestSupport

/// `Format-Table -Wrap` where the first column is too narrow: a row is one object, however many lines it takes.
@Suite("Tables whose first column wraps") struct TableWrapTests {
    /// What Format-Table -Wrap prints without -AutoSize: columns of one width, values broken at blanks, longer words where
    /// the column ends.
    static func table(_ names: [String], _ rows: [[String]], width: Int) -> String {
        let column = (width - names.count + 1) / names.count
        func pieces(_ value: String) -> [String] {
            var lines: [String] = []
            var line = ""
            for word in value.split(separator: " ") {
                var rest = word
                if !line.isEmpty, line.count + 1 + rest.count <= column {
                    line += " " + rest
                    continue
                }
                if !line.isEmpty { lines.append(line) }
                while rest.count > column {
                    lines.append(String(rest.prefix(column)))
                    rest = rest.dropFirst(column)
                }
                line = String(rest)
            }
            return lines + [line]
        }
        func printed(_ cells: [String]) -> String {
            var text = cells.map { $0 + String(repeating: " ", count: column - $0.count) }.joined(separator: " ")
            while text.last == " " { text.removeLast() }
            return text
        }
        var lines = [printed(names), printed(names.map { String(repeating: "-", count: $0.count) })]
        for row in rows {
            let cells = row.map(pieces)
            for number in 0..<(cells.map(\.count).max() ?? 0) {
                lines.append(printed(cells.map { number < $0.count ? $0[number] : "" }))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let people = [
        ["CN=ines.duarte,OU=Staff,DC=contoso,DC=example", "ines.duarte", "ines.duarte@contoso.example"],
        ["CN=ole.brandt,OU=Staff,DC=contoso,DC=example", "ole.brandt", "ole.brandt@contoso.example"],
        ["CN=tom.reyes,OU=Staff,DC=contoso,DC=example", "tom.reyes", "tom.reyes@contoso.example"],
    ]

    @Test func aRowIsOneObjectInEveryWidth() {
        let names = ["DistinguishedName", "SamAccountName", "mail"]
        for width in 56...170 {
            let text = Self.table(names, Self.people, width: width)
            let records = read(text).records.filter { $0.kind != "mention" }
            #expect(records.count == 3, "\(width):\n\(text)")
            for (record, person) in zip(records, Self.people) {
                for (name, value) in zip(names, person) {
                    #expect(record[name]?.partial != nil || record[name]?.short == value, "\(width) \(name):\n\(text)")
                }
            }
        }
    }

    @Test func wordsOfAWrappedFirstColumnStayApart() {
        let rows = [["Ines Maria Duarte da Silva", "True", "Lisbon"], ["Ole Brandt", "False", "Oslo"]]
        for width in 40...90 {
            let records = read(Self.table(["DisplayName", "Enabled", "City"], rows, width: width)).records
            #expect(records.map { $0["DisplayName"]?.short } == rows.map { $0[0] }, "\(width)")
        }
    }

    /// Fitted columns are as broad as what stands in them: nothing was broken, however few cells a row has.
    @Test func rowsOfFittedColumnsStayRows() {
        let text = """
            UserPrincipalName           Photo
            -----------------           -----
            ines.duarte@contoso.example True
            bob@contoso.example
            zoe@contoso.example         True

            """
        #expect(read(text).records.filter { $0.kind != "mention" }.count == 3)
    }

    @Test func whatWasCutOffInItsColumnHasNoRest() {
        let text = """
            Name                                    Photo
            ----                                    -----
            a name that is too long for its colu... True
            Ole Brandt and his whole department ...
            Tom Reyes                               True

            """
        #expect(read(text).records.count == 3)
    }
}
