#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
public import TriageModel

/// The part of a large text that is looked at: UTF-8, filled from a file piece by piece, never larger than the longest
/// thing its reader has to see at once.
///
/// ```swift
/// while try window.refill() {
///     window.start = consume(window.bytes.span, window.start..<window.end)
/// }
/// ```
public struct TextWindow: ~Copyable {
    /// The bytes; those of the text that were not consumed stand in `start..<end`.
    public private(set) var bytes: [UInt8]
    /// First byte that was not consumed; moved by the reader.
    public var start = 0
    /// Behind the last byte that was read and is whole characters.
    public private(set) var end = 0
    /// Offset in the decoded text of `bytes[0]`.
    public private(set) var base = 0
    /// True when there is no more to read.
    public private(set) var isAtEnd = false
    /// The lines read so far.
    public private(set) var lines = LineCollector()
    /// Where pieces of the file stand in the decoded text.
    private(set) var pages: TextPages

    private let file: TextFile
    private let descriptor: FileDescriptor
    private let piece: Int
    private let limit: Int
    /// Bytes behind `end` that begin a character whose rest was not read.
    private var held = 0
    private var fileOffset: Int
    private var raw: [UInt8] = []

    /// Bytes read at once.
    public static let defaultPiece = 256 << 10
    /// A single thing (a tag, a value) may be as long as this.
    public static let defaultLimit = 64 << 20

    /// Opens a file for one pass.
    ///
    /// - Parameters:
    ///   - piece: bytes read at once.
    ///   - limit: bytes the window may grow to.
    public init(_ file: TextFile, piece: Int = defaultPiece, limit: Int = defaultLimit) throws(TextFault) {
        guard let descriptor = file.reopened() else { throw .changed }
        self.file = file
        self.descriptor = descriptor
        self.piece = max(1, piece)
        self.limit = max(limit, 16)
        pages = TextPages(file: file, encoding: WideText.encoding(of: file.head))
        fileOffset = pages.markLength
        bytes = [UInt8](repeating: 0, count: max(piece * 2, 64))
    }

    /// What is needed to read parts of the text again.
    public var pagedText: PagedText { PagedText(lines: lines.table, reader: pages) }

    /// The name of the text's encoding.
    public var encoding: String { pages.encoding.rawValue }

    /// Reads the next piece behind what was not consumed; false at the end of the text.
    public mutating func refill() throws(TextFault) -> Bool {
        guard !isAtEnd else { return false }
        makeRoom()
        let before = end
        if pages.encoding == .utf16LE || pages.encoding == .utf16BE { try readWide() } else { try readNarrow() }
        if fileOffset >= file.byteCount { isAtEnd = true }
        if isAtEnd, held > 0 { throw .notText }
        // Taken out for the time: the bytes cannot be looked at while another part changes.
        var collector = LineCollector()
        swap(&collector, &lines)
        collector.take(bytes.span, before..<end)
        if isAtEnd { collector.finish() }
        swap(&collector, &lines)
        return end > before || !isAtEnd
    }

    /// Moves what was not consumed to the front, and grows when it fills more than half.
    private mutating func makeRoom() {
        if start > 0 {
            let rest = end + held - start
            if rest > 0 { bytes.move(start..<(start + rest), to: 0) }
            base += start
            end -= start
            start = 0
        }
        let wanted = end + held + piece
        if wanted > bytes.count { bytes += [UInt8](repeating: 0, count: max(wanted, bytes.count * 2) - bytes.count) }
    }

    private mutating func readNarrow() throws(TextFault) {
        if end > limit { throw .tooLong }
        let from = end + held
        var room = bytes.count
        if room > from + piece { room = from + piece }
        guard let count = descriptor.read(into: &bytes, from: from, upTo: room, at: fileOffset) else {
            throw .unreadable
        }
        if count == 0, fileOffset < file.byteCount { throw .changed }
        fileOffset += count
        let filled = from + count
        let valid = try Self.validated(bytes.span.extracting(0..<filled), from: end, read: from)
        held = filled - valid
        end = valid
    }

    /// Behind the last whole character.
    private static func validated(_ text: Span<UInt8>, from start: Int, read from: Int) throws(TextFault) -> Int {
        if ByteSearch.first(0, in: text, from: from) != nil { throw .notText }
        let valid = UTF8Scan.validPrefix(of: text, from: start)
        if text.count - valid > 3 { throw .notText }
        return valid
    }

    private mutating func readWide() throws(TextFault) {
        if end > limit { throw .tooLong }
        // Every unit becomes three bytes at most.
        let units = max(2, piece / 2)
        if raw.count != units * 2 { raw = [UInt8](repeating: 0, count: units * 2) }
        guard let count = descriptor.read(into: &raw, at: fileOffset) else { throw .unreadable }
        if count == 0, fileOffset < file.byteCount { throw .changed }
        pages.add(decoded: base + end, original: fileOffset)
        let wanted = end + count / 2 * 3
        if wanted > bytes.count { bytes += [UInt8](repeating: 0, count: wanted - bytes.count) }
        let isLast = fileOffset + count >= file.byteCount
        guard
            let (used, written) = WideText.decode(
                raw, count: count, highByteFirst: pages.encoding == .utf16BE, isLast: isLast, into: &bytes, at: end)
        else { throw .notText }
        fileOffset += used
        end += written
    }
}

/// Why a text cannot be read in one pass.
public enum TextFault: Error, Sendable, Hashable {
    /// The file is gone or was changed while it was read.
    case changed
    /// The system could not read it.
    case unreadable
    /// It has bytes that fit no UTF-8, or half characters, or NUL.
    case notText
    /// One thing in it is longer than the window may grow.
    case tooLong
    /// It is not, or not only, what its first bytes promise.
    case irregular
}

extension [UInt8] {
    /// Moves bytes to a place further in front.
    mutating func move(_ range: Range<Int>, to place: Int) {
        guard range.upperBound <= count, place >= 0, place <= range.lowerBound else { return }
        // SAFETY: both ranges lie in the array; memmove allows them to overlap.
        unsafe withUnsafeMutableBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe _ = memmove(base + place, base + range.lowerBound, range.count)
        }
    }
}
