import TriageBytes
import TriageModel
import TriageReaders

/// The tickets of a ticket system's export, row by row.
struct ExportTickets: TicketSource {
    private enum Rows: Sendable {
        case delimited(DelimitedRows)
        case lines(StreamLines)
        case list(JSONElements)
    }

    private let export: TicketExport
    private let name: String
    private let limit: Int
    private var rows: Rows
    private var isHeaderRead = false
    private var lastProgress: (done: Int, total: Int?) = (0, nil)

    /// Reads the rows of a stream.
    ///
    /// - Parameters:
    ///   - name: the file, as places of rows begin.
    ///   - limit: bytes a row may have.
    init(_ export: TicketExport, _ stream: ByteStream, name: String, limit: Int) {
        self.export = export
        self.name = name
        self.limit = limit
        rows =
            switch export.format {
            case .delimited(let mark): .delimited(DelimitedRows(stream, delimiter: mark, limit: limit))
            case .lines: .lines(StreamLines(stream, limit: limit))
            case .list(let member): .list(JSONElements(stream, member: member, limit: limit))
            }
    }

    var progress: (done: Int, total: Int)? { lastProgress.total.map { (lastProgress.done, $0) } }

    mutating func next() -> Ticket? {
        switch rows {
        case .delimited(var rows):
            defer { self.rows = .delimited(rows) }
            // Two owners would copy the window at every row.
            self.rows = .lines(StreamLines(ByteStream([], name: ""), limit: 0))
            if !isHeaderRead {
                isHeaderRead = true
                _ = rows.next()
            }
            let row = rows.next()
            lastProgress = rows.text.progress
            switch row {
            case nil: return nil
            case .cells(let cells, let line): return ticket(cells, line)
            case .tooLong(let line): return tooLong(line)
            }
        case .lines(var lines):
            defer { self.rows = .lines(lines) }
            self.rows = .lines(StreamLines(ByteStream([], name: ""), limit: 0))
            while let line = lines.next() {
                lastProgress = lines.text.progress
                switch line {
                case .tooLong: return tooLong(lines.number)
                case .whole(let bytes):
                    if bytes.allSatisfy(ASCII.isSpace) { continue }
                    let (node, end, stopped) = JSONParser.parse(bytes)
                    guard stopped == nil, case .object = node.content, bytes[end...].allSatisfy(ASCII.isSpace) else {
                        return damaged(lines.number)
                    }
                    return ticket(node, lines.number)
                }
            }
            return nil
        case .list(var elements):
            defer { self.rows = .list(elements) }
            self.rows = .lines(StreamLines(ByteStream([], name: ""), limit: 0))
            let element = elements.next()
            lastProgress = elements.progress
            switch element {
            case nil: return nil
            case .whole(let node, let line): return ticket(node, line)
            case .tooLong(let line): return tooLong(line)
            case .damaged(let line): return damaged(line)
            }
        }
    }

    // MARK: Tickets

    private func ticket(_ cells: [[UInt8]], _ line: Int) -> Ticket {
        guard let roles = export.roles else { return damaged(line) }
        func cell(_ column: Int?) -> [UInt8] {
            guard let column, cells.indices.contains(column) else { return [] }
            return cells[column]
        }
        func text(_ column: Int?) -> String? {
            let text = TicketExport.text(cell(column))
            return text.isEmpty ? nil : text
        }
        let bodies = roles.body.map { cell($0) }.filter { !$0.isEmpty }
        let message = TicketMessage(
            subject: cell(roles.subject), body: Array(bodies.joined(separator: [0x0A, 0x0A])),
            created: text(roles.created), sender: text(roles.sender))
        return ticket(message, id: text(roles.id), line)
    }

    private func ticket(_ node: JSONNode, _ line: Int) -> Ticket {
        let object = ExportObject(node)
        let columns = export.columns
        func text(_ path: String?) -> String? {
            guard let path, let text = object.text(path), !text.isEmpty else { return nil }
            return text
        }
        let bodies = columns.body.compactMap { text($0) }
        let message = TicketMessage(
            subject: Array((text(columns.subject) ?? "").utf8), body: Array(bodies.joined(separator: "\n\n").utf8),
            created: text(columns.created), sender: text(columns.sender))
        return ticket(message, id: text(columns.id), line)
    }

    private func ticket(_ message: TicketMessage, id: String?, _ line: Int) -> Ticket {
        let place = "\(name):\(line)"
        let id = id.map { TicketVerdict.short(TicketMessage.oneLine($0)) } ?? place
        return message.ticket(id: id, place: place)
    }

    // MARK: What cannot be read

    private func tooLong(_ line: Int) -> Ticket {
        .unread(
            "\(name):\(line)", code: "too-large",
            message: "the row that begins here has more than \(limit) bytes, or a quote that is never closed")
    }

    private func damaged(_ line: Int) -> Ticket {
        .unread("\(name):\(line)", code: "damaged-row", message: "this is no JSON object; the row was not read")
    }
}

extension Ticket {
    /// A ticket of which nothing can be read.
    static func unread(_ place: String, code: String, message: String) -> Ticket {
        var ticket = Ticket(id: place, place: place, content: .inputs([]), byteCount: 0)
        ticket.problems = [Evidence.Problem(code: code, message: message, file: place, isFatal: true)]
        return ticket
    }
}
