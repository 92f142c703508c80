import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// Documents made here, read by the product and by a parser that nobody here wrote, or compared with what they were made
/// of.
@Suite("Generated documents as other parsers read them")
struct GeneratedDocumentTests {
    // MARK: JSON

    private static let texts = [
        "", "plain", "two words", "\"quoted\"", "back\\slash", "line\nbreak", "tab\t", "ümläut", "日本語", "😀", "a/b",
        "\u{1}", "{\"not\": \"json\"}", "1e5", "true",
    ]

    private static func value(_ random: inout SeededRandom, depth: Int) -> Any {
        switch Int.random(in: 0..<(depth > 4 ? 6 : 9), using: &random) {
        case 0: return NSNull()
        case 1: return Bool.random(using: &random)
        case 2: return Int.random(in: -1_000_000...1_000_000, using: &random)
        case 3: return Double(Int.random(in: -4_000...4_000, using: &random)) + 0.5
        case 4, 5: return texts.randomElement(using: &random) ?? ""
        case 6: return (0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) }
        default: return object(&random, depth: depth + 1)
        }
    }

    private static func object(_ random: inout SeededRandom, depth: Int) -> [String: Any] {
        var object: [String: Any] = [:]
        for number in 0..<Int.random(in: 1...6, using: &random) {
            object["key\(number)"] = value(&random, depth: depth)
        }
        return object
    }

    /// The leaves another parser sees, without their order: it keeps none.
    private static func leaves(_ value: Any, _ path: String) -> [String] {
        switch value {
        case let object as [String: Any]:
            return ["\(path) object"] + object.flatMap { leaves($0.value, path + "." + $0.key) }
        case let items as [Any]:
            return ["\(path) list \(items.count)"] + items.enumerated().flatMap { leaves($1, path + "[\($0)]") }
        case let text as String: return ["\(path) String \(text)"]
        case is NSNull: return ["\(path) null"]
        case let number as NSNumber:
            // SAFETY: Foundation's type code is a C string that lives as long as the number.
            let code = unsafe String(cString: number.objCType)
            if code == "c" {
                return ["\(path) Boolean \(number.boolValue ? "True" : "False")"]
            }
            let real = number.doubleValue
            return real == real.rounded() ? ["\(path) Int64 \(number.int64Value)"] : ["\(path) Double \(real)"]
        default: return ["\(path) ?"]
        }
    }

    private static func text(_ leaf: RawLeaf) -> String {
        let start = "\(leaf.path) \(leaf.type)"
        switch leaf.value {
        case .text(let text): return leaf.type == "object" ? start : start + " " + text
        case .count(let count): return start + " \(count)"
        case .null: return start
        case .bytes(let count, _): return start + " \(count) bytes"
        }
    }

    private func check(_ bytes: [UInt8], _ name: String) throws {
        let other = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
        let mine = try CaseTriage.readRaw([SampleInput(name: name, bytes: bytes)]).map(Self.text).sorted()
        let wanted = Self.leaves(other, "$").sorted()
        for (mine, wanted) in zip(mine, wanted) where mine != wanted {
            Issue.record("\(name): read \(mine), wanted \(wanted)")
            return
        }
        #expect(mine.count == wanted.count, "\(name)")
    }

    @Test func jsonHasTheLeavesOfTheOtherParser() throws {
        var random = SeededRandom(seed: 8_259)
        for number in 0..<150 {
            let object = Self.object(&random, depth: 0)
            let options: JSONSerialization.WritingOptions = number.isMultiple(of: 2) ? [] : [.prettyPrinted]
            let data = try JSONSerialization.data(withJSONObject: object, options: options)
            try check(Array(data), "generated-\(number).json")
        }
    }

    @Test(.needsSharedSamples, arguments: SharedSamples.entries(of: "samples/json-settings").map(\.lastPathComponent))
    func realSettingsHaveTheLeavesOfTheOtherParser(file: String) throws {
        var bytes = try SharedSamples.file("samples/json-settings/" + file).inputs[0].bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        try check(bytes, file)
    }

    // MARK: CSV

    /// RFC 4180: quotes around a cell, doubled inside of it.
    private static func quoted(_ cell: String) -> String { "\"" + cell.replacing("\"", with: "\"\"") + "\"" }

    @Test(arguments: [",", ";", "\t"], ["\r\n", "\n"])
    func csvHasTheCellsItWasMadeOf(delimiter: String, lineEnd: String) throws {
        var random = SeededRandom(seed: 4_180)
        let cells = [
            "plain", "two words", "a,b;c\td", "with \"quotes\"", "\"", "line\nbreak", "ümläut", "日本語", "-1", "=1+1",
            "x",
        ]
        for number in 0..<40 {
            let rows = (0..<Int.random(in: 2...6, using: &random)).map { row in
                (0..<4).map { $0 == 0 ? "row\(row)" : cells.randomElement(using: &random) ?? "" }
            }
            let table = [["First", "Second", "Third", "Fourth"]] + rows
            let text = table.map { $0.map(Self.quoted).joined(separator: delimiter) + lineEnd }.joined()
            let evidence = try CaseTriage.read([SampleInput(name: "\(number).csv", bytes: Array(text.utf8))])
            let read = evidence.records.map { record in
                record.fields.map { if case .text(let text) = $0.value.content { text } else { "?" } }
            }
            #expect(read == rows, "\(text)")
        }
    }
}
