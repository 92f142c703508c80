import TriageModel
import TriageRules

/// The texts rules and vocabulary compare with, as a list: what redaction must leave alone.
enum KnowledgeTexts {
    static func all(of knowledge: KnowledgeBase) -> [String] {
        var texts = of(knowledge.vocabulary)
        for rule in knowledge.rules {
            var pending = [rule.when] + rule.exceptions.map(\.condition) + rule.cases.map(\.when)
            while let condition = pending.popLast() {
                texts += own(condition)
                pending += condition.parts
            }
        }
        return texts
    }

    private static func of(_ vocabulary: Vocabulary) -> [String] {
        var texts: [String] = []
        for kind in vocabulary.kinds {
            texts += kind.types + kind.objectClasses + kind.signatures.flatMap { $0 }
            texts += kind.fields.flatMap { [$0.name] + $0.aliases }
            texts += kind.derivations.flatMap { [$0.value] + $0.tests.map(\.text) }
        }
        for template in vocabulary.templates { texts += [template.text] + Array(template.sets.values) }
        texts += vocabulary.cmdlets.flatMap { [$0.name] + [$0.identityParameter].compactMap { $0 } }
        for opener in vocabulary.sessionOpeners {
            texts += [opener.command] + Array(opener.sets.values) + opener.setsWhenParameter.map(\.parameter)
        }
        texts += vocabulary.collectors.map(\.command)
        texts += vocabulary.topic.groups.flatMap { $0 }
        texts += (vocabulary.surfaces + vocabulary.states + vocabulary.tried).flatMap(\.phrases)
        return texts
    }

    private static func own(_ condition: Condition) -> [String] {
        switch condition.test {
        case .field(let test): [test.name] + texts(test.comparison)
        case .text(let test): [test.pattern.text]
        case .all, .any, .not, .atLeast, .anyRecord, .noRecord, .compare, .happened: []
        }
    }

    private static func texts(_ comparison: Condition.FieldComparison) -> [String] {
        switch comparison {
        case .equals(let text), .contains(let text), .startsWith(let text), .endsWith(let text), .includes(let text):
            [text]
        case .oneOf(let texts), .noneOf(let texts): texts
        case .matches(let pattern): [pattern.text]
        default: []
        }
    }
}
