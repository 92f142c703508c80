import Foundation
import Testing
import TriageTestSupport

@Suite("Groups of rows that come in no order")
struct UnorderedGroupsTests {
    /// Errors no rule knows, in tickets of which some repeat others, the slowest first.
    private static func fill(_ folder: URL) throws {
        let faults = [
            "The index of volume 'x' is damaged beyond repair", "Replication of the partner log was refused by 'y'",
            "The address list generator ran out of handles",
        ]
        for number in 0..<60 {
            let fault = faults[number % 7 % 3].replacingOccurrences(of: "'x'", with: "'volume\(number)'")
            let text = """
                The photo of user\(number)@contoso.example does not show in Outlook.

                PS C:\\> Get-Thing user\(number)
                Get-Thing : \(fault)
                At line:1 char:1
                + Get-Thing user\(number)
                + ~~~~~~~~~~~~~~~~
                    + CategoryInfo          : NotSpecified: (:) [Get-Thing], ThingException
                    + FullyQualifiedErrorId : Thing\(number % 7 % 3),Get-Thing

                """
            // A slow ticket holds up the first rows; of five tickets one is the same as the one before it.
            let slow = number % 20 == 0 ? String(repeating: "+ ~~~~ \(number)\n", count: 4_000) : ""
            let name = "t\(number / 10)\(number % 10).txt"
            if number % 5 == 4 {
                let before = folder.appendingPathComponent("t\((number - 1) / 10)\((number - 1) % 10).txt")
                try FileManager.default.copyItem(at: before, to: folder.appendingPathComponent(name))
            } else {
                _ = try Fixture.write(text + slow, name, in: folder)
            }
        }
    }

    @Test func areTheSameAsThoseOfRowsInOrder() throws {
        try Fixture.withFolder { folder in
            let queue = folder.appendingPathComponent("queue")
            try FileManager.default.createDirectory(at: queue, withIntermediateDirectories: true)
            try Self.fill(queue)
            let words = ["batch", "queue", "--quiet", "--as-of", "2026-11-23", "--json"]
            let ordered = try ProgramRun(words + ["-", "--jobs", "1"], in: folder).json()
            let clusters = try #require(ordered["clusters"] as? [[String: Any]])
            #expect(clusters.count == 3)
            #expect(clusters.compactMap { $0["tickets"] as? Int }.reduce(0, +) == 60)
            #expect(clusters.compactMap { $0["repeats"] as? Int }.reduce(0, +) == 12)
            for jobs in ["1", "2", "4"] {
                let run = try ProgramRun(
                    words + ["-", "--unordered", "--jobs", jobs, "--html", "\(jobs).html"], in: folder
                ).json()
                #expect(run["clusters"] as? NSArray == clusters as NSArray)
                #expect(run["summary"] as? NSDictionary == ordered["summary"] as? NSDictionary)
                #expect(try Self.ids(run) == Self.ids(ordered))
            }
        }
    }

    /// The ids of the rows, sorted: rows themselves come as they are done.
    private static func ids(_ json: [String: Any]) throws -> [String] {
        try #require(json["tickets"] as? [[String: Any]]).compactMap { $0["id"] as? String }.sorted()
    }
}
