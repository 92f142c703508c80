import TriageBytes
import TriageModel

/// A message as Exchange and Outlook wrap it into `winmail.dat` ([MS-OXTNEF], section 2.1).
///
/// A row of attributes, each with its length; those of the message come first, then those of one attachment after the
/// other. Lengths that lead beyond the file end the reading.
struct TNEFMessage {
    /// What is attached.
    struct Attachment {
        var title: [UInt8] = []
        var data: [UInt8] = []
        var properties: MessageProperties?
    }

    static let signature: [UInt8] = [0x78, 0x9F, 0x3E, 0x22]

    /// Subject, sender, text and the like.
    private(set) var message = OutlookMessage(properties: MessageProperties(codePage: 1252), recipients: [])
    private(set) var attachments: [Attachment] = []
    /// True when it ends in the middle, or contradicts itself.
    private(set) var isDamaged = false

    private let bytes: [UInt8]
    private var codePage = 1252
    private var properties: MessageProperties?
    private var recipients: [MessageProperties] = []
    /// Attributes of the message that older programs write instead of properties.
    private var plain: [UInt32: [UInt8]] = [:]

    private static let maximumAttributes = 20_000
    private static let maximumRecipients = 2_000

    /// Attributes by number ([MS-OXTNEF], section 2.1.3.1).
    private enum Attribute {
        static let codePage: UInt32 = 0x0006_9007
        static let messageClass: UInt32 = 0x0007_8008
        static let subject: UInt32 = 0x0001_8004
        static let from: UInt32 = 0x0000_8000
        static let body: UInt32 = 0x0002_800C
        static let properties: UInt32 = 0x0006_9003
        static let recipients: UInt32 = 0x0006_9004
        static let attachmentStart: UInt32 = 0x0006_9002
        static let attachmentData: UInt32 = 0x0006_800F
        static let attachmentTitle: UInt32 = 0x0001_8010
        static let attachmentProperties: UInt32 = 0x0006_9005
    }

    /// Reads a file; nil when it does not begin as one.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 6, bytes.starts(with: Self.signature) else { return nil }
        self.bytes = bytes
        var index = 6
        var count = 0
        while index < bytes.count {
            // Level, number, length; the data; a sum over it, which is not looked at: a changed byte is no reason to stop.
            let length = Int(bytes.little32(index + 5))
            let start = index + 9
            let level = bytes[index]
            guard start <= bytes.count, level == 1 || level == 2, count < Self.maximumAttributes else {
                isDamaged = true
                break
            }
            let end = min(start + length, bytes.count)
            if end - start < length { isDamaged = true }
            take(bytes.little32(index + 1), start..<end)
            index = end + 2
            count += 1
        }
        finish()
    }

    private mutating func take(_ attribute: UInt32, _ data: Range<Int>) {
        switch attribute {
        case Attribute.codePage:
            let page = Int(bytes.little32(data.lowerBound))
            if data.count >= 4, page > 0, page < 65_536 { codePage = page }
        case Attribute.messageClass, Attribute.subject, Attribute.from, Attribute.body:
            plain[attribute] = Array(bytes[data])
        case Attribute.properties: properties = list(in: data)
        case Attribute.recipients:
            var reader = TNEFProperties(bytes, data)
            let rows = min(reader.count(), Self.maximumRecipients)
            while recipients.count < rows, !reader.isAtEnd, !reader.isDamaged {
                recipients.append(reader.list(codePage: codePage))
            }
            if reader.isDamaged { isDamaged = true }
        case Attribute.attachmentStart: attachments.append(Attachment())
        case Attribute.attachmentData:
            let content = Array(bytes[data])
            change { $0.data = content }
        case Attribute.attachmentTitle:
            let title = Array(bytes[data])
            change { $0.title = title }
        case Attribute.attachmentProperties:
            let list = list(in: data)
            change { $0.properties = list }
        default: break
        }
    }

    private mutating func list(in data: Range<Int>) -> MessageProperties {
        var reader = TNEFProperties(bytes, data)
        let list = reader.list(codePage: codePage)
        if reader.isDamaged { isDamaged = true }
        return list
    }

    /// Changes the last attachment.
    private mutating func change(_ body: (inout Attachment) -> Void) {
        if attachments.isEmpty { attachments.append(Attachment()) }
        body(&attachments[attachments.count - 1])
    }

    /// Puts what older programs wrote into the properties that newer ones write.
    private mutating func finish() {
        var listed: [UInt32: [UInt8]] = [:]
        for (attribute, property) in [
            (Attribute.messageClass, UInt32(0x001A_001E)), (Attribute.subject, 0x0037_001E),
            (Attribute.body, 0x1000_001E),
        ] {
            if let text = plain[attribute] { listed[property] = text }
        }
        if let old = listed[0x001A_001E] { listed[0x001A_001E] = Self.messageClass(old) }
        if let sender = plain[Attribute.from].flatMap(Self.sender) {
            listed[0x0C1A_001E] = sender.name
            listed[0x0C1F_001E] = sender.address
        }
        let read = properties ?? MessageProperties(codePage: codePage)
        message = OutlookMessage(properties: read.completed(with: listed, codePage: codePage), recipients: recipients)
    }

    /// Name and address of a sender (a TRP structure): kind, size, length of name and address, both ended by NUL.
    private static func sender(_ bytes: [UInt8]) -> (name: [UInt8], address: [UInt8])? {
        let nameEnd = 8 + Int(bytes.little16(4))
        let addressEnd = nameEnd + Int(bytes.little16(6))
        guard bytes.count >= addressEnd, addressEnd > 8 else { return nil }
        let address = bytes[nameEnd..<addressEnd]
        let kind = Array("SMTP:".utf8)
        let isMail = address.prefix(kind.count).map { ASCII.lowercased($0) } == kind.map { ASCII.lowercased($0) }
        return (Array(bytes[8..<nameEnd]), isMail ? Array(address.dropFirst(kind.count)) : [])
    }

    /// Classes of the days before Outlook, in today's words.
    private static func messageClass(_ bytes: [UInt8]) -> [UInt8] {
        let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        let known = [
            "ipm.microsoft mail.note": "IPM.Note", "ipm.microsoft schedule.mtgreq": "IPM.Schedule.Meeting.Request",
            "ipm.microsoft mail.read receipt": "Report.IPM.Note.IPNRN",
            "ipm.microsoft mail.non-delivery": "Report.IPM.Note.NDR",
        ]
        return Array((known[text.asciiLowercased] ?? text).utf8)
    }
}

extension MessageProperties {
    /// These properties, and those of the other list that are not among them.
    func completed(with others: [UInt32: [UInt8]], codePage: Int) -> MessageProperties {
        var added = self
        for (tag, value) in others where !value.isEmpty && text(UInt16(truncatingIfNeeded: tag >> 16)) == nil {
            added.list(value, as: tag)
        }
        added.codePage = codePage
        return added
    }
}
