import TriageBytes

/// Tells a command line that was pasted without its prompt.
///
/// People copy the command, not the `PS C:\>` before it. A sentence may begin with a command's name as well, so the line
/// must go on as only commands do: with a parameter, a pipe, or a member asked of brackets.
enum TypedCommand {
    /// Whether `bytes[start..<end]` is such a line, from its first bytes.
    static func stands(in bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        let isGroup = bytes[index] == 0x28
        while index < end, bytes[index] == 0x28 { index += 1 }
        let verb = index
        while index < end, bytes[index].isLetter { index += 1 }
        guard (2...12).contains(index - verb), index + 2 < end, bytes[index] == 0x2D else { return false }
        index += 1
        let noun = index
        while index < end, bytes[index].isAlphanumeric { index += 1 }
        guard index - noun >= 2, index < end, bytes[index] == 0x20 || (isGroup && bytes[index] == 0x29) else {
            return false
        }
        while index + 1 < end {
            switch (bytes[index], bytes[index + 1]) {
            case (0x20, 0x2D) where index + 2 < end && bytes[index + 2].isLetter: return true
            case (0x20, 0x7C): return true
            case (0x29, 0x2E) where isGroup: return true
            default: index += 1
            }
        }
        return false
    }
}
