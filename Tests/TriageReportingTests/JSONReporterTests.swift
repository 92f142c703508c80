import Foundation
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct JSONReporterTests {
    static let cases = [Cases.proxy413(), Cases.undecided(), Cases.people(), Cases.healthy()]

    @Test func fitsItsSchema() throws {
        let schema = try JSONSchema(named: "diagnosis.schema.json")
        for diagnosis in Self.cases + Hostile.texts.map({ Cases.every($0) }) {
            let json = try JSON.parse(JSONReporter.render(diagnosis, toolVersion: "1.0.0"))
            #expect(schema.problems(json) == [])
        }
    }

    @Test func writesTheKeysInTheOrderOfTheContract() throws {
        let json = try JSON.parse(JSONReporter.render(Cases.proxy413(), toolVersion: "1.0.0"))
        #expect(
            json.keys.starts(with: [
                "schema", "tool", "asOf", "verdict", "inputs", "findings", "undecided", "nearMisses", "nextEvidence",
                "contradictions", "errors",
            ]))
        #expect(json["inputs"]?[0]?.keys == ["file", "bytes", "encoding", "regions"])
        #expect(
            json["findings"]?[0]?.keys.starts(with: [
                "rule", "cause", "title", "status", "confidence", "stage", "explainedBy", "alsoFound", "subjectCount",
                "subjects", "evidence", "conditions", "counterfactual", "resolution",
            ]) == true)
        #expect(
            json["findings"]?[0]?["evidence"]?[0]?.keys == [
                "file", "line", "column", "endLine", "endColumn", "spans", "text", "field", "value",
            ])
        #expect(json["findings"]?[0]?["conditions"]?.keys == ["op", "result", "text", "evidence", "children"])
        #expect(
            json["findings"]?[0]?["resolution"]?["steps"]?[0]?.keys.starts(with: [
                "id", "text", "command", "where", "risk", "verify", "expect", "source", "validFrom", "retired",
                "retiredBecause", "replacedBy",
            ]) == true)
    }

    @Test func piecesAreTheWhole() {
        var diagnosis = Cases.people()
        let subjects = (0..<20_000).map { Diagnosis.Subject(id: "u\($0)@contoso.example", kind: "user") }
        diagnosis.findings[0].subjects = subjects
        let pieces = Pieces()
        JSONReporter.write(diagnosis, toolVersion: "1.0.0") { pieces.all.append($0) }
        #expect(pieces.all.count > 5)
        #expect(pieces.all.allSatisfy { $0.count < 100_000 })
        #expect(Array(pieces.all.joined()) == JSONReporter.render(diagnosis, toolVersion: "1.0.0"))
        pieces.all = []
        CSVReporter.write(diagnosis) { pieces.all.append($0) }
        #expect(pieces.all.count > 5)
        #expect(Array(pieces.all.joined()) == CSVReporter.render(diagnosis))
    }

    private final class Pieces { var all: [[UInt8]] = [] }

    @Test func looksRight() {
        for (name, diagnosis) in [("413", Cases.proxy413()), ("people", Cases.people())] {
            let bytes = JSONReporter.render(diagnosis, toolVersion: "1.0.0")
            Golden.check(String(decoding: bytes, as: UTF8.self), named: name + ".json")
        }
    }

    @Test func countsLinesAndColumnsOfTheOriginalWithExclusiveEnds() throws {
        let json = try JSON.parse(JSONReporter.render(Cases.proxy413(), toolVersion: "1.0.0"))
        let status = try #require(json["findings"]?[0]?["evidence"]?[0])
        #expect(status["file"] == .string("ticket.txt"))
        #expect(status["line"] == .number("16") && status["column"] == .number("39"))
        #expect(status["endLine"] == .number("16") && status["endColumn"] == .number("42"))
        #expect(status["text"] == .string("413"))
        let wrapped = try #require(json["findings"]?[0]?["evidence"]?[2])
        #expect(wrapped["spans"]?.elements.count == 2)
        #expect(wrapped["line"] == .number("17") && wrapped["endLine"] == .number("18"))
    }

    @Test func listsAllPeopleOfAFinding() throws {
        var diagnosis = Cases.people()
        diagnosis.findings[0].subjects = (1...3000).map { .init(id: "user\($0)@contoso.example", kind: "user") }
        let json = try JSON.parse(JSONReporter.render(diagnosis, toolVersion: "1.0.0"))
        #expect(json["findings"]?[0]?["subjects"]?.elements.count == 3000)
        #expect(json["findings"]?[0]?["subjectCount"] == .number("3000"))
    }

    @Test func writesMeasuredValuesForPrograms() throws {
        let json = try JSON.parse(JSONReporter.render(Cases.people(), toolVersion: "1.0.0"))
        let subject = try #require(json["findings"]?[0]?["subjects"]?[1])
        #expect(subject["value"] == .string("14532 B"))
        #expect(subject["distance"]?["limit"] == .number("10240"))
    }

    @Test func isTheSameToTheByte() {
        for diagnosis in Self.cases {
            #expect(
                JSONReporter.render(diagnosis, toolVersion: "1") == JSONReporter.render(diagnosis, toolVersion: "1"))
        }
    }

    @Test(arguments: Hostile.texts) func givesHostileTextBackAndNothingElse(_ text: String) throws {
        let bytes = JSONReporter.render(Cases.every(text), toolVersion: text)
        #expect(bytes.last == 0x0A && bytes.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        let output = try #require(String(validating: bytes, as: UTF8.self))
        #expect(!output.unicodeScalars.contains { Hostile.isForbidden($0) })
        let json = try JSON.parse(bytes)
        #expect(json["verdict"] == .string("cause"))
        #expect(json["tool"]?["version"] == .string(text))
        #expect(json["findings"]?[0]?["title"] == .string(text))
        #expect(json["inputs"]?[0]?["file"] == .string(text))
        #expect((try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) != nil)
    }

    @Test func saysWhenQuotedTextIsCut() throws {
        var diagnosis = Cases.proxy413()
        let long = Input.source("big.txt", [UInt8](repeating: 0x61, count: 1 << 20))
        diagnosis.sources = [long]
        diagnosis.regions = []
        let span = SourceSpan(source: SourceID(0), start: 0, end: 1 << 20)
        let item = Diagnosis.EvidenceItem(spans: [span], field: "a", value: "b")
        diagnosis.findings = [diagnosis.findings[0].matched(.high, evidence: Diagnosis.Proof(item))]
        let bytes = JSONReporter.render(diagnosis, toolVersion: "1")
        let evidence = try #require(try JSON.parse(bytes)["findings"]?[0]?["evidence"]?[0])
        #expect(evidence["text"]?.text?.utf8.count == 2000)
        #expect(evidence["textBytes"] == .number("1048576"))
        #expect(bytes.count < 20_000)
    }

    @Test func saysWhatWasStatedWithoutAPlace() throws {
        var diagnosis = Cases.healthy()
        diagnosis.contradictions = [
            .init(
                subject: "anna", field: "cloud-photo.state",
                values: [.init(spans: [], field: "f", value: "new", isAsserted: true)], kept: nil)
        ]
        let json = try JSON.parse(JSONReporter.render(diagnosis, toolVersion: "1"))
        let evidence = json["contradictions"]?[0]?["values"]?[0]?["evidence"]
        #expect(evidence?["file"] == .null && evidence?["line"] == .null && evidence?["asserted"] == .bool(true))
    }

    @Test func writesADeepConditionTree() throws {
        var tree = Diagnosis.ConditionTree(operation: "field", result: .true, text: "leaf")
        for _ in 0..<500 { tree = .init(operation: "all", result: .true, text: "", children: [tree]) }
        var diagnosis = Cases.proxy413()
        diagnosis.findings[0].conditions = tree
        var json = try JSON.parse(JSONReporter.render(diagnosis, toolVersion: "1"))["findings"]?[0]?["conditions"]
        for _ in 0..<500 { json = json?["children"]?[0] }
        #expect(json?["text"] == .string("leaf"))
        #expect(TextReporter.render(diagnosis, options: .init(explain: true)).contains("leaf"))
    }

    @Test func theSchemaCheckerNoticesMistakes() throws {
        let schema = try JSONSchema(
            """
            {"type": "object", "required": ["a"], "additionalProperties": false, "properties":
             {"a": {"enum": ["x"]}, "b": {"type": "integer", "minimum": 1}, "c": {"items": {"$ref": "#/$defs/s"}, "minItems": 1},
              "d": {"anyOf": [{"type": "null"}, {"pattern": "^[0-9]+$", "type": "string"}]}},
             "$defs": {"s": {"type": "string", "minLength": 2}}}
            """)
        for good in [#"{"a":"x"}"#, #"{"a":"x","b":1,"c":["ab"],"d":"12"}"#, #"{"a":"x","d":null}"#] {
            #expect(schema.problems(try JSON.parse(good.utf8)) == [])
        }
        let bad = [
            "{}", #"{"a":"y"}"#, #"{"a":"x","e":1}"#, #"{"a":"x","b":0}"#, #"{"a":"x","b":1.5}"#,
            #"{"a":"x","b":true}"#,
            #"{"a":"x","c":[]}"#, #"{"a":"x","c":["a"]}"#, #"{"a":"x","c":[1]}"#, #"{"a":"x","d":"a1"}"#, "[]",
        ]
        for text in bad { #expect(!schema.problems(try JSON.parse(text.utf8)).isEmpty, "\(text)") }
        #expect(!(try JSONSchema(#"{"uniqueItems": true}"#)).problems(.array([])).isEmpty)
    }
}
