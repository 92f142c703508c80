/// A `winmail.dat` ([MS-OXTNEF]) for tests.
public struct TNEFFile: Sendable {
    /// Texts by their property numbers; those from 0x8000 on are named.
    public var texts: [UInt16: String] = [:]
    /// Bytes by their property numbers.
    public var binaries: [UInt16: [UInt8]] = [:]
    /// 100 nanoseconds since 1601-01-01 by their property numbers.
    public var times: [UInt16: UInt64] = [:]
    /// Sets and numbers of the properties from 0x8000 on.
    public var names: [UInt16: (set: UInt8, identifier: UInt32)] = [:]
    /// Name, address and kind (1 to, 2 copy).
    public var recipients: [(name: String, address: String, kind: UInt32)] = []
    /// Names and bytes.
    public var attachments: [(name: String, bytes: [UInt8])] = []
    /// Messages inside of it.
    public var messages: [(name: String, file: TNEFFile)] = []
    /// Attributes as older programs write them: number, bytes.
    public var plain: [(UInt32, [UInt8])] = []
    /// The code page texts of older programs are in.
    public var codePage: UInt32 = 1252

    /// An empty file.
    public init() {}

    /// The file.
    public var bytes: [UInt8] {
        var file: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]
        func attribute(_ level: UInt8, _ number: UInt32, _ data: [UInt8]) {
            let sum = data.reduce(UInt16(0)) { $0 &+ UInt16($1) }
            file += [level] + little(number) + little(UInt32(data.count)) + data + [UInt8(sum & 0xFF), UInt8(sum >> 8)]
        }
        attribute(1, 0x0008_9006, little(0x0001_0000))
        attribute(1, 0x0006_9007, little(codePage) + little(0))
        for (number, data) in plain { attribute(1, number, data) }
        attribute(1, 0x0006_9003, list(texts, binaries, times, numbers: [:]))
        if !recipients.isEmpty {
            let rows = recipients.flatMap {
                list([0x3001: $0.name, 0x39FE: $0.address], [:], [:], numbers: [0x0C15: $0.kind])
            }
            attribute(1, 0x0006_9004, little(UInt32(recipients.count)) + rows)
        }
        for (name, bytes) in attachments {
            attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            attribute(2, 0x0001_8010, Array(name.utf8) + [0])
            attribute(2, 0x0006_800F, bytes)
            attribute(2, 0x0006_9005, list([0x3707: name], [:], [:], numbers: [0x3705: 1]))
        }
        for (name, inner) in messages {
            attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            let object = [UInt8](repeating: 7, count: 16) + inner.bytes
            attribute(
                2, 0x0006_9005,
                little(2) + little(0x3001_001F) + little(1) + counted(wide(name)) + little(0x3701_000D) + little(1)
                    + counted(object))
        }
        return file
    }

    private func list(
        _ texts: [UInt16: String], _ binaries: [UInt16: [UInt8]], _ times: [UInt16: UInt64], numbers: [UInt16: UInt32]
    ) -> [UInt8] {
        var list = little(UInt32(texts.count + binaries.count + times.count + numbers.count))
        func tag(_ property: UInt16, _ type: UInt16) {
            list += little(UInt32(property) << 16 | UInt32(type))
            guard let name = names[property] else { return }
            list += [name.set, 0x20, 6, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46] + little(0)
            list += little(name.identifier)
        }
        for (property, text) in texts.sorted(by: { $0.key < $1.key }) {
            tag(property, 0x001F)
            list += little(1) + counted(wide(text))
        }
        for (property, bytes) in binaries.sorted(by: { $0.key < $1.key }) {
            tag(property, 0x0102)
            list += little(1) + counted(bytes)
        }
        for (property, time) in times.sorted(by: { $0.key < $1.key }) {
            tag(property, 0x0040)
            list += (0..<8).map { UInt8(truncatingIfNeeded: time >> ($0 * 8)) }
        }
        for (property, number) in numbers.sorted(by: { $0.key < $1.key }) {
            tag(property, 0x0003)
            list += little(number)
        }
        return list
    }

    private func wide(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + [0, 0]
    }

    /// A length, the bytes, and what fills them up to four.
    private func counted(_ bytes: [UInt8]) -> [UInt8] {
        little(UInt32(bytes.count)) + bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }

    private func little(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
}
