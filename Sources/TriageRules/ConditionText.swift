public import TriageModel

extension Condition {
    /// The condition in plain English, inner conditions included:
    /// `photo in AD (directory-user.thumbnailPhoto.bytes) is greater than 10,240 bytes`.
    ///
    /// `kind` is the kind of the record at hand, for fields that name none. `bindings` gives the kinds of bound
    /// records. The author's own words (`says`) go before generated ones.
    public func plainText(
        in vocabulary: Vocabulary, of kind: String? = nil, bindings: [String: String] = [:]
    ) -> String {
        ConditionText(vocabulary: vocabulary, kind: kind, bindings: bindings).sentence(self)
    }

    /// The same without inner conditions, for a node whose children are shown below it: `all of these hold`.
    public func headline(
        in vocabulary: Vocabulary, of kind: String? = nil, bindings: [String: String] = [:]
    ) -> String {
        ConditionText(vocabulary: vocabulary, kind: kind, bindings: bindings).headline(self)
    }
}

/// Puts conditions into words.
struct ConditionText {
    let vocabulary: Vocabulary
    let kind: String?
    let bindings: [String: String]
    /// True to pass over `says`.
    var ignoresAuthor = false

    // MARK: Whole conditions

    func sentence(_ condition: Condition) -> String {
        if !condition.says.isEmpty, !ignoresAuthor { return condition.says }
        switch condition.test {
        case .all(let inner): return list(inner, "and", empty: "always")
        case .any(let inner): return list(inner, "or", empty: "never")
        case .not(let inner): return "not so: " + sentence(inner)
        case .atLeast(let count, let inner):
            return "at least \(count) of these: " + inner.map(sentence).joined(separator: "; ")
        case .anyRecord(let test), .noRecord(let test):
            let lead = headline(condition, test)
            let inside = ConditionText(
                vocabulary: vocabulary, kind: test.kind, bindings: adding(test), ignoresAuthor: ignoresAuthor)
            guard !test.conditions.isEmpty else { return lead }
            return lead + " with: " + inside.list(test.conditions, "and", empty: "")
        case .field, .compare, .text, .happened: return headline(condition)
        }
    }

    private func list(_ conditions: [Condition], _ word: String, empty: String) -> String {
        if conditions.isEmpty { return empty }
        let texts = conditions.map { inner in
            let text = sentence(inner)
            return conditions.count > 1 && isCompound(inner) ? "(" + text + ")" : text
        }
        return texts.joined(separator: ", \(word) ")
    }

    private func isCompound(_ condition: Condition) -> Bool {
        guard condition.says.isEmpty || ignoresAuthor else { return false }
        switch condition.test {
        case .all(let inner), .any(let inner): return inner.count > 1
        case .atLeast: return true
        case .anyRecord(let test), .noRecord(let test): return test.conditions.count > 1
        case .not(let inner): return isCompound(inner)
        case .field, .compare, .text, .happened: return false
        }
    }

    // MARK: Single lines

    func headline(_ condition: Condition) -> String {
        if !condition.says.isEmpty, !ignoresAuthor { return condition.says }
        switch condition.test {
        case .all: return "all of these hold"
        case .any: return "at least one of these holds"
        case .not: return "this does not hold"
        case .atLeast(let count, _): return "at least \(count) of these hold"
        case .field(let test): return subject(test) + " " + comparison(test)
        case .anyRecord(let test), .noRecord(let test): return headline(condition, test)
        case .compare(let test): return comparison(test)
        case .text(let test):
            return "the text " + place(test.scope) + " "
                + (test.pattern.isRegularExpression
                    ? "matches /\(test.pattern.text)/" : "contains \(quoted(test.pattern.text))")
        case .happened(let range): return happened(range)
        }
    }

    private func headline(_ condition: Condition, _ test: Condition.RecordTest) -> String {
        let label = vocabulary.kind(test.kind).map { $0.label.isEmpty ? $0.name : $0.label } ?? test.kind
        var text: String
        if case .noRecord = condition.test {
            text = "there is no " + label
        } else {
            text = "there is " + (startsWithVowel(label) ? "an " : "a ") + label
        }
        if let via = test.via { text += " named by " + field(at: via) }
        return text + " " + place(test.scope)
    }

    private func adding(_ test: Condition.RecordTest) -> [String: String] {
        guard !test.bind.isEmpty else { return bindings }
        var all = bindings
        all[test.bind] = test.kind
        return all
    }

    private func place(_ scope: Condition.Scope) -> String {
        switch scope {
        case .record: "in the same record"
        case .block: "in the same block"
        case .session: "in the same session"
        case .subject: "of the same subject"
        case .case: "anywhere in the case"
        }
    }

    private func happened(_ range: Condition.DateRange) -> String {
        switch (range.from, range.until) {
        case (let from?, let until?): "it happened on or after \(from.iso) and before \(until.iso)"
        case (let from?, nil): "it happened on or after \(from.iso)"
        case (nil, let until?): "it happened before \(until.iso)"
        case (nil, nil): "it happened at any time"
        }
    }
}
