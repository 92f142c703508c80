import Foundation
import Testing
import TriageTestSupport

@Suite("kbtriage batch --stream and --watch", .serialized)
struct BatchStreamTests {
    private func json(_ line: String?) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data((line ?? "").utf8)) as? [String: Any] ?? [:]
    }

    @Test func everyTicketIsAnsweredBeforeTheNextIsSent() throws {
        let program = try LiveProgram(["batch", "--stream"])
        for number in 1...5 {
            try program.write("{\"id\": \(number), \"body\": \"The printer is out of toner.\"}\n")
            #expect(try json(program.line())["id"] as? String == String(number))
        }
        program.closeInput()
        #expect(program.line() == nil)
        #expect(program.end().code == 0)
    }

    @Test func bytesThatComeOneByOneMakeTheSameTickets() throws {
        let program = try LiveProgram(["batch", "--stream", "--quiet"])
        try program.write(
            "\u{FEFF}{\"id\":\"ü\",\"body\":\"Anna's new photo does not show in Outlook.\"}\r\n", pieces: 1)
        try program.write("no json\n[1]\n\n{\"id\":\"empty\"}\n", pieces: 1)
        try program.write(
            "{\"id\":\"last\",\"attachments\":[{\"name\":\"a.txt\",\"base64\":\"VGhlIHByaW50ZXI=\"}]}", pieces: 1)
        program.closeInput()
        var rows: [[String: Any]] = []
        while let line = program.line() { rows.append(try json(line)) }
        #expect(rows.compactMap { $0["id"] as? String } == ["ü", "stdin:2", "stdin:3", "empty", "last"])
        #expect(
            rows.compactMap { $0["verdict"] as? String }
                == ["insufficient", "unreadable", "unreadable", "unreadable", "off-topic"])
        #expect(program.end().code == 2)
    }

    @Test(arguments: [[], ["--unordered"]])
    func manyTicketsGoThroughWithoutAReaderInAHurry(more: [String]) throws {
        let program = try LiveProgram(["batch", "--stream", "--jobs", "3"] + more)
        let writer = Thread {
            for number in 0..<3_000 {
                try? program.write("{\"id\":\"\(number)\",\"body\":\"The printer \(number) is out of toner.\"}\n")
            }
            program.closeInput()
        }
        writer.start()
        usleep(200_000)
        var ids: [String] = []
        while let line = program.line() { ids.append(try json(line)["id"] as? String ?? "") }
        let wanted = (0..<3_000).map(String.init)
        #expect(more.isEmpty ? ids == wanted : Set(ids) == Set(wanted))
        #expect(ids.count == wanted.count)
        #expect(program.end().code == 0)
    }

    @Test func aReaderThatGoesAwayEndsIt() throws {
        let program = try LiveProgram(["batch", "--stream"])
        try program.write("{\"id\":1,\"body\":\"x\"}\n")
        _ = program.line()
        program.closeOutput()
        for _ in 0..<200 where program.process.isRunning {
            try? program.write("{\"id\":2,\"body\":\"x\"}\n")
            usleep(10_000)
        }
        let (code, notices) = program.end()
        #expect(code == 74)
        #expect(!notices.contains("errno"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func anInterruptKeepsWhatIsDoneAndSaysHowToGoOn(number: Int32) throws {
        try Fixture.withFolder { folder in
            for index in 0..<3_000 {
                _ = try Fixture.write(Fixture.photo413, String(format: "t%04d.txt", index), in: folder)
            }
            let rows = folder.deletingLastPathComponent().appendingPathComponent("rows-\(UUID().uuidString).ndjson")
            defer { try? FileManager.default.removeItem(at: rows) }
            let program = try LiveProgram(["batch", folder.path, "--ndjson", rows.path])
            for _ in 0..<500 where ((try? rows.readBytes())?.isEmpty ?? true) { usleep(10_000) }
            program.send(number)
            while program.line() != nil {}
            let (code, notices) = program.end()
            #expect(code == 128 + number)
            #expect(notices.contains("--skip"))
            let lines = String(decoding: try rows.readBytes(), as: UTF8.self).split(separator: "\n")
            #expect(lines.count > 0 && lines.count < 3_000)
            for line in lines { #expect(try json(String(line))["verdict"] as? String == "cause") }
            #expect(notices.contains("--skip \(lines.count) "))
        }
    }

    @Test func whatArrivesInAFolderIsTriaged() throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Fixture.photo413, "first.txt", in: folder)
            let program = try LiveProgram(["batch", "--watch", folder.path, "--ndjson", "-", "--quiet"])
            #expect((try json(program.line())["id"] as? String)?.hasSuffix("first.txt") == true)
            _ = try Fixture.write(Fixture.bareComplaint, "second.txt", in: folder)
            let second = try json(program.line())
            #expect((second["id"] as? String)?.hasSuffix("second.txt") == true)
            #expect(second["verdict"] as? String == "insufficient")
            program.send(SIGTERM)
            while program.line() != nil {}
            #expect(program.end().code == 0)
        }
    }
}
