/// Where an output goes piece by piece, so that a large one is never in memory as a whole.
///
/// One thread at a time may use it.
public final class OutputPieces {
    private let descriptor: Int32
    /// The system's error number; 0 while all goes well.
    private(set) var failure: Int32 = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Writes a piece; nothing any more once a piece could not be written.
    public func write(_ bytes: [UInt8]) {
        if failure == 0 { failure = ByteWriting.writeAll(bytes, to: descriptor) }
    }

    /// Writes what is made to an open file; the system's error number, 0 when all went well.
    static func write(to descriptor: Int32, _ make: (OutputPieces) -> Void) -> Int32 {
        let pieces = OutputPieces(descriptor)
        make(pieces)
        return pieces.failure
    }
}
