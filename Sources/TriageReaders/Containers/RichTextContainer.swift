/// Reads rich text (RTF, what WordPad saves): the text it holds stands in its place.
struct RichTextContainer: ContainerReader {
    let format = "rich-text"

    private static let maximumBytes = 64 << 20

    func recognise(_ input: ContainerInput) -> String? {
        input.bytes.first == 0x7B && input.bytes.starts(with: "{\\rtf".utf8) ? "certain: begins with {\\rtf" : nil
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        var contents = ContainerContents()
        guard input.bytes.count <= Self.maximumBytes, let content = EncapsulatedRTF.read(input.bytes) else {
            contents.problems.append(.overBudget("", budget))
            return contents
        }
        let text =
            switch content {
            case .text(let text): text
            case .html(let html): MailText.page(html)
            }
        guard budget.take(text.count) else {
            contents.problems.append(.overBudget("", budget))
            return contents
        }
        contents.members.append(
            ContainerMember(
                name: "", content: .text(text, encoding: "rtf", byteCount: input.bytes.count), hints: ContainerHints()))
        return contents
    }
}
