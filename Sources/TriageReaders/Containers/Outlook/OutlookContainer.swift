import TriageBytes

/// Reads Outlook messages (`.msg`: [MS-OXMSG] inside of [MS-CFB]): the text with its header, attachments, and messages
/// inside of messages. Appointments, contacts and notes are messages too.
struct OutlookContainer: ContainerReader {
    let format = "outlook-message"

    func recognise(_ input: ContainerInput) -> String? {
        input.bytes.starts(with: CompoundFile.signature) ? "certain: compound file" : nil
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        var contents = ContainerContents()
        guard let file = CompoundFile(input.bytes),
            file.children(of: 0).contains(where: { file.entries[$0].name.lowercased() == "__properties_version1.0" })
        else {
            contents.problems.append(
                ContainerProblem(code: "unread-format", message: ForeignFormat.compound.message, member: ""))
            return contents
        }
        if file.isDamaged {
            contents.problems.append(
                ContainerProblem(
                    code: "damaged-message", message: "contradicts itself; what could be read of it is read", member: ""
                ))
        }
        let message = OutlookMessage(file: file, storage: 0, headerSize: 32, codePage: nil)
        contents.add(message, byteCount: input.bytes.count, depth: 0, budget: &budget)
        return contents
    }
}

extension ContainerContents {
    /// Adds what a message holds. Messages inside of it are read as far as the budget's depth.
    mutating func add(_ message: OutlookMessage, byteCount: Int, depth: Int, budget: inout ContainerBudget) {
        let body = message.body
        let shown = MailText.header(message.header) + (body?.text ?? [])
        guard budget.take(shown.count) else {
            problems.append(.overBudget("", budget))
            return
        }
        members.append(
            ContainerMember(
                name: "", content: .text(shown, encoding: body?.encoding ?? "utf-8", byteCount: byteCount),
                hints: ContainerHints()))
        for (number, storage) in message.attachments.enumerated() {
            guard budget.members > 0 else {
                problems.append(.overBudget("", budget))
                break
            }
            add(
                OutlookAttachment(message, storage: storage, number: number + 1), depth: depth, budget: &budget)
        }
        MemberName.makeUnique(&members)
    }

    private mutating func add(_ attachment: OutlookAttachment, depth: Int, budget: inout ContainerBudget) {
        switch attachment.content {
        case .message(let inner):
            guard depth < budget.maximumDepth else {
                problems.append(
                    ContainerProblem(
                        code: "limit-depth", message: "lies too deep inside of other messages; send it alone",
                        member: attachment.name))
                return
            }
            var contents = ContainerContents()
            contents.add(inner, byteCount: 0, depth: depth + 1, budget: &budget)
            members.append(
                ContainerMember(name: attachment.name, content: .contents(contents), hints: ContainerHints()))
        case .bytes(let bytes):
            guard budget.take(bytes.count) else {
                problems.append(.overBudget(attachment.name, budget))
                return
            }
            members.append(ContainerMember(name: attachment.name, content: .bytes(bytes), hints: attachment.hints))
        case .absent(let code, let reason):
            problems.append(ContainerProblem(code: code, message: reason, member: attachment.name))
        }
    }
}
