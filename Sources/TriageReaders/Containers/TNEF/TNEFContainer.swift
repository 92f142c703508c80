import TriageBytes
import TriageModel

/// Reads `winmail.dat` ([MS-OXTNEF]): what Exchange makes of a mail when it takes the recipient for Outlook. Text with its
/// header, attachments, messages inside of it.
struct TNEFContainer: ContainerReader {
    let format = "winmail.dat"

    func recognise(_ input: ContainerInput) -> String? {
        // Behind the signature: a key, and the first attribute, which is the message's.
        guard input.bytes.first == 0x78, input.bytes.starts(with: TNEFMessage.signature),
            input.bytes.count < 7 || input.bytes[6] == 1 || input.bytes[6] == 2
        else {
            return nil
        }
        return "certain: signature 78 9F 3E 22"
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        Self.contents(of: input.bytes, beside: nil, budget: &budget)
    }

    /// What it holds. `mail`: the text of the mail it came with, which usually is the same; then it is not read twice, and
    /// the mail's header is the header.
    static func contents(of bytes: [UInt8], beside mail: [UInt8]?, budget: inout ContainerBudget) -> ContainerContents {
        var contents = ContainerContents()
        guard let file = TNEFMessage(bytes) else {
            contents.problems.append(
                ContainerProblem(code: "damaged-message", message: "is no whole winmail.dat", member: ""))
            return contents
        }
        if file.isDamaged {
            contents.problems.append(
                ContainerProblem(
                    code: "damaged-message", message: "is damaged; what could be read of it is read", member: ""))
        }
        add(textOf: file.message, byteCount: bytes.count, beside: mail, to: &contents, budget: &budget)
        for (number, attachment) in file.attachments.enumerated() {
            guard budget.members > 0 else {
                contents.problems.append(.overBudget("", budget))
                break
            }
            add(attachment, number: number + 1, codePage: file.message.properties.codePage, to: &contents, &budget)
        }
        if contents.members.isEmpty {
            let what = ContainerMember.Description(
                format: "container", what: "a winmail.dat with neither text nor attachments", byteCount: bytes.count)
            contents.members.append(ContainerMember(name: "", content: .named(what), hints: ContainerHints()))
        }
        MemberName.makeUnique(&contents.members)
        return contents
    }

    private static func add(
        textOf message: OutlookMessage, byteCount: Int, beside mail: [UInt8]?, to contents: inout ContainerContents,
        budget: inout ContainerBudget
    ) {
        let body = message.body
        var shown = body?.text ?? []
        if let mail {
            guard MailText.saysSomething(shown) else { return }
            if SameText.holds(mail, shown) {
                let what = ContainerMember.Description(
                    format: "same-text", what: "the text of the mail once more", byteCount: shown.count)
                contents.members.append(
                    ContainerMember(name: "text", content: .named(what), hints: ContainerHints()))
                return
            }
        } else {
            shown = MailText.header(message.header) + shown
        }
        guard budget.take(shown.count) else {
            contents.problems.append(.overBudget("", budget))
            return
        }
        contents.members.append(
            ContainerMember(
                name: "", content: .text(shown, encoding: body?.encoding ?? "utf-8", byteCount: byteCount),
                hints: ContainerHints()))
    }

    private static func add(
        _ attachment: TNEFMessage.Attachment, number: Int, codePage: Int, to contents: inout ContainerContents,
        _ budget: inout ContainerBudget
    ) {
        let properties = attachment.properties
        let title = DeclaredText.decode(attachment.title.filter { $0 != 0 }, codePage: codePage).text
        let stated =
            properties?.string(0x3707).nonEmpty ?? properties?.string(0x3704).nonEmpty
            ?? properties?.string(0x3001).nonEmpty ?? String(decoding: title, as: UTF8.self)
        let own = stated.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var name = MemberName.shown(own).nonEmpty ?? "attachment-\(number)"
        var bytes = attachment.data
        if let object = properties?.object(0x3701), bytes.isEmpty || object.starts(with: TNEFMessage.signature) {
            bytes = object
            // A message inside of it is a winmail.dat of its own.
            if object.starts(with: TNEFMessage.signature) { name += ".tnef" }
        } else if bytes.isEmpty, let data = properties?.binary(0x3701) {
            bytes = data
        }
        guard budget.take(bytes.count) else {
            contents.problems.append(.overBudget(name, budget))
            return
        }
        let isInline = properties.map { $0.boolean(0x7FFE) || ($0.integer(0x3714) ?? 0) & 4 != 0 } ?? false
        contents.members.append(
            ContainerMember(
                name: name, content: .bytes(bytes),
                hints: ContainerHints(
                    mediaType: properties?.string(0x370E).asciiLowercased ?? "", isInline: isInline)))
    }
}
