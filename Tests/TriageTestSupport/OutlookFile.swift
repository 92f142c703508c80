/// An Outlook message ([MS-OXMSG]) for tests, written as Outlook saves it.
public struct OutlookFile: Sendable {
    /// An attachment.
    public enum Attachment: Sendable {
        /// A file.
        case file(String, [UInt8])
        /// A message.
        case message(OutlookFile)
        /// Nothing but a link to a file.
        case link(String)
    }

    /// Texts by their property numbers.
    public var texts: [UInt16: String] = [:]
    /// Bytes by their property numbers.
    public var binaries: [UInt16: [UInt8]] = [:]
    /// Whole numbers by their property numbers.
    public var integers: [UInt16: Int32] = [:]
    /// 100 nanoseconds since 1601 by their property numbers.
    public var times: [UInt16: UInt64] = [:]
    /// Name, address and kind (1 to, 2 copy).
    public var recipients: [(name: String, address: String, kind: Int32)] = []
    /// Attachments in order.
    public var attachments: [Attachment] = []
    /// Sets and numbers of the properties from 0x8000 on, which are named.
    public var names: [UInt16: (set: UInt8, identifier: UInt32)] = [:]
    /// How texts are written; nil writes Unicode.
    public var encodeText: (@Sendable (String) -> [UInt8])?

    /// A message of that class.
    public init(messageClass: String = "IPM.Note", subject: String = "", body: String = "") {
        texts[0x001A] = messageClass
        if !subject.isEmpty { texts[0x0037] = subject }
        if !body.isEmpty { texts[0x1000] = body }
    }

    /// The file.
    public var bytes: [UInt8] {
        CompoundFileWriter.write(
            nodes(headerSize: 32) + (names.isEmpty ? [] : [.storage("__nameid_version1.0", nameNodes)]))
    }

    /// Every name has a set of its own here, which files may do; the table also holds a name that is a text.
    private var nameNodes: [CompoundNode] {
        var sets: [UInt8] = []
        var entries = CompoundFileWriter.little(0) + [7, 0, 0xFF, 0]
        for (place, name) in names.sorted(by: { $0.key < $1.key }).enumerated() {
            sets += [name.value.set, 0x20, 6, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
            entries += CompoundFileWriter.little(name.value.identifier)
            entries += CompoundFileWriter.little(UInt32(place + 3) << 1 | UInt32(name.key &- 0x8000) << 16)
        }
        return [
            .stream("__substg1.0_00020102", sets), .stream("__substg1.0_00030102", entries),
            .stream("__substg1.0_00040102", [2, 0, 0, 0, 0x78, 0]),
        ]
    }

    private func nodes(headerSize: Int) -> [CompoundNode] {
        var nodes = propertyNodes(texts, binaries, integers, times, headerSize: headerSize)
        for (number, recipient) in recipients.enumerated() {
            nodes.append(
                .storage(
                    "__recip_version1.0_#" + hex(UInt32(number), 8),
                    propertyNodes(
                        [0x3001: recipient.name, 0x39FE: recipient.address], [:], [0x0C15: recipient.kind], [:],
                        headerSize: 8)))
        }
        for (number, attachment) in attachments.enumerated() {
            let inner: [CompoundNode]
            switch attachment {
            case .file(let name, let bytes):
                inner = propertyNodes([0x3707: name], [0x3701: bytes], [0x3705: 1], [:], headerSize: 8)
            case .message(let message):
                inner =
                    propertyNodes([0x3001: message.texts[0x0037] ?? ""], [:], [0x3705: 5], [:], headerSize: 8)
                    + [.storage("__substg1.0_3701000D", message.nodes(headerSize: 24))]
            case .link(let name): inner = propertyNodes([0x3707: name], [:], [0x3705: 7], [:], headerSize: 8)
            }
            nodes.append(.storage("__attach_version1.0_#" + hex(UInt32(number), 8), inner))
        }
        return nodes
    }

    private func propertyNodes(
        _ texts: [UInt16: String], _ binaries: [UInt16: [UInt8]], _ integers: [UInt16: Int32],
        _ times: [UInt16: UInt64], headerSize: Int
    ) -> [CompoundNode] {
        var table = [UInt8](repeating: 0, count: headerSize)
        var nodes: [CompoundNode] = []
        func entry(_ tag: UInt32, _ value: UInt64) {
            table += CompoundFileWriter.little(tag) + CompoundFileWriter.little(6)
            table += (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        for (property, text) in texts.sorted(by: { $0.key < $1.key }) {
            let type: UInt16 = encodeText == nil ? 0x001F : 0x001E
            let bytes =
                encodeText?(text)
                ?? text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
            nodes.append(.stream("__substg1.0_" + hex(UInt32(property) << 16 | UInt32(type), 8), bytes))
            entry(UInt32(property) << 16 | UInt32(type), UInt64(bytes.count + 2))
        }
        for (property, bytes) in binaries.sorted(by: { $0.key < $1.key }) {
            nodes.append(.stream("__substg1.0_" + hex(UInt32(property) << 16 | 0x0102, 8), bytes))
            entry(UInt32(property) << 16 | 0x0102, UInt64(bytes.count))
        }
        for (property, number) in integers.sorted(by: { $0.key < $1.key }) {
            entry(UInt32(property) << 16 | 3, UInt64(UInt32(bitPattern: number)))
        }
        for (property, time) in times.sorted(by: { $0.key < $1.key }) { entry(UInt32(property) << 16 | 0x0040, time) }
        return nodes + [.stream("__properties_version1.0", table)]
    }

    private func hex(_ number: UInt32, _ digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
