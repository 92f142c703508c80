import TriageModel
import TriageXML

/// An element of a rules file, with a place to note what is wrong with it.
struct ElementReader {
    let element: XMLTree.Element
    let mistakes: MistakeList

    var name: String { element.name }
    var line: Int { element.line }

    /// All elements inside.
    var children: [ElementReader] { element.elements.map { ElementReader(element: $0, mistakes: mistakes) } }

    func children(_ name: String) -> [ElementReader] {
        element.elements(name).map { ElementReader(element: $0, mistakes: mistakes) }
    }

    func child(_ name: String) -> ElementReader? {
        element.first(name).map { ElementReader(element: $0, mistakes: mistakes) }
    }

    /// Notes a mistake that no schema can find.
    func note(_ what: String, expected: [String] = [], didYouMean: String? = nil) {
        mistakes.add(what, line: line, expected: expected, didYouMean: didYouMean)
    }

    /// Notes a name that is not among those known.
    func noteUnknown(_ what: String, _ name: String, of owner: String = "", known: [String]) {
        let sorted = known.sorted()
        note(
            "unknown \(what) '\(name)'" + (owner.isEmpty ? "" : " of \(owner)"), expected: sorted,
            didYouMean: NameSuggestion.nearest(to: name, in: sorted))
    }

    // MARK: Attributes

    func optional(_ name: String) -> String? { element[name] }

    func required(_ name: String) -> String {
        if let value = element[name] { return value }
        mistakes.add("attribute '\(name)' of '\(element.name)' is missing", line: line, isStructural: true)
        return ""
    }

    func requiredChild(_ name: String) -> ElementReader? {
        if let child = child(name) { return child }
        mistakes.add("'\(element.name)' is not complete", line: line, expected: [name], isStructural: true)
        return nil
    }

    /// One of fixed values; nil when the attribute is missing or has another value, which is noted.
    func choice<Value: RawRepresentable<String>>(_ name: String, of all: [Value]) -> Value? {
        guard let text = element[name] else { return nil }
        if let value = Value(rawValue: text) { return value }
        let names = all.map(\.rawValue)
        mistakes.add(
            "unknown value '\(text)' of attribute '\(name)' of '\(element.name)'", line: line, expected: names,
            didYouMean: NameSuggestion.nearest(to: text, in: names), isStructural: true)
        return nil
    }

    func flag(_ name: String) -> Bool { element[name] == "true" || element[name] == "1" }

    /// A day that exists; nil when the attribute is missing or wrong, which is noted.
    func day(_ name: String) -> CivilDate? {
        guard let text = element[name] else { return nil }
        if let day = CivilDate(iso: text) { return day }
        note("'\(text)' of attribute '\(name)' is no day", expected: ["a day that exists, like 2023-10-01"])
        return nil
    }

    func quantity(_ name: String) -> Quantity? {
        guard let text = element[name] else { return nil }
        if let quantity = Quantity(text) { return quantity }
        note(
            "'\(text)' of attribute '\(name)' is no number",
            expected: ["digits with an optional unit of " + Quantity.units.joined(separator: ", ")])
        return nil
    }

    func number(_ name: String) -> Int? {
        guard let text = element[name] else { return nil }
        if let number = Int(text), number >= 0 { return number }
        mistakes.add(
            "value '\(text)' of attribute '\(name)' of '\(element.name)' has not the right form", line: line,
            expected: ["a whole number"], isStructural: true)
        return nil
    }

    // MARK: Text

    /// All text inside on one line, runs of white space as one blank.
    var words: String { FlowText.words(element.text) }

    /// All text inside in paragraphs: blank lines of the source part them, all else flows.
    var paragraphs: String { FlowText.paragraphs(element.text) }

    /// Lines of code: blank lines around them and the indentation they share are left out.
    var code: String { FlowText.code(element.text) }
}
