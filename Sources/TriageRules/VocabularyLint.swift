import TriageModel
import TriageXML

/// Checks the vocabulary in itself: names that must exist, names that stand twice.
struct VocabularyLint {
    let root: ElementReader
    let index: VocabularyIndex

    private var check: FieldCheck { FieldCheck(index: index) }

    func run() {
        for kind in items("kinds", "kind") { checkKind(kind) }
        for (list, item, key) in [
            ("stages", "stage", "name"), ("kinds", "kind", "name"), ("cmdlets", "cmdlet", "name"),
            ("collectors", "collector", "id"), ("sessions", "opener", "command"), ("surfaces", "term", "name"),
            ("states", "term", "name"), ("tried", "term", "name"),
        ] {
            checkTwice(items(list, item), key)
        }
        for template in items("templates", "template") { checkTemplate(template) }
        for cmdlet in items("cmdlets", "cmdlet") {
            if let kind = cmdlet.optional("prints") { check.checkKind(kind, at: cmdlet) }
        }
        for collector in items("collectors", "collector") { checkCollector(collector) }
    }

    private func items(_ list: String, _ name: String) -> [ElementReader] { root.child(list)?.children(name) ?? [] }

    private func checkTwice(_ elements: [ElementReader], _ key: String) {
        var seen: Set<String> = []
        for element in elements {
            let name = element.required(key)
            if !seen.insert(name.asciiLowercased).inserted { element.note("\(element.name) '\(name)' stands twice") }
        }
    }

    private func checkKind(_ kind: ElementReader) {
        var seen: Set<String> = []
        let name = kind.required("name")
        for field in kind.children("field") {
            let aliases = FlowText.list(field.optional("aliases") ?? "")
            for spelling in [field.required("name")] + aliases
            where !seen.insert(spelling.asciiLowercased).inserted {
                field.note("field '\(spelling)' of \(name) stands twice")
            }
            if field.optional("sizes") != nil, field.optional("type") != "binary" {
                field.note(
                    "field '\(field.required("name"))' has words for sizes and no bytes", expected: ["type=\"binary\""])
            }
            if field.flag("event-time"), field.optional("type") != "date" {
                field.note(
                    "field '\(field.required("name"))' is an event time and no date", expected: ["type=\"date\""])
            }
        }
        for derivation in kind.children("derive") {
            for test in derivation.children("test") { _ = check.checkPath(test.required("field"), of: name, at: test) }
        }
    }

    private func checkTemplate(_ template: ElementReader) {
        check.checkKind(template.required("kind"), at: template)
        let text = template.element.ownText
        for hole in TemplateHoles(text).unknown {
            template.note("unknown hole '{\(hole)}'", expected: ["{name}", "{name:word}", "{name:digits}", "{}"])
        }
        if FlowText.words(text).isEmpty { template.note("the template is empty") }
    }

    private func checkCollector(_ collector: ElementReader) {
        for gives in collector.children("gives") {
            let path = gives.required("path")
            if path.contains(".") {
                _ = check.checkQualified(path, bindings: [:], at: gives)
            } else {
                check.checkKind(path, at: gives)
            }
        }
        for command in collector.children("command") + collector.children("script") {
            HoleCheck.check(command.code, at: command)
        }
    }

    /// Terms of `tried` are named after steps.
    func checkTried(steps: [String]) {
        for term in items("tried", "term") where !steps.contains(term.required("name")) {
            term.noteUnknown("step", term.required("name"), known: steps)
        }
    }

    /// Expressions of the privacy must be some, and a field holds one thing.
    func checkPrivacy(checkExpression: (String) -> String?) {
        for element in items("privacy", "pattern") + items("privacy", "secret") {
            if let mistake = checkExpression(element.words) { element.note(mistake) }
        }
        var seen: Set<String> = []
        for element in items("privacy", "fields") {
            for name in FlowText.list(element.required("names")) where !seen.insert(name.asciiLowercased).inserted {
                element.note("field '\(name)' stands twice")
            }
        }
    }
}
