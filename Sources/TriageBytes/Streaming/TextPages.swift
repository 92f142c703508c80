import TriageModel

/// Reads parts of a file's decoded text again, as long as the file is what it was.
struct TextPages: PageReading {
    let file: TextFile
    let encoding: TextEncoding
    /// Where pieces of the file stand in the decoded text; UTF-8 needs none.
    private var pieces: [Piece] = []

    private struct Piece {
        var decoded: Int
        var original: Int
    }

    init(file: TextFile, encoding: TextEncoding) {
        self.file = file
        self.encoding = encoding
    }

    /// Bytes of the byte order mark.
    var markLength: Int {
        switch encoding {
        case .utf8BOM: 3
        case .utf16LE, .utf16BE: 2
        default: 0
        }
    }

    /// Notes where the next piece of UTF-16 stands.
    mutating func add(decoded: Int, original: Int) {
        // One in 64 KiB is enough.
        if let last = pieces.last, decoded - last.decoded < 1 << 16 { return }
        pieces.append(Piece(decoded: decoded, original: original))
    }

    func bytes(in range: Range<Int>) -> [UInt8] {
        guard let descriptor = file.reopened(), range.lowerBound >= 0, !range.isEmpty else { return [] }
        guard encoding == .utf16LE || encoding == .utf16BE else {
            let start = range.lowerBound + markLength
            guard start < file.byteCount else { return [] }
            var bytes = [UInt8](repeating: 0, count: min(range.count, file.byteCount - start))
            guard let count = descriptor.read(into: &bytes, at: start) else { return [] }
            bytes.removeLast(bytes.count - count)
            return bytes
        }
        return wide(descriptor, range)
    }

    private func wide(_ descriptor: borrowing FileDescriptor, _ range: Range<Int>) -> [UInt8] {
        var low = 0
        var high = pieces.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if pieces[middle].decoded <= range.lowerBound { low = middle } else { high = middle }
        }
        guard low < pieces.count else { return [] }
        var decoded = pieces[low].decoded
        var original = pieces[low].original
        var text: [UInt8] = []
        var raw = [UInt8](repeating: 0, count: 1 << 16)
        var scratch = [UInt8](repeating: 0, count: raw.count / 2 * 3)
        while decoded < range.upperBound {
            guard let count = descriptor.read(into: &raw, at: original), count > 0,
                let (used, written) = WideText.decode(
                    raw, count: count, highByteFirst: encoding == .utf16BE,
                    isLast: original + count >= file.byteCount, into: &scratch, at: 0), used > 0
            else { break }
            let from = max(0, range.lowerBound - decoded)
            let to = min(written, range.upperBound - decoded)
            if from < to { text += scratch[from..<to] }
            decoded += written
            original += used
        }
        return text
    }
}
