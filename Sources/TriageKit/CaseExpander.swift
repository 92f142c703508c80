import TriageBytes
import TriageModel
import TriageReaders

/// Turns the inputs of a case into what can be read: archives, mails and messages are opened, again and again, until text,
/// pictures and what nobody reads are left. They are named after the way to them: `ticket.zip!mail.eml!dump.xml`.
///
/// One budget for the whole case bounds what comes out. What waits stands in a list, so that no nesting is too deep.
struct CaseExpander {
    private var budget: ContainerBudget

    init(budget: ContainerBudget = ContainerBudget()) { self.budget = budget }

    /// Something that waits to be looked into.
    private struct Pending {
        var name: String
        var content: ContainerMember.Content
        var hints: ContainerHints
        var depth: Int
    }

    /// Reads an input and everything inside of it.
    mutating func add(_ bytes: [UInt8], name: String, to reader: inout CaseReader) {
        var pending = [Pending(name: name, content: .bytes(bytes), hints: ContainerHints(), depth: 0)]
        while let next = pending.popLast() {
            switch next.content {
            case .bytes(let bytes): look(into: bytes, next, &pending, &reader)
            case .text(let text, let encoding, let byteCount):
                reader.add(Self.source(text, encoding: encoding, byteCount: byteCount, name: next.name))
            case .contents(let contents): push(contents, of: next, to: &pending, &reader)
            case .named(let description):
                reader.add(
                    DescribedInput.named(
                        description.what, format: description.format, why: "certain: its media type", name: next.name,
                        byteCount: description.byteCount))
            }
        }
    }

    private mutating func look(
        into bytes: [UInt8], _ item: Pending, _ pending: inout [Pending], _ reader: inout CaseReader
    ) {
        let input = ContainerInput(bytes: bytes, name: item.name, hints: item.hints)
        if ContainerCatalogue.format(of: input) != nil {
            guard item.depth < budget.maximumDepth else {
                reader.add(
                    Evidence.Problem(
                        code: "limit-depth",
                        message: "lies inside of \(item.depth) other containers, which is too deep; send it alone",
                        file: item.name, isFatal: true))
                return
            }
            if let opened = ContainerCatalogue.open(input, budget: &budget) {
                if opened.contents.members.isEmpty {
                    reader.add(
                        DescribedInput.named(
                            opened.format, format: "unread", why: opened.why, name: item.name, byteCount: bytes.count))
                }
                push(opened.contents, of: item, to: &pending, &reader)
            }
        } else if let picture = DescribedInput.picture(bytes, name: item.name, hints: item.hints) {
            reader.add(picture)
        } else if let foreign = ForeignFormat(bytes) {
            reader.add(
                DescribedInput.named(
                    foreign.what, format: "unread", why: "certain: " + foreign.why, name: item.name,
                    byteCount: bytes.count))
            reader.add(
                Evidence.Problem(code: "unread-format", message: foreign.message, file: item.name, isFatal: true))
        } else if item.hints.charset != nil {
            let decoded = DeclaredText.decode(bytes, charset: item.hints.charset)
            reader.add(Self.source(decoded.text, encoding: decoded.encoding, byteCount: bytes.count, name: item.name))
        } else {
            reader.add(TextDecoder.decode(bytes).sourceInfo(name: item.name))
        }
    }

    /// Puts the members of a container in front of what waits, and says what could not be read of it.
    private func push(
        _ contents: ContainerContents, of item: Pending, to pending: inout [Pending], _ reader: inout CaseReader
    ) {
        for problem in contents.problems {
            reader.add(
                Evidence.Problem(
                    code: problem.code, message: problem.message,
                    file: problem.member.isEmpty ? item.name : "\(item.name)!\(problem.member)",
                    isFatal: problem.isFatal))
        }
        for member in contents.members.reversed() {
            pending.append(
                Pending(
                    name: member.name.isEmpty ? item.name : "\(item.name)!\(member.name)", content: member.content,
                    hints: member.hints, depth: item.depth + 1))
        }
    }

    private static func source(_ text: [UInt8], encoding: String, byteCount: Int, name: String) -> SourceInfo {
        SourceInfo(
            name: name, byteCount: byteCount, encoding: encoding, text: text, lineStarts: LineIndex.lineStarts(of: text)
        )
    }
}
