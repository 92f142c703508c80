import TriageBytes
import TriageModel

/// Tells a mail as it travelled (`.eml`, RFC 5322) from a ticket somebody wrote that merely shows a mail's header.
///
/// Mail programs show `From`, `Sent`, `To` and `Subject`; what only mail servers write proves the real thing.
enum MailRecognition {
    /// Fields that nobody copies by hand: they come from mail servers and programs.
    private static let transport: Set<String> = [
        "received", "message-id", "return-path", "delivered-to", "mime-version", "content-type",
        "content-transfer-encoding", "dkim-signature", "arc-seal", "authentication-results", "received-spf",
        "x-received", "x-mailer", "user-agent", "x-originating-ip", "thread-index", "thread-topic", "in-reply-to",
        "references", "x-originalarrivaltime", "x-ms-has-attach", "list-unsubscribe", "resent-message-id",
    ]

    /// The same as bytes, by their length.
    private static let transportNames: [[[UInt8]]] = {
        var names = [[[UInt8]]](repeating: [], count: (transport.map(\.utf8.count).max() ?? 0) + 1)
        for name in transport.sorted() { names[name.utf8.count].append(Array(name.utf8)) }
        return names
    }()

    private static let visible: Set<String> = ["from", "to", "cc", "subject", "date", "sender", "reply-to"]

    /// Why the bytes from `start` on are a mail; nil when they are none.
    static func judge(_ bytes: [UInt8], from start: Int = 0, hints: ContainerHints, name: String) -> String? {
        // Cheap refusals first: nearly every input is no mail.
        guard start < bytes.count, ASCII.isLetter(bytes[start]), MailHeaders.beginsWithField(bytes, at: start) else {
            return nil
        }
        let isNamedSo = name.utf8.suffix(4).elementsEqual(".eml".utf8) { $0.asciiLowered == $1 }
        // Tickets often begin with a header that somebody pasted: only names that mail servers write are looked at closely.
        if hints.mediaType.isEmpty, !isNamedSo,
            !MailHeaders.hasField(bytes, from: start, to: bytes.count, named: transportNames)
        {
            return nil
        }
        let headers = MailHeaders(bytes, from: start, to: bytes.count)
        guard headers.fields.count >= 1 else { return nil }
        let names = Set(headers.fields.map(\.name))
        let found = names.intersection(transport)
        let shown = names.intersection(visible)
        if hints.mediaType == "message/rfc822" || hints.mediaType == "message/global", !found.isEmpty || !shown.isEmpty
        {
            return "certain: sent as message/rfc822"
        }
        // The text of a signed Outlook message is attached to it as a MIME part of its own.
        if hints.mediaType.hasPrefix("multipart/"), names.contains("content-type") {
            return "certain: sent as \(hints.mediaType)"
        }
        let isMIME = names.contains("mime-version") && names.contains("content-type")
        let hasSender = !names.isDisjoint(with: ["from", "to", "subject", "message-id", "received", "sender"])
        if isMIME || names.contains("content-type") && hasSender || names.contains("mime-version") && hasSender
            || found.count >= 2 && hasSender
        {
            return "certain: header fields \(found.sorted().prefix(4).joined(separator: ", "))"
        }
        if isNamedSo, shown.count >= 2, headers.fields.count == names.count || !found.isEmpty {
            return "likely: named .eml, header fields \(shown.sorted().joined(separator: ", "))"
        }
        return nil
    }
}
