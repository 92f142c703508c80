import TriageBytes
import TriageModel

/// Reads a mail as it travelled (RFC 5322, MIME): its text, and what is attached to it.
///
/// The text is the plain one; HTML only where there is no other, so that nothing is counted twice. The header stands above
/// the text in the words a mail program shows.
struct MailContainer: ContainerReader {
    let format = "mail"

    func recognise(_ input: ContainerInput) -> String? {
        MailRecognition.judge(input.bytes, from: Self.start(of: input.bytes), hints: input.hints, name: input.name)
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        let parts = MailParser.parts(of: input.bytes, from: Self.start(of: input.bytes))
        var reading = MailReading(bytes: input.bytes, parts: parts)
        reading.run(budget: &budget)
        return reading.contents
    }

    /// Behind a byte order mark and blank lines.
    private static func start(of bytes: [UInt8]) -> Int {
        var start = bytes.first == 0xEF && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < min(bytes.count, 16), bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
        return start
    }
}

/// The reading of one mail.
private struct MailReading {
    let bytes: [UInt8]
    let parts: [MailPart]
    var contents = ContainerContents()
    /// What stands in the mail itself, in order.
    private var texts: [(text: [UInt8], encoding: String)] = []
    private var isFull = false

    init(bytes: [UInt8], parts: [MailPart]) {
        self.bytes = bytes
        self.parts = parts
    }

    mutating func run(budget: inout ContainerBudget) {
        guard let root = parts.first else { return }
        read(0, isInline: false, budget: &budget)
        var text = MailText.header(of: root.headers)
        for (number, piece) in texts.enumerated() {
            if number > 0, text.last != 0x0A { text.append(0x0A) }
            text += piece.text
        }
        let encoding = texts.first?.encoding ?? "utf-8"
        contents.members.insert(
            ContainerMember(
                name: "", content: .text(text, encoding: encoding, byteCount: bytes.count), hints: ContainerHints()),
            at: 0)
        MemberName.makeUnique(&contents.members)
    }

    /// Reads a part and those inside of it; the parser bounds the depth.
    private mutating func read(_ number: Int, isInline: Bool, budget: inout ContainerBudget) {
        let part = parts[number]
        if part.children.isEmpty {
            leaf(number, isInline: isInline, budget: &budget)
            return
        }
        switch part.type {
        case "multipart/alternative": alternative(part.children, isInline: isInline, budget: &budget)
        case "multipart/related":
            for (position, child) in part.children.enumerated() {
                read(child, isInline: isInline || position > 0, budget: &budget)
            }
        case "multipart/encrypted":
            problem(
                "encrypted", "is encrypted; send the text itself", Self.name(of: part, number) ?? "encrypted part")
        default:
            for child in part.children { read(child, isInline: isInline, budget: &budget) }
        }
    }

    /// Of several forms of one text the plain one, unless it says nothing; what is attached beside the others is read.
    private mutating func alternative(_ children: [Int], isInline: Bool, budget: inout ContainerBudget) {
        let html = children.last { holds("text/html", $0) }
        let plain = children.first { holds("text/plain", $0) }
        var chosen = plain ?? html ?? children.last
        if let plain, html != nil, !MailText.saysSomething(decoded(firstLeaf("text/plain", in: plain) ?? plain).text) {
            chosen = html
        }
        for child in children {
            if child == chosen {
                read(child, isInline: isInline, budget: &budget)
            } else {
                attachments(of: child, budget: &budget)
            }
        }
    }

    /// What is attached inside of a form that is not taken.
    private mutating func attachments(of number: Int, budget: inout ContainerBudget) {
        for child in parts[number].children {
            if !parts[child].children.isEmpty {
                attachments(of: child, budget: &budget)
            } else if !parts[child].type.hasPrefix("text/") || isAttached(parts[child]) {
                leaf(child, isInline: parts[number].type == "multipart/related", budget: &budget)
            }
        }
    }

