import TriageBytes

/// Reads Outlook messages (`.msg`: [MS-OXMSG] inside of [MS-CFB]): the text with its header, attachments, and messages
/// inside of messages. Appointments, contacts and notes are messages too.
struct OutlookContainer: ContainerReader {
    let format = "outlook-message"

    func recognise(_ input: ContainerInput) -> String? {
        input.bytes.first == 0xD0 && input.bytes.starts(with: CompoundFile.signature) ? "certain: compound file" : nil
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
        let message = OutlookMessage(
            file: file, storage: 0, headerSize: 32, codePage: nil, names: NamedProperties(of: file))
        var reading = OutlookReading(file: file)
        let read = reading.contents(of: message, byteCount: input.bytes.count, depth: 0, budget: &budget)
        contents.members = read.members
        contents.problems += read.problems
        return contents
    }
}

/// The reading of a message and of the messages inside of it.
private struct OutlookReading {
    let file: CompoundFile
    /// Storages that were read as messages. In a damaged file a storage may hold itself; each is read once, so that the
    /// work stays within the file's size.
    var seen: Set<Int> = [0]

    init(file: CompoundFile) { self.file = file }

    /// What a message holds. Messages inside of it are read as far as the budget's depth.
    mutating func contents(
        of message: OutlookMessage, byteCount: Int, depth: Int, budget: inout ContainerBudget
    ) -> ContainerContents {
        var contents = ContainerContents()
        let body = message.body
        let shown = MailText.header(message.header) + (body?.text ?? [])
        guard budget.take(shown.count) else {
            contents.problems.append(.overBudget("", budget))
            return contents
        }
        contents.members.append(
            ContainerMember(
                name: "", content: .text(shown, encoding: body?.encoding ?? "utf-8", byteCount: byteCount),
                hints: ContainerHints()))
        for (number, storage) in message.attachments.enumerated() {
            guard budget.members > 0 else {
                contents.problems.append(.overBudget("", budget))
                break
            }
            let attachment = OutlookAttachment(message, file: file, storage: storage, number: number + 1)
            add(attachment, to: &contents, depth: depth, budget: &budget)
        }
        MemberName.makeUnique(&contents.members)
        return contents
    }

    private mutating func add(
        _ attachment: OutlookAttachment, to contents: inout ContainerContents, depth: Int,
        budget: inout ContainerBudget
    ) {
        func refuse(_ code: String, _ reason: String) {
            contents.problems.append(ContainerProblem(code: code, message: reason, member: attachment.name))
        }
        switch attachment.content {
        case .message(let inner, let storage):
            guard depth < budget.maximumDepth else {
                refuse("limit-depth", "lies too deep inside of other messages; send it alone")
                return
            }
            guard seen.insert(storage).inserted else {
                refuse("damaged-message", "is a message that holds itself")
                return
            }
            let inner = self.contents(of: inner, byteCount: 0, depth: depth + 1, budget: &budget)
            contents.members.append(
                ContainerMember(name: attachment.name, content: .contents(inner), hints: ContainerHints()))
        case .bytes(let bytes):
            guard budget.take(bytes.count) else {
                contents.problems.append(.overBudget(attachment.name, budget))
                return
            }
            contents.members.append(
                ContainerMember(name: attachment.name, content: .bytes(bytes), hints: attachment.hints))
        case .absent(let code, let reason): refuse(code, reason)
        }
    }
}
