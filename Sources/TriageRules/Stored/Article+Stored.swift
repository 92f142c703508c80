import TriageBytes
import TriageModel

extension Article {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&id)
        coder.code(&title)
        coder.code(&address)
        coder.code(&versions, Version(id: "", dated: "", text: "")) { version, coder in
            coder.code(&version.id)
            coder.code(&version.dated)
            coder.code(&version.text)
        }
        coder.code(&steps, Step(id: "", text: "")) { $0.code(&$1) }
        coder.code(&history, Event(date: "", text: "", source: "")) { event, coder in
            coder.code(&event.date)
            coder.code(&event.text)
            coder.code(&event.source)
        }
    }
}

extension Article.Step {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&id)
        coder.code(&section)
        coder.code(&versions)
        coder.code(&text)
        coder.code(&command)
        coder.code(&place)
        coder.code(&risk)
        coder.code(&verify)
        coder.code(&expect)
        coder.code(&from)
        coder.code(&until)
        coder.code(&retiredBecause)
        coder.code(&replacedBy)
        coder.code(&source)
        coder.code(&checked)
        coder.code(&fix, Article.Fix(check: "")) { fix, coder in
            coder.code(&fix.check)
            coder.code(&fix.backup)
            coder.code(&fix.verify)
            coder.code(&fix.expect)
            coder.code(&fix.undo)
        }
    }
}
