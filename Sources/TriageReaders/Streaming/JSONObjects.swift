import TriageBytes
import TriageModel

/// Makes records of the objects of a large JSON text, one after the other.
struct JSONObjects {
    private let wanted: KeptNames?
    private var fields: JSONFields?

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
        guard let after = fields?.read(bytes, start, end, base: base, depth: depth), !isWhole || after == end,
            let found = fields?.found, !found.isEmpty
        else { return nil }
        let span = SourceSpan(source: sink.source, start: base + start, end: base + after)
        var draft = Draft(kind: "", fields: found, span: span, format: "json", types: types)
        sink.add(&draft, withText: false)
        return after
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
