import TriageModel
import TriageReporting
import TriageRules

extension Triage {
    /// What a fix script of the findings is made of.
    func fixPlan(for diagnosis: Diagnosis, of evidence: Evidence) -> FixPlan {
        var plan = FixPlan()
        let findings = diagnosis.findings.filter { finding in
            var hasCode = false
            for shown in finding.resolution where !shown.isRetired {
                guard let step = knowledge.step(shown.id), let fix = step.fix else { continue }
                hasCode = true
                plan.steps[step.id] = FixPlan.Step(
                    check: fix.check, backup: fix.backup, change: step.command,
                    verify: fix.verify.isEmpty ? step.verify : fix.verify,
                    expect: fix.verify.isEmpty ? step.expect : fix.expect, undo: fix.undo)
            }
            return hasCode
        }
        guard !findings.isEmpty else { return plan }
        let index = IdentityIndex(evidence.records, knowledge.vocabulary)
        for finding in findings {
            var names = finding.subjects.filter { $0.kind == "user" }.map(\.id)
            // An error for somebody has that name, an error for nobody its place.
            if names.isEmpty { names = finding.subjects.map(\.id).filter(index.knows) }
            if names.isEmpty, let complainant = diagnosis.complainant { names = [complainant] }
            plan.people[finding.rule] = names.map { FixPlan.Person(name: $0, values: index.values(of: $0)) }
        }
        return plan
    }
}

/// What records say about somebody, by any of the names they give.
private struct IdentityIndex {
    private let keys: [[Vocabulary.IdentityKey: String]]
    private var recordsByName: [String: [Int]] = [:]

    init(_ records: [Record], _ vocabulary: Vocabulary) {
        var keys: [[Vocabulary.IdentityKey: String]] = []
        for record in records {
            guard let kind = vocabulary.kind(record.kind), kind.about == .person else { continue }
            var own: [Vocabulary.IdentityKey: String] = [:]
            for field in record.fields {
                guard let key = kind.field(field.name)?.identity, own[key] == nil, key != .displayName,
                    field.value.partial == nil, let name = Triage.names(field.value).first, !name.isEmpty
                else { continue }
                own[key] = name
                recordsByName[name.asciiLowercased, default: []].append(keys.count)
            }
            keys.append(own)
        }
        self.keys = keys
    }

    /// True for a name that records give somebody, and for any address.
    func knows(_ name: String) -> Bool {
        recordsByName[name.asciiLowercased] != nil || name.contains("@") && !name.contains(":")
    }

    /// Values by hole. What two records say differently is not known.
    func values(of name: String) -> [String: String] {
        var found: [Vocabulary.IdentityKey: Set<String>] = [:]
        for record in Set(recordsByName[name.asciiLowercased] ?? []) {
            for (key, value) in keys[record] { found[key, default: []].insert(value) }
        }
        func only(_ key: Vocabulary.IdentityKey) -> String? {
            guard let all = found[key], Set(all.map(\.asciiLowercased)).count == 1 else { return nil }
            return all.min()
        }
        let isAddress = name.contains("@")
        let isAccount = !isAddress && !name.contains { " =\\/,".contains($0) }
        var values: [String: String] = [:]
        values["upn"] = only(.userPrincipalName) ?? (isAddress && found[.userPrincipalName] == nil ? name : nil)
        values["mail"] = only(.smtpAddress)
        values["sam"] = only(.samAccountName) ?? (isAccount && found[.samAccountName] == nil ? name : nil)
        values["id"] = only(.entraID)
        return values
    }
}
