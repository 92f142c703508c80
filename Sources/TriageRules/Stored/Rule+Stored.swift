import TriageBytes
import TriageModel

extension Rule {
    static var empty: Rule {
        Rule(id: "", cause: "", stage: "", title: "", why: "", subject: .ticket, when: .empty)
    }

    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&id)
        coder.code(&cause)
        coder.code(&stage)
        coder.code(&severity)
        coder.code(&status)
        coder.code(&since)
        coder.code(&title)
        coder.code(&why)
        coder.code(&customer)
        subject.code(&coder)
        when.code(&coder)
        coder.code(&exceptions, Exception(because: "", condition: .empty)) { exception, coder in
            coder.code(&exception.because)
            exception.condition.code(&coder)
            coder.code(&exception.lowersConfidenceWhenUnknown)
        }
        coder.code(&confidence)
        coder.code(&cases, Case(when: .empty, confidence: .low)) { chosen, coder in
            chosen.when.code(&coder)
            coder.code(&chosen.confidence)
            coder.code(&chosen.resolution)
            coder.code(&chosen.ways, Way(step: "", words: "")) { way, coder in way.code(&coder) }
            coder.code(&chosen.note)
        }
        coder.code(&near, Near(field: "", within: 0)) { near, coder in
            coder.code(&near.field)
            coder.code(&near.within)
        }
        coder.code(&explains)
        coder.code(&resolution)
        coder.code(&ways, Way(step: "", words: "")) { way, coder in way.code(&coder) }
        coder.code(&sources, Source(article: "")) { source, coder in
            coder.code(&source.article)
            coder.code(&source.version)
            coder.code(&source.section)
            coder.code(&source.checked)
        }
        coder.code(&proof)
        coder.code(&prior)
        coder.code(&file)
        coder.code(&line)
    }
}

extension Rule.Way {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&step)
        coder.code(&words)
    }
}

extension Rule.Subject {
    mutating func code(_ coder: inout ByteCoder) {
        var kind: String?
        var isTicket = false
        switch self {
        case .person: break
        case .ticket: isTicket = true
        case .record(let name): kind = name
        }
        coder.code(&isTicket)
        coder.code(&kind)
        self = isTicket ? .ticket : kind.map { .record(kind: $0) } ?? .person
    }
}
