import TriageBytes

/// The first characters of a file, for telling what it is.
enum StreamHead {
    /// UTF-8 without a byte order mark; a character that is cut at the end is left out.
    static func text(of head: [UInt8]) -> [UInt8] {
        guard head.count >= 2 else { return head }
        if head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF {
            let low = head[0] == 0xFF ? 0 : 1
            // What a document begins with is ASCII.
            return stride(from: 2, to: head.count - 1, by: 2).prefix { head[$0 + 1 - low] == 0 }.map { head[$0 + low] }
        }
        return head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
    }
}
