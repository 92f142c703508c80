import Foundation
import FoundationXML
import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

/// What every format has to keep, whatever the diagnosis says.
@Suite struct FormatConformanceTests {
    struct Format: Sendable, CustomTestStringConvertible {
        /// What its golden files end with.
        var name: String
        var render: @Sendable (Diagnosis, ReportContext) -> [UInt8]
        var testDescription: String { name }
    }

    /// Every format there is: one that is added does not compile before it stands here.
    static let formats: [Format] = DiagnosisFormat.allCases.flatMap { format -> [Format] in
        switch format {
        case .text:
            [
                Format(name: "txt") { diagnosis, _ in Array(TextReporter.render(diagnosis).utf8) },
                Format(name: "explain.txt") { diagnosis, _ in
                    Array(TextReporter.render(diagnosis, options: TextOptions(explain: true)).utf8)
                },
            ]
        case .json: [Format(name: "json") { JSONReporter.render($0, toolVersion: $1.toolVersion) }]
        case .html: [Format(name: "html") { HTMLReporterTests.render($0, $1) }]
        case .markdown: [Format(name: "md") { Array(MarkdownReporter.render($0, context: $1).utf8) }]
        case .csv: [Format(name: "csv") { diagnosis, _ in CSVReporter.render(diagnosis) }]
        case .sarif: [Format(name: "sarif") { SARIFReporter.render($0, context: $1) }]
        case .junit: [Format(name: "junit.xml") { diagnosis, _ in JUnitReporter.render(diagnosis) }]
        case .reply:
            [
                Format(name: "reply.txt") { Array(ReplyReporter.render($0, context: $1, tone: .full).utf8) },
                Format(name: "brief.txt") { Array(ReplyReporter.render($0, context: $1, tone: .brief).utf8) },
            ]
        case .fix: [Format(name: "ps1") { Array(FixScriptReporter.render($0, context: $1).utf8) }]
        }
    }

    /// Tickets, pipelines and mails count people: their reports are as long for a crowd as for a few, and need no pieces.
    @Test func reportsThatCountPeopleStayShort() {
        let few = Cases.crowd(200)
        let many = Cases.crowd(20_000)
        for format in Self.formats where ["md", "sarif", "junit.xml", "txt", "reply.txt"].contains(format.name) {
            let sizes = [few, many].map { format.render($0, Cases.context()).count }
            #expect(abs(sizes[1] - sizes[0]) < 1_000, "\(format.name): \(sizes)")
        }
    }

    /// Formats whose looks are held by golden files here; text, JSON and HTML have suites of their own.
    private static let drawn = formats.filter { !["txt", "explain.txt", "json", "html"].contains($0.name) }

    /// Nothing at all, one of each verdict with everything a diagnosis can hold, and with nothing but the verdict.
    static let shapes: [Diagnosis] =
        HTMLReporterTests.cases.map(\.1)
        + Diagnosis.Verdict.allCases.flatMap { verdict -> [Diagnosis] in
            var bare = Cases.empty()
            bare.verdict = verdict
            return [Cases.every("words", verdict: verdict), bare]
        }

    static let attacks = Hostile.texts + HTMLReporterTests.markup + MarkdownTests.attacks + CSVTests.formulas

    @Test(arguments: formats) func isTextOnlyWhateverItSays(_ format: Format) {
        for text in Self.attacks {
            for verdict in Diagnosis.Verdict.allCases {
                let bytes = format.render(Cases.every(text, verdict: verdict), Cases.context(hostile: text))
                let output = String(validating: bytes, as: UTF8.self)
                #expect(output != nil)
                let forbidden = (output ?? "").unicodeScalars.filter {
                    // JSON gives texts back as they are and escapes what RFC 8259 wants; CSV ends rows as RFC 4180 wants.
                    Hostile.isForbidden($0) && !(format.name == "csv" && $0 == "\r")
                        && !(format.name == "json" && $0.value >= 0x7F)
                }
                #expect(forbidden.isEmpty, "\(forbidden.map { String($0.value, radix: 16) })")
            }
        }
    }

