import Foundation

/// The samples of the repository.
public enum Samples {
    /// What a sample proves about its rule.
    public enum Proof: String, Sendable, CaseIterable {
        /// The rule matches.
        case fires
        /// The rule does not match.
        case silent
        /// The rule cannot be told.
        case undecided
    }

    /// A sample of a rule.
    public struct RuleSample: Sendable, CustomStringConvertible {
        /// Rule id: the folder's name.
        public var rule: String
        /// What it proves.
        public var proof: Proof
        /// The inputs.
        public var sample: SampleCase

        /// The sample's name.
        public var description: String { sample.name }
    }

    /// Folders of `samples/` that hold no rule's samples.
    public static let otherFolders: Set<String> = ["tickets", "healthy"]

    /// Every rule's samples: `samples/RULE/fires-*`, `silent-*`, `undecided-*`.
    public static let rules: [RuleSample] = PackageRoot.file("samples").entries()
        .filter { $0.isFolder && !otherFolders.contains($0.lastPathComponent) }
        .flatMap { folder in
            folder.entries().compactMap { place in
                let name = place.lastPathComponent
                guard let proof = Proof.allCases.first(where: { name.hasPrefix($0.rawValue + "-") }) else { return nil }
                let rule = folder.lastPathComponent
                guard let sample = try? SampleCase(name: "samples/\(rule)/\(name)", at: place) else { return nil }
                return RuleSample(rule: rule, proof: proof, sample: sample)
            }
        }

    /// Whole tickets: `samples/tickets/*`, without `expected.json`.
    public static let tickets: [SampleCase] = cases(in: "tickets")

    /// Inputs on which nothing may fire: `samples/healthy/*`.
    public static let healthy: [SampleCase] = cases(in: "healthy")

    private static func cases(in folder: String) -> [SampleCase] {
        PackageRoot.file("samples/" + folder).entries().filter { !isNote($0) }.compactMap { place in
            try? SampleCase(name: "samples/\(folder)/\(place.lastPathComponent)", at: place)
        }
    }

    private static func isNote(_ place: URL) -> Bool {
        ["expected.json", "README.md"].contains(place.lastPathComponent)
    }
}

extension Samples {
    /// The bytes of a file of `samples/tickets`.
    public static func ticket(_ name: String) throws -> [UInt8] {
        try PackageRoot.file("samples/tickets/" + name).readBytes()
    }
}
