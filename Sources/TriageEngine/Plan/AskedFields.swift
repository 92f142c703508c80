import TriageModel
import TriageRules

/// The fields rules ask for, by kind: where sources that disagree matter.
enum AskedFields {
    /// Only of kinds that describe one object: a person has one account, but many attributes and devices.
    static func find(
        in plans: [RulePlan], vocabulary: Vocabulary, kinds: inout NameTable
    ) -> [Int: [Contradictions.AskedField]] {
        var found: [Int: Set<Contradictions.AskedField>] = [:]
        var ofOneObject: [String: Bool] = [:]
        func isOfOneObject(_ kind: String) -> Bool {
            if let known = ofOneObject[kind] { return known }
            let answer = describesOneObject(kind, vocabulary)
            ofOneObject[kind] = answer
            return answer
        }
        var open = plans.flatMap { [$0.when] + $0.exceptions + $0.cases }
        while let next = open.popLast() {
            open += next.children
            let paths: [ValuePath]
            switch next.test {
            case .field(let field): paths = [field.path]
            case .compare(let compare): paths = [compare.left.path, compare.right.path]
            case .anyRecord(let record), .noRecord(let record): paths = record.via.map { [$0.path] } ?? []
            case .all, .any, .not, .atLeast, .text, .happened: continue
            }
            for path in paths where isOfOneObject(path.kind) {
                let candidate = path.candidates.first { $0.part != nil } ?? path.candidates.first
                guard let candidate else { continue }
                found[kinds.number(for: path.kind), default: []].insert(
                    Contradictions.AskedField(
                        name: path.declaration?.name ?? path.field, number: candidate.field,
                        blankMeansUnknown: path.declaration?.blankMeansUnknown ?? false))
            }
        }
        return found.mapValues { fields in fields.sorted { ($0.name, $0.number) < ($1.name, $1.number) } }
    }

    private static func describesOneObject(_ kind: String, _ vocabulary: Vocabulary) -> Bool {
        if kind == RecordKind.observation { return true }
        guard let declared = vocabulary.kind(kind), declared.about == .person else { return false }
        return declared.fields.contains { field in
            switch field.identity {
            case .objectGUID, .entraID, .userPrincipalName, .samAccountName: true
            default: false
            }
        }
    }
}
