import TriageModel
import TriageRules

/// What of a record could be a condition: values that are the same in every ticket of this cause, as far as one can tell
/// from one of them. Names, times, ids and numbers of one customer are left out.
struct DraftFacts {
    let vocabulary: Vocabulary
    /// What people and things of the case are called, in lower case; a value that holds one is no fact about a cause.
    var names: Set<String> = []

    /// The same for a case: its names are known.
    func of(_ evidence: Evidence) -> DraftFacts {
        var facts = self
        for record in evidence.records {
            let kind = vocabulary.kind(record.kind)
            for field in record.fields {
                let isName = kind?.field(field.name)?.identity != nil || ["identity", "address"].contains(field.name)
                guard isName, case .text(let text) = field.value.content, text.utf8.count > 1 else { continue }
                facts.names.insert(text.asciiLowercased)
            }
        }
        return facts
    }

    private static let mostBytes = 160

    /// The conditions a record fulfils; `isOwn` when the rule is about this record.
    func conditions(of record: Record, isOwn: Bool) -> [DraftCondition] {
        guard let kind = vocabulary.kind(record.kind) else { return [] }
        var conditions: [DraftCondition] = []
        var seen: Set<String> = []
        for field in record.fields {
            guard let declaration = kind.field(field.name), declaration.identity == nil, !declaration.isEventTime,
                field.value.partial == nil, seen.insert(declaration.name.asciiLowercased).inserted,
                var condition = condition(declaration, field.value)
            else { continue }
            condition.kind = isOwn ? nil : record.kind
            conditions.append(condition)
        }
        return conditions
    }

    private func condition(_ field: Vocabulary.FieldDeclaration, _ value: Value) -> DraftCondition? {
        func equals(_ text: String) -> DraftCondition {
            DraftCondition(kind: nil, field: field.name, comparison: "equals", value: text)
        }
        switch (field.type, value.content) {
        case (.boolean, .boolean(let flag)): return equals(flag ? "true" : "false")
        case (.integer, .integer(let number)):
            // A place in a script is no fact about a cause.
            return number >= 100 && number < 1000 ? equals(String(number)) : nil
        case (.text, .integer(let number)): return number >= 100 && number < 1000 ? equals(String(number)) : nil
        case (.text, .text(let text)):
            let words = Self.words(text)
            guard !words.isEmpty, !names.contains(text.asciiLowercased) else { return nil }
            if Self.isPlain(text), words.count <= 4 { return equals(words.joined(separator: " ")) }
            guard let run = longestRun(words) else { return nil }
            return DraftCondition(kind: nil, field: field.name, comparison: "contains", value: run)
        default: return nil
        }
    }

    /// What a text of the case could be recognised by, when there is nothing better.
    func phrase(in text: [UInt8]) -> DraftCondition? {
        let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(400)
        let runs = lines.compactMap { longestRun(Self.words(String(decoding: $0.prefix(2_000), as: UTF8.self))) }
        guard let longest = runs.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        return DraftCondition(kind: nil, field: nil, comparison: "contains", value: longest)
    }

    // MARK: Words

    private static func words(_ text: String) -> [String] {
        text.prefix(2_000).split(whereSeparator: { $0.isWhitespace || $0.isNewline }).map(String.init)
    }

    /// True when nothing in the text looks like a name, a number, a path or an id.
    private static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= mostBytes else { return false }
        let masked = ErrorSignature.words(text.utf8)
        return !masked.isEmpty && !masked.contains { $0.hasPrefix("<") }
    }

    /// The longest run of at least three plain words.
    private func longestRun(_ words: [String]) -> String? {
        var best: [String] = []
        var run: [String] = []
        for word in words + ["0"] {
            let isWord =
                word.utf8.allSatisfy {
                    $0 > 0x20 && $0 != 0x27 && $0 != 0x22 && $0 != 0x60 && !($0 >= 0x30 && $0 < 0x3A)
                }
                && !word.contains("@") && !word.contains("\\") && !word.contains("://") && !word.contains("=")
                || word.utf8.count == 5 && word.hasPrefix("(") && word.hasSuffix(")")
            let isName = names.contains(
                word.asciiLowercased.filter { $0.isLetter || $0.isNumber || "-._".contains($0) })
            if isWord, !isName, run.count < 12,
                run.reduce(0, { $0 + $1.utf8.count + 1 }) + word.utf8.count < Self.mostBytes
            {
                run.append(word)
                continue
            }
            if run.count > best.count { best = run }
            run = isWord && !isName ? [word] : []
        }
        return best.count >= 3 ? best.joined(separator: " ") : nil
    }
}
