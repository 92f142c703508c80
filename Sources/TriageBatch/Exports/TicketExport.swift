import TriageBytes
public import TriageKit
import TriageModel
import TriageReaders
import TriageRules

/// A file of a ticket system: a list of tickets, not the list of attributes of one.
///
/// Both come as CSV, TSV, JSON and NDJSON. A list of attributes is one case: its rows are people or settings, and the
/// vocabulary knows their kind. A list of tickets is told by its columns: their names in many languages, and their cells,
/// of which one must read like a text.
public struct TicketExport: Sendable, Hashable {
    /// How the rows stand in the file.
    public enum Format: Sendable, Hashable {
        /// Cells parted by that byte, names in the first row.
        case delimited(UInt8)
        /// A JSON object a line.
        case lines
        /// Objects in a JSON list: the document, or its member of that name.
        case list(member: String?)
    }

    /// How the rows stand in the file.
    public let format: Format
    /// The columns that are read.
    public let columns: ExportColumns
    let roles: ExportRoles?

    /// Bytes of a file that are looked at.
    public static let headSize = 256 << 10
    private static let sampleRows = 24

    /// Looks at the first bytes of a file; nil when it is no list of tickets.
    ///
    /// - Parameters:
    ///   - chosen: columns somebody named; they must be there.
    ///   - triage: knows which lists are attributes of people and settings; nil leaves that out.
    public static func recognise(
        head: [UInt8], chosen: ExportColumns = ExportColumns(), triage: Triage?
    ) -> TicketExport? {
        guard let (format, table) = table(head), !table.rows.isEmpty,
            let roles = ExportRoles(table, chosen: chosen)
        else { return nil }
        if !roles.isCertain, let triage, isDump(head, format, triage) { return nil }
        func name(_ column: Int?) -> String? { column.map { table.columns[$0] } }
        return TicketExport(
            format: format,
            columns: ExportColumns(
                id: name(roles.id), subject: name(roles.subject), body: roles.body.map { table.columns[$0] },
                created: name(roles.created), sender: name(roles.sender)),
            roles: {
                if case .delimited = format { return roles }
                return nil
            }())
    }

