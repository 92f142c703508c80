import TriageModel

/// What a synchronisation server writes: a rule of its configuration, a connector, the errors of a run. Elements are
/// fields under their own names; the vocabulary gives them a meaning by the name of the element that holds them.
enum SyncXML {
    /// Root elements of configuration exports.
    static let roots: Set<String> = [
        "synchronizationRule", "ma-data", "saved-ma-configuration", "saved-mv-configuration", "mv-data", "run-history",
        "run-details", "cs-objects", "cs-object", "synchronizationRules", "run-profile", "step-details",
    ]

    private static let records: Set<String> = [
        "synchronizationRule", "ma-data", "export-error", "import-error", "mv-data",
    ]

    /// Depth-first, without recursion: every element that is a record of its own.
    static func drafts(_ root: XMLDumpNode, _ dump: XMLDumpText) -> [Draft] {
        var drafts: [Draft] = []
        var open = [root]
        while let node = open.popLast() {
            if node.name == "cs-object" {
                for var draft in ConnectorSpaceObject.drafts(node, dump) {
                    draft.block = drafts.count
                    drafts.append(draft)
                }
            } else if records.contains(node.name) {
                drafts.append(
                    Draft(
                        kind: "", fields: fields(node, dump), span: dump.span(node), format: "sync-xml",
                        types: [node.name], block: drafts.count))
            } else {
                open.append(contentsOf: node.children.reversed())
            }
        }
        return drafts
    }

    /// The attributes and children of an element.
    static func fields(_ node: XMLDumpNode, _ dump: XMLDumpText) -> [Record.Field] {
        var fields = node.attributes.map {
            Record.Field($0.name, Value(.text($0.value), spans: dump.spans(node.range)))
        }
        for child in node.children where fields.count < 512 {
            switch child.name {
            case "schema", "private-configuration", "ma-ui-settings", "ma-run-data":
                fields.append(.init(child.name, notFollowed(child, dump)))
            case "ma-partition-data": fields += partitions(child, dump)
            // What the connected directory said of an error: a code and words.
            case "cd-error": for leaf in child.children { fields.append(.init(leaf.name, value(leaf, dump))) }
            case "attribute-mappings": fields.append(.init(child.name, mappings(child, dump)))
            case "synchronizationCriteria": fields.append(.init(child.name, scopes(child, dump)))
            default: fields.append(.init(child.name, value(child, dump)))
            }
        }
        return fields
    }

    /// The text of an element, its one level of children as a list, or what stands deeper as text parted by blanks.
    private static func value(_ node: XMLDumpNode, _ dump: XMLDumpText) -> Value {
        guard !node.children.isEmpty else { return dump.value(node) }
        let leaves = node.children.filter { $0.children.isEmpty && !$0.string.isEmpty }
        guard !leaves.isEmpty else {
            return notFollowed(node, dump)
        }
        return Value(.list(leaves.map { dump.value($0) }), spans: dump.spans(node.extent))
    }

    private static func notFollowed(_ node: XMLDumpNode, _ dump: XMLDumpText) -> Value {
        Value(.blank, spans: dump.spans(node.extent), partial: "what stands inside was not followed")
    }

    /// What a connector looks at: the partitions that are selected, and of these the object classes and the containers in
    /// and out of scope. Several partitions give one list each: their names tell which is which.
    private static func partitions(_ node: XMLDumpNode, _ dump: XMLDumpText) -> [Record.Field] {
        let selected = node.children.filter { $0.name == "partition" && $0["selected"]?.string == "1" }
        let filters = selected.compactMap { $0["filter"] }
        let lists: [(name: String, nodes: [XMLDumpNode])] = [
            ("partitions", selected.compactMap { $0["name"] }),
            ("object-classes", filters.flatMap { $0["object-classes"]?.children ?? [] }),
            ("inclusions", filters.flatMap { $0.child("containers", "inclusions")?.children ?? [] }),
            ("exclusions", filters.flatMap { $0.child("containers", "exclusions")?.children ?? [] }),
        ]
        return lists.compactMap { name, nodes in
            let values = nodes.filter { !$0.string.isEmpty }.map { dump.value($0) }
            return values.isEmpty ? nil : Record.Field(name, Value(.list(values), spans: dump.spans(node.extent)))
        }
    }

    /// `target <- source` of every attribute flow.
    private static func mappings(_ node: XMLDumpNode, _ dump: XMLDumpText) -> Value {
        let flows = node.children.filter { $0.name == "mapping" }.map { mapping in
            let source = mapping["src"].map { source in
                source.children.isEmpty ? source.string : source.children.map(\.string).joined(separator: " ")
            }
            let text = [mapping["dest"]?.string ?? "", source ?? mapping["expression"]?.string ?? ""]
            return Value(.text(text.joined(separator: " <- ")), spans: dump.spans(mapping.extent))
        }
        return Value(flows.isEmpty ? .blank : .list(flows), spans: dump.spans(node.extent))
    }

    /// `attribute OPERATOR value` of every condition.
    private static func scopes(_ node: XMLDumpNode, _ dump: XMLDumpText) -> Value {
        let conditions = node.children.flatMap(\.children).filter { $0.name == "scope" }.map { scope in
            Value(
                .text(scope.children.map(\.string).joined(separator: " ")), spans: dump.spans(scope.extent))
        }
        return Value(conditions.isEmpty ? .blank : .list(conditions), spans: dump.spans(node.extent))
    }
}
