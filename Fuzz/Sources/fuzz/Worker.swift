import Foundation
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel

/// Reads mutated inputs one after another; leaves the input at hand in a file, should it die of it.
struct Worker {
    var scratch: URL
    var seed: UInt64
    var seconds: Double
    var from: Corpus.Kind?

    func run() throws {
        let triage = try Triage(location: .builtIn)
        var mutator = Mutator(corpus: Corpus.inputs(from: from), seed: seed)
        let end = Date().addingTimeInterval(seconds)
        let input = scratch.appendingPathComponent("input")
        var count = 0
        var reached = Reached()
        while Date() < end {
            let bytes = mutator.next()
            try Data(bytes).write(to: input)
            reached.add(Self.read(bytes, at: input, with: triage))
            count += 1
            if count % 50 == 0 { try note(count, reached) }
        }
        try note(count, reached)
    }

    private func note(_ count: Int, _ reached: Reached) throws {
        try Data("\(count)".utf8).write(to: scratch.appendingPathComponent("count"))
        try Data(reached.text.utf8).write(to: scratch.appendingPathComponent("reached"))
    }

    /// Reads an input in every way there is; what one way says the others must say too.
    @discardableResult
    static func read(_ bytes: [UInt8], at file: URL, with triage: Triage) -> Evidence {
        let whole = triage.read([CaseInput(name: "fuzz.txt", bytes: bytes)])
        let options = DiagnosisEngine.Options(asOf: CivilDate(year: 2026, month: 11, day: 23), explain: true)
        let diagnosis = triage.diagnose(whole, options: options)
        // What has been said must stand somewhere: a finding without a place in the input is as bad as a crash.
        for finding in diagnosis.findings {
            for item in finding.evidence {
                for span in item.spans
                where span.start < 0 || span.end > diagnosis.sources[span.source.number].text.count {
                    fatalError("evidence outside of the input: \(finding.rule) \(item.field)")
                }
            }
        }
        _ = triage.readRaw([CaseInput(name: "fuzz.txt", bytes: bytes)])
        // As a large dump is read: in one pass where it is one, else as above.
        var large = CaseInput(path: FilePath(file.path), streamsFrom: 0)
        large.name = "fuzz.txt"
        let streamed = triage.read([large])
        if let difference = difference(streamed, whole) {
            fatalError("read in one pass it says something else: \(difference)")
        }
        // Of which a diagnosis has only what can be asked for.
        let brief = triage.diagnose(triage.read([large], keepsAll: false), options: options)
        guard outcome(of: brief) == outcome(of: diagnosis) else {
            fatalError("read in one pass it means \(outcome(of: brief)) and not \(outcome(of: diagnosis))")
        }
        return whole
    }

    private static func outcome(of diagnosis: Diagnosis) -> [String] {
        ["\(diagnosis.verdict)"] + diagnosis.findings.map(\.rule) + ["undecided"] + diagnosis.undecided.map(\.rule)
    }

    /// The first thing of which two readings of one input say something else; nil for none.
    private static func difference(_ streamed: Evidence, _ whole: Evidence) -> String? {
        first(streamed.regions, whole.regions) ?? first(streamed.records, whole.records)
            ?? first(streamed.problems, whole.problems)
    }

    private static func first<Part: Equatable>(_ left: [Part], _ right: [Part]) -> String? {
        guard left != right else { return nil }
        let place = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
        func shown(_ parts: [Part]) -> String { place < parts.count ? "\(parts[place])" : "nothing" }
        return "\(Part.self) \(place) is \(shown(left)) and not \(shown(right))"
    }
}

/// Which readers the inputs came to, by what they say they read.
struct Reached {
    private var counts: [String: Int] = [:]

    init(_ text: String = "") { add(text) }

    mutating func add(_ evidence: Evidence) {
        for region in evidence.regions { counts[region.format, default: 0] += 1 }
        // Members of containers are named after them.
        if evidence.sources.contains(where: { $0.name.contains("!") }) {
            counts["members of containers", default: 0] += 1
        }
    }

    mutating func add(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t")
            if parts.count == 2, let count = Int(parts[1]) { counts[String(parts[0]), default: 0] += count }
        }
    }

    var text: String { counts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n") }
}

/// The texts to start from.
enum Corpus {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where inputs start from.
    enum Kind: String, CaseIterable {
        /// The samples of the rules.
        case samples
        /// Real inputs, where they are there.
        case shared
        /// Containers made here.
        case made
    }

    /// The texts of a kind; of all without one.
    static func inputs(from kind: Kind?) -> [[UInt8]] {
        switch kind {
        case .samples: read([root.appendingPathComponent("samples")])
        case .shared: read([root.deletingLastPathComponent().appendingPathComponent("shared")])
        case .made: Seeds.make(of: inputs(from: .samples))
        case nil: Kind.allCases.flatMap { inputs(from: $0) }
        }
    }

    private static func read(_ folders: [URL]) -> [[UInt8]] {
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
