import TriageBytes
import TriageReaders

/// Messages of a mailbox file in a stream (RFC 4155, mboxrd quoting).
struct MailboxMessages: Sendable {
    enum Message {
        case whole([UInt8], number: Int)
        case tooLong(number: Int)
    }

    private var lines: StreamLines
    private let limit: Int
    private var number = 0
    private var isBegun = false

    init(_ stream: ByteStream, limit: Int, pieceSize: Int = 256 << 10) {
        lines = StreamLines(stream, limit: limit, pieceSize: pieceSize)
        self.limit = limit
    }

    var progress: (done: Int, total: Int?) { lines.text.progress }

    /// The next message; nil behind the last one.
    mutating func next() -> Message? {
        if !isBegun {
            isBegun = true
            guard lines.next() != nil else { return nil }
        } else if isAtEnd {
            return nil
        }
        number += 1
        var message: [UInt8] = []
        var isTooLong = false
        var isBlank = false
        while let line = lines.next() {
            switch line {
            case .tooLong:
                isTooLong = true
                isBlank = false
            case .whole(let bytes):
                if isBlank, MailboxFormat.isSeparator(bytes) { return finished(message, isTooLong) }
                isBlank = bytes.isEmpty
                if message.count + bytes.count > limit { isTooLong = true }
                if !isTooLong {
                    message += bytes
                    message.append(0x0A)
                }
            }
        }
        isAtEnd = true
        return finished(message, isTooLong)
    }

    private var isAtEnd = false

    private func finished(_ message: [UInt8], _ isTooLong: Bool) -> Message {
        isTooLong ? .tooLong(number: number) : .whole(MailboxFormat.unquoted(message), number: number)
    }
}
