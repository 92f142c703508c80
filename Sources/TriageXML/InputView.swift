import CLibXML2

/// libxml2's input buffer at the time of a callback.
@unsafe struct InputView {
    /// First byte that is still in the buffer.
    let base: UnsafePointer<UInt8>
    /// Where libxml2 stands.
    let current: UnsafePointer<UInt8>
    /// Behind the last byte it has.
    let end: UnsafePointer<UInt8>
    /// Offset of `current` in the document. Exact, because the input is UTF-8 and never converted.
    let offset: Int

    /// Nil after libxml2 has been stopped.
    init?(_ context: xmlParserCtxtPtr?) {
        // SAFETY: the context lives while callbacks run; its input can be gone after a stop, so it is asked for.
        guard let input = unsafe context?.pointee.input, let base = unsafe input.pointee.base,
            let current = unsafe input.pointee.cur, let end = unsafe input.pointee.end
        else { return nil }
        unsafe self.base = unsafe base
        unsafe self.current = unsafe current
        unsafe self.end = unsafe end
        let consumed = unsafe Int(clamping: input.pointee.consumed)
        let ahead = unsafe current - base
        unsafe offset = consumed + ahead
    }

    /// The nearest `<` before where libxml2 stands, or the start of the buffer.
    var lastOpening: UnsafePointer<UInt8> {
        // SAFETY: never goes before `base`.
        var start = unsafe current
        while unsafe start > base {
            unsafe start -= 1
            if unsafe start.pointee == 0x3C { break }
        }
        return unsafe start
    }
}
