import Foundation
import TriageTestSupport

/// Checks JSON against a schema, draft 2020-12, as far as our schemas use it: `$ref` to `$defs`, `type`, `enum`,
/// `const`, `required`, `properties`, `additionalProperties`, `items`, `minItems`, `minLength`, `minimum`, `pattern`,
/// `anyOf`. An unknown keyword is an error, so that no rule of a schema is silently skipped.
struct JSONSchema {
    let root: JSON

    /// Reads a schema of the `docs` folder.
    init(named name: String, file: String = #filePath) throws {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        let url = folder.appendingPathComponent("../../docs/" + name)
        root = try JSON.parse(try Data(contentsOf: url))
    }

    init(_ text: String) throws { root = try JSON.parse(text.utf8) }

    /// What is wrong, one sentence each; empty when the value fits.
    func problems(_ value: JSON) -> [String] { check(value, root, "$") }

    private static let silent: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

    private func check(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
        if case .bool(let allowed) = schema { return allowed ? [] : ["\(path): nothing is allowed here"] }
        guard case .object(let keywords) = schema else { return ["\(path): no schema"] }
        var problems: [String] = []
        for (keyword, rule) in keywords where !Self.silent.contains(keyword) {
            problems += check(value, keyword: keyword, rule, of: schema, path)
        }
        return problems
    }

    private func check(_ value: JSON, keyword: String, _ rule: JSON, of schema: JSON, _ path: String) -> [String] {
        switch keyword {
        case "$ref":
            guard let name = rule.text, name.hasPrefix("#/$defs/"),
                let target = root["$defs"]?[String(name.dropFirst(8))]
            else { return ["\(path): unresolved \(rule)"] }
            return check(value, target, path)
        case "type":
            let types = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
            return types.contains { Self.isOf(value, $0) } ? [] : ["\(path): \(value) is not \(types)"]
        case "enum": return rule.elements.contains(value) ? [] : ["\(path): \(value) is none of \(rule.elements)"]
        case "const": return rule == value ? [] : ["\(path): \(value) is not \(rule)"]
        case "anyOf":
            let all = rule.elements.map { check(value, $0, path) }
            return all.contains { $0.isEmpty } ? [] : ["\(path): fits none of \(all)"]
        case "required", "properties", "additionalProperties": return checkObject(value, keyword, rule, schema, path)
        case "items":
            return value.elements.enumerated().flatMap { check($0.element, rule, path + "[\($0.offset)]") }
        case "minItems":
            guard case .array(let elements) = value else { return [] }
            return elements.count >= Self.number(rule) ? [] : ["\(path): too few"]
        case "minLength":
            return (value.text?.unicodeScalars.count ?? .max) >= Self.number(rule) ? [] : ["\(path): too short"]
        case "minimum":
            guard case .number(let text) = value, let number = Double(text) else { return [] }
            return number >= Double(Self.number(rule)) ? [] : ["\(path): \(text) is too small"]
        case "pattern":
            guard let text = value.text, let pattern = rule.text else { return [] }
            return text.range(of: pattern, options: .regularExpression) != nil
                ? [] : ["\(path): \(text) is not \(pattern)"]
        default: return ["\(path): unknown keyword \(keyword)"]
        }
    }

    private func checkObject(_ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ path: String) -> [String]
    {
        guard case .object(let entries) = value else { return [] }
        switch keyword {
        case "required":
            return rule.elements.compactMap(\.text).filter { value[$0] == nil }.map { "\(path): \($0) is missing" }
        case "properties":
            return entries.flatMap { entry in
                rule[entry.key].map { check(entry.value, $0, path + "." + entry.key) } ?? []
            }
        default:
            let known = Set(schema["properties"]?.keys ?? [])
            return entries.filter { !known.contains($0.key) }.flatMap { check($0.value, rule, path + "." + $0.key) }
        }
    }

    private static func isOf(_ value: JSON, _ type: String) -> Bool {
        switch (value, type) {
        case (.object, "object"), (.array, "array"), (.string, "string"), (.bool, "boolean"), (.null, "null"),
            (.number, "number"):
            true
        case (.number(let text), "integer"): Double(text).map { $0 == $0.rounded() } ?? false
        default: false
        }
    }

    private static func number(_ rule: JSON) -> Int {
        if case .number(let text) = rule { return Int(text) ?? 0 }
        return 0
    }
}
