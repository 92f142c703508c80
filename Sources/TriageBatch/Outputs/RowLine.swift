import TriageBytes
import TriageModel
import TriageReporting

/// Writes rows as lines of NDJSON into one buffer that is used again and again.
///
/// Nearly all rows of a queue are about something else and have nothing but a name, a hash and a size: those are written
/// straight away, the others by ``TicketVerdict/jsonLine(_:)``. Both give the same bytes.
struct RowLine {
    /// The last line, its line feed included.
    private(set) var bytes: [UInt8] = []
    private let run: BatchRun
    /// What ends every plain row.
    private let end: [UInt8]

    init(_ run: BatchRun) {
        self.run = run
        var json = JSONWriter()
        json.beginObject()
        json.field("asOf", run.asOf.iso)
        json.field("rules", run.ruleHash)
        json.endObject()
        // Without the brace that opens it.
        end =
            Array(",\"errors\":0,\"problems\":[],\"signature\":\"\",\"report\":null,".utf8) + json.bytes.dropFirst() + [
                0x0A
            ]
    }

    /// Writes a row in place of the last one.
    mutating func write(_ row: TicketVerdict) {
        bytes.removeAll(keepingCapacity: true)
        if !writePlain(row) { bytes = row.jsonLine(run) }
    }

    /// Writes a row that has nothing in it; false, and anything in `bytes`, for every other one.
    private mutating func writePlain(_ row: TicketVerdict) -> Bool {
        guard row.verdict == .offTopic, row.isPlain || row.details.isUnwritten else { return false }
        append("{\"schema\":\"kbtriage.batch/1\",\"id\":\"")
        let start = bytes.count
        guard appendPlain(row.id) else { return false }
        let end = bytes.count
        append("\",\"place\":\"")
        // Files are called after their place.
        if row.place == row.id {
            bytes.append(contentsOf: bytes[start..<end])
        } else if !appendPlain(row.place) {
            return false
        }
        append("\",\"subject\":")
        guard appendPlain(orNull: row.subject) else { return false }
        append(",\"created\":")
        guard appendPlain(orNull: row.created) else { return false }
        append(
            ",\"verdict\":\"off-topic\",\"causes\":[],\"undecided\":[],\"person\":null,\"people\":0,\"next\":null,\"evidence\":null,\"hash\":\""
        )
        row.contentHash?.append(to: &bytes)
        append("\",\"bytes\":")
        append(row.byteCount)
        bytes.append(contentsOf: self.end)
        return true
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { buffer in unsafe bytes.append(contentsOf: buffer) }
    }

    /// Adds a text nothing of which has to be escaped; false for any other.
    private mutating func appendPlain(_ text: String) -> Bool {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { return false }
        }
        return true
    }

    private mutating func appendPlain(orNull text: String?) -> Bool {
        guard let text else {
            append("null")
            return true
        }
        bytes.append(0x22)
        defer { bytes.append(0x22) }
        return appendPlain(text)
    }

    private mutating func append(_ number: Int) {
        guard number > 0 else {
            bytes.append(contentsOf: String(number).utf8)
            return
        }
        let start = bytes.count
        var rest = number
        while rest > 0 {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        bytes[start...].reverse()
    }
}

extension TicketVerdict.Details {
    /// True when rows show nothing of it.
    var isUnwritten: Bool {
        causes.isEmpty && undecided.isEmpty && person == nil && people == 0 && next == nil && evidence == nil
            && errorCount == 0 && problems.isEmpty && signature.isEmpty && report == nil && acknowledged == nil
    }
}
