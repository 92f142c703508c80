/// Attributes of one start tag: names as strings, values as bytes in one buffer, so that nothing is made for a value
/// nobody asks for.
public struct XMLAttributes: Sendable {
    /// One attribute.
    struct Entry: Sendable {
        var name: String
        var namespace: String
        var value: Range<Int>
    }

    var entries: [Entry] = []
    var bytes: [UInt8] = []

    /// Number of attributes.
    public var count: Int { entries.count }

    /// Name without prefix of the attribute at `index`.
    public func name(at index: Int) -> String { entries[index].name }

    /// Namespace of the attribute at `index`; empty for none, which is the usual case.
    public func namespace(at index: Int) -> String { entries[index].namespace }

    /// Value of the attribute at `index`, UTF-8, references replaced.
    public func bytes(at index: Int) -> ArraySlice<UInt8> { bytes[entries[index].value] }

    /// Value of the attribute at `index`.
    public func value(at index: Int) -> String { String(decoding: bytes(at: index), as: UTF8.self) }

    /// Value of the attribute without namespace of that name; nil when there is none.
    public func bytes(of name: String) -> ArraySlice<UInt8>? {
        for entry in entries where entry.namespace.isEmpty && entry.name == name { return bytes[entry.value] }
        return nil
    }

    /// Value of the attribute without namespace of that name; nil when there is none.
    public subscript(name: String) -> String? { bytes(of: name).map { String(decoding: $0, as: UTF8.self) } }

    /// Adds a value as libxml2 gives it while it expands no entities: each `&` stands as `&#38;`, all else as it is.
    mutating func append(value: UnsafeBufferPointer<UInt8>) {
        guard unsafe value.contains(0x26) else {
            unsafe bytes.append(contentsOf: value)
            return
        }
        var index = 0
        while index < value.count {
            let byte = unsafe value[index]
            bytes.append(byte)
            index += 1
            if byte == 0x26, index + 4 <= value.count, unsafe value[index..<(index + 4)].elementsEqual("#38;".utf8) {
                index += 4
            }
        }
    }

    /// Forgets everything and keeps the memory.
    mutating func reset() {
        entries.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }
}
