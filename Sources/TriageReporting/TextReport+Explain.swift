import TriageModel

extension TextReport {
    /// Everything about one verdict of a rule.
    mutating func explanation(of finding: Diagnosis.Finding) {
        page.gap()
        page.prose([
            Piece("\(finding.cause) \(finding.rule)", .heading), Piece(": "),
            Piece(Self.status(finding), Self.role(finding)), Piece(whom(finding)),
        ])
        lead(finding)
        if finding.status == .undecided && !finding.missing.isEmpty {
            page.prose("To tell, it needs:", indent: 2)
            for path in finding.missing { page.prose(labels.words(for: path, withPath: true), indent: 4) }
        }
        if finding.status == .nearMiss {
            if let distance = finding.distance { page.prose(Numbers.distance(distance) + ".", indent: 2) }
            if !finding.failed.isEmpty { page.prose("Not so: \(Self.sentence(finding.failed))", indent: 2) }
        }
        people(finding)
        proof(finding)
        page.heading("Conditions")
        conditions(finding.conditions, evidence: finding.evidence.count)
        if !finding.counterfactual.isEmpty {
            page.prose(Self.capitalized(Self.sentence(finding.counterfactual)), indent: 2)
        }
        resolution(finding)
    }

    /// The evaluated tree, a mark for every result, references to the numbered evidence.
    mutating func conditions(_ tree: Diagnosis.ConditionTree, evidence: Int) {
        var stack: [(node: Diagnosis.ConditionTree, depth: Int)] = [(tree, 0)]
        let deepest = max(4, page.width / 4)
        while let (node, depth) = stack.popLast() {
            let references = node.evidence.filter { $0 >= 0 && $0 < evidence }.map { "[\($0 + 1)]" }
            let tail = references.isEmpty ? [] : [Piece(" " + references.joined(separator: " "), .gutter)]
            page.prose(
                [Piece(Self.words(node)), Piece(Self.effect(node), .dim)] + tail, indent: min(2 + 2 * depth, deepest),
                lead: mark(node.result))
            for child in node.children.reversed() { stack.append((child, depth + 1)) }
        }
    }

    /// What an exception does: only one that is proven blocks.
    static func effect(_ node: Diagnosis.ConditionTree) -> String {
        guard node.operation == "unless" else { return "" }
        switch node.result {
        case .true: return " (so, and it blocks)"
        case .false: return " (not so)"
        case .unknown: return " (not known, so it does not block)"
        }
    }

    private func mark(_ result: Truth) -> Piece {
        switch result {
        case .true: Piece(page.glyphs.yes + " ", .good)
        case .false: Piece(page.glyphs.no + " ", .bad)
        case .unknown: Piece(page.glyphs.unknown + " ", .open)
        }
    }

    static func words(_ node: Diagnosis.ConditionTree) -> String {
        if !node.text.isEmpty { return node.text }
        switch node.operation {
        case "all": return "all of these"
        case "any": return "at least one of these"
        case "not": return "not this"
        case "unless": return "unless"
        default: return node.operation
        }
    }

    private static func status(_ finding: Diagnosis.Finding) -> String {
        switch finding.status {
        case .matched: "matched, \(finding.confidence.rawValue) confidence,"
        case .undecided: "cannot be told yet"
        case .nearMiss: "near miss"
        case .ruledOut: "ruled out"
        case .notApplicable: "does not apply: nothing it speaks about is there"
        }
    }

    private static func role(_ finding: Diagnosis.Finding) -> Role {
        switch finding.status {
        case .matched: .bad
        case .undecided: .open
        case .nearMiss, .ruledOut, .notApplicable: .strong
        }
    }

    /// Rules that do not hold, with the condition that says so.
    mutating func ruledOut() {
        let out = diagnosis.ruledOut.filter { $0.status == .ruledOut }
        if !out.isEmpty {
            page.heading("Ruled out")
            for finding in out {
                let reason = Self.firstFalse(finding.conditions).map { "; not so: " + $0 } ?? ""
                page.prose(
                    finding.title + whom(finding) + reason + ".", indent: 2,
                    lead: Piece(TextFit.padded(finding.cause, columns: 5) + " ", .strong))
            }
        }
        let silent = diagnosis.ruledOut.filter { $0.status == .notApplicable }
        if !silent.isEmpty {
            page.heading("Do not apply")
            page.prose(silent.map { "\($0.cause) \($0.rule)" }.joined(separator: ", ") + ".", indent: 2)
        }
    }

    static func firstFalse(_ tree: Diagnosis.ConditionTree) -> String? {
        var stack = [tree]
        while let node = stack.popLast() {
            if node.children.isEmpty && node.result == .false { return words(node) }
            for child in node.children.reversed() { stack.append(child) }
        }
        return nil
    }

    /// How records were joined.
    mutating func joins() {
        guard !diagnosis.joins.isEmpty else { return }
        page.heading("Whose records these are")
        for join in diagnosis.joins { page.prose(Self.sentence(join), indent: 2) }
    }

    /// What the inputs were cut into.
    mutating func inputs() {
        guard !diagnosis.sources.isEmpty else { return }
        page.heading("What was read")
        let regionsOf = Dictionary(grouping: diagnosis.regions) { $0.span.source.number }
        for (number, source) in diagnosis.sources.enumerated() {
            let size = Numbers.bytes(Int64(clamping: source.byteCount))
            page.prose([Piece(source.name, .strong), Piece(", \(size), \(source.encoding)")], indent: 2)
            let regions = regionsOf[number] ?? []
            for region in regions.prefix(Self.mostRegions) { self.region(region, in: source) }
            let left = regions.count - Self.mostRegions
            if left > 0 { page.prose("and \(Numbers.grouped(left)) more regions", .dim, indent: 4) }
        }
    }

    /// Regions listed of one input.
    private static let mostRegions = 200

    private mutating func region(_ region: Evidence.Region, in source: SourceInfo) {
        let lines = LineRange(region, in: source)
        let records = region.recordCount == 0 ? "" : ", " + Numbers.count(region.recordCount, "record", "records")
        let why = region.why.isEmpty ? "" : ": " + region.why
        let shown = lines.first == lines.last ? "line \(lines.first)" : "lines \(lines.first)-\(lines.last)"
        page.prose("\(shown), \(region.format)\(records)\(why)", indent: 4)
    }
}
