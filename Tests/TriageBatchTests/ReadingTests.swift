import Testing
import TriageBytes
import TriageReaders

@testable import TriageBatch

@Suite("Reading rows of a stream")
struct ReadingTests {
    private func rows(_ text: String, _ delimiter: Character = ",", limit: Int = 1 << 20, piece: Int = 7) -> [[String]]
    {
        var rows = DelimitedRows(
            ByteStream(Array(text.utf8), name: "t"), delimiter: delimiter.asciiValue ?? 0, limit: limit,
            pieceSize: piece)
        var found: [[String]] = []
        while let row = rows.next() {
            switch row {
            case .cells(let cells, _): found.append(cells.map { String(decoding: $0, as: UTF8.self) })
            case .tooLong: found.append(["too long"])
            }
        }
        return found
    }

    private func lines(_ text: String, piece: Int = 7) -> [Int] {
        var rows = DelimitedRows(
            ByteStream(Array(text.utf8), name: "t"), delimiter: 0x2C, limit: 1 << 20, pieceSize: piece)
        var found: [Int] = []
        while case .cells(_, let line)? = rows.next() { found.append(line) }
        return found
    }

    @Test(arguments: [1, 2, 3, 5, 64, 1 << 16])
    func cellsAreTheSameWhateverThePieces(piece: Int) {
        let text = "id,text\r\n1,\"two\nlines, and \"\"quotes\"\"\"\r\n\r\n2,plain\n3,\"\"\n4,a\"\"b\"c\n5,last"
        #expect(
            rows(text, piece: piece) == [
                ["id", "text"], ["1", "two\nlines, and \"quotes\""], ["2", "plain"], ["3", ""], ["4", "a\"\"b\"c"],
                ["5", "last"],
            ])
        #expect(lines(text, piece: piece) == [1, 2, 5, 6, 7, 8])
    }

    @Test func aQuoteNobodyClosedCostsOneRow() {
        let text = "id,text\n1,\"open\n2,fine\n3,fine too\n"
        #expect(rows(text) == [["id", "text"], ["too long"], ["2", "fine"], ["3", "fine too"]])
    }

    @Test func aRowBeyondTheLimitIsPassedOver() {
        let text = "id,text\n1," + String(repeating: "x", count: 5_000) + "\n2,fine\n"
        #expect(rows(text, limit: 1_000) == [["id", "text"], ["too long"], ["2", "fine"]])
    }

    @Test(arguments: [1, 3, 4096])
    func utf16IsReadAsText(piece: Int) {
        let text = "id\ttext\n1\tGrüße 写真 \u{1F600}\n"
        for big in [false, true] {
            var bytes: [UInt8] = big ? [0xFE, 0xFF] : [0xFF, 0xFE]
            for unit in text.utf16 {
                let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                bytes += big ? pair : pair.reversed()
            }
            var rows = DelimitedRows(ByteStream(bytes, name: "t"), delimiter: 9, limit: 1000, pieceSize: piece)
            _ = rows.next()
            guard case .cells(let cells, _)? = rows.next() else {
                Issue.record("no row")
                return
            }
            #expect(String(decoding: cells[1], as: UTF8.self) == "Grüße 写真 \u{1F600}")
        }
    }

    @Test(arguments: [1, 2, 100])
    func linesAreWholeWhateverThePieces(piece: Int) {
        var lines = StreamLines(
            ByteStream(
                Array("\u{FEFF}a\r\n\nbb\n".utf8 + Array(repeating: 0x78, count: 50) + Array("\nend".utf8)), name: ""),
            limit: 20, pieceSize: piece)
        var found: [String] = []
        while let line = lines.next() {
            switch line {
            case .whole(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
            case .tooLong: found.append("too long")
            }
        }
        #expect(found == ["a", "", "bb", "too long", "end"])
    }

    @Test(arguments: [1, 9, 4096])
    func elementsOfAListAreFoundWhereverItStands(piece: Int) {
        let elements = "[ {\"id\":1,\"t\":\"a]}\\\"\"} , {\"id\":2,\n\"x\":[1,{\"y\":2}]},{\"id\":3}]"
        let documents: [(String, String?)] = [
            (elements, nil),
            ("{\"meta\":{\"tickets\":[1]},\"n\":1.5,\"tickets\":\(elements),\"more\":true}", "tickets"),
        ]
        for (text, member) in documents {
            var list = JSONElements(
                ByteStream(Array(text.utf8), name: ""), member: member, limit: 1000, pieceSize: piece)
            var ids: [Int?] = []
            while let element = list.next() {
                guard case .whole(let node, _) = element else {
                    Issue.record("not whole")
                    return
                }
                ids.append(node["id"]?.integer)
            }
            #expect(ids == [1, 2, 3], "\(text)")
        }
    }

    @Test func aListThatIsCutOffSaysSo() {
        var list = JSONElements(ByteStream(Array("[{\"id\":1},{\"id\":2".utf8), name: ""), member: nil, limit: 100)
        guard case .whole? = list.next() else {
            Issue.record("the first element is whole")
            return
        }
        guard case .damaged? = list.next() else {
            Issue.record("the second is cut off")
            return
        }
        let more = list.next()
        #expect(more.map { _ in true } == nil)
    }

    @Test(arguments: [1, 10, 4096])
    func messagesOfAMailboxArePartedAtTheirFromLines(piece: Int) {
        let text = """
            From a@contoso.example Mon Nov 16 09:02:41 2026
            From: a@contoso.example
            Subject: one

            >From here on
            From is no separator without a date

            From b@contoso.example Tue Nov 17 10:00:00 2026
            From: b@contoso.example
            Subject: two

            text

            """
        var messages = MailboxMessages(ByteStream(Array(text.utf8), name: ""), limit: 10_000, pieceSize: piece)
        var found: [String] = []
        while let message = messages.next() {
            guard case .whole(let bytes, let number) = message else { continue }
            found.append("\(number) " + String(decoding: bytes, as: UTF8.self))
        }
        #expect(found.count == 2)
        #expect(found.first?.contains("\nFrom here on\n") == true)
        #expect(found.last?.hasPrefix("2 From: b@contoso.example\nSubject: two") == true)
    }

    @Test func namesFitPatternsAsInAShell() {
        func fits(_ pattern: String, _ name: String) -> Bool {
            PathPattern.matches(Array(pattern.utf8), Array(name.utf8))
        }
        #expect(fits("*.eml", "a.eml"))
        #expect(!fits("*.eml", "a.eml.bak"))
        #expect(fits("t?-[0-9]*", "t1-77x"))
        #expect(!fits("t?-[!0-9]*", "t1-77x"))
        #expect(fits("**a*b*", "xxaxxbxx"))
        #expect(!fits(String(repeating: "*a", count: 20), String(repeating: "a", count: 19)))
        #expect(fits("[", "["))
    }
}
