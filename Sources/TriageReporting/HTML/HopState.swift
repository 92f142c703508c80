import TriageModel

/// What the evidence says about one station of the way.
struct HopState {
    /// From what was proven to what is not known.
    enum Kind: String, CaseIterable {
        case good, broken, suspected, waiting, unknown

        /// In a word, for the drawing.
        var word: String {
            switch self {
            case .good: "works"
            case .broken: "broken here"
            case .suspected: "maybe here"
            case .waiting: "needs time"
            case .unknown: "not known"
            }
        }
    }

    var kind: Kind
    /// Findings that say so.
    var findings: [Diagnosis.Finding] = []
    /// Rules that were ruled out, which proves it good.
    var cleared: [String] = []
    /// Rules that matched and so prove it good.
    var proven: [String] = []
    /// True when all findings are about others than the person of the case.
    var isOthers = false

    init(_ hop: Presentation.Hop, diagnosis: Diagnosis, notes: [String]) {
        let here = diagnosis.findings.filter { hop.broken.contains($0.rule) || hop.waiting.contains($0.rule) }
        if !here.isEmpty {
            findings = here
            isOthers = here.allSatisfy(\.alsoFound)
            let firm = here.filter { $0.confidence == .high && !$0.alsoFound && $0.explainedBy == nil }
            if firm.contains(where: { hop.broken.contains($0.rule) }) {
                kind = .broken
            } else if here.allSatisfy({ hop.waiting.contains($0.rule) }) {
                kind = .waiting
            } else {
                kind = .suspected
            }
            return
        }
        let matched = Set(diagnosis.findings.filter { !$0.alsoFound && $0.confidence == .high }.map(\.rule) + notes)
        proven = hop.proven.filter(matched.contains)
        if !proven.isEmpty {
            kind = .good
            return
        }
        let clear = hop.cleared.filter { Self.isCleared($0, in: diagnosis) }
        if !hop.cleared.isEmpty, clear.count == hop.cleared.count {
            cleared = clear
            kind = .good
            return
        }
        kind = .unknown
    }

    /// True when the rule's own condition is proven false. A rule that was only kept silent by an exception clears
    /// nothing.
    private static func isCleared(_ rule: String, in diagnosis: Diagnosis) -> Bool {
        let all = diagnosis.ruledOut + diagnosis.nearMisses
        guard let finding = all.first(where: { $0.rule == rule }), finding.status != .notApplicable,
            !finding.subjects.isEmpty
        else { return false }
        return !finding.conditions.children.contains { $0.operation == "unless" && $0.result == .true }
    }
}
