import TriageModel

/// An object of a connector space, as csexport and `Get-ADSyncCSObject` (SerializedXml) write it: what the server knows
/// of the connected directory's object, and the error of the last export or import.
enum ConnectorSpaceObject {
    /// What was imported last stands before what was synchronised last.
    private static let states = ["pending-import-hologram", "synchronized-hologram"]

    static func drafts(_ node: XMLDumpNode, _ dump: XMLDumpText) -> [Draft] {
        var drafts: [Draft] = []
        let name = node.attribute("cs-dn") ?? ""
        if let entry = states.lazy.compactMap({ node[$0]?["entry"] }).first {
            var entries = DSMLEntries(dump: dump, file: "")
            entries.add(entry)
            for var draft in entries.drafts {
                draft.format = "sync-xml"
                // The cloud's side has names made of an anchor; its attributes are what is to be exported, and not what
                // the directory has.
                if !isOfDirectory(name) { draft.kind = "connector-object" }
                drafts.append(draft)
            }
        }
        for detail in ["export-errordetail", "import-errordetail"] {
            for status in node[detail]?.children ?? [] where !status.children.isEmpty {
                drafts.append(error(status, of: name, node, dump))
            }
        }
        return drafts
    }

    private static func error(
        _ status: XMLDumpNode, of name: String, _ node: XMLDumpNode, _ dump: XMLDumpText
    ) -> Draft {
        var fields = [Record.Field("dn", Value(.text(name), spans: dump.spans(node.range)))]
        fields += SyncXML.fields(status, dump)
        if !fields.contains(where: { $0.name == "error-type" }),
            let place = fields.firstIndex(where: { $0.name == "error-name" })
        {
            fields[place].name = "error-type"
        }
        return Draft(
            kind: "", fields: fields, span: dump.span(status), format: "sync-xml",
            types: [status.name == "import-status" ? "import-error" : "export-error"])
    }

    /// True for a name with domain components.
    private static func isOfDirectory(_ name: String) -> Bool {
        name.split(separator: ",").contains { part in
            let trimmed = ValueTyper.trim(String(part)).asciiLowercased
            return trimmed.hasPrefix("dc=")
        }
    }
}
