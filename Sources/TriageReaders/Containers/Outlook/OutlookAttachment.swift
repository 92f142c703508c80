import TriageBytes
import TriageModel

/// An attachment of an Outlook message ([MS-OXCMSG], section 2.2.2).
struct OutlookAttachment {
    /// What there is of it.
    enum Content {
        case bytes([UInt8])
        case message(OutlookMessage, storage: Int)
        case absent(code: String, reason: String)
    }

    let name: String
    let content: Content
    let hints: ContainerHints

    init(_ message: OutlookMessage, file: CompoundFile, storage: Int, number: Int) {
        let properties = MessageProperties(
            file: file, storage: storage, headerSize: 8, codePage: message.properties.codePage)
        let stated =
            properties.string(0x3707).nonEmpty ?? properties.string(0x3704).nonEmpty ?? properties.string(0x3001)
        let own = stated.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        // PidTagAttachMethod.
        switch properties.integer(0x3705) ?? 1 {
        case 5:
            if let inner = properties.storage(0x3701) {
                content = .message(
                    OutlookMessage(
                        file: file, storage: inner, headerSize: 24, codePage: message.properties.codePage,
                        names: message.properties.names),
                    storage: inner)
            } else {
                content = .absent(code: "damaged-message", reason: "is a message whose content is missing")
            }
        case 0 where properties.binary(0x3701) == nil:
            content = .absent(code: "not-included", reason: "has no content in this message; send the file itself")
        case 2, 3, 4, 7:
            content = .absent(code: "not-included", reason: "is only a link in this message; send the file itself")
        case 6 where properties.binary(0x3701) == nil:
            content = .absent(
                code: "unread-format", reason: "is an embedded object (OLE), which is not read; send the file itself")
        default: content = .bytes(properties.binary(0x3701) ?? [])
        }
        var shown = MemberName.shown(own)
        if case .message(let inner, _) = content {
            // A message inside of a message is often named after its subject alone.
            let title = shown.nonEmpty ?? MemberName.shown(inner.subject).nonEmpty ?? "message"
            shown = title.asciiLowercased.hasSuffix(".msg") ? title : title + ".msg"
        }
        name = shown.nonEmpty ?? "attachment-\(number)"
        // A picture the HTML text shows, or one Outlook hides from the list of attachments.
        let isShownInText = properties.boolean(0x7FFE) || (properties.integer(0x3714) ?? 0) & 4 != 0
        hints = ContainerHints(mediaType: properties.string(0x370E).asciiLowercased, isInline: isShownInText)
    }
}
