import Foundation
import Testing
import TriageBatch
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageReporting
import TriageRules
import TriageTestSupport

/// All outputs of one diagnosis say the same: verdict, causes, how many they are about, where the proof stands, what to run
/// next. Each output is read by a reader of its own (``Said``).
@Suite struct AgreementTests {
    /// Every ticket, every healthy sample, and of each rule the first sample it fires on.
    static let samples: [SampleCase] = {
        var seen = Set<String>()
        let fires = Samples.rules.filter { $0.proof == .fires && seen.insert($0.rule).inserted }.map(\.sample)
        return Samples.tickets + Samples.healthy + fires
    }()

    private static let triage = try? Triage(location: .builtIn)

    /// Everything that is printed of a case.
    struct Outputs {
        let diagnosis: Diagnosis
        let context: ReportContext
        let vocabulary: Vocabulary
        let row: [UInt8]

        init(_ sample: SampleCase) throws {
            let triage = try #require(AgreementTests.triage)
            let inputs = sample.inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) }
            let options = DiagnosisEngine.Options(asOf: CaseTriage.today, explain: true)
            let evidence = triage.read(inputs)
            diagnosis = triage.diagnose(evidence, options: options)
            context = triage.reportContext(for: diagnosis, of: evidence, toolVersion: "1.0")
            vocabulary = triage.knowledge.vocabulary
            let work = TicketTriage(triage, options: options)
            row = work.verdict(of: Ticket(id: "x", place: "x", content: .inputs(inputs))).jsonLine()
        }

        func bytes(_ format: DiagnosisFormat) -> [UInt8] {
            switch format {
            case .text:
                Array(
                    TextReporter.render(
                        diagnosis, options: TextOptions(width: 400, explain: true), vocabulary: vocabulary
                    ).utf8)
            case .json: JSONReporter.render(diagnosis, toolVersion: "1.0")
            case .html: HTMLReporter.render(diagnosis, context: context) { (try? SHA256.digest(of: $0)) ?? [] }
            case .markdown: Array(MarkdownReporter.render(diagnosis, context: context).utf8)
            case .csv: CSVReporter.render(diagnosis)
            case .sarif: SARIFReporter.render(diagnosis, context: context)
            case .junit: JUnitReporter.render(diagnosis)
            case .reply: Array(ReplyReporter.render(diagnosis, context: context, tone: .full).utf8)
            case .fix: Array(FixScriptReporter.render(diagnosis, context: context).utf8)
            }
        }

        func text(_ format: DiagnosisFormat) -> String { String(decoding: bytes(format), as: UTF8.self) }
    }

    /// The words people read for a verdict.
    private static let words: [String: [String]] = [
        "cause": ["Cause found", "Possible cause"], "insufficient": ["Cannot tell yet", "Not enough"],
        "healthy": ["Nothing wrong", "No fault found"], "off-topic": ["Not about this", "About something else"],
        "unreadable": ["Nothing could be read", "Could not be read"],
    ]

    @Test(arguments: samples) func allOutputsSayTheSame(_ sample: SampleCase) throws {
        let outputs = try Outputs(sample)
        let json = try JSONReading.said(outputs.bytes(.json))
        let causes = try #require(json.causes)
        let places = try #require(json.places)
        let commands = try #require(json.commands)

        // SARIF names everything; of many places the first twenty.
        let sarif = try SARIFReading.said(outputs.bytes(.sarif))
        #expect(sarif.verdict == json.verdict && sarif.causes == causes && sarif.counts == json.counts)
        for (one, two) in zip(sarif.places ?? [], places) {
            #expect(two.starts(with: one) && (one.count >= min(two.count, 1)))
        }

        // CSV has a row for everybody; of the places the first.
        let csv = CSVReading.said(outputs.text(.csv))
        #expect(csv.verdict == json.verdict && csv.causes == JSONReading.unique(causes))
        if Set(causes).count == causes.count {
            #expect(csv.counts == json.counts)
            #expect(csv.places == places.map { Array($0.prefix(1)) })
        }

        // JUnit: a failure for each cause.
        let junit = MarkupReading.junit(outputs.text(.junit))
        #expect(junit.verdict == json.verdict && junit.causes == causes)
        for (one, two) in zip(junit.places ?? [], places) {
            #expect(two.starts(with: one) && one.isEmpty == two.isEmpty)
        }

        // The row of a batch.
        let row = try RowReading.said(outputs.row)
        #expect(row.said.verdict == json.verdict)
        if json.verdict != "off-topic" {
            #expect(row.said.causes == Array(causes.prefix(32)))
            #expect(row.firstPlace == places.first?.first)
        }
        let users = outputs.diagnosis.findings.map { $0.subjects.count { $0.kind == "user" } }
        #expect(row.people == (json.verdict == "off-topic" ? [] : Array(users.prefix(32))))

        try whatPeopleReadSaysTheSame(outputs, json, causes, places, commands)
    }

    private func whatPeopleReadSaysTheSame(
        _ outputs: Outputs, _ json: Said, _ causes: [String], _ places: [[String]], _ commands: [String]
    ) throws {
        // The page.
        let page = MarkupReading.page(outputs.text(.html))
        #expect(page.causes == causes)
        #expect(page.commands == commands)
        for (one, two) in zip(page.places ?? [], places) {
            let lines = two.map { String($0.split(separator: ":").last ?? "") }
            let shown = one.compactMap { $0.split(separator: " ").last.map(String.init) }
            #expect(Set(shown).isSubset(of: Set(lines)) && shown.isEmpty == lines.isEmpty, "\(one) \(two)")
        }

        // Markdown.
        let markdown = MarkdownReading.said(outputs.text(.markdown))
        #expect(markdown.commands == commands)
        if json.verdict == "cause" {
            #expect(markdown.causes == causes)
            let shown = markdown.places?.first ?? []
            #expect(
                Set(shown).isSubset(of: Set(places.first ?? [])) && shown.isEmpty == (places.first?.isEmpty ?? true))
        }

        // One verdict in the words of all three.
        let text = outputs.text(.text)
        let spoken = page.verdict ?? ""
        #expect(!spoken.isEmpty && text.hasPrefix(spoken), "\(spoken): \(text.prefix(80))")
        #expect(markdown.verdict.map { spoken.hasPrefix($0) || $0.hasPrefix(spoken) } == true, "\(markdown)")

        // The terminal, everything shown.
        for cause in causes { #expect(text.contains(cause)) }
        for command in commands {
            for line in command.split(separator: "\n") { #expect(text.contains(line), "\(line)") }
        }
        for place in (places.first ?? []).prefix(3) {
            let number = place.split(separator: ":").last ?? ""
            let isShown = text.range(of: "(^|\n) *\(number) │", options: .regularExpression) != nil
            #expect(isShown || text.contains(place), "\(place)")
        }

        // The script is for the same causes, in the same order.
        let script = outputs.text(.fix)
        let scripted = MarkupReading.between("Title = '", ",", in: script)
        #expect(scripted.allSatisfy(causes.contains) && scripted == causes.filter(scripted.contains), "\(scripted)")

        // The mail asks for nothing else, and shows a line of the first cause.
        let reply = outputs.text(.reply)
        let asked = commands.filter { command in reply.contains(command.split(separator: "\n").first ?? "") }
        if json.verdict == "insufficient" { #expect(asked.count >= min(5, commands.count)) }
        if json.verdict == "cause", let first = places.first, let cut = reply.range(of: "You can see it here (") {
            let place = reply[cut.upperBound...].prefix { $0 != ")" }
            let numbers = place.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            let name = place.split(separator: ",")[0]
            #expect(first.contains { $0.split(separator: ":")[0].hasSuffix(name) }, "\(place)")
            #expect(
                !numbers.isEmpty
                    && Set(numbers.suffix(1)).isSubset(
                        of: Set(first.compactMap { Int($0.split(separator: ":").last ?? "") }))
            )
        }
        for cause in causes { #expect(!reply.contains(cause), "a mail names no cause by its number") }
    }
}
