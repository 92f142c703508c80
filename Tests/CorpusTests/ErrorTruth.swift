import Foundation
import TriageTestSupport

/// What the objects behind a printed error say (`truth.json` of the shared PowerShell views).
struct ErrorTruth: Decodable, Sendable {
    let message: String
    /// What the views print in place of the message, when the error brings details of its own; else empty.
    let shown: String
    let category: String
    let activity: String
    let reason: String
    let targetName: String
    let targetType: String
    let errorId: String
    let exceptionType: String
    let script: String
    let line: Int
    let column: Int

    /// The true texts of an error record's field; the first is the usual one. Empty when the truth does not speak of
    /// that field.
    func texts(of field: String) -> [String] {
        let texts: [String] =
            switch field {
            case "message": [shown, message]
            case "category": [category]
            case "cmdlet": [activity]
            case "reason": [reason]
            case "target": [targetName]
            case "targetType": [targetType]
            case "errorId": [errorId]
            case "exceptionType": [exceptionType]
            case "script": [script]
            case "line": [String(line)]
            case "column": [String(column)]
            default: []
            }
        return texts.filter { !$0.isEmpty }
    }

    /// Every field the truth speaks of.
    static let fields = [
        "message", "category", "cmdlet", "reason", "target", "targetType", "errorId", "exceptionType", "script", "line",
        "column",
    ]

    /// What is wrong in a reading: a field that says something else than the truth, whether the look shows it or not.
    func contradictions(in facts: RecordFacts) -> [String] {
        Self.fields.compactMap { field in
            guard let read = facts[field] else { return nil }
            if field == "cmdlet", activity.isEmpty { return read == targetName ? nil : "cmdlet: read \(read)" }
            let right = texts(of: field)
            if field == "script", right.isEmpty { return "script: read \(read), there was none" }
            if right.isEmpty { return "\(field): read \(read), the truth is empty" }
            if right.contains(where: { agrees(read, with: $0, in: field, isPartial: facts.isPartial(field)) }) {
                return nil
            }
            return "\(field): read \(read), true is \(right[0])"
        }
    }

    /// Fields the look shows that were not read.
    func missing(in facts: RecordFacts, of look: ErrorLook) -> [String] {
        look.shownFields.filter { field in
            !texts(of: field).isEmpty && facts[field] == nil
                && !(field == "line" && script.isEmpty && !look.showsPosition)
        }
    }

    /// Messages are compared without white space: a view may break them anywhere. A cut text agrees as far as it goes.
    private func agrees(_ read: String, with truth: String, in field: String, isPartial: Bool) -> Bool {
        let left = field == "message" ? read.squeezed : read
        let right = field == "message" ? truth.squeezed : truth
        if left == right { return true }
        guard isPartial else { return false }
        let head = left.split(separator: "…", omittingEmptySubsequences: false).first.map(String.init) ?? left
        return !head.isEmpty && right.hasPrefix(head)
    }
}

/// The script behind a view (`scenario.json`).
struct ErrorScenario: Decodable, Sendable {
    let name: String
    let file: String
    let expect: [String]
    let forbid: [String]
    let asOf: String
    let why: String

    enum CodingKeys: String, CodingKey {
        case name, file, expect, forbid, why
        case asOf = "as_of"
    }
}

/// One error with all its looks.
struct ErrorView: Sendable, CustomStringConvertible {
    let scenario: ErrorScenario
    let truths: [ErrorTruth]
    let looks: [ErrorLook]

    var description: String { scenario.name }

    static let all: [ErrorView] = SharedSamples.entries(of: "samples/powershell/views").compactMap {
        try? ErrorView(at: $0)
    }

    init(at folder: URL) throws {
        scenario = try Self.decode(ErrorScenario.self, folder, "scenario.json")
        truths = try Self.decode([ErrorTruth].self, folder, "truth.json")
        looks = try folder.entries().filter { !$0.lastPathComponent.hasSuffix(".json") }.map { place in
            ErrorLook(
                view: folder.lastPathComponent,
                input: SampleInput(name: place.lastPathComponent, bytes: try place.readBytes()))
        }
    }

    private static func decode<T: Decodable>(_ type: T.Type, _ folder: URL, _ name: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }
}
