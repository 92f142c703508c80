/// Reads S/MIME messages (`smime.p7m`, RFC 8551): what is signed and not encrypted is read. Signatures are not checked.
struct SMIMEContainer: ContainerReader {
    let format = "s/mime"

    func recognise(_ input: ContainerInput) -> String? {
        guard input.bytes.first == 0x30, CryptographicMessage(input.bytes, limit: 0) != nil else { return nil }
        return "certain: a PKCS #7 object"
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        var contents = ContainerContents()
        let limit = budget.allowance
        guard let message = CryptographicMessage(input.bytes, limit: limit) else { return contents }
        switch message.kind {
        case .signed(let text):
            guard budget.take(text.count) else {
                contents.problems.append(.overBudget("", budget))
                return contents
            }
            if message.isCut {
                contents.problems.append(
                    ContainerProblem(
                        code: "damaged-message", message: "ends in the middle; what is there was read", member: ""))
            }
            // The content is a part of a mail, with a header of its own.
            contents.members.append(
                ContainerMember(
                    name: "signed-content", content: .bytes(text),
                    hints: ContainerHints(mediaType: "multipart/signed")))
        case .signature:
            let what = ContainerMember.Description(
                format: "signature", what: "the signature of a signed mail, or certificates",
                byteCount: input.bytes.count)
            contents.members.append(
                ContainerMember(name: "signature", content: .named(what), hints: ContainerHints()))
        case .closed(let reason):
            contents.problems.append(ContainerProblem(code: "encrypted", message: reason, member: ""))
        }
        return contents
    }
}