    private mutating func leaf(_ number: Int, isInline: Bool, budget: inout ContainerBudget) {
        let part = parts[number]
        let name = Self.name(of: part, number)
        let size = part.body.count
        switch part.type {
        case "text/plain", "text/enriched", "text/richtext", "multipart/mixed", "multipart/alternative",
            "multipart/related", "multipart/signed", "multipart/report", "text/html":
            if isAttached(part) || name != nil && !texts.isEmpty { break }
            let text = decoded(number)
            let shown = part.type == "text/html" ? MailText.page(text.text) : Self.unfolded(text.text, part)
            if budget.take(shown.count) { texts.append((shown, text.encoding)) } else { full("", budget) }
            return
        case "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature":
            let what = ContainerMember.Description(
                format: "signature", what: "the signature of a signed mail", byteCount: size)
            add(name ?? "signature", .named(what), ContainerHints(), 0, &budget)
            return
        case "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted":
            let content = decodedBytes(part)
            if CryptographicMessage(content, limit: 0) != nil {
                add(name ?? "smime.p7m", .bytes(content), ContainerHints(), content.count, &budget)
                return
            }
            problem(
                "encrypted", "is an encrypted or closed signed message; send the text itself", name ?? "smime.p7m")
            return
        case "message/external-body", "message/partial":
            problem("not-included", "is not part of this mail; send it itself", name ?? part.type)
            return
        default: break
        }
        let content = decodedBytes(part)
        if content.starts(with: TNEFMessage.signature) {
            // Usually its text is the mail's once more; the mail's header is the header of both.
            let inner = TNEFContainer.contents(of: content, beside: texts.flatMap(\.text), budget: &budget)
            add(name ?? "winmail.dat", .contents(inner), ContainerHints(), 0, &budget)
            return
        }
        let isLayout =
            part.type.hasPrefix("image/") && !isAttached(part) && (isInline || part.headers.has("content-id"))
        let hints = ContainerHints(
            mediaType: part.type, charset: part.headers.structured("content-type")?.text("charset"), isInline: isLayout)
        add(name ?? Self.name(for: part.type, number), .bytes(content), hints, content.count, &budget)
    }

    private mutating func add(
        _ name: String, _ content: ContainerMember.Content, _ hints: ContainerHints, _ size: Int,
        _ budget: inout ContainerBudget
    ) {
        guard budget.take(size) else {
            full(name, budget)
            return
        }
        contents.members.append(ContainerMember(name: name, content: content, hints: hints))
    }

    private mutating func full(_ name: String, _ budget: ContainerBudget) {
        if !isFull { contents.problems.append(.overBudget(name, budget)) }
        isFull = true
    }

    private mutating func problem(_ code: String, _ message: String, _ member: String) {
        contents.problems.append(ContainerProblem(code: code, message: message, member: member))
    }

    // MARK: Parts

    private func isAttached(_ part: MailPart) -> Bool {
        part.headers.structured("content-disposition")?.value == "attachment"
    }

    private func holds(_ type: String, _ number: Int) -> Bool { firstLeaf(type, in: number) != nil }

    private func firstLeaf(_ type: String, in number: Int) -> Int? {
        if parts[number].children.isEmpty { return parts[number].type == type ? number : nil }
        for child in parts[number].children {
            if let found = firstLeaf(type, in: child), !isAttached(parts[found]) { return found }
        }
        return nil
    }

    private func decodedBytes(_ part: MailPart) -> [UInt8] {
        let encoding = part.headers.structured("content-transfer-encoding")?.value ?? ""
        return TransferEncoding.decode(bytes[part.body], encoding)
    }

    private func decoded(_ number: Int) -> DeclaredText {
        let part = parts[number]
        let content = decodedBytes(part)
        var charset = part.headers.structured("content-type")?.text("charset")
        if charset == nil, part.type == "text/html" { charset = MailText.charset(ofPage: content) }
        return DeclaredText.decode(content, charset: charset)
    }

    /// A plain text without the line breaks its program put in.
    private static func unfolded(_ text: [UInt8], _ part: MailPart) -> [UInt8] {
        let type = part.headers.structured("content-type")
        guard type?.text("format")?.asciiLowercased == "flowed" else { return text }
        return FlowedText.joined(text, deletingBlank: type?.text("delsp")?.asciiLowercased == "yes")
    }

    /// The name the sender gave a part.
    private static func name(of part: MailPart, _ number: Int) -> String? {
        let name =
            part.headers.structured("content-disposition")?.text("filename")
            ?? part.headers.structured("content-type")?.text("name")
        guard let name, !name.isEmpty else { return nil }
        let own = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? name
        let shown = MemberName.shown(own)
        return shown.isEmpty ? nil : shown
    }

    /// A name for a part without one.
    private static func name(for type: String, _ number: Int) -> String {
        switch type {
        case "message/rfc822", "message/global": "message.eml"
        case "message/delivery-status": "delivery-status.txt"
        case "text/rfc822-headers", "message/rfc822-headers": "headers.txt"
        case "text/calendar": "invitation.ics"
        case "text/html": "part-\(number).html"
        case "image/jpeg", "image/jpg": "picture-\(number).jpg"
        case "image/png": "picture-\(number).png"
        default: type.hasPrefix("text/") ? "part-\(number).txt" : "part-\(number)"
        }
    }
}
