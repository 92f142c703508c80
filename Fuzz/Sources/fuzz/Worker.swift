import Foundation
import TriageEngine
import TriageKit
import TriageModel

/// Reads mutated inputs one after another; leaves the input at hand in a file, should it die of it.
struct Worker {
    var scratch: URL
    var seed: UInt64
    var seconds: Double

    func run() throws {
        let triage = try Triage(location: .builtIn)
        var mutator = Mutator(corpus: Corpus.read(), seed: seed)
        let end = Date().addingTimeInterval(seconds)
        var count = 0
        while Date() < end {
            let bytes = mutator.next()
            try Data(bytes).write(to: scratch.appendingPathComponent("input"))
            Self.read(bytes, with: triage)
            count += 1
            if count % 50 == 0 { try Data("\(count)".utf8).write(to: scratch.appendingPathComponent("count")) }
        }
        try Data("\(count)".utf8).write(to: scratch.appendingPathComponent("count"))
    }

    static func read(_ bytes: [UInt8], with triage: Triage) {
        let options = DiagnosisEngine.Options(asOf: CivilDate(year: 2026, month: 11, day: 23), explain: true)
        let diagnosis = triage.diagnose([CaseInput(name: "fuzz.txt", bytes: bytes)], options: options)
        // What has been said must stand somewhere: a finding without a place in the input is as bad as a crash.
        for finding in diagnosis.findings {
            for item in finding.evidence {
                for span in item.spans
                where span.start < 0 || span.end > diagnosis.sources[span.source.number].text.count {
                    fatalError("evidence outside of the input: \(finding.rule) \(item.field)")
                }
            }
        }
    }
}

/// The texts to start from.
enum Corpus {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func read() -> [[UInt8]] {
        let folders = [
            root.appendingPathComponent("samples"), root.deletingLastPathComponent().appendingPathComponent("shared"),
        ]
        var found: [(String, [UInt8])] = []
        for folder in folders {
            guard
                let walk = FileManager.default.enumerator(
                    at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
            else { continue }
            while let file = walk.nextObject() as? URL {
                guard let data = try? Data(contentsOf: file), data.count < 40_000 else { continue }
                found.append((file.path, Array(data)))
            }
        }
        return found.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