    @Test(arguments: formats) func isTheSameForTheSameDiagnosis(_ format: Format) {
        for diagnosis in Self.shapes {
            let bytes = format.render(diagnosis, Cases.fixContext())
            #expect(bytes == format.render(diagnosis, Cases.fixContext()))
            #expect(!bytes.isEmpty && bytes.last == 0x0A)
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
    }

    @Test(arguments: drawn) func looksRight(_ format: Format) {
        for (name, diagnosis) in HTMLReporterTests.cases.prefix(3) {
            let bytes = format.render(diagnosis, Cases.fixContext())
            Golden.check(String(decoding: bytes, as: UTF8.self), named: "\(name).\(format.name)")
        }
    }

    /// 100,000 people; the time is that of a debug build and only bounds what is not linear.
    @Test(arguments: formats) func holdsManyPeople(_ format: Format) {
        let bytes = format.render(Self.crowd, Cases.fixContext())
        #expect(bytes.count > 300)
        let text = String(decoding: bytes, as: UTF8.self)
        // The worst of them is in every format; formats that list everybody have the last one as well. Whom a script is
        // for comes from elsewhere.
        if format.name == "ps1" { return }
        #expect(text.contains("person0@contoso.example"))
        if ["json", "csv", "html"].contains(format.name) { #expect(text.contains("person99999@")) }
    }

    private static let crowd = Cases.crowd(100_000)

    @Test func junitIsWellFormedXML() {
        for text in Self.attacks {
            let parser = XMLParser(data: Data(JUnitReporter.render(Cases.every(text))))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
        }
    }

    @Test func sarifIsWhatTheStandardWants() throws {
        for diagnosis in HTMLReporterTests.cases.map(\.1) + Self.attacks.map({ Cases.every($0) }) {
            let json = try JSON.parse(SARIFReporter.render(diagnosis, context: Cases.context()))
            #expect(json["version"] == .string("2.1.0"))
            let run = try #require(json["runs"]?[0])
            let driver = try #require(run["tool"]?["driver"])
            #expect(driver["name"] == .string("kbtriage"))
            let rules = try #require(driver["rules"]).elements
            #expect(Set(rules.compactMap { $0["id"]?.text }).count == rules.count)
            let sources = try #require(run["artifacts"]).elements.count
            for result in try #require(run["results"]).elements {
                guard case .number(let index)? = result["ruleIndex"], let number = Int(index) else {
                    Issue.record("no rule index")
                    continue
                }
                #expect(rules[number]["id"] == result["ruleId"])
                let kind = result["kind"]?.text ?? ""
                #expect(["fail", "open", "review", "pass"].contains(kind))
                #expect(kind == "fail" || result["level"] == .string("none"))
                #expect(result["message"]?["text"]?.text?.isEmpty == false)
                for place in result["locations"]?.elements ?? [] {
                    let region = try #require(place["physicalLocation"]?["region"])
                    for name in ["startLine", "startColumn", "endLine", "endColumn"] {
                        guard case .number(let text)? = region[name] else {
                            Issue.record("no \(name)")
                            continue
                        }
                        #expect((Int(text) ?? 0) >= 1)
                    }
                    let uri = place["physicalLocation"]?["artifactLocation"]?["uri"]?.text ?? " "
                    #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3A })
                    guard case .number(let index)? = place["physicalLocation"]?["artifactLocation"]?["index"] else {
                        continue
                    }
                    #expect((Int(index) ?? .max) < sources)
                }
            }
        }
    }

    @Test func sarifCountsColumnsInCodePoints() throws {
        var input = Input()
        let log = input.add("\u{00FC} log.txt", "\u{00E4}\u{1F600} value\n")
        let item = input.proof(log, "error.message", "value", "value")
        var diagnosis = Cases.proxy413()
        diagnosis.sources = input.sources
        diagnosis.findings = [diagnosis.findings[0].matched(.high, evidence: Diagnosis.Proof(item))]
        let json = try JSON.parse(SARIFReporter.render(diagnosis, context: Cases.context()))
        let place = json["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]
        #expect(place?["region"]?["startColumn"] == .number("4"))
        #expect(place?["region"]?["endColumn"] == .number("9"))
        #expect(place?["artifactLocation"]?["uri"] == .string("%C3%BC%20log.txt"))
    }
}
