import TriageModel

/// DSML v1 and v2 (OASIS DSMLv2; the namespaces `http://www.dsml.org/DSML`, `urn:oasis:names:tc:DSML:2:0:core` and the
/// misspelt `urn:oasis:names:tc:DSML:2.0:core` are all in use): entries, change requests and errors, bare or in SOAP.
struct DSMLEntries {
    let dump: XMLDumpText
    /// Name of the input, for problems.
    let file: String
    private(set) var drafts: [Draft] = []
    private(set) var problems: [Evidence.Problem] = []

    init(dump: XMLDumpText, file: String) {
        self.dump = dump
        self.file = file
    }

    /// Why a document whose parts were all understood tells nothing.
    var silence: String {
        if hasSucceeded { return "A server answers that all is done, and shows no entry: a search found nobody." }
        return isAsking
            ? "It only asks a server for something; what the server answered would tell." : "It holds no entry."
    }
    private var hasSucceeded = false
    private var isAsking = false

    /// Reads everything below a root element, in document order.
    mutating func add(_ root: XMLDumpNode) {
        var open = [root]
        while let node = open.popLast() {
            switch node.name {
            case "entry", "searchResultEntry": addEntry(node)
            case "addRequest", "modifyRequest", "modDNRequest", "delRequest": addChange(node)
            case "searchRequest", "compareRequest", "extendedRequest": isAsking = true
            case "errorResponse": addError(node, code: node.attribute("type"))
            case "resultCode": break
            case _ where node["resultCode"] != nil: addResult(node)
            default: open.append(contentsOf: node.children.reversed())
            }
        }
    }

    // MARK: Entries

    private mutating func addEntry(_ node: XMLDumpNode) {
        guard let name = node.attribute("dn"), Self.isName(name) else {
            return damaged(node, "an entry has no distinguished name")
        }
        guard let fields = fields(of: node) else { return damaged(node, "an attribute has no name") }
        let dn = Record.Field("DistinguishedName", Value(.text(name), spans: dump.spans(node.range)))
        append(
            Draft(kind: "", fields: [dn] + fields.list, span: dump.span(node), format: "dsml", types: fields.classes))
    }

    /// Attributes of an entry, and its object classes, most derived first; nil when one has no name.
    private func fields(of node: XMLDumpNode) -> (list: [Record.Field], classes: [String])? {
        var list: [Record.Field] = []
        var classes: [String] = []
        for child in node.children {
            if child.name == "objectclass" {
                let values = child.children.filter { $0.name == "oc-value" }
                classes = values.map(\.string).reversed()
                list.append(.init("objectClass", dump.joined(values.map { dump.value($0) })))
            } else if child.name == "attr" || child.name == "modification" {
                guard let name = child.attribute("name") else { return nil }
                let values = child.children.filter { $0.name == "value" }
                if name.isEqualIgnoringCase("objectClass") { classes = values.map(\.string).reversed() }
                let read = values.map { value($0, name) }
                let spans = dump.spans(child.extent)
                list.append(.init(name, read.isEmpty ? Value(.blank, spans: spans) : dump.joined(read)))
            }
        }
        return (list, classes)
    }

    private func value(_ node: XMLDumpNode, _ name: String) -> Value {
        let type = node.attribute("encoding") ?? node.attribute("type") ?? ""
        if type.isEqualIgnoringCase("base64") || type.hasSuffix("base64Binary") {
            return dump.directoryValue(name, base64: node)
        }
        if type.hasSuffix("anyURI") {
            return Value(.blank, spans: dump.spans(node.range), partial: "a URL that is never opened")
        }
        if dump.isBinary(name), !node.string.isEmpty {
            // Without a mark the characters themselves are what the attribute holds.
            return Value(.binary(BinaryFacts.describe(node.text)), spans: dump.spans(node.range))
        }
        return dump.value(node)
    }

    private mutating func addChange(_ node: XMLDumpNode) {
        guard let name = node.attribute("dn"), let fields = fields(of: node) else {
            return damaged(node, "a change has no distinguished name, or an attribute no name")
        }
        let dn = Record.Field("DistinguishedName", Value(.text(name), spans: dump.spans(node.range)))
        append(
            Draft(kind: "directory-change", fields: [dn] + fields.list, span: dump.span(node), format: "dsml"))
    }

    // MARK: Errors

    /// An LDAP result (RFC 4511, 4.1.9) that is no success and no answer of a comparison.
    private mutating func addResult(_ node: XMLDumpNode) {
        guard let result = node["resultCode"], let code = result.attribute("code") else { return }
        guard let number = Int(code) else { return damaged(node, "a result code is no number") }
        guard ![0, 5, 6, 10].contains(number) else {
            hasSucceeded = true
            return
        }
        addError(node, code: result.attribute("descr") ?? code)
    }

    private mutating func addError(_ node: XMLDumpNode, code: String?) {
        var fields: [Record.Field] = []
        if let code { fields.append(.init("code", Value(.text(code), spans: dump.spans(node.extent)))) }
        if let message = node["errorMessage"] ?? node["message"], !message.string.isEmpty {
            fields.append(.init("message", dump.value(message)))
        }
        guard !fields.isEmpty else { return }
        fields.append(.init("view", Value(.text("dsml"), spans: dump.spans(node.extent))))
        append(Draft(kind: "error", fields: fields, span: dump.span(node), format: "error.dsml"))
    }

    private mutating func append(_ draft: Draft) {
        var draft = draft
        draft.block = drafts.count
        drafts.append(draft)
    }

    private mutating func damaged(_ node: XMLDumpNode, _ what: String) {
        problems.append(
            .init(
                code: "damaged-dsml", message: "DSML: \(what); this part was not read.", file: file,
                span: dump.span(node)))
    }

    /// A distinguished name as far as its form goes: pairs with `=`; the root's name is empty.
    private static func isName(_ text: String) -> Bool {
        text.isEmpty || text.split(separator: ",").first.map { $0.contains("=") } ?? false
    }
}
