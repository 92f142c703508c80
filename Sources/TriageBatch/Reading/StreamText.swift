import TriageBytes

/// Text of a stream in pieces, in UTF-8 where the stream is UTF-16; other encodings are left as they are, to be judged
/// value by value. A byte order mark is taken off.
///
/// `window` holds what was read and not used; whoever uses it says so with ``drop(_:)``.
struct StreamText: Sendable {
    /// Bytes read and not used yet.
    private(set) var window: [UInt8] = []
    /// Bytes of `window` that were used; they are taken off when more is read.
    private(set) var start = 0
    private(set) var isAtEnd = false
    /// Why reading ended before the end.
    private(set) var failure: InputError?
    private let stream: ByteStream
    private var encoding: TextEncoding?
    /// A half of a UTF-16 unit, or of a pair.
    private var rest: [UInt8] = []

    private let pieceSize: Int

    init(_ stream: ByteStream, pieceSize: Int = 256 << 10) {
        self.stream = stream
        self.pieceSize = pieceSize
    }

    /// Bytes that were read of the stream, and how many it has.
    var progress: (done: Int, total: Int?) { (stream.givenOut - (window.count - start), stream.byteCount) }

    /// Bytes at hand.
    var count: Int { window.count - start }

    /// Reads more; false at the end.
    mutating func fill() -> Bool {
        if isAtEnd { return false }
        if start > 0 {
            window.removeSubrange(0..<start)
            start = 0
        }
        while true {
            var piece: [UInt8]
            do throws(InputError) {
                piece = try stream.next(atMost: pieceSize)
            } catch {
                failure = error
                piece = []
            }
            if piece.isEmpty {
                isAtEnd = true
                if encoding == nil, !rest.isEmpty { begin(with: &piece) }
                if piece.isEmpty { return false }
            } else if encoding == nil {
                // Four bytes tell the mark; a stream that is slow gives fewer.
                if rest.count + piece.count < 4 {
                    rest += piece
                    continue
                }
                begin(with: &piece)
            }
            append(piece)
            if window.count > start || isAtEnd { return window.count > start }
        }
    }

    /// Uses up the first `count` bytes at hand.
    mutating func drop(_ count: Int) { start = min(window.count, start + count) }

    /// Looks at the first bytes of the stream.
    private mutating func begin(with piece: inout [UInt8]) {
        piece = rest + piece
        rest = []
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) {
            encoding = .utf8
            piece.removeFirst(3)
        } else if piece.starts(with: [0xFF, 0xFE]), !piece.starts(with: [0xFF, 0xFE, 0, 0]) {
            encoding = .utf16LE
            piece.removeFirst(2)
        } else if piece.starts(with: [0xFE, 0xFF]) {
            encoding = .utf16BE
            piece.removeFirst(2)
        } else if piece.count >= 4, piece[1] == 0, piece[3] == 0, piece[0] != 0, piece[2] != 0 {
            encoding = .utf16LE
        } else if piece.count >= 4, piece[0] == 0, piece[2] == 0, piece[1] != 0, piece[3] != 0 {
            encoding = .utf16BE
        } else {
            encoding = .utf8
        }
    }

    private mutating func append(_ piece: [UInt8]) {
        guard let encoding, encoding == .utf16LE || encoding == .utf16BE else {
            if window.isEmpty { window = piece } else { window += piece }
            return
        }
        var bytes = rest + piece
        var whole = bytes.count / 2 * 2
        // A pair is decoded together.
        if !isAtEnd, whole >= 2 {
            let high = encoding == .utf16LE ? bytes[whole - 1] : bytes[whole - 2]
            if (0xD8...0xDB).contains(high) { whole -= 2 }
        }
        rest = Array(bytes[whole...])
        bytes.removeSubrange(whole...)
        guard !bytes.isEmpty else { return }
        window += TextDecoder.decode(bytes, declared: encoding).text
    }
}
