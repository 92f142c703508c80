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

    /// What is left when nothing can be opened any more.
    enum Leaf {
        /// A text to be read.
        case text(SourceInfo)
        /// A picture, or something nobody reads.
        case described(DescribedInput)
        /// Something that could not be read.
        case problem(Evidence.Problem)
    }

    /// Something that waits to be looked into.
    private struct Pending {
        var name: String
        var content: ContainerMember.Content
        var hints: ContainerHints
        var depth: Int
    }

    /// Opens an input and everything inside of it; the leaves come one after the other, in order. One whose format was
    /// said is text of that format and not opened.
    mutating func expand(_ input: CaseInput, _ take: (Leaf) -> Void) {
        if let problem = input.problem { take(.problem(problem)) }
        guard case .success(let bytes) = input.content else { return }
        if input.format != nil {
            take(.text(TextDecoder.decode(bytes).sourceInfo(name: input.name)))
        } else {
            expand(bytes, name: input.name, take)
        }
    }

    private mutating func expand(_ bytes: [UInt8], name: String, _ take: (Leaf) -> Void) {
        budget.begin(inputOf: bytes.count)
        var pending = [Pending(name: name, content: .bytes(bytes), hints: ContainerHints(), depth: 0)]
        while let next = pending.popLast() {
            switch next.content {
            case .bytes(let bytes): look(into: bytes, next, &pending, take)
            case .text(let text, let encoding, let byteCount):
                take(.text(Self.source(text, encoding: encoding, byteCount: byteCount, name: next.name)))
            case .contents(let contents): push(contents, of: next, to: &pending, take)
            case .named(let description):
                take(
                    .described(
                        DescribedInput.named(
                            description.what, format: description.format, why: "certain: its media type",
                            name: next.name,
                            byteCount: description.byteCount)))
            }
        }
    }

    private mutating func look(
        into bytes: [UInt8], _ item: Pending, _ pending: inout [Pending], _ take: (Leaf) -> Void
    ) {
        let input = ContainerInput(bytes: bytes, name: item.name, hints: item.hints)
        if ContainerCatalogue.format(of: input) != nil {
            guard item.depth < budget.maximumDepth else {
                take(
                    .problem(
                        Evidence.Problem(
                            code: "limit-depth",
                            message: "lies inside of \(item.depth) other containers, which is too deep; send it alone",
                            file: item.name, isFatal: true)))
                return
            }
            if let opened = ContainerCatalogue.open(input, budget: &budget) {
                if opened.contents.members.isEmpty {
                    take(
                        .described(
                            DescribedInput.named(
                                opened.format, format: "unread", why: opened.why, name: item.name,
                                byteCount: bytes.count)))
                }
                push(opened.contents, of: item, to: &pending, take)
            }
        } else if let picture = DescribedInput.picture(bytes, name: item.name, hints: item.hints) {
            take(.described(picture))
        } else if let foreign = ForeignFormat(bytes) {
            take(
                .described(
                    DescribedInput.named(
                        foreign.what, format: "unread", why: "certain: " + foreign.why, name: item.name,
                        byteCount: bytes.count)))
            take(
                .problem(
                    Evidence.Problem(code: "unread-format", message: foreign.message, file: item.name, isFatal: true)))
        } else if item.hints.charset != nil {
            let decoded = DeclaredText.decode(bytes, charset: item.hints.charset)
            take(.text(Self.source(decoded.text, encoding: decoded.encoding, byteCount: bytes.count, name: item.name)))
        } else {
            take(.text(TextDecoder.decode(bytes).sourceInfo(name: item.name)))
        }
    }

    /// Puts the members of a container in front of what waits, and says what could not be read of it.
    private func push(
        _ contents: ContainerContents, of item: Pending, to pending: inout [Pending], _ take: (Leaf) -> Void
    ) {
        for problem in contents.problems {
            take(
                .problem(
                    Evidence.Problem(
                        code: problem.code, message: problem.message,
                        file: problem.member.isEmpty ? item.name : "\(item.name)!\(problem.member)",
                        isFatal: problem.isFatal)))
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
