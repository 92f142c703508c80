public import TriageModel

/// Verdicts as CSV (RFC 4180): one row for a rule and whoever it is about, one row alone for what cannot be told.
public enum CSVReporter {
    private static let columns = [
        "verdict", "status", "confidence", "cause", "rule", "title", "subject", "kind", "value", "limit", "unit",
        "measured", "also_found", "explained_by", "file", "line", "next_step", "as_of",
    ]

    /// A header and the rows: findings, near misses, open rules. Without any of them one row with the verdict.
    public static func render(_ diagnosis: Diagnosis) -> [UInt8] {
        var bytes: [UInt8] = []
        write(diagnosis) { bytes += $0 }
        return bytes
    }

    /// The same piece by piece.
    public static func write(_ diagnosis: Diagnosis, to sink: ([UInt8]) -> Void) {
        var table = CSVTable()
        table.row(columns.map { .text($0) })
        let all = diagnosis.findings + diagnosis.nearMisses + diagnosis.undecided
        for finding in all {
            let first = firstPlace(finding, diagnosis)
            let step = VerdictWords.valid(finding).first { !$0.wasTried }
            let subjects = subjects(of: finding)
            for subject in subjects {
                table.row([
                    .text(diagnosis.verdict.rawValue), .text(finding.status.rawValue),
                    .text(finding.status == .matched ? finding.confidence.rawValue : ""), .text(finding.cause),
                    .text(finding.rule), .text(finding.title), .text(subject.id), .text(subject.kind),
                    .number(subject.distance?.value), .number(subject.distance?.limit),
                    .text(subject.distance?.unit ?? ""), .text(subject.value ?? ""),
                    .text(finding.alsoFound ? "true" : "false"), .text(finding.explainedBy ?? ""),
                    .text(first?.file ?? ""), .number(first.map { Int64($0.line) }),
                    .text(step.map { TextReport.first($0.text) } ?? ""), .text(diagnosis.asOf.iso),
                ])
                if table.bytes.count >= Self.piece { sink(table.drain()) }
            }
        }
        if all.isEmpty {
            var row = [CSVTable.Cell](repeating: .text(""), count: columns.count)
            row[0] = .text(diagnosis.verdict.rawValue)
            row[6] = .text(diagnosis.complainant ?? "")
            row[columns.count - 1] = .text(diagnosis.asOf.iso)
            table.row(row)
        }
        sink(table.drain())
    }

    /// Bytes handed over at once.
    private static let piece = 1 << 16

    /// One row for everybody; what cannot be told is not told of each of many people anew.
    private static func subjects(of finding: Diagnosis.Finding) -> [Diagnosis.Subject] {
        if finding.subjects.isEmpty { return [Diagnosis.Subject(id: "", kind: "")] }
        guard finding.status == .undecided, finding.subjects.count > 1 else { return finding.subjects }
        return [Diagnosis.Subject(id: Numbers.count(finding.subjects.count, "subject", "subjects"), kind: "group")]
    }

    private static func firstPlace(
        _ finding: Diagnosis.Finding, _ diagnosis: Diagnosis
    ) -> (file: String, line: Int)? {
        for item in finding.evidence {
            guard let span = item.spans.first, diagnosis.sources.indices.contains(span.source.number) else { continue }
            let source = diagnosis.sources[span.source.number]
            return (source.name, source.position(of: span.start).line)
        }
        return nil
    }
}

/// Rows of CSV. The one place where cells are escaped: no text becomes a formula in the program that opens the file.
public struct CSVTable {
    /// What stands in a cell.
    public enum Cell {
        /// Text; nothing a spreadsheet would compute.
        case text(String)
        /// A number; nil leaves the cell empty.
        case number(Int64?)
    }

    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// No rows.
    public init() {}

    /// What was written since the last time, which is handed over.
    mutating func drain() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Adds a row.
    public mutating func row(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .number(let number): if let number { bytes.append(contentsOf: String(number).utf8) }
            case .text(let text): bytes.append(contentsOf: Self.escaped(text).utf8)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// Text on one line. What a spreadsheet takes for a formula gets an apostrophe in front, which it does not show;
    /// blanks and quotes before the sign do not hide it.
    static func escaped(_ text: String) -> String {
        var safe = TerminalText.safe(text)
        let skipped: Set<Unicode.Scalar> = ["'", "\"", "\u{200B}", "\u{FEFF}"]
        let first = safe.unicodeScalars.first { !$0.properties.isWhitespace && !skipped.contains($0) }
        let signs: Set<Unicode.Scalar> = [
            "=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}",
        ]
        if let first, signs.contains(first) { safe = "'" + safe }
        let needsQuotes =
            safe.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ";") }
            || safe.utf8.first == 0x20 || safe.utf8.last == 0x20
        guard needsQuotes else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
