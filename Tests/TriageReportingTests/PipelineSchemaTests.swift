import Foundation
import Testing
import TriageModel
import TriageTestSupport
import TriageXML

@testable import TriageReporting

/// What pipelines read, against the schemas of those formats.
@Suite struct PipelineSchemaTests {
    /// Every shape a report can have, and every hostile text in every place of it.
    private static let diagnoses =
        FormatConformanceTests.shapes
        + FormatConformanceTests.attacks.map { Cases.every($0) } + [Cases.crowd(100)]

    // MARK: JUnit

    private static func schema() throws -> XMLSchema {
        let file = PackageRoot.file("Tests/TriageReportingTests/Schemas/junit.xsd")
        return try XMLSchema(parsing: Array(try Data(contentsOf: file)))
    }

    @Test func junitKeepsItsSchema() throws {
        let schema = try Self.schema()
        for diagnosis in Self.diagnoses {
            let tree = try XMLTree(parsing: JUnitReporter.render(diagnosis))
            let mistakes = schema.mistakes(in: tree)
            #expect(mistakes.isEmpty, "\(mistakes)")
        }
    }

    @Test func junitCountsWhatItHolds() throws {
        for diagnosis in Self.diagnoses {
            let suite = try #require(XMLTree(parsing: JUnitReporter.render(diagnosis)).root.elements.first)
            let cases = suite.elements.filter { $0.name == "testcase" }
            func count(_ name: String) -> Int { cases.count { $0.elements.contains { $0.name == name } } }
            #expect(suite["tests"] == "\(cases.count)")
            #expect(suite["failures"] == "\(count("failure"))")
            #expect(suite["errors"] == "\(count("error"))")
            #expect(suite["skipped"] == "\(count("skipped"))")
        }
    }

    @Test(arguments: [
        "<testsuites/>", "<testsuites name='k' tests='1' failures='0' errors='0'><testsuite name='k'/></testsuites>",
        "<testsuites name='k' tests='0' failures='0' errors='0'><testsuite name='k' tests='x' failures='0' errors='0' skipped='0'/></testsuites>",
        "<testsuites name='k' tests='0' failures='0' errors='0'><testsuite name='k' tests='0' failures='0' errors='0' skipped='0'><testcase name='a'/></testsuite></testsuites>",
    ]) func theSchemaRefusesWhatIsNoJUnit(_ text: String) throws {
        #expect(try !Self.schema().mistakes(in: XMLTree(parsing: Array(text.utf8))).isEmpty)
    }

    // MARK: SARIF

    /// The model that a Python package generated from the schema of OASIS, which it applies without network.
    @Test func sarifKeepsItsSchema() throws {
        guard SARIFModel.isThere else {
            print("no SARIF model here: SARIF was not held against its schema (scripts/setup --browser)")
            return
        }
        let found = try SARIFModel.mistakes(
            in: Self.diagnoses.map { SARIFReporter.render($0, context: Cases.context()) })
        #expect(found == [])
        var broken = String(
            decoding: SARIFReporter.render(Cases.people(), context: Cases.context()), as: UTF8.self)
        broken.replace("\"kind\":\"fail\"", with: "\"kind\":\"broken\"")
        #expect(try !SARIFModel.mistakes(in: [Array(broken.utf8)]).isEmpty)
    }
}

/// SARIF's schema as a model of a Python package.
enum SARIFModel {
    private static let folder =
        ProcessInfo.processInfo.environment["KBTRIAGE_SARIF"]
        ?? PackageRoot.file(".build/sarif-model").path

    static let isThere = (try? run([])) != nil

    /// What is wrong, one line for each document that has a mistake.
    static func mistakes(in documents: [[UInt8]]) throws -> [String] { try run(documents) }

    private static let program = """
        import sys, json
        from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Report
        for number, line in enumerate(sys.stdin.buffer.read().split(b"\\0")):
            if line:
                try:
                    Report.model_validate_json(line)
                except Exception as error:
                    print(number, str(error).replace("\\n", " ")[:600])
        """

    private static func run(_ documents: [[UInt8]]) throws -> [String] {
        let input = FileManager.default.temporaryDirectory.appendingPathComponent("sarif-" + UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(documents.joined(separator: [0])).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", program]
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONPATH": folder]) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NoModel() }
        return text.split(separator: "\n").map(String.init)
    }

    struct NoModel: Error {}
}
