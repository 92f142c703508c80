import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageRules
import TriageTestSupport

/// The one place where these tests call the product.
enum Redacting {
    private static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }

    static func read(_ inputs: [SampleInput]) throws -> Evidence {
        try triage.get().read(inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) })
    }

    static func redact(_ inputs: [SampleInput], key: [UInt8]? = nil, stated: [String] = []) throws -> RedactedCase {
        try triage.get().redact(
            inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) }, key: key, stated: stated)
    }

    static func read(_ redacted: RedactedCase) throws -> Evidence { try triage.get().read(redacted) }

    static func diagnose(_ evidence: Evidence) throws -> Diagnosis {
        try triage.get().diagnose(evidence, options: .init(asOf: CaseTriage.today, explain: true))
    }

    /// One text, redacted.
    static func text(_ text: String, name: String = "ticket.txt", key: [UInt8]? = nil) throws -> String {
        let evidence = try read(redact([SampleInput(text, name: name)], key: key))
        return evidence.sources.map { String(decoding: $0.text, as: UTF8.self) }.joined()
    }

    /// What must be the same of verdicts: everything but names.
    static func outline(_ findings: [Diagnosis.Finding]) -> [String] {
        findings.map { finding in
            let evidence = finding.evidence.map { item in
                item.field + item.spans.map { " \($0.source.number):\($0.start)-\($0.end)" }.joined()
            }
            return
                "\(finding.rule) \(finding.cause) \(finding.status) \(finding.confidence) \(finding.explainedBy ?? "-") "
                + "\(finding.alsoFound) \(finding.subjects.count) \(finding.subjects.map { $0.value ?? "" }) "
                + "\(finding.missing) \(tree(finding.conditions)) \(evidence)"
        }
    }

    private static func tree(_ node: Diagnosis.ConditionTree) -> String {
        "\(node.operation)=\(node.result)" + node.children.map { "(" + tree($0) + ")" }.joined()
    }
}

/// Addresses in a text, found without anything of the product.
enum PlainAddresses {
    static func find(in text: [UInt8]) -> [String] {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_".utf8)
        var found: Set<String> = []
        for place in text.indices where text[place] == UInt8(ascii: "@") {
            let local = text[..<place].reversed().prefix { letters.contains($0) }.reversed()
            let host = text[(place + 1)...].prefix { letters.contains($0) }
            let address = String(decoding: local, as: UTF8.self) + "@" + String(decoding: host, as: UTF8.self)
            if local.count > 2, host.contains(UInt8(ascii: ".")), host.last != UInt8(ascii: "."),
                !host.starts(with: "odata".utf8), !address.hasPrefix("servicedesk"), !address.hasPrefix("support")
            {
                found.insert(address)
            }
        }
        return found.sorted()
    }

    static func contains(_ text: [UInt8], _ word: String) -> Bool {
        let folded = String(decoding: text, as: UTF8.self).lowercased()
        return folded.contains(word.lowercased())
    }
}
