import TriageModel
import TriageXML

/// `vocabulary.xml` -> ``Vocabulary``.
struct VocabularyReader {
    let root: ElementReader

    /// What was read, and the kinds whose records may have fields that are not listed.
    func read() -> VocabularyIndex {
        var vocabulary = Vocabulary()
        vocabulary.stages = items("stages", "stage").map {
            Vocabulary.Stage(name: $0.required("name"), label: $0.required("label"))
        }
        let kinds = items("kinds", "kind")
        vocabulary.kinds = kinds.map(kind)
        vocabulary.templates = items("templates", "template").map(template)
        vocabulary.cmdlets = items("cmdlets", "cmdlet").map(cmdlet)
        vocabulary.sessionOpeners = items("sessions", "opener").map(opener)
        vocabulary.collectors = items("collectors", "collector").map(collector)
        vocabulary.topic = Vocabulary.Topic(groups: items("topic", "group").map { $0.children("word").map(\.words) })
        vocabulary.surfaces = items("surfaces", "term").map(term)
        vocabulary.states = items("states", "term").map(term)
        vocabulary.tried = items("tried", "term").map(term)
        vocabulary.privacy = privacy()
        return VocabularyIndex(
            vocabulary, openKinds: Set(kinds.filter { $0.flag("open") }.map { $0.required("name") }))
    }

    private func items(_ list: String, _ name: String) -> [ElementReader] {
        root.child(list)?.children(name) ?? []
    }

    private func kind(_ element: ElementReader) -> Vocabulary.Kind {
        Vocabulary.Kind(
            name: element.required("name"), label: element.required("label"),
            about: element.choice("about", of: [.person, .tenant, .event, .thing]) ?? .thing,
            types: element.children("type").map { $0.required("name") },
            objectClasses: element.children("object-class").map { $0.required("name") },
            signatures: element.children("signature").map { FlowText.list($0.required("all")) },
            fields: element.children("field").map(field), derivations: element.children("derive").map(derivation))
    }

    private func field(_ element: ElementReader) -> Vocabulary.FieldDeclaration {
        let types: [Vocabulary.FieldType] = [
            .text, .integer, .boolean, .date, .duration, .size, .guid, .uri, .binary, .list,
        ]
        return Vocabulary.FieldDeclaration(
            name: element.required("name"), aliases: FlowText.list(element.optional("aliases") ?? ""),
            type: element.choice("type", of: types) ?? .text, label: element.optional("label") ?? "",
            identity: element.choice("identity", of: Vocabulary.IdentityKey.allCases),
            isEventTime: element.flag("event-time"), blankMeansUnknown: element.optional("blank") == "unknown",
            sizes: FlowText.list(element.optional("sizes") ?? ""))
    }

    private func derivation(_ element: ElementReader) -> Vocabulary.Derivation {
        Vocabulary.Derivation(
            field: element.required("field"), value: element.required("value"),
            tests: element.children("test").compactMap(test))
    }

    private func test(_ element: ElementReader) -> Vocabulary.Derivation.Test? {
        let all: [Vocabulary.Derivation.Comparison] = [.equals, .contains, .startsWith, .endsWith]
        let given = all.filter { element.optional($0.rawValue) != nil }
        guard given.count == 1, let text = element.optional(given[0].rawValue) else {
            element.note("a test needs exactly one comparison", expected: all.map(\.rawValue))
            return nil
        }
        return Vocabulary.Derivation.Test(field: element.required("field"), comparison: given[0], text: text)
    }

    private func template(_ element: ElementReader) -> Vocabulary.MessageTemplate {
        Vocabulary.MessageTemplate(
            kind: element.required("kind"), text: FlowText.template(element.element.ownText),
            sets: sets(element.children("set")),
            startsError: element.flag("starts-error"))
    }

    private func sets(_ elements: [ElementReader]) -> [String: String] {
        var sets: [String: String] = [:]
        for element in elements {
            let field = element.required("field")
            if sets.updateValue(element.required("value"), forKey: field) != nil {
                element.note("field '\(field)' is set twice")
            }
        }
        return sets
    }

    private func cmdlet(_ element: ElementReader) -> Vocabulary.Cmdlet {
        Vocabulary.Cmdlet(
            name: element.required("name"), prints: element.optional("prints"),
            identityParameter: element.optional("identity"),
            identityKey: element.choice("identity-key", of: Vocabulary.IdentityKey.allCases) ?? .any,
            isTopical: element.flag("topical"))
    }

    private func opener(_ element: ElementReader) -> Vocabulary.SessionOpener {
        let all = element.children("set")
        return Vocabulary.SessionOpener(
            command: element.required("command"), uriParameter: element.optional("uri"),
            sets: sets(all.filter { $0.optional("when-parameter") == nil }),
            setsWhenParameter: all.compactMap { set in
                set.optional("when-parameter").map {
                    Vocabulary.SessionOpener.ParameterEffect(
                        parameter: $0, field: set.required("field"), value: set.required("value"))
                }
            })
    }

    private func collector(_ element: ElementReader) -> Vocabulary.Collector {
        let place = element.required("where")
        let scripts = element.children("script").map { script in
            Vocabulary.Collector.Script(
                command: script.code, needs: script.required("needs"), place: script.optional("where") ?? place,
                prompt: script.optional("prompt") ?? "PS C:\\>")
        }
        return Vocabulary.Collector(
            id: element.required("id"), command: element.requiredChild("command")?.code ?? "",
            place: place, reads: element.requiredChild("reads")?.words ?? "",
            order: element.number("order") ?? 0, gives: element.children("gives").map { $0.required("path") },
            scripts: scripts, tellsWho: element.optional("tells-who") == "true")
    }

    private func term(_ element: ElementReader) -> Vocabulary.Term {
        Vocabulary.Term(name: element.required("name"), phrases: element.children("phrase").map(\.words))
    }
}

/// `<privacy>`: lists of words, which may stand several in an element.
extension VocabularyReader {
    private static let kinds: [Vocabulary.PrivateKind] = Vocabulary.PrivateKind.allCases

    private func privacy() -> Vocabulary.Privacy {
        Vocabulary.Privacy(
            publicDomains: names("public", "domains"), sharedDomains: names("shared", "domains"),
            hostEndings: names("hosts", "endings"), commonWords: names("common", "words"),
            fields: items("privacy", "fields").flatMap { element in
                let kind = element.choice("hold", of: Self.kinds) ?? .text
                return FlowText.list(element.required("names")).map { Vocabulary.PrivateField(name: $0, kind: kind) }
            },
            patterns: items("privacy", "pattern").map {
                Vocabulary.PrivatePattern(kind: $0.choice("finds", of: Self.kinds) ?? .text, text: expression($0))
            },
            secrets: items("privacy", "secret").map {
                Vocabulary.Secret(
                    text: expression($0), isLabel: $0.flag("behind"), end: $0.optional("until") ?? "",
                    isMixed: $0.flag("mixed"), isColumn: $0.flag("column"))
            })
    }

    private func names(_ item: String, _ attribute: String) -> [String] {
        items("privacy", item).flatMap { FlowText.list($0.required(attribute)) }
    }

    private func expression(_ element: ElementReader) -> String { element.words }
}
