/// Joins the lines a mail program broke on its own (RFC 3676, `format=flowed`): a line that ends with a blank goes on in
/// the next one of the same quoting.
enum FlowedText {
    /// The text with its own line breaks. O(size).
    static func joined(_ text: [UInt8], deletingBlank: Bool) -> [UInt8] {
        var joined: [UInt8] = []
        joined.reserveCapacity(text.count)
        /// Quoting of the line that goes on; nil when the last one was whole.
        var open: Int?
        var start = 0
        while start < text.count {
            let next = MailHeaders.lineEnd(text, start, text.count)
            let end = MailHeaders.withoutBreak(text, start, next)
            var content = start
            while content < end, text[content] == 0x3E { content += 1 }
            let depth = content - start
            // A blank in front of the text was put there to protect it.
            if content < end, text[content] == 0x20 { content += 1 }
            let line = text[content..<end]
            let isSignature = line.elementsEqual("-- ".utf8)
            if let before = open, before == depth, !isSignature {
                joined += line
            } else {
                if open != nil { joined += [0x0D, 0x0A] }
                joined += text[start..<(start + depth)]
                if depth > 0, !line.isEmpty { joined.append(0x20) }
                joined += line
            }
            if line.last == 0x20, !isSignature, next < text.count {
                if deletingBlank { joined.removeLast() }
                open = depth
            } else {
                joined += text[end..<next]
                open = nil
            }
            start = next
        }
        return joined
    }
}
