public import TriageModel

/// Reads what is written behind `--fact`: `WHO: KEY=VALUE, KEY=VALUE`.
///
/// A key is a place where the thing is shown (`SURFACE=STATE`), a path of the vocabulary (`KIND.FIELD=VALUE`,
/// `KIND.FIELD.bytes=14532`) or `tried` (`tried=STEP`). A value with a comma stands in quotes; `blank` says that the
/// source has nothing there.
public struct StatedFactParser: Sendable {
    let vocabulary: Vocabulary

    /// Makes a parser that checks against `vocabulary`.
    public init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// The fact, checked and typed.
    public func parse(_ text: String) throws(StatedFactError) -> StatedFact {
        guard let colon = text.firstIndex(of: ":") else {
            throw error("fact-without-who", "say who it is about: \(example)", at: 0)
        }
        let who = text[..<colon].trimmed
        guard !who.isEmpty else {
            throw error(
                "fact-without-who", "nobody is named before the colon: \(example)", at: 0)
        }
        var pairs: [StatedFact.Pair] = []
        for (offset, part) in parts(of: text[text.index(after: colon)...]) {
            guard let equals = part.firstIndex(of: "=") else {
                throw error(
                    "fact-without-value", "\"\(part.trimmed)\" states nothing: write key=value", at: offset)
            }
            let key = part[..<equals].trimmed
            guard !key.isEmpty else { throw error("fact-without-key", "a value without a key", at: offset) }
            pairs.append(try pair(key, unquoted(part[part.index(after: equals)...].trimmed), at: offset))
        }
        guard !pairs.isEmpty else {
            throw error("fact-without-value", "nothing is stated about \(who): write key=value", at: text.utf8.count)
        }
        return StatedFact(who: who, pairs: pairs)
    }

    /// A fact in the words of the vocabulary.
    private var example: String {
        guard let surface = vocabulary.surfaces.first, let state = vocabulary.states.first else {
            return "\"anna@contoso.example: kind.field=value\""
        }
        return "\"anna@contoso.example: \(surface.name)=\(state.name)\""
    }

    /// The parts between commas that stand in no quotes, with their offsets.
    private func parts(of text: Substring) -> [(Int, Substring)] {
        var parts: [(Int, Substring)] = []
        var start = text.startIndex
        var quote: Character?
        var index = text.startIndex
        func close(_ end: String.Index) {
            let part = text[start..<end]
            if !part.trimmed.isEmpty {
                let blanks = part.prefix(while: \.isWhitespace).utf8.count
                parts.append((text.base.utf8.distance(from: text.base.startIndex, to: start) + blanks, part))
            }
        }
        while index < text.endIndex {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'",
                text[start..<index].last(where: { !$0.isWhitespace }) == "="
            {
                quote = character
            } else if character == "," {
                close(index)
                start = text.index(after: index)
            }
            index = text.index(after: index)
        }
        close(text.endIndex)
        return parts
    }

    private func unquoted(_ text: String) -> String {
        guard text.count >= 2, let first = text.first, first == "\"" || first == "'", text.last == first else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    private func pair(_ key: String, _ value: String, at offset: Int) throws(StatedFactError) -> StatedFact.Pair {
        if let surface = term(key, in: vocabulary.surfaces) { return try observation(surface, value, at: offset) }
        if key.isEqualIgnoringCase(RecordKind.tried) {
            return StatedFact.Pair(kind: RecordKind.tried, field: "step", value: Value(.text(value), spans: []))
        }
        guard let dot = key.firstIndex(of: ".") else { throw unknownKey(key, at: offset) }
        let kindName = String(key[..<dot])
        guard let kind = vocabulary.kinds.first(where: { $0.name.isEqualIgnoringCase(kindName) }) else {
            let hint = Nearest.hint(kindName, among: vocabulary.kinds.map(\.name))
            throw error("unknown-kind", "there is no kind of record \"\(kindName)\"\(hint)", at: offset)
        }
        return try field(String(key[key.index(after: dot)...]), of: kind, value, at: offset)
    }

    private func observation(
        _ surface: Vocabulary.Term, _ value: String, at offset: Int
    ) throws(StatedFactError) -> StatedFact.Pair {
        var state = value
        if !vocabulary.states.isEmpty {
            guard let known = term(value, in: vocabulary.states) else {
                let names = vocabulary.states.map(\.name)
                let hint = Nearest.hint(value, among: names)
                throw error(
                    "bad-value", "\(surface.name) can be \(names.joined(separator: ", ")), not \"\(value)\"\(hint)",
                    at: offset)
            }
            state = known.name
        }
        return StatedFact.Pair(
            kind: RecordKind.observation, field: surface.name, value: Value(.text(state), spans: []))
    }

    private func field(
        _ path: String, of kind: Vocabulary.Kind, _ value: String, at offset: Int
    ) throws(StatedFactError) -> StatedFact.Pair {
        if let field = kind.field(path) {
            guard let typed = StatedValue.typed(value, as: field.type) else {
                throw error(
                    "bad-value",
                    "\(kind.name).\(field.name) takes \(StatedValue.expectation(of: field.type)), not \"\(value)\"",
                    at: offset)
            }
            return StatedFact.Pair(kind: kind.name, field: field.name, value: typed)
        }
        if let dot = path.lastIndex(of: "."), let field = kind.field(path[..<dot]), field.type == .binary {
            let part = String(path[path.index(after: dot)...])
            guard let typed = StatedValue.binary(part: part.asciiLowercased, text: value) else {
                throw error(
                    "bad-value",
                    "\(kind.name).\(path) cannot be \"\(value)\": \(field.name) has "
                        + ".bytes and .width, .height (numbers), .format (jpeg, png, gif, bmp, other), .sha256",
                    at: offset)
            }
            return StatedFact.Pair(kind: kind.name, field: field.name, value: typed)
        }
        let hint = Nearest.hint(path, among: kind.fields.map(\.name))
        throw error("unknown-field", "\(kind.name) has no field \"\(path)\"\(hint)", at: offset)
    }

    private func unknownKey(_ key: String, at offset: Int) -> StatedFactError {
        let homes = vocabulary.kinds.filter { $0.field(key) != nil }.map { $0.name + "." + key }
        if let home = homes.first {
            return error("unknown-key", "\"\(key)\" alone is not enough: write \"\(home)\"", at: offset)
        }
        let names = vocabulary.surfaces.map(\.name) + [RecordKind.tried]
        return error(
            "unknown-key",
            "\"\(key)\" is no place to look at\(Nearest.hint(key, among: names)): one of "
                + names.joined(separator: ", ") + ", or a path such as kind.field", at: offset)
    }

    private func term(_ text: String, in terms: [Vocabulary.Term]) -> Vocabulary.Term? {
        terms.first { $0.name.isEqualIgnoringCase(text) }
            ?? terms.first { $0.phrases.contains { $0.isEqualIgnoringCase(text) } }
    }

    private func error(_ code: String, _ message: String, at offset: Int) -> StatedFactError {
        StatedFactError(code: code, message: message, offset: offset)
    }
}
