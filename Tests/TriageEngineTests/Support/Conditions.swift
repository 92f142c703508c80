import TriageModel
import TriageRules

extension Condition {
    static func all(_ inner: [Condition]) -> Condition { Condition(.all(inner)) }
    static func any(_ inner: [Condition]) -> Condition { Condition(.any(inner)) }
    static func not(_ inner: Condition) -> Condition { Condition(.not(inner)) }
    static func atLeast(_ count: Int, _ inner: [Condition]) -> Condition { Condition(.atLeast(count: count, inner)) }

    /// A field of the subject's records of a kind.
    static func field(_ kind: String, _ name: String, _ comparison: FieldComparison) -> Condition {
        Condition(.field(FieldTest(kind: kind, name: name, comparison: comparison)))
    }

    /// A field of the record at hand.
    static func here(_ name: String, _ comparison: FieldComparison) -> Condition {
        Condition(.field(FieldTest(name: name, comparison: comparison)))
    }

    static func anyRecord(
        _ kind: String, _ scope: Scope, bind: String = "", via: String? = nil, _ inner: [Condition]
    ) -> Condition {
        Condition(.anyRecord(RecordTest(kind: kind, scope: scope, bind: bind, via: via, conditions: inner)))
    }

    static func noRecord(_ kind: String, _ scope: Scope, _ inner: [Condition]) -> Condition {
        Condition(.noRecord(RecordTest(kind: kind, scope: scope, conditions: inner)))
    }

    static func compare(
        _ left: String, _ relation: Comparison.Relation, _ right: String, within: Int64 = 0
    ) -> Condition {
        Condition(.compare(Comparison(left: left, relation: relation, right: right, within: within)))
    }

    static func text(_ text: String, _ scope: Scope) -> Condition {
        Condition(.text(TextTest(pattern: PatternReference(text: text, isRegularExpression: false), scope: scope)))
    }

    static func happened(from: String? = nil, until: String? = nil) -> Condition {
        Condition(
            .happened(DateRange(from: from.flatMap { CivilDate(iso: $0) }, until: until.flatMap { CivilDate(iso: $0) }))
        )
    }
}

extension Rule {
    static func make(
        _ id: String, cause: String? = nil, stage: String = "content", severity: String = "error", prior: Int = 1,
        subject: Subject = .person, confidence: Diagnosis.Confidence = .medium, when: Condition,
        exceptions: [Exception] = [], cases: [Case] = [], near: Near? = nil, explains: [String] = [],
        resolution: [String] = []
    ) -> Rule {
        Rule(
            id: id, cause: cause ?? id.uppercased(), stage: stage, severity: severity, title: id, why: "why \(id)",
            subject: subject, when: when, exceptions: exceptions, confidence: confidence, cases: cases, near: near,
            explains: explains, resolution: resolution, prior: prior)
    }
}
