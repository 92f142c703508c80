import TriageModel

extension JSONReport {
    mutating func finding(_ finding: Diagnosis.Finding) {
        json.beginObject()
        field("rule", finding.rule)
        field("cause", finding.cause)
        field("title", finding.title)
        field("status", finding.status.rawValue)
        field("confidence", finding.confidence.rawValue)
        field("stage", finding.stage)
        json.key("explainedBy")
        json.string(orNull: finding.explainedBy)
        field("alsoFound", finding.alsoFound)
        field("subjectCount", finding.subjects.count)
        array("subjects", finding.subjects) { $0.subject($1) }
        array("evidence", finding.evidence) { $0.evidence($1) }
        conditions(finding)
        field("counterfactual", finding.counterfactual)
        json.key("resolution")
        json.beginObject()
        array("steps", finding.resolution) { $0.step($1) }
        json.endObject()
        field("why", finding.why)
        strings("notes", finding.notes)
        json.endObject()
    }

    mutating func undecided(_ finding: Diagnosis.Finding) {
        json.beginObject()
        field("rule", finding.rule)
        field("cause", finding.cause)
        field("title", finding.title)
        field("status", finding.status.rawValue)
        array("subjects", finding.subjects) { $0.subject($1) }
        strings("missing", finding.missing)
        array("evidence", finding.evidence) { $0.evidence($1) }
        conditions(finding)
        strings("notes", finding.notes)
        json.endObject()
    }

    mutating func nearMiss(_ finding: Diagnosis.Finding) {
        json.beginObject()
        field("rule", finding.rule)
        field("cause", finding.cause)
        field("status", finding.status.rawValue)
        field("failed", finding.failed)
        json.key("distance")
        distance(finding.distance)
        array("evidence", finding.evidence) { $0.evidence($1) }
        conditions(finding)
        field("title", finding.title)
        array("subjects", finding.subjects) { $0.subject($1) }
        json.endObject()
    }

    mutating func ruledOut(_ finding: Diagnosis.Finding) {
        json.beginObject()
        field("rule", finding.rule)
        field("cause", finding.cause)
        field("title", finding.title)
        field("status", finding.status.rawValue)
        array("subjects", finding.subjects) { $0.subject($1) }
        array("evidence", finding.evidence) { $0.evidence($1) }
        conditions(finding)
        json.endObject()
    }

    private mutating func subject(_ subject: Diagnosis.Subject) {
        json.beginObject()
        field("id", subject.id)
        field("kind", subject.kind)
        json.key("value")
        json.string(orNull: subject.distance.map(Self.plain) ?? subject.value)
        json.key("distance")
        distance(subject.distance)
        json.endObject()
    }

    /// `14532 B`: for programs, without grouping.
    private static func plain(_ distance: Diagnosis.Distance) -> String {
        distance.unit.isEmpty ? String(distance.value) : "\(distance.value) \(distance.unit)"
    }

    private mutating func distance(_ distance: Diagnosis.Distance?) {
        guard let distance else {
            json.null()
            return
        }
        json.beginObject()
        field("value", distance.value)
        field("limit", distance.limit)
        field("unit", distance.unit)
        json.endObject()
    }

    /// The tree under the key `conditions`, written without recursion: however deep it is, the stack is not.
    private mutating func conditions(_ finding: Diagnosis.Finding) {
        let evidence = finding.evidence.indices
        json.key("conditions")
        open(finding.conditions, evidence)
        var pending = [finding.conditions.children[...]]
        while let last = pending.indices.last {
            if let child = pending[last].popFirst() {
                open(child, evidence)
                pending.append(child.children[...])
            } else {
                pending.removeLast()
                json.endArray()
                json.endObject()
            }
        }
    }

    private mutating func open(_ node: Diagnosis.ConditionTree, _ evidence: Range<Int>) {
        json.beginObject()
        field("op", node.operation)
        field("result", node.result.rawValue)
        field("text", node.text)
        array("evidence", node.evidence.filter { evidence.contains($0) }) { $0.json.integer($1) }
        json.key("children")
        json.beginArray()
    }

    private mutating func step(_ step: Diagnosis.Step) {
        json.beginObject()
        field("id", step.id)
        field("text", step.text)
        field("command", step.command)
        field("where", step.place)
        field("risk", step.risk.rawValue)
        field("verify", step.verify)
        field("expect", step.expect)
        field("source", step.source)
        json.key("validFrom")
        json.string(orNull: step.validFrom?.iso)
        json.key("retired")
        json.string(orNull: step.retired?.iso)
        field("retiredBecause", step.retiredBecause)
        field("replacedBy", step.replacedBy)
        field("isRetired", step.isRetired)
        field("wasTried", step.wasTried)
        field("way", step.way)
        json.endObject()
    }
}
