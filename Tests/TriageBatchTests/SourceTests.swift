import Foundation
import Testing
import TriageBatch
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageTestSupport

@Suite("Where tickets come from")
struct SourceTests {
    private static let triage = try? Triage(location: .builtIn)

    private func withFolder<T>(_ body: (URL) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbt-src-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func write(_ text: String, _ name: String, _ folder: URL) throws {
        try write(Array(text.utf8), name, folder)
    }

    private func write(_ bytes: [UInt8], _ name: String, _ folder: URL) throws {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Ids without the folder.
    private func ids(
        _ paths: [String], _ options: TicketOpener.Options = .init(), in folder: URL
    ) -> [String] {
        tickets(paths, options, in: folder).map { $0.id.replacingOccurrences(of: folder.path + "/", with: "") }
    }

    private func tickets(_ paths: [String], _ options: TicketOpener.Options = .init(), in folder: URL) -> [Ticket] {
        var source = PathTickets(
            paths.map { FilePath(folder.path + ($0.isEmpty ? "" : "/" + $0)) },
            opener: TicketOpener(options: options, triage: Self.triage))
        var tickets: [Ticket] = []
        while let ticket = source.next() { tickets.append(ticket) }
        return tickets
    }

    private static let export =
        "Ticket,Subject,Body\nA-1,Photo,\"Anna's new photo does not show in Outlook\"\nA-2,Printer,\"It is out of toner again and again\"\n"
    private static let mailbox = """
        From a@contoso.example Mon Nov 16 09:02:41 2026
        From: a@contoso.example
        Subject: one

        The printer is out of toner.

        From b@contoso.example Tue Nov 17 10:00:00 2026
        From: b@contoso.example
        Subject: two

        Anna's new photo does not show in Outlook.

        """

    @Test func aFolderGivesItsFilesInOrderAndNothingHidden() throws {
        try withFolder { folder in
            for name in ["b.txt", "a.txt", "c/d.txt", ".hidden", ".git/x.txt", "c/.y"] { try write("x", name, folder) }
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("link.txt"),
                withDestinationURL: folder.appendingPathComponent("a.txt"))
            #expect(ids([""], in: folder) == ["a.txt", "b.txt", "c/d.txt", "link.txt"])
            let link = try #require(tickets([""], in: folder).last)
            #expect(link.problems.first?.code == "not-a-regular-file")
        }
    }

    @Test(arguments: ["c", "c/", "c//"])
    func aFolderIsTheSameWithASlashBehindIt(name: String) throws {
        try withFolder { folder in
            for name in ["c/a.txt", "c/d/b.txt"] { try write("x", name, folder) }
            #expect(ids([name], in: folder) == ["c/a.txt", "c/d/b.txt"])
        }
    }

    @Test func whatIsNotThereIsATicketThatSaysSo() throws {
        try withFolder { folder in
            let missing = try #require(tickets(["missing.txt"], in: folder).first)
            let work = TicketTriage(try #require(Self.triage), options: .init(asOf: CaseTriage.today))
            let verdict = work.verdict(of: missing)
            #expect(verdict.verdict == .unreadable)
            #expect(verdict.problems.first?.code == "not-found")
            #expect(tickets([""], in: folder).first?.problems.first?.message.contains("no files") == true)
        }
    }

    @Test func aFolderCanBeOneCase() throws {
        try withFolder { folder in
            for name in ["one/a.txt", "one/sub/b.txt", "two/c.txt", "loose.txt"] { try write("x", name, folder) }
            let options = TicketOpener.Options(casePerFolder: true)
            #expect(ids([""], options, in: folder) == ["loose.txt", "one", "two"])
            #expect(ids(["two", "one"], options, in: folder) == ["two", "one/a.txt", "one/sub"])
        }
    }

    @Test func twoStarsMeanFoldersAtAnyDepth() throws {
        try withFolder { folder in
            for name in ["a.eml", "one/b.eml", "one/sub/c.eml", "one/sub/d.txt", ".hidden/e.eml"] {
                try write("x", name, folder)
            }
            #expect(ids(["**/*.eml"], in: folder) == ["a.eml", "one/b.eml", "one/sub/c.eml"])
            #expect(ids(["one/**/c.*"], in: folder) == ["one/sub/c.eml"])
            // What lies in a folder that is meant itself is there once.
            #expect(ids(["one/**/*"], in: folder) == ["one/b.eml", "one/sub/c.eml", "one/sub/d.txt"])
            #expect(ids(["one/**"], in: folder) == ["one/b.eml", "one/sub/c.eml", "one/sub/d.txt"])
        }
    }

    @Test func anExportWithoutAColumnThatWasNamedIsNotReadAsOneTicket() throws {
        try withFolder { folder in
            try write(Self.export, "queue.csv", folder)
            try write("Hello, the printer is on fire.\nIt burns, and smokes.\n", "letter", folder)
            let options = TicketOpener.Options(columns: ExportColumns(id: "nosuch"))
            let tickets = tickets([""], options, in: folder)
            #expect(tickets.map(\.problems.first?.code) == [nil, "no-such-column"])
            let message = try #require(tickets.last?.problems.first?.message)
            #expect(message.hasPrefix("there is no column 'nosuch'; the columns are "))
            for name in ["Subject", "Body"] { #expect(message.contains("'\(name)'")) }
        }
    }

    @Test func everyRowOfAnExportIsATicket() throws {
        try withFolder { folder in
            try write(Self.export, "queue.csv", folder)
            let tickets = tickets([""], in: folder)
            #expect(tickets.map(\.id) == ["A-1", "A-2"])
            #expect(tickets.map(\.subject) == ["Photo", "Printer"])
            #expect(tickets[1].place.hasSuffix("queue.csv:3"))
        }
    }

    @Test func everyMessageOfAMailboxIsATicket() throws {
        try withFolder { folder in
            try write(Self.mailbox, "inbox", folder)
            #expect(ids([""], in: folder) == ["inbox!message-1.eml", "inbox!message-2.eml"])
        }
    }

    @Test func anArchiveThatIsNamedHoldsTicketsAndOneInAFolderIsATicket() throws {
        try withFolder { folder in
            let zip = ArchiveWriter.zip([
                .init("a.txt", Array("x".utf8)), .init("queue.csv", Array(Self.export.utf8)),
                .init("../evil.txt", Array("x".utf8)), .init("__MACOSX/a.txt", [1]),
            ])
            try write(zip, "q.zip", folder)
            #expect(ids(["q.zip"], in: folder) == ["q.zip!a.txt", "A-1", "A-2", "q.zip!../evil.txt"])
            #expect(ids([""], in: folder) == ["q.zip"])
            #expect(ids(["q.zip"], .init(archives: .ticket), in: folder) == ["q.zip"])
            #expect(ids([""], .init(archives: .members), in: folder).count == 4)
        }
    }

    @Test func patternsAreExpandedWhenNoShellDidIt() throws {
        try withFolder { folder in
            for name in ["a.eml", "b.eml", "c.txt", "x/d.eml"] { try write("x", name, folder) }
            #expect(ids(["*.eml"], in: folder) == ["a.eml", "b.eml"])
            #expect(ids(["*/*.eml"], in: folder) == ["x/d.eml"])
            #expect(ids(["*.none"], in: folder) == ["*.none"])
        }
    }

    @Test func aRowThatIsTooLargeIsReportedAndTheOthersAreRead() throws {
        try withFolder { folder in
            let big = "A-3,Big,\"" + String(repeating: "word ", count: 2_000) + "\"\n"
            try write(Self.export + big + "A-4,Last,\"one more text of several words\"\n", "queue.csv", folder)
            let tickets = tickets([""], .init(maximumSize: 4_000), in: folder)
            #expect(tickets.map(\.id).filter { !$0.contains("queue") } == ["A-1", "A-2", "A-4"])
            #expect(tickets[2].problems.first?.code == "too-large")
        }
    }

    @Test func aTicketBeyondTheLimitIsNotRead() throws {
        try withFolder { folder in
            try write(String(repeating: "x", count: 5_000), "big.txt", folder)
            let loaded = try #require(tickets([""], in: folder).first).load(limit: 1_000)
            guard case .failure(let error)? = loaded.inputs.first?.content else {
                Issue.record("it was read")
                return
            }
            #expect(error.code == .tooLarge)
            #expect(loaded.contentHash == nil)
        }
    }

    @Test func aFileThatVanishesOrIsCutShortIsReported() throws {
        try withFolder { folder in
            let text = String(repeating: "words\n", count: 4_000)
            for name in ["a.txt", "b.txt", "c.txt"] { try write(text, name, folder) }
            let triage = try #require(Self.triage)
            let work = TicketTriage(triage, options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23), facts: []))
            var source = PathTickets([FilePath(folder.path)], opener: TicketOpener(triage: triage))
            var tickets: [Ticket] = []
            while let ticket = source.next() { tickets.append(ticket) }
            try #require(tickets.count == 3)
            // After its name was read, and before its bytes are.
            try FileManager.default.removeItem(atPath: folder.path + "/a.txt")
            let gone = work.verdict(of: tickets[0])
            #expect(gone.verdict == .unreadable)
            #expect(gone.problems.map(\.code) == ["not-found"])
            // After it was opened.
            let opened = try OpenInput(FilePath(folder.path + "/b.txt"))
            let handle = try FileHandle(forWritingTo: folder.appendingPathComponent("b.txt"))
            try handle.truncate(atOffset: 600)
            try handle.close()
            #expect(try opened.bytes().count == 600)
            #expect(opened.info.size == 24_000)
            #expect(work.verdict(of: tickets[1]).byteCount == 600)
            #expect(work.verdict(of: tickets[2]).byteCount == 24_000)
        }
    }

    @Test func arrivalsAreWaitedForUntilTheyAreWhole() throws {
        try withFolder { folder in
            try write("there already", "old.txt", folder)
            try write("x", "half.part", folder)
            let stop = StopRequest()
            var source = WatchedFolder(
                FilePath(folder.path), opener: TicketOpener(triage: Self.triage), stop: stop, interval: 1_000)
            let first = source.next()
            #expect(first?.id.hasSuffix("old.txt") == true)
            let writer = Thread {
                let file = folder.appendingPathComponent("new.txt")
                _ = FileManager.default.createFile(atPath: file.path, contents: Data())
                guard let handle = FileHandle(forWritingAtPath: file.path) else { return }
                for _ in 0..<10 {
                    handle.write(Data("part of a text\n".utf8))
                    usleep(30_000)
                }
                try? handle.close()
            }
            writer.start()
            let arrived = source.next()
            let ticket = try #require(arrived)
            #expect(ticket.id.hasSuffix("new.txt"))
            #expect(ticket.load(limit: 1_000).byteCount == 150)
            stop.request()
            let last = source.next()
            #expect(last?.id == nil)
        }
    }

    /// Looking alone would take two looks of a minute.
    @Test func aFileThatWasClosedArrivesAtOnceWhereTheSystemTellsIt() throws {
        #if os(Linux)
            try withFolder { folder in
                try write("old", "old.txt", folder)
                let stop = StopRequest()
                var source = WatchedFolder(
                    FilePath(folder.path), opener: TicketOpener(triage: Self.triage), stop: stop, interval: 60_000)
                let writer = Thread {
                    usleep(300_000)
                    try? Data("moved".utf8).write(to: folder.appendingPathComponent("moved.txt"), options: .atomic)
                }
                writer.start()
                let start = SystemClock.monotonicNanoseconds
                let arrived = source.next()
                #expect(arrived?.id.hasSuffix("moved.txt") == true)
                // The look that found it was the second one for what was there before.
                #expect(source.next()?.id.hasSuffix("old.txt") == true)
                #expect(SystemClock.monotonicNanoseconds &- start < 30_000_000_000)
                stop.request()
            }
        #endif
    }
}
