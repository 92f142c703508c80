import TriageBytes

/// The properties of a message, recipient or attachment: those inside of a compound file ([MS-OXMSG], section 2), or a
/// list of them ([MS-OXTNEF], section 2.1.3.4).
struct MessageProperties {
    private let file: CompoundFile?
    /// Values of variable size by tag, where they do not lie in a compound file.
    private var listed: [UInt32: [UInt8]]
    /// Numbers of the properties that have names.
    let names: NamedProperties
    /// Streams and storages by name, lower case.
    private let streams: [String: Int]
    /// Values of fixed size by tag: the property's number, then its type.
    private var fixed: [UInt32: UInt64] = [:]
    /// Code page of texts that are not Unicode.
    var codePage: Int

    /// Bytes a single property may have; a picture of a screen is below it.
    static let maximumBytes = 128 << 20

    /// Reads the properties of a storage. `headerSize` is what stands in front of the first: 32 bytes in a message of its
    /// own, 24 in one inside of another, 8 in recipients and attachments.
    init(
        file: CompoundFile, storage: Int, headerSize: Int, codePage: Int, names: NamedProperties = NamedProperties()
    ) {
        self.file = file
        self.names = names
        listed = [:]
        self.codePage = codePage
        var streams: [String: Int] = [:]
        for child in file.children(of: storage) { streams[file.entries[child].name.lowercased()] = child }
        self.streams = streams
        guard let place = streams["__properties_version1.0"] else { return }
        let bytes = file.content(of: file.entries[place], limit: 1 << 20)
        var offset = headerSize
        while offset + 16 <= bytes.count {
            fixed[bytes.little32(offset)] = bytes.little64(offset + 8)
            offset += 16
        }
    }

    /// Properties of a list. `fixed` and `listed`: values by tag.
    init(
        fixed: [UInt32: UInt64] = [:], listed: [UInt32: [UInt8]] = [:], names: NamedProperties = NamedProperties(),
        codePage: Int
    ) {
        file = nil
        streams = [:]
        self.fixed = fixed
        self.listed = listed
        self.names = names
        self.codePage = codePage
    }

    /// Storages whose name begins like this, in the order of their numbers.
    func storages(named prefix: String) -> [Int] {
        streams.filter { $0.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// A storage inside of an attachment: a message.
    func storage(_ property: UInt16) -> Int? { streams[Self.name(property, 0x000D)] }

    /// A whole number (PtypInteger32).
    func integer(_ property: UInt16) -> Int? {
        fixed[UInt32(property) << 16 | 0x0003].map { Int(Int32(truncatingIfNeeded: $0)) }
    }

    /// A truth value (PtypBoolean).
    func boolean(_ property: UInt16) -> Bool { (fixed[UInt32(property) << 16 | 0x000B] ?? 0) & 0xFFFF != 0 }

    /// A point in time (PtypTime): 100 nanoseconds since 1601-01-01 UTC.
    func time(_ property: UInt16) -> UInt64? {
        guard let time = fixed[UInt32(property) << 16 | 0x0040], time > 0, time < 0x7FFF_FFFF_FFFF_FFFF else {
            return nil
        }
        return time
    }

    /// A text (PtypString, PtypString8) as UTF-8; nil when there is none, or it is empty.
    func text(_ property: UInt16, codePage: Int? = nil) -> [UInt8]? {
        if let bytes = stream(property, 0x001F) {
            let text = TextDecoder.decode(bytes, declared: .utf16LE).text
            return text.isEmpty ? nil : Self.withoutEnd(text)
        }
        if let bytes = stream(property, 0x001E), !bytes.isEmpty {
            return Self.withoutEnd(DeclaredText.decode(bytes, codePage: codePage ?? self.codePage).text)
        }
        return nil
    }

    /// A text as a string, one line.
    func string(_ property: UInt16) -> String {
        text(property).map { EncodedWords.oneLine(String(decoding: $0, as: UTF8.self)) } ?? ""
    }

    /// Bytes (PtypBinary).
    func binary(_ property: UInt16) -> [UInt8]? { stream(property, 0x0102) }

    /// True when its texts are Unicode.
    var hasUnicodeTexts: Bool {
        streams.keys.contains { $0.hasSuffix("001f") } || listed.keys.contains { $0 & 0xFFFF == 0x001F }
    }

    /// An object's bytes in a list of properties (PtypObject), behind the 16 bytes that say what it is.
    func object(_ property: UInt16) -> [UInt8]? {
        listed[UInt32(property) << 16 | 0x000D].map { Array($0.dropFirst(16)) }
    }

    /// Adds a value of variable size to a list.
    mutating func list(_ value: [UInt8], as tag: UInt32) { listed[tag] = value }

    private func stream(_ property: UInt16, _ type: UInt16) -> [UInt8]? {
        guard let file else { return listed[UInt32(property) << 16 | UInt32(type)] }
        guard let place = streams[Self.name(property, type)], file.entries[place].kind == 2 else { return nil }
        return file.content(of: file.entries[place], limit: Self.maximumBytes)
    }

    private static func name(_ property: UInt16, _ type: UInt16) -> String {
        func digits(_ number: UInt16) -> String {
            Hex.text([UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)])
        }
        return "__substg1.0_" + digits(property) + digits(type)
    }

    private static func withoutEnd(_ text: [UInt8]) -> [UInt8]? {
        var text = text
        while text.last == 0 { text.removeLast() }
        return text.isEmpty ? nil : text
    }
}
