import Foundation
import Testing
import TriageTestSupport

/// `batch --redact`: planted identifiers are searched for in everything a batch writes.
@Suite struct RedactedBatchTests {
    /// Words no output may hold; each is introduced in the ticket it stands in.
    static let words = [
        "vogt", "lena", "brandt", "nordlicht", "tannhaus", "oyelaran", "winifred", "kx7731", "3f9a1c52", "203.0.113.77",
        "901820", "a-4711",
    ]

    private static let signature = """
        From: Lena Vogt <lena.vogt@nordlicht.example>
        Subject: photo of Ole Brandt

        The photo of Ole Brandt does not show in Outlook. Call me: +49 30 901820. Server: ex07.tannhaus.local,
        203.0.113.77, id 3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd


        """

    private static let unknown = """
        From: Winifred Oyelaran <winifred.oyelaran@nordlicht.example>
        Subject: photo

        My photo does not show in Outlook.

        Set-UserPhoto : The operation for winifred.oyelaran@nordlicht.example failed on ex07.tannhaus.local.
            + CategoryInfo          : NotSpecified: (winifred.oyelaran:String) [Set-UserPhoto], Exception
            + FullyQualifiedErrorId : [Server=EX07,RequestId=3f9a1c52-7b1e-4d9a-8f60-1122aabbccdd],Nothing.Known

        """

    /// Files of a queue: two tickets about one person, one of unknown cause, a row of an export, one that cannot be read.
    private static func makeQueue(in folder: URL) throws -> URL {
        let queue = folder.appendingPathComponent("queue")
        try FileManager.default.createDirectory(at: queue, withIntermediateDirectories: true)
        let photo = Fixture.photo413.replacingOccurrences(of: "contoso", with: "nordlicht")
        _ = try Fixture.write(signature + photo, "Vogt 1.txt", in: queue)
        _ = try Fixture.write(unknown, "Winifred Oyelaran.txt", in: queue)
        _ = try Fixture.write("ole.brandt@nordlicht.example: photo\n" + photo, "two.txt", in: queue)
        let export =
            "Ticket,Subject,Body,Created\n"
            + "A-4711,Photo of Ole Brandt,\"From: Ole Brandt <ole.brandt@nordlicht.example>\n"
            + photo.replacingOccurrences(of: "\"", with: "\"\"") + "\",2026-11-04\n"
            + "A-4712,Printer of Lena Vogt,\"From: Lena Vogt <lena.vogt@nordlicht.example>\n"
            + "The printer is out of toner.\",2026-11-05\n"
        _ = try Fixture.write(export, "zz-nordlicht.csv", in: queue)
        try Data([0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 90))
            .write(to: queue.appendingPathComponent("winifred-broken.zip"))
        return queue
    }

    private func expectNoName(_ text: String, _ place: String) {
        for word in Self.words {
            #expect(!text.lowercased().contains(word), "\(word) is in \(place): \(text.prefix(3000))")
        }
    }

