import TriageBytes
import TriageModel
import TriageReaders
public import TriageReporting

extension TicketVerdict {
    /// The contract of a row.
    public static let schema = "kbtriage.batch/1"

    /// The row as a JSON object on one line, a line feed at the end.
    ///
    /// - Parameter run: what is the same for all rows of a run; nil leaves it out.
    public func jsonLine(_ run: BatchRun? = nil) -> [UInt8] {
        var json = JSONWriter()
        write(to: &json, run)
        json.endLine()
        return json.bytes
    }

    /// Writes the row as an object.
    public func write(to json: inout JSONWriter, _ run: BatchRun? = nil) {
        let details = details
        json.beginObject()
        json.field("schema", Self.schema)
        json.field("id", id)
        json.field("place", place)
        json.field("subject", subject)
        json.field("created", created)
        json.field("verdict", verdict.rawValue)
        json.list("causes", details.causes) { json, cause in cause.write(to: &json) }
        json.list("undecided", details.undecided) { json, cause in json.string(cause) }
        json.field("person", details.person)
        json.field("people", details.people)
        json.object("next", details.next) { json, next in
            json.field("text", next.text)
            json.field("command", next.command)
            json.field("where", next.place)
        }
        json.object("evidence", details.evidence) { json, place in
            json.field("file", place.file)
            json.field("line", place.line)
        }
        json.field("hash", contentHash?.hex ?? "")
        json.field("bytes", byteCount)
        json.field("errors", details.errorCount)
        json.list("problems", details.problems) { json, problem in
            json.beginObject()
            json.field("code", problem.code)
            json.field("file", problem.file)
            json.field("message", problem.message)
            json.field("fatal", problem.isFatal)
            json.endObject()
        }
        json.field("signature", details.signature)
        json.field("report", details.report)
        if let acknowledged = details.acknowledged {
            json.object("acknowledged", acknowledged) { json, known in
                json.field("reason", known.reason)
                json.field("until", known.until.iso)
            }
        }
        if let run {
            json.field("asOf", run.asOf.iso)
            json.field("rules", run.ruleHash)
        }
        json.endObject()
    }

    /// Reads what ``jsonLine(_:)`` wrote; nil for anything else.
    public init?(json bytes: [UInt8]) {
        let node = JSONParser.parse(bytes).node
        guard node["schema"]?.string == Self.schema, let id = node["id"]?.string, let place = node["place"]?.string,
            let verdict = (node["verdict"]?.string).flatMap(Diagnosis.Verdict.init)
        else { return nil }
        self.init(of: Ticket(id: id, place: place, content: .inputs([])), verdict)
        subject = node["subject"]?.string
        created = node["created"]?.string
        var details = Details()
        details.causes = (node["causes"]?.items ?? []).compactMap(Cause.init)
        details.undecided = (node["undecided"]?.items ?? []).compactMap(\.string)
        details.person = node["person"]?.string
        details.people = node["people"]?.integer ?? 0
        if let next = node["next"], case .object = next.content {
            details.next = Action(
                text: next["text"]?.string ?? "", command: next["command"]?.string ?? "",
                place: next["where"]?.string ?? "")
        }
        if let place = node["evidence"], let file = place["file"]?.string {
            details.evidence = Place(file: file, line: place["line"]?.integer ?? 1)
        }
        contentHash = node["hash"]?.string.flatMap { SHA256Digest(hex: $0) }
        byteCount = node["bytes"]?.integer ?? 0
        details.errorCount = node["errors"]?.integer ?? 0
        details.problems = (node["problems"]?.items ?? []).map { problem in
            Problem(
                code: problem["code"]?.string ?? "", file: problem["file"]?.string ?? "",
                message: problem["message"]?.string ?? "", isFatal: problem["fatal"]?.isTrue ?? false)
        }
        details.signature = node["signature"]?.string ?? ""
        details.report = node["report"]?.string
        if let known = node["acknowledged"], let day = (known["until"]?.string).flatMap({ CivilDate(iso: $0) }) {
            details.acknowledged = Acknowledgement(
                kind: .ticket, name: id, reason: known["reason"]?.string ?? "", until: day)
        }
        self.details = details
    }
}

extension TicketVerdict.Cause {
    fileprivate func write(to json: inout JSONWriter) {
        json.beginObject()
        json.field("cause", cause)
        json.field("rule", rule)
        json.field("title", title)
        json.field("confidence", confidence.rawValue)
        json.field("stage", stage)
        json.field("people", people)
        json.field("explainedBy", explainedBy)
        json.field("alsoFound", alsoFound)
        json.endObject()
    }

    fileprivate init?(_ node: JSONNode) {
        guard let rule = node["rule"]?.string,
            let confidence = (node["confidence"]?.string).flatMap(Diagnosis.Confidence.init)
        else { return nil }
        self.init(
            cause: node["cause"]?.string ?? rule, rule: rule, title: node["title"]?.string ?? "",
            confidence: confidence, stage: node["stage"]?.string ?? "", people: node["people"]?.integer ?? 0,
            explainedBy: node["explainedBy"]?.string, alsoFound: node["alsoFound"]?.isTrue ?? false)
    }
}

extension JSONNode {
    /// A whole number; nil for anything else.
    var integer: Int? { if case .number(let text) = content { Int(text) } else { nil } }

    /// True for `true`.
    var isTrue: Bool { if case .boolean(let value) = content { value } else { false } }
}

extension JSONWriter {
    mutating func field(_ name: String, _ value: String?) {
        key(name)
        string(orNull: value)
    }

    mutating func field(_ name: String, _ value: Int) {
        key(name)
        integer(value)
    }

    mutating func field(_ name: String, _ value: Bool) {
        key(name)
        boolean(value)
    }

    /// An array of what `write` writes for each element.
    mutating func list<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }

    /// An object whose fields `write` writes, or `null`.
    mutating func object<Value>(_ name: String, _ value: Value?, _ write: (inout JSONWriter, Value) -> Void) {
        key(name)
        guard let value else { return null() }
        beginObject()
        write(&self, value)
        endObject()
    }
}
