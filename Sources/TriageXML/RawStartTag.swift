/// A start tag as libxml2 hands it over; valid during the callback only.
@unsafe struct RawStartTag {
    let name: UnsafePointer<UInt8>?
    let namespace: UnsafePointer<UInt8>?
    let attributeCount: Int
    let namespaceCount: Int
    /// Five pointers an attribute: name, prefix, namespace, start and end of the value.
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// One attribute.
    @unsafe struct Attribute {
        let name: UnsafePointer<UInt8>?
        let namespace: UnsafePointer<UInt8>?
        let value: UnsafeBufferPointer<UInt8>
    }

    func attribute(_ index: Int) -> Attribute? {
        // SAFETY: libxml2 gives 5 * attributeCount pointers, and value and end bound one buffer.
        guard let pointers = unsafe pointers, let start = unsafe pointers[index * 5 + 3],
            let end = unsafe pointers[index * 5 + 4]
        else { return nil }
        return unsafe Attribute(
            name: pointers[index * 5], namespace: pointers[index * 5 + 2],
            value: UnsafeBufferPointer(start: start, count: max(0, end - start)))
    }
}
