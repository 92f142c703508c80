import TriageBytes

/// Reads a mailbox file (RFC 4155, mboxrd quoting): messages one after the other, each behind a `From ` line.
struct MailboxContainer: ContainerReader {
    let format = "mailbox"

    func recognise(_ input: ContainerInput) -> String? {
        let bytes = input.bytes
        guard Self.isSeparator(bytes, 0) else { return nil }
        let next = MailHeaders.lineEnd(bytes, 0, bytes.count)
        guard
            MailRecognition.judge(bytes, from: next, hints: ContainerHints(mediaType: "message/rfc822"), name: "")
                != nil
        else {
            return nil
        }
        return "certain: a From line with a date, and a mail's header behind it"
    }

    func contents(of input: ContainerInput, budget: inout ContainerBudget) -> ContainerContents {
        var contents = ContainerContents()
        let bytes = input.bytes
        var start = MailHeaders.lineEnd(bytes, 0, bytes.count)
        var line = start
        var isBlank = false
        while true {
            let isEnd = line >= bytes.count
            if isEnd || isBlank && Self.isSeparator(bytes, line) {
                let message = Self.unquoted(bytes[start..<line])
                guard budget.take(message.count) else {
                    contents.problems.append(.overBudget("", budget))
                    break
                }
                contents.members.append(
                    ContainerMember(
                        name: "message-\(contents.members.count + 1)", content: .bytes(message),
                        hints: ContainerHints(mediaType: "message/rfc822")))
                if isEnd { break }
                start = MailHeaders.lineEnd(bytes, line, bytes.count)
                line = start
                isBlank = false
                continue
            }
            let next = MailHeaders.lineEnd(bytes, line, bytes.count)
            isBlank = MailHeaders.withoutBreak(bytes, line, next) == line
            line = next
        }
        return contents
    }

    private static let days: Set<String> = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months: Set<String> = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `From anna@contoso.example Mon Nov 16 09:02:41 2026`.
    static func isSeparator(_ bytes: [UInt8], _ start: Int) -> Bool {
        guard bytes.count - start > 5, bytes[start] == 0x46, bytes[start..<(start + 5)].elementsEqual("From ".utf8)
        else { return false }
        let end = min(MailHeaders.lineEnd(bytes, start, bytes.count), start + 300)
        let words = bytes[(start + 5)..<end].split(whereSeparator: ASCII.isSpace).prefix(8)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let day = words.firstIndex(where: days.contains), day > 0, day + 3 < words.count else { return false }
        return months.contains(words[day + 1]) && words[day + 3].utf8.contains(0x3A)
    }

    /// A line of the message that began with `From ` was given a `>`, and one more each time.
    static func unquoted(_ message: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count)
        var index = message.startIndex
        var isLineStart = true
        while index < message.endIndex {
            let byte = message[index]
            if isLineStart, byte == 0x3E {
                var next = index
                while next < message.endIndex, message[next] == 0x3E { next += 1 }
                if message[next...].starts(with: Array("From ".utf8)) { index += 1 }
                // The rest of the signs as they are, so that a line of them is looked at once.
                bytes += message[index..<next]
                index = next
                isLineStart = false
                continue
            }
            isLineStart = byte == 0x0A
            bytes.append(byte)
            index += 1
        }
        return bytes
    }
}
