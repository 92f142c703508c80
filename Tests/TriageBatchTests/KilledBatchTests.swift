import Foundation
import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageBatch

/// The real program, killed at random moments.
@Suite(.serialized) struct KilledBatchTests {
    /// The program beside the test bundle; nil when it was not built.
    static let program: URL? = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
        let folders = sequence(first: bundle.deletingLastPathComponent()) { $0.deletingLastPathComponent() }.prefix(4)
        return (Array(folders) + [Bundle.main.bundleURL, PackageRoot.file(".build/debug")])
            .map { $0.appendingPathComponent("kbtriage") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) && !$0.isFolder }
    }()

    static func start(_ arguments: [String], in folder: URL) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "LANG": "C.UTF-8"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func tickets(_ count: Int, in folder: StoreFolder) throws {
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("tickets"), withIntermediateDirectories: true)
        for number in 0..<count {
            let text = """
                Ticket \(number): the photo of user\(number)@contoso.example does not show in Outlook.

                PS C:\\> Set-UserPhoto user\(number)@contoso.example -PictureData $p
                The remote server returned an error: (413) Request Entity Too Large...
                    + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException

                """
            try folder.write(
                text + String(repeating: "line \(number)\n", count: number % 7 * 400), "tickets/t\(number).txt")
        }
    }

    @Test(.enabled(if: program != nil), .timeLimit(.minutes(20)))
    func losesNoFinishedTicketWhenItIsKilled() throws {
        let folder = try StoreFolder()
        try Self.tickets(90, in: folder)
        let day = ["--as-of", "2026-11-23"]
        let reference = try Self.start(["batch", "tickets", "--ndjson", "reference.ndjson"] + day, in: folder.url)
        reference.waitUntilExit()
        #expect(reference.terminationStatus == 0)

        let words = ["batch", "tickets", "--store", "triage.sqlite", "--ndjson", "rows.ndjson", "--jobs", "2"] + day
        var random = SeededRandom(seed: 20_261_123)
        var kills = 0
        var most = 0
        for round in 0..<8 {
            let process = try Self.start(
                round == 0 ? words : ["batch", "--store", "triage.sqlite", "--resume"], in: folder.url)
            usleep(UInt32(50_000 + random.next() % 1_500_000))
            if process.isRunning {
                kill(process.processIdentifier, SIGKILL)
                kills += 1
            }
            process.waitUntilExit()
            guard FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("triage.sqlite").path) else {
                continue
            }
            let store = try TicketStore(folder.store)
            #expect(try store.check() == [])
            var kept: Set<String> = []
            for record in try store.runs() {
                try store.rows(of: record.number) { row in
                    kept.insert(row.id)
                    return true
                }
            }
            // What was shown is kept, and what was kept once stays.
            let shown = try? String(contentsOf: folder.url.appendingPathComponent("rows.ndjson"), encoding: .utf8)
            for line in (shown ?? "").split(separator: "\n").dropLast() {
                let row = try #require(TicketVerdict(json: Array(line.utf8)))
                #expect(kept.contains(row.id))
            }
            #expect(kept.count >= most)
            most = kept.count
            if try store.interruptedRun() == nil, try !store.runs().isEmpty { break }
        }
        let isBegun = try !TicketStore(folder.store).runs().isEmpty
        let last = try Self.start(
            isBegun ? ["batch", "--store", "triage.sqlite", "--resume"] : words, in: folder.url)
        last.waitUntilExit()
        #expect(last.terminationStatus == 0)
        #expect(kills > 0)
        let rows = try Data(contentsOf: folder.url.appendingPathComponent("rows.ndjson"))
        let wanted = try Data(contentsOf: folder.url.appendingPathComponent("reference.ndjson"))
        #expect(rows == wanted)
        #expect(try TicketStore(folder.store).runs().last?.ending == .finished)
        #expect(try TicketStore(folder.store).runs().last?.tickets == 90)
    }
}
