import TriageBytes
import TriageModel

extension Vocabulary {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&kinds, Kind(name: "", label: "", about: .thing)) { $0.code(&$1) }
        coder.code(&templates, MessageTemplate(kind: "", text: "")) { template, coder in
            coder.code(&template.kind)
            coder.code(&template.text)
            coder.code(&template.sets)
            coder.code(&template.startsError)
        }
        coder.code(&cmdlets, Cmdlet(name: "")) { cmdlet, coder in
            coder.code(&cmdlet.name)
            coder.code(&cmdlet.prints)
            coder.code(&cmdlet.identityParameter)
            coder.code(&cmdlet.identityKey)
            coder.code(&cmdlet.isTopical)
        }
        coder.code(&sessionOpeners, SessionOpener(command: "")) { $0.code(&$1) }
        coder.code(&collectors, Collector(id: "", command: "", place: "", reads: "", order: 0, gives: [])) {
            $0.code(&$1)
        }
        coder.code(&topic.groups, []) { $1.code(&$0) }
        for terms in [\Vocabulary.surfaces, \.states, \.tried] {
            coder.code(&self[keyPath: terms], Term(name: "", phrases: [])) { term, coder in
                coder.code(&term.name)
                coder.code(&term.phrases)
            }
        }
        coder.code(&stages, Stage(name: "", label: "")) { stage, coder in
            coder.code(&stage.name)
            coder.code(&stage.label)
        }
        privacy.code(&coder)
    }
}

extension Vocabulary.Privacy {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&publicDomains)
        coder.code(&sharedDomains)
        coder.code(&hostEndings)
        coder.code(&commonWords)
        coder.code(&fields, Vocabulary.PrivateField(name: "", kind: .text)) { field, coder in
            coder.code(&field.name)
            coder.code(&field.kind)
        }
        coder.code(&patterns, Vocabulary.PrivatePattern(kind: .text, text: "")) { pattern, coder in
            coder.code(&pattern.kind)
            coder.code(&pattern.text)
        }
        coder.code(&secrets, Vocabulary.Secret(text: "", isLabel: false)) { secret, coder in
            coder.code(&secret.text)
            coder.code(&secret.isLabel)
            coder.code(&secret.end)
            coder.code(&secret.isMixed)
            coder.code(&secret.isColumn)
        }
    }
}

extension Vocabulary.Kind {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&name)
        coder.code(&label)
        coder.code(&about)
        coder.code(&types)
        coder.code(&objectClasses)
        coder.code(&signatures, []) { $1.code(&$0) }
        coder.code(&fields, Vocabulary.FieldDeclaration(name: "", type: .text)) { $0.code(&$1) }
        coder.code(&derivations, Vocabulary.Derivation(field: "", value: "", tests: [])) { derivation, coder in
            coder.code(&derivation.field)
            coder.code(&derivation.value)
            coder.code(&derivation.tests, Vocabulary.Derivation.Test(field: "", comparison: .equals, text: "")) {
                test, coder in
                coder.code(&test.field)
                coder.code(&test.comparison)
                coder.code(&test.text)
            }
        }
    }
}

extension Vocabulary.FieldDeclaration {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&name)
        coder.code(&aliases)
        coder.code(&type)
        coder.code(&label)
        coder.code(&identity, .any) { $1.code(&$0) }
        coder.code(&isEventTime)
        coder.code(&blankMeansUnknown)
        coder.code(&sizes)
    }
}

extension Vocabulary.SessionOpener {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&command)
        coder.code(&uriParameter)
        coder.code(&sets)
        coder.code(&setsWhenParameter, ParameterEffect(parameter: "", field: "", value: "")) { effect, coder in
            coder.code(&effect.parameter)
            coder.code(&effect.field)
            coder.code(&effect.value)
        }
    }
}

extension Vocabulary.Collector {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&id)
        coder.code(&command)
        coder.code(&place)
        coder.code(&reads)
        coder.code(&order)
        coder.code(&gives)
        coder.code(&scripts, Script(command: "", needs: "", place: "", prompt: "")) { script, coder in
            coder.code(&script.command)
            coder.code(&script.needs)
            coder.code(&script.place)
            coder.code(&script.prompt)
        }
        coder.code(&tellsWho)
    }
}
