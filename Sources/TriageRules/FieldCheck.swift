import TriageModel
import TriageXML

/// Checks kinds, fields and the parts of their values against the vocabulary. Without a vocabulary nothing is checked.
struct FieldCheck {
    let index: VocabularyIndex?

    /// Notes a kind the vocabulary does not have; false then.
    @discardableResult
    func checkKind(_ kind: String, at element: ElementReader) -> Bool {
        guard let index, index.kind(kind) == nil else { return true }
        element.noteUnknown("kind", kind, known: index.kindNames)
        return false
    }

    /// The path taken apart; nil when it names nothing, which is noted.
    func checkPath(_ path: String, of kind: String, at element: ElementReader) -> FieldPath? {
        guard let index else { return FieldPath(path, of: nil) }
        guard checkKind(kind, at: element) else { return nil }
        let split = index.split(path, of: kind)
        guard index.knows(split.name, of: kind) else {
            element.noteUnknown("field", split.name, of: kind, known: index.fieldNames(of: kind))
            return nil
        }
        return checkPart(split, at: element) ? split : nil
    }

    /// `kind.field` or `binding.field`, taken apart and checked.
    func checkQualified(_ path: String, bindings: [String: String], at element: ElementReader) -> FieldPath? {
        guard let dot = path.firstIndex(of: "."), dot > path.startIndex else {
            element.note("'\(path)' names no record", expected: ["kind.field or binding.field"])
            return nil
        }
        let owner = String(path[..<dot])
        let field = String(path[path.index(after: dot)...])
        if let kind = bindings[owner] { return checkPath(field, of: kind, at: element) }
        if let index, index.kind(owner) == nil {
            element.noteUnknown("kind or binding", owner, known: index.kindNames + bindings.keys)
            return nil
        }
        return checkPath(field, of: owner, at: element)
    }

    /// Parts by the type of the field.
    static func parts(of type: Vocabulary.FieldType) -> [String] {
        switch type {
        case .binary: ["bytes", "format", "width", "height", "sha256"]
        case .uri: ["scheme", "host", "path", "query.NAME"]
        case .list: ["count"]
        case .text: ["length"]
        case .integer, .boolean, .date, .duration, .size, .guid: []
        }
    }

    private func checkPart(_ path: FieldPath, at element: ElementReader) -> Bool {
        guard !path.part.isEmpty, let type = path.declaration?.type else { return true }
        let parts = FieldCheck.parts(of: type)
        if parts.contains(path.part) { return true }
        if type == .uri, path.part.hasPrefix("query."), path.part.utf8.count > 6 { return true }
        element.note(
            "'\(path.name)' is of type \(type.rawValue) and has no '\(path.part)'",
            expected: parts.isEmpty ? ["the field itself"] : parts.map { path.name + "." + $0 },
            didYouMean: NameSuggestion.nearest(to: path.part, in: parts).map { path.name + "." + $0 })
        return false
    }
}

extension FieldPath {
    /// The type of what the path leads to; nil for fields that are not declared.
    var type: Vocabulary.FieldType? {
        switch part {
        case "": declaration?.type
        case "bytes": .size
        case "width", "height", "count", "length": .integer
        default: .text
        }
    }

    /// The path as written.
    var text: String { part.isEmpty ? name : name + "." + part }
}