    /// All outputs of one run, by name.
    private func outputs(_ words: [String], of queue: URL, in folder: URL) throws -> [String: String] {
        let out = folder.appendingPathComponent("out-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        let files = ["a.ndjson", "b.csv", "c.json", "d.html"]
        let run = try ProgramRun(
            [
                "batch", queue.path, "--as-of", "2026-11-23", "--ndjson", files[0], "--csv", files[1], "--json",
                files[2],
                "--html", files[3], "--reports", "reports",
            ] + words, in: out)
        #expect(run.code == 2, "\(run.notices)")
        var all = ["the picture": run.output, "the notices": run.notices]
        for file in files {
            all[file] = try String(contentsOf: out.appendingPathComponent(file), encoding: .utf8)
        }
        let reports = out.appendingPathComponent("reports")
        for name in try FileManager.default.contentsOfDirectory(atPath: reports.path).sorted() {
            all["the name \(name)"] = name
            all["the report \(name)"] = try String(contentsOf: reports.appendingPathComponent(name), encoding: .utf8)
        }
        return all
    }

    @Test func noOutputShowsANameOfAnyTicket() throws {
        try Fixture.withFolder { folder in
            let queue = try Self.makeQueue(in: folder)
            let all = try outputs(["--redact"], of: queue, in: folder)
            #expect(all.count >= 6 + 2 * 6, "\(all.keys.sorted())")
            for (name, text) in all {
                #expect(!text.isEmpty, "\(name)")
                expectNoName(text, name)
            }
            #expect(all["the notices"]?.contains("masked: ") == true)
            #expect(all["c.json"]?.contains("\"clusters\"") == true)
            #expect(all["c.json"]?.contains("set-userphoto") == true)
        }
    }

    @Test func verdictsAndPlacesAreThoseOfTheOriginals() throws {
        try Fixture.withFolder { folder in
            let queue = try Self.makeQueue(in: folder)
            let words = ["batch", queue.path, "--as-of", "2026-11-23", "--ndjson", "-"]
            let plain = try ProgramRun(words).jsonLines()
            let redacted = try ProgramRun(words + ["--redact"]).jsonLines()
            #expect(plain.count == 6 && redacted.count == 6)
            for (one, two) in zip(plain, redacted) {
                for field in ["verdict", "people", "errors", "created", "bytes"] {
                    #expect("\(one[field] ?? "")" == "\(two[field] ?? "")", "\(field) of \(one["id"] ?? "")")
                }
                let place = { (row: [String: Any]) in "\((row["evidence"] as? [String: Any])?["line"] ?? "none")" }
                #expect(place(one) == place(two))
                let causes = { (row: [String: Any]) in
                    (row["causes"] as? [[String: Any]] ?? []).map { "\($0["cause"] ?? "") \($0["confidence"] ?? "")" }
                }
                #expect(causes(one) == causes(two))
            }
            // One person is one token in all tickets, and two are two.
            let pairs = zip(plain, redacted).compactMap { one, two -> [String]? in
                guard let person = one["person"] as? String, let token = two["person"] as? String else { return nil }
                return [person.lowercased(), token.lowercased()]
            }
            #expect(pairs.count == 4 && Set(pairs).count == 2, "\(pairs)")
            #expect(Set(pairs.map { $0[1] }).count == 2)
            #expect(Set(redacted.compactMap { $0["id"] as? String }).count == 6)
        }
    }

    @Test(arguments: [[], ["--key", "the key"]])
    func itIsTheSameWhateverTheNumberOfJobs(words: [String]) throws {
        try Fixture.withFolder { folder in
            let queue = try Self.makeQueue(in: folder)
            // More than what may come out of one that is learned beside others.
            let large = ArchiveWriter.zip([
                .init("core.bin", [UInt8](repeating: 0, count: 3 << 20)),
                .init("Lena Vogt.txt", Array(Self.unknown.utf8)),
            ])
            try Data(large).write(to: queue.appendingPathComponent("Vogt 2.zip"))
            let runs = try ["1", "4"].map { jobs in
                try outputs(["--redact", "--jobs", jobs] + words, of: queue, in: folder)
            }
            #expect(runs[0].keys.sorted() == runs[1].keys.sorted())
            for (name, text) in runs[0] { #expect(runs[1][name] == text, "\(name)") }
        }
    }

    @Test func theMapGivesTheTicketsBack() throws {
        try Fixture.withFolder { folder in
            let queue = try Self.makeQueue(in: folder)
            let map = folder.appendingPathComponent("map.jsonl")
            let run = try ProgramRun(["batch", queue.path, "--redact", "--map", map.path, "--ndjson", "-"])
            let rights = try FileManager.default.attributesOfItem(atPath: map.path)[.posixPermissions] as? Int
            #expect(rights == 0o600)
            let entries = try String(contentsOf: map, encoding: .utf8).split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
            }
            let ids = try run.jsonLines().compactMap { $0["id"] as? String }
            for id in ids { #expect(entries.contains { $0["token"] == id && $0["kind"] == "file name" }, "\(id)") }
            #expect(entries.contains { $0["original"] == "A-4711" })
            #expect(entries.contains { $0["original"] == "brandt" })
        }
    }

    @Test func aStoreKeepsRedactedRowsOfOneKey() throws {
        try Fixture.withFolder { folder in
            let queue = try Self.makeQueue(in: folder)
            let key = try Fixture.write("the key", "key", in: folder)
            let store = folder.appendingPathComponent("store.sqlite").path
            let words = ["batch", queue.path, "--redact", "--store", store, "--ndjson", "-", "--as-of", "2026-11-23"]
            #expect(try ProgramRun(words).code == 64)
            #expect(try ProgramRun(words + ["--key", "the key"]).code == 64)
            let one = try ProgramRun(words + ["--key", key])
            let two = try ProgramRun(words + ["--key", key])
            #expect(one.output == two.output)
            #expect(two.notices.contains("from the store: 6 of 6"), "\(two.notices.suffix(600))")
            let bytes = String(decoding: try Data(contentsOf: URL(fileURLWithPath: store)), as: UTF8.self).lowercased()
            // The words of the command line name the queue, not what is in it.
            for word in ["vogt", "brandt", "oyelaran", "tannhaus"] { #expect(!bytes.contains(word), "\(word)") }
        }
    }

    @Test func keyAndMapAreOfNoUseWithoutIt() throws {
        #expect(try ProgramRun(["batch", "samples/tickets", "--key", "x"]).code == 64)
        #expect(try ProgramRun(["batch", "samples/tickets", "--map", "x"]).code == 64)
    }
}
