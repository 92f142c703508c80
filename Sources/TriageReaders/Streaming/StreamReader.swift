import TriageBytes
import TriageModel

/// A reader of large inputs that are one document of one format from their first byte to their last, in one pass.
///
/// It gives exactly what the region reader of the format gives for the whole text, or stops with
/// ``TextFault/irregular``: then the input is more than the plain dump it looked like, and is read the other way. One too
/// large for that keeps what was read until then.
protocol StreamReader {
    /// Takes what is whole in `bytes[range]`, and says where it stopped.
    ///
    /// - Parameters:
    ///   - base: offset in the text of `bytes[0]`.
    ///   - isLast: true when nothing follows.
    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool, into sink: inout StreamSink
    ) throws(TextFault) -> Int

    /// Ends the reading: nothing may be open.
    mutating func finish(into sink: inout StreamSink) throws(TextFault)

    /// Ends the reading where it cannot go on and nobody else can read the input: what was read stays.
    mutating func stop(into sink: inout StreamSink)
}

/// The formats that are read in one pass. A new one is one file and one line here.
enum StreamCatalogue {
    /// The reader of a file by its first bytes; nil for one that has to be read as a whole.
    static func reader(of head: [UInt8], as format: InputFormat?) -> (any StreamReader)? {
        if format == nil || format == .clixml, CLIXMLStream.begins(head) { return CLIXMLStream() }
        if format == nil || format == .ldif, let ldif = LDIFStream(head) { return ldif }
        if format == nil || format == .json {
            if JSONDocumentStream.begins(head) { return JSONDocumentStream() }
            if JSONLineStream.begins(head) { return JSONLineStream() }
        }
        return nil
    }
}