    /// Why a table is no list of tickets when columns were named; nil when that is not why.
    ///
    /// A table that nothing else tells to be one, and that has none of the columns, is another file among exports.
    static func missingColumns(head: [UInt8], chosen: ExportColumns, triage: Triage?) -> String? {
        guard !chosen.isEmpty, let (_, table) = table(head), !table.rows.isEmpty else { return nil }
        let missing = chosen.names.filter { name in
            !table.columns.contains { ExportColumns.isMeant($0, by: name) }
        }
        guard !missing.isEmpty,
            missing.count < chosen.names.count || recognise(head: head, triage: triage) != nil
        else { return nil }
        func list(_ names: some Sequence<String>) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }
        return "there is no column \(list(missing)); the columns are \(list(table.columns.prefix(mostColumnsShown)))"
            + (table.columns.count > mostColumnsShown ? " and more" : "")
    }

    private static let mostColumnsShown = 40

    /// What to say when a file of tickets is read as one case; nil when it is none.
    public static func notice(for input: CaseInput, triage: Triage) -> String? {
        guard let head = input.prefix(headSize), let export = recognise(head: head, triage: triage) else { return nil }
        let columns = export.columns.names.map { "'\($0)'" }.joined(separator: ", ")
        return "\(input.name): this looks like a list of tickets (columns \(columns)) and was read as one case; "
            + "kbtriage batch reads each row as a ticket"
    }

    // MARK: The first rows

    /// The format and the first rows; nil when the bytes are no table.
    private static func table(_ head: [UInt8]) -> (Format, ExportTable)? {
        var text = StreamText(ByteStream(head, name: ""))
        _ = text.fill()
        let bytes = text.window
        guard let first = bytes.first(where: { !ASCII.isSpace($0) }) else { return nil }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return objects(bytes)
        case UInt8(ascii: "<"): return nil
        default: return delimited(bytes)
        }
    }

    private static func delimited(_ bytes: [UInt8]) -> (Format, ExportTable)? {
        let lineEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
        guard lineEnd > 0, lineEnd < 64 << 10 else { return nil }
        let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { mark in
            (mark, bytes[..<lineEnd].count { $0 == mark })
        }
        guard let (mark, count) = counts.max(by: { $0.1 < $1.1 }), count > 0 else { return nil }
        var rows = DelimitedRows(ByteStream(bytes, name: ""), delimiter: mark, limit: bytes.count)
        guard case .cells(let header, _)? = rows.next() else { return nil }
        let columns = header.map { text($0) }
        // A sentence with a comma in it is no header: names are short, and not one repeats but comments.
        guard columns.allSatisfy({ $0.utf8.count <= 80 && ExportTable.words($0) <= 8 }) else { return nil }
        var table = ExportTable(columns: columns, rows: [])
        var short = 0
        while table.rows.count < sampleRows, case .cells(let cells, _)? = rows.next() {
            // The head may cut the last row.
            if rows.text.isAtEnd, rows.text.count == 0, bytes.count >= headSize, !table.rows.isEmpty { break }
            if cells.count < columns.count - 1 { short += 1 }
            table.rows.append(cells.map { text($0) })
        }
        guard short * 2 <= table.rows.count else { return nil }
        return (.delimited(mark), table)
    }

    private static func objects(_ bytes: [UInt8]) -> (Format, ExportTable)? {
        let lineEnd = bytes.firstIndex(of: 0x0A) ?? bytes.count
        if bytes.first == UInt8(ascii: "{") {
            let (node, end, stopped) = JSONParser.parse(Array(bytes[..<lineEnd]))
            if stopped == nil, end > 0, case .object = node.content {
                let lines = bytes.split(separator: 0x0A).prefix(sampleRows)
                let nodes = lines.map { JSONParser.parse(Array($0)) }.filter { $0.stopped == nil }.map(\.node)
                let isOneLine = bytes[lineEnd...].allSatisfy(ASCII.isSpace)
                // One object on one line may hold the list itself.
                if !isOneLine || member(of: bytes) == nil {
                    return nodes.count * 2 > lines.count ? (.lines, table(of: nodes)) : nil
                }
            }
        }
        let name = bytes.first { !ASCII.isSpace($0) } == UInt8(ascii: "[") ? nil : member(of: bytes)
        if name == nil, bytes.first(where: { !ASCII.isSpace($0) }) != UInt8(ascii: "[") { return nil }
        var elements = JSONElements(ByteStream(bytes, name: ""), member: name, limit: bytes.count)
        var nodes: [JSONNode] = []
        while nodes.count < sampleRows, case .whole(let node, _)? = elements.next() {
            guard case .object = node.content else { return nil }
            nodes.append(node)
        }
        return nodes.isEmpty ? nil : (.list(member: name), table(of: nodes))
    }

    /// The first member of a document that is a list of objects.
    private static func member(of bytes: [UInt8]) -> String? {
        let node = JSONParser.parse(bytes).node
        return node.members.first { member in
            guard let first = member.node.items?.first, case .object = first.content else { return false }
            return true
        }?.name
    }

    private static func table(of nodes: [JSONNode]) -> ExportTable {
        var columns: [String] = []
        var places: [String: Int] = [:]
        var rows: [[String]] = []
        for node in nodes {
            var row = [String](repeating: "", count: columns.count)
            for (path, value) in ExportObject(node).values {
                if let place = places[path] {
                    row[place] = value
                } else if columns.count < 500 {
                    places[path] = columns.count
                    columns.append(path)
                    row.append(value)
                }
            }
            rows.append(row)
        }
        return ExportTable(columns: columns, rows: rows)
    }

    /// True when the vocabulary knows what the rows are: people, settings.
    private static func isDump(_ head: [UInt8], _ format: Format, _ triage: Triage) -> Bool {
        let sample: [UInt8]
        switch format {
        case .delimited, .lines:
            // Whole lines only.
            let end = head.count < headSize ? head.count : (head.lastIndex(of: 0x0A) ?? head.count)
            sample = Array(head[..<min(end, 64 << 10)])
        case .list: sample = head
        }
        let evidence = triage.read([CaseInput(name: "sample", bytes: sample)])
        return evidence.records.contains { record in
            guard let kind = triage.knowledge.vocabulary.kind(record.kind) else { return false }
            switch kind.about {
            case .person, .tenant: return true
            case .event: return false
            case .thing: return Self.isListed(record, in: evidence)
            }
        }
    }

    /// True for what stands in a list, not for what a sentence in one of its cells says.
    private static func isListed(_ record: Record, in evidence: Evidence) -> Bool {
        record.kind != "property-list"
            && evidence.regions.contains { region in
                ["csv", "tsv", "json"].contains(region.format) && region.span.start <= record.span.start
                    && record.span.end <= region.span.end
            }
    }

    /// A cell as text: UTF-8, else Windows-1252.
    static func text(_ bytes: [UInt8]) -> String {
        let text =
            String(validating: bytes, as: UTF8.self)
            ?? String(decoding: TextDecoder.decode(bytes, declared: .windows1252).text, as: UTF8.self)
        return String(text.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }.trimmedEnd)
    }
}

extension Substring.UnicodeScalarView {
    /// Without the blanks at its end.
    var trimmedEnd: Substring.UnicodeScalarView {
        var rest = self
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return rest
    }
}
