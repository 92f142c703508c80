import TriageBytes
import TriageModel

/// One message of a compound file or a winmail.dat. Property numbers are those of [MS-OXPROPS].
struct OutlookMessage {
    /// nil for a message that is a list of properties.
    let file: CompoundFile?
    let properties: MessageProperties
    private let recipients: [MessageProperties]

    /// A message whose properties were listed.
    init(properties: MessageProperties, recipients: [MessageProperties]) {
        file = nil
        self.properties = properties
        self.recipients = recipients
    }

    /// Reads the message in a storage. `codePage`: that of the message around it.
    init(file: CompoundFile, storage: Int, headerSize: Int, codePage outer: Int?, names: NamedProperties) {
        self.file = file
        var properties = MessageProperties(
            file: file, storage: storage, headerSize: headerSize, codePage: 1252, names: names)
        properties.codePage = AnsiCodePage.of(properties) ?? outer ?? 1252
        self.properties = properties
        let codePage = properties.codePage
        recipients = properties.storages(named: "__recip_version1.0_#").map {
            MessageProperties(file: file, storage: $0, headerSize: 8, codePage: codePage)
        }
    }

    /// Storages of its attachments, in order.
    var attachments: [Int] { properties.storages(named: "__attach_version1.0_#") }

    /// Its class: `IPM.Note`, `IPM.Appointment`.
    var messageClass: String { properties.string(0x001A) }

    /// The subject.
    var subject: String { properties.string(0x0037) }

    /// The sender as a header writes him: `Anna Berg <anna@contoso.example>`.
    var sender: String {
        let name = first([0x0C1A, 0x0042])
        // The SMTP address, and what stands in its place where the type of address is SMTP.
        let address = first([0x5D01, 0x5D02]).nonEmpty ?? Self.address(first([0x0C1F, 0x0065]))
        return Self.person(name, address)
    }

    /// When it was sent, else when it arrived.
    var date: String {
        [0x0039, 0x0E06].lazy.compactMap { properties.time(UInt16($0)) }.first.flatMap(FileTime.mailDate) ?? ""
    }

    /// Recipients of a kind: 1 to, 2 copy, 3 blind copy.
    func recipients(_ kind: Int) -> [String] {
        recipients.filter { ($0.integer(0x0C15) ?? 1) & 0xF == kind }.map { recipient in
            let address = recipient.string(0x39FE).nonEmpty ?? Self.address(recipient.string(0x3003))
            return Self.person(recipient.string(0x3001), address)
        }.filter { !$0.isEmpty }
    }

    /// The fields shown above the text.
    var header: [(name: String, value: String)] {
        let to = recipients(1)
        let copies = recipients(2)
        var fields = [
            ("From", sender), ("To", to.isEmpty ? properties.string(0x0E04) : to.joined(separator: "; ")),
            ("Cc", copies.isEmpty ? properties.string(0x0E03) : copies.joined(separator: "; ")), ("Date", date),
            ("Subject", subject),
        ]
        if messageClass.asciiLowercased != "ipm.note", !messageClass.isEmpty {
            fields.append(("Item", Self.item(messageClass)))
            fields += OutlookItem.fields(of: properties)
        }
        return fields
    }

    /// The text, as UTF-8, and the encoding it was in: plain, else HTML, else what the rich text holds; nil when there is
    /// none.
    var body: (text: [UInt8], encoding: String)? {
        let encoding = properties.hasUnicodeTexts ? "utf-16le" : "cp\(properties.codePage)"
        let plain = properties.text(0x1000)
        if let plain, MailText.saysSomething(plain) { return (plain, encoding) }
        // An HTML body is bytes in PidTagInternetCodepage.
        let page = properties.integer(0x3FDE) ?? properties.codePage
        if let html = properties.binary(0x1013), !html.isEmpty {
            let decoded = DeclaredText.decode(html, codePage: page)
            return (MailText.page(decoded.text), decoded.encoding)
        }
        if let html = properties.text(0x1013) { return (MailText.page(html), encoding) }
        switch richText {
        case .html(let html)?: return (MailText.page(html), "rtf")
        case .text(let text)?: return (text, "rtf")
        case nil: return plain.map { ($0, encoding) }
        }
    }

    /// What the rich text holds; nil when there is none.
    var richText: EncapsulatedRTF.Content? {
        properties.binary(0x1009).flatMap { CompressedRTF.decompress($0, limit: 16 << 20) }.flatMap(
            EncapsulatedRTF.read)
    }

    // MARK: Words

    private func first(_ numbers: [UInt16]) -> String {
        for number in numbers {
            if let text = properties.string(number).nonEmpty { return text }
        }
        return ""
    }

    /// An address, unless it is a directory's own name for a mailbox (`/O=…/CN=…`).
    private static func address(_ text: String) -> String { text.contains("@") ? text : "" }

    private static func person(_ name: String, _ address: String) -> String {
        // Outlook puts apostrophes around a name that is an address.
        let isQuoted = name.utf8.count > 2 && name.hasPrefix("'") && name.hasSuffix("'")
        let bare = isQuoted ? String(name.dropFirst().dropLast()) : name
        if address.isEmpty { return bare }
        return bare.isEmpty || bare.isEqualIgnoringCase(address) ? address : "\(bare) <\(address)>"
    }

    /// A class in words.
    private static func item(_ messageClass: String) -> String {
        let known = [
            ("ipm.appointment", "appointment"), ("ipm.schedule", "meeting request"), ("ipm.stickynote", "note"),
            ("ipm.contact", "contact"), ("ipm.task", "task"), ("ipm.activity", "journal entry"),
            ("report.", "delivery report"), ("ipm.note.smime", "signed or encrypted mail"),
        ]
        let lower = messageClass.asciiLowercased
        let words = known.first { lower.hasPrefix($0.0) }?.1
        return words.map { "\($0) (\(messageClass))" } ?? messageClass
    }
}

extension String {
    /// nil for an empty text.
    var nonEmpty: String? { isEmpty ? nil : self }
}
