/// libxml2's schema errors in the words of somebody who edits the file.
enum SchemaMessage {
    static func mistakes(_ errors: [ErrorList.Entry], in tree: XMLTree, names: SchemaNames) -> [XMLSchemaMistake] {
        var mistakes: [XMLSchemaMistake] = []
        var refused: Set<String> = []
        for error in errors {
            let element = error.path.flatMap { find($0, in: tree.root) }
            let parts = split(error.message)
            let place = "\(error.path ?? []) \(parts.attribute)"
            // A broken facet is followed by "is not a valid value of the type", which says nothing new.
            if parts.text.hasPrefix("[facet") { refused.insert(place) }
            if parts.text.contains("is not a valid value of the"), refused.contains(place) { continue }
            var mistake = translate(parts, names: names)
            mistake.line = element?.line ?? max(1, error.line)
            if !mistakes.contains(mistake) { mistakes.append(mistake) }
        }
        return mistakes
    }

    private static func find(_ path: [Int], in root: XMLTree.Element) -> XMLTree.Element? {
        var element = root
        for position in path {
            let inner = element.elements
            guard position < inner.count else { return nil }
            element = inner[position]
        }
        return element
    }

    /// `Element '{ns}a', attribute 'b': Text.`
    struct Parts {
        var element: String
        var attribute: String
        var text: String
    }

    private static func split(_ message: String) -> Parts {
        var parts = Parts(element: "", attribute: "", text: withoutNamespaces(message))
        guard parts.text.hasPrefix("Element '"), let colon = parts.text.firstRange(of: "': ") else { return parts }
        let lead = parts.text[..<colon.lowerBound]
        let quoted = lead.split(separator: "'", omittingEmptySubsequences: false)
        parts.element = quoted.count > 1 ? String(quoted[1]) : ""
        parts.attribute = quoted.count > 3 ? String(quoted[3]) : ""
        parts.text = String(parts.text[colon.upperBound...])
        return parts
    }

    private static func withoutNamespaces(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let inside = rest[rest.index(after: open)..<close]
            // A set of values is written in braces too: {'a', 'b'}.
            if inside.contains("'") || inside.contains(" ") {
                result += rest[...close]
            } else {
                result += rest[..<open]
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func translate(_ parts: Parts, names: SchemaNames) -> XMLSchemaMistake {
        let text = parts.text
        let expected = list(in: text, after: "Expected is")
        if text.hasPrefix("This element is not expected") {
            let isKnown = names.elements.contains(parts.element)
            return XMLSchemaMistake(
                line: 0, what: (isKnown ? "misplaced" : "unknown") + " element '\(parts.element)'",
                expected: expected.isEmpty ? ["the end of the enclosing element"] : expected,
                didYouMean: isKnown
                    ? nil
                    : NameSuggestion.nearest(to: parts.element, in: expected)
                        ?? NameSuggestion.nearest(to: parts.element, in: names.elements.sorted()))
        }
        if text.hasPrefix("Missing child element") {
            return XMLSchemaMistake(line: 0, what: "'\(parts.element)' is not complete", expected: expected)
        }
        if text.hasPrefix("No matching global declaration") {
            return XMLSchemaMistake(
                line: 0, what: "'\(parts.element)' is no root element, or its namespace is not the schema's")
        }
        if text.hasPrefix("The attribute '"), text.hasSuffix("is not allowed.") {
            let known = names.attributes[parts.element, default: []].sorted()
            return XMLSchemaMistake(
                line: 0, what: "unknown attribute '\(parts.attribute)' of '\(parts.element)'",
                expected: known.isEmpty ? ["no attribute"] : known,
                didYouMean: NameSuggestion.nearest(to: parts.attribute, in: known))
        }
        if text.hasPrefix("The attribute '"), text.contains("is required but missing") {
            let name = quotedWord(in: text) ?? ""
            return XMLSchemaMistake(line: 0, what: "attribute '\(name)' of '\(parts.element)' is missing")
        }
        return value(parts)
    }

    /// Errors about values and content.
    private static func value(_ parts: Parts) -> XMLSchemaMistake {
        let text = parts.text
        let owner =
            parts.attribute.isEmpty
            ? "in '\(parts.element)'" : "of attribute '\(parts.attribute)' of '\(parts.element)'"
        let found = quotedWord(in: facetText(text)) ?? ""
        if text.hasPrefix("[facet 'enumeration']") {
            let allowed = set(in: text)
            return XMLSchemaMistake(
                line: 0, what: "unknown value '\(found)' \(owner)", expected: allowed,
                didYouMean: NameSuggestion.nearest(to: found, in: allowed))
        }
        if text.hasPrefix("[facet 'pattern']") {
            return XMLSchemaMistake(line: 0, what: "value '\(found)' \(owner) has not the right form")
        }
        if text.hasPrefix("[facet 'minLength']") { return XMLSchemaMistake(line: 0, what: "empty value \(owner)") }
        if let range = text.firstRange(of: " is not a valid value of the ") {
            let type = quotedWord(in: String(text[range.upperBound...])) ?? ""
            return XMLSchemaMistake(
                line: 0, what: "value '\(found)' \(owner) has not the right form",
                expected: type.isEmpty ? [] : ["a value of type \(type)"])
        }
        if text.hasPrefix("Character content") {
            return XMLSchemaMistake(line: 0, what: "text is not allowed in '\(parts.element)'")
        }
        if text.hasPrefix("Element content is not allowed") {
            return XMLSchemaMistake(line: 0, what: "no element is allowed in '\(parts.element)'")
        }
        let named = parts.element.isEmpty ? text : "'\(parts.element)': \(text)"
        return XMLSchemaMistake(line: 0, what: named.hasSuffix(".") ? String(named.dropLast()) : named)
    }

    private static func facetText(_ text: String) -> String {
        guard text.hasPrefix("[facet"), let end = text.firstIndex(of: "]") else { return text }
        return String(text[text.index(after: end)...])
    }

    private static func quotedWord(in text: String) -> String? {
        guard let open = text.firstIndex(of: "'") else { return nil }
        let rest = text[text.index(after: open)...]
        // The value may hold quotes itself: libxml2 goes on with one of these words.
        for next in ["' is not", "' has a", "' must", "'.", "' is required"] {
            if let end = rest.firstRange(of: next) { return String(rest[..<end.lowerBound]) }
        }
        return rest.firstIndex(of: "'").map { String(rest[..<$0]) }
    }

    /// `Expected is one of ( a, b ).`
    private static func list(in text: String, after lead: String) -> [String] {
        guard let start = text.firstRange(of: lead), let open = text[start.upperBound...].firstIndex(of: "("),
            let close = text[open...].lastIndex(of: ")")
        else { return [] }
        return text[text.index(after: open)..<close].split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
    }

    /// `… of the set {'a', 'b'}.`
    private static func set(in text: String) -> [String] {
        guard let start = text.firstRange(of: "of the set {") else { return [] }
        return text[start.upperBound...].split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
