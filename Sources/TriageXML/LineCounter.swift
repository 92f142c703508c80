/// Turns ascending offsets into line numbers while the input is still flowing by.
///
/// libxml2 counts lines too, but only LF, and only where it stands, which is the end of a tag and not its start.
struct LineCounter {
    /// Offsets of the first bytes of lines not yet passed, ascending.
    private var starts: [Int] = []
    /// First entry of `starts` that still counts.
    private var head = 0
    private var line = 1
    private var fed = 0
    private var endsWithCR = false

    /// Takes the next bytes of the input.
    mutating func feed(_ bytes: Span<UInt8>) {
        if head > 4096, head * 2 > starts.count {
            starts.removeFirst(head)
            head = 0
        }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte > 0x0D {
                endsWithCR = false
                continue
            }
            if byte == 0x0A {
                // CR LF is one line end: the line that CR seemed to start is started behind the LF instead.
                if !endsWithCR {
                    starts.append(fed + index + 1)
                } else if starts.count > head {
                    starts[starts.count - 1] = fed + index + 1
                }
                endsWithCR = false
            } else if byte == 0x0D {
                starts.append(fed + index + 1)
                endsWithCR = true
            } else {
                endsWithCR = false
            }
        }
        fed += bytes.count
    }

    /// The line of an offset that is not less than the one asked for before.
    mutating func line(at offset: Int) -> Int {
        while head < starts.count, starts[head] <= offset {
            head += 1
            line += 1
        }
        return line
    }
}
