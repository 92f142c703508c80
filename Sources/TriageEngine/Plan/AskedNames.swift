import TriageModel
import TriageRules

extension DiagnosisEngine {
    /// Names of fields a diagnosis can ask for, in lower case: those in the conditions of rules and in the holes of
    /// commands, and those by which objects are found. What tells who somebody is comes to it by the vocabulary.
    public var askedFields: Set<String> {
        var names = Set(fields.names.map(\.asciiLowercased))
        for name in Evaluator.nameFields { names.insert(name.asciiLowercased) }
        for step in steps.values {
            for text in [step.text, step.command, step.verify, step.expect] {
                CommandTemplate.addFields(of: text, to: &names)
            }
        }
        for collector in collectors.all {
            for text in [collector.command, collector.reads] { CommandTemplate.addFields(of: text, to: &names) }
        }
        return names
    }
}

extension CommandTemplate {
    /// Adds the fields in the holes of a template: `{kind.field}`.
    fileprivate static func addFields(of template: String, to names: inout Set<String>) {
        for hole in template.split(separator: "{").dropFirst() {
            let name = hole.prefix { $0 != "}" }
            if let dot = name.firstIndex(of: ".") {
                names.insert(String(name[name.index(after: dot)...]).asciiLowercased)
            }
        }
    }
}
