/// Receives what an HTML page holds, in document order, the elements that HTML implies included.
public protocol HTMLEventHandler: AnyObject {
    /// An element starts; its name is in lower case.
    func startElement(_ name: String)
    /// An element ends, by its tag or because HTML says so.
    func endElement(_ name: String)
    /// Text, references replaced. Text of scripts and style sheets is never given.
    ///
    /// - Parameter range: bytes of the page it was written with; as long as the text unless a reference stood there.
    func text(_ bytes: Span<UInt8>, in range: Range<Int>)
}
