import TriageBytes
import TriageModel

/// Makes records of the objects of a large JSON text, one after the other.
struct JSONObjects {
    private let wanted: KeptNames?
    private var fields: JSONFields?
    private var plan: Plan?

    /// What objects with the same members become.
    fileprivate struct Plan {
        /// The members' names, what the directory and the collection say of the object.
        var names: [Int]
        var objectClass: [UInt8]
        var types: [String]
        /// The kind, and what each member becomes; nil where the classifier has to see each object.
        var kind: String?
        var properties: [KeptNames.Property] = []
    }

    /// Prepares for what the sink wants.
    init(_ sink: StreamSink) {
        wanted = sink.keepsAll ? nil : sink.allNames()
        fields = wanted.map { JSONFields($0, source: sink.source, vocabulary: sink.vocabulary) }
    }

    /// True when only some members are read.
    var isSelective: Bool { wanted != nil }

    /// Adds the object that begins at `start`, where it is a plain one; behind it, nil when it is not all there or for
    /// ``add(_:depth:types:to:)``.
    ///
    /// - Parameter isWhole: true when nothing may stand between it and `end`.
    mutating func addPlain(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isWhole: Bool = false, base: Int, depth: Int = 0,
        types: [String] = [], to sink: inout StreamSink
    ) -> Int? {
        guard let after = fields?.read(bytes, start, end, base: base, depth: depth), let fields,
            !fields.members.isEmpty, !isWhole || after == end
        else { return nil }
        let span = SourceSpan(source: sink.source, start: base + start, end: base + after)
        if plan?.fits(fields, types) != true {
            plan = Plan(
                names: fields.members.map(\.name), objectClass: fields.objectClass, types: types)
            var draft = Draft(
                kind: "", fields: fields.members.map(\.field), span: span, format: "json", types: types)
            sink.add(&draft, withText: false)
            plan?.prepare(draft.kind, wanted, &sink)
            return after
        }
        if let plan, let kind = plan.kind, add(fields.members, plan, kind, span, to: &sink) { return after }
        var draft = Draft(kind: "", fields: fields.members.map(\.field), span: span, format: "json", types: types)
        sink.add(&draft, withText: false)
        return after
    }

    /// Adds a record of a known kind; false, and nothing added, where a value is for the classifier.
    private func add(
        _ members: [JSONFields.Member], _ plan: Plan, _ kind: String, _ span: SourceSpan, to sink: inout StreamSink
    ) -> Bool {
        var fields: [Record.Field] = []
        fields.reserveCapacity(members.count)
        var eventTime: Value?
        for place in members.indices {
            let property = plan.properties[place]
            var value = members[place].field.value
            if property.type == .binary {
                switch value.content {
                case .blank, .binary: break
                default: return false
                }
            } else if let type = property.type {
                value = ValueTyper.type(value, as: type, fieldName: property.name)
            }
            if property.isEventTime, case .date = value.content { eventTime = value }
            if property.isKept { fields.append(Record.Field(property.name, value)) }
        }
        sink.add(kind, fields, span: span, format: "json", types: plan.types, eventTime: eventTime)
        return true
    }

    /// Adds what one value tells.
    ///
    /// - Parameters:
    ///   - depth: how many arrays and objects are around it.
    ///   - types: what the collection says of it.
    /// - Returns: true for an object with members that were read, and where and why its reading stopped.
    func add(
        _ body: LocatedText, depth: Int = 0, types: [String] = [], to sink: inout StreamSink
    ) -> (hasMembers: Bool, stopped: (code: String, place: Int)?) {
        wanted?.begin()
        var (node, _, stopped) = JSONParser.parse(body.bytes, keeping: wanted, depth: depth)
        if wanted != nil, Self.hasWrapper(node) { (node, _, stopped) = JSONParser.parse(body.bytes, depth: depth) }
        var drafts = JSONDrafts(text: body, vocabulary: sink.vocabulary)
        drafts.add(node, context: types)
        for place in drafts.drafts.indices { sink.add(&drafts.drafts[place], withText: false) }
        return (!node.members.isEmpty, stopped)
    }

    /// True when a member decides what the others are: then all of them count.
    private static func hasWrapper(_ node: JSONNode) -> Bool {
        node["value"] != nil || node["error"] != nil || node["responses"] != nil
    }
}

extension JSONObjects.Plan {
    /// True for an object with the same members, of the same class.
    func fits(_ fields: JSONFields, _ types: [String]) -> Bool {
        guard names.count == fields.members.count, objectClass == fields.objectClass, self.types == types else {
            return false
        }
        for place in names.indices where names[place] != fields.members[place].name { return false }
        return true
    }

    /// Notes what the classifier made of the first such object.
    mutating func prepare(_ kind: String, _ wanted: KeptNames?, _ sink: inout StreamSink) {
        guard let wanted, !names.contains(-1), let kept = sink.plainNames(ofKind: kind) else { return }
        let spelled = names.map { wanted.name($0) }
        // A length belongs to another member.
        guard !spelled.contains(where: { $0.utf8.contains(0x2E) }) else { return }
        properties = spelled.map { kept.property(named: $0) }
        self.kind = kind
    }
}
