import Foundation
import TriageBatch
import TriageBytes
import TriageModel

/// A folder of its own for a test, removed with it.
final class StoreFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> FilePath { FilePath(url.appendingPathComponent(name).path) }

    func write(_ text: String, _ name: String, modified: Date = Date(timeIntervalSinceNow: -3600)) throws {
        let file = url.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: file.path)
    }

    var store: FilePath { path("triage.sqlite") }
}

extension RunSettings {
    static func test(
        rules: String = "r1", tool: String = "1.0", asOf: CivilDate = CivilDate(year: 2026, month: 11, day: 23),
        options: String = "", _ verification: Verification = .times
    ) -> RunSettings {
        RunSettings(
            knowledge: .init(rules: rules, tool: tool, asOf: asOf, options: options), words: ["tickets", "--ndjson"],
            verification: verification)
    }
}
