import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What PowerShell's own deserialiser gives back for one file, flattened.
struct RawTruth: Sendable, CustomStringConvertible {
    var file: String
    /// Leaves as JSON, keys in order.
    var leaves: [String]

    var description: String { file }

    static let all: [RawTruth] = JSONLines.objects("samples/powershell/values/expect.jsonl").compactMap { line in
        guard let file = line["file"] as? String, let leaves = line["leaves"] as? [Any] else { return nil }
        return RawTruth(file: file, leaves: leaves.map(JSONLines.text))
    }
}

@Suite("Values as PowerShell itself reads them", .needsSharedSamples)
struct RawValueTests {
    @Test func allTruthsAreThere() { #expect(RawTruth.all.count >= 50) }

    @Test(arguments: RawTruth.all)
    func everyLeafIsPowerShells(truth: RawTruth) throws {
        let leaves = try CaseTriage.readRaw(SharedSamples.file("samples/powershell/values/" + truth.file).inputs)
        let read = leaves.map { JSONLines.text($0.array) }
        for (mine, wanted) in zip(read, truth.leaves) where mine != wanted {
            Issue.record("read \(mine), wanted \(wanted)")
            break
        }
        #expect(read.count == truth.leaves.count)
    }
}

extension RawLeaf {
    /// `[path, type, value]`.
    var array: [Any] {
        switch value {
        case .null: [path, type, NSNull()]
        case .text(let text): [path, type, text]
        case .count(let count): [path, type, count]
        case .bytes(let count, let digest): [path, type, ["bytes": count, "sha256": digest ?? ""] as [String: Any]]
        }
    }
}
