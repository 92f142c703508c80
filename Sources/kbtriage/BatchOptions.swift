import CommandArguments
import TriageBatch
import TriageBytes
import TriageReporting

/// The options of `kbtriage batch`.
extension OptionDeclaration {
    static let jobs = OptionDeclaration(
        "jobs", short: "j", value: .integer(1...256), valueName: "n",
        help: "Threads that work (default: one a processor); the results are the same whatever their number")
    static let ndjson = OptionDeclaration(
        "ndjson", value: .file(extensions: ["ndjson", "jsonl"]), valueName: "file",
        help: "Write a JSON object a line here as tickets are done; - is standard output")
    static let csv = OptionDeclaration(
        "csv", value: .file(extensions: ["csv"]), valueName: "file",
        help: "Write the rows as CSV here, safe for spreadsheets; - is standard output")
    static let json = OptionDeclaration(
        "json", value: .file(extensions: ["json"]), valueName: "file",
        help: "Write one JSON document with the rows and the sums here; - is standard output")
    static let reports = OptionDeclaration(
        "reports", value: .directory, valueName: "folder", help: "Write each ticket's own report into this folder")
    static let reportFormat = OptionDeclaration(
        "report-format", value: .oneOf(ReportFormat.self), valueName: "format", defaultValue: "html",
        help: "What --reports writes")
    static let maximumTicketSize = OptionDeclaration(
        "max-ticket-size", value: .checked(expected: ByteAmount.expected) { ByteAmount.parse($0) != nil },
        valueName: "size", defaultValue: "64M",
        help: "A ticket that has more bytes is reported and not read; all tickets at work together have no more either")
    static let archives = OptionDeclaration(
        "archives", value: .oneOf(TicketOpener.ArchiveMeaning.self), valueName: "as", defaultValue: "auto",
        help:
            "What an archive is: its members are tickets, or it is one; auto: members where it is named, one in a folder"
    )
    static let idColumn = OptionDeclaration(
        "id-column", valueName: "name", help: "The column of an export that holds the ticket's id")
    static let subjectColumn = OptionDeclaration(
        "subject-column", valueName: "name", help: "The column that holds the subject")
    static let bodyColumn = OptionDeclaration(
        "body-column", valueName: "name", repeats: true,
        help: "The column that holds the text; may be given more than once")
    static let createdColumn = OptionDeclaration(
        "created-column", valueName: "name", help: "The column that says when the ticket was created")
    static let watch = OptionDeclaration(
        "watch", value: .directory, valueName: "folder",
        help: "Triage what is in this folder and what arrives in it, until interrupted")
    static let skip = OptionDeclaration(
        "skip", value: .integer(0...Int.max), valueName: "n",
        help: "Pass over the first tickets: to go on where a run without a store was stopped")
}

extension FlagDeclaration {
    static let unordered = FlagDeclaration(
        "unordered", help: "Give rows out as tickets are done, not in the order of the tickets")
    static let casePerFolder = FlagDeclaration("case-per-folder", help: "Every folder of files is one ticket")
    static let stream = FlagDeclaration(
        "stream", help: "Read tickets as NDJSON from standard input, write verdicts as NDJSON to standard output")
}

extension ArgumentDeclaration {
    static let ticketPaths = ArgumentDeclaration(
        "path", value: .file(extensions: []), arity: .any,
        help: "Files, folders, mailboxes, exports (CSV, TSV, JSON, NDJSON), archives; - is standard input")
}

/// What `--reports` writes.
enum ReportFormat: String, CaseIterable {
    case html, text, json

    var suffix: String {
        switch self {
        case .html: "html"
        case .text: "txt"
        case .json: "json"
        }
    }

    var format: DiagnosisFormat {
        switch self {
        case .html: .html
        case .text: .text
        case .json: .json
        }
    }
}

/// Numbers of bytes as people write them: `64M`, `500 KB`, `1g`.
enum ByteAmount {
    static let expected = "a number of bytes such as 64M, 500K or 1G"

    /// The bytes; K, M and G are powers of 1,024.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count).lowercased().filter { $0 != " " }
        if unit.hasSuffix("ib") { unit.removeLast(2) } else if unit.hasSuffix("b") { unit.removeLast() }
        let shifts = ["": 0, "k": 10, "m": 20, "g": 30]
        guard let number = Int(digits), number > 0, let shift = shifts[unit] else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        return overflow || bytes > 1 << 40 ? nil : bytes
    }
}
