#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A regular file that is read in one pass, and whose parts can be read again: for dumps too large to be kept.
public struct TextFile: Sendable {
    /// The file.
    public let path: FilePath
    /// Its size, bytes.
    public let byteCount: Int
    /// Its first bytes, at most 4 KiB, as they stand in the file.
    public let head: [UInt8]
    private let info: FileInfo

    private static let headBytes = 4096

    /// Looks at a file; nil when it is no regular file, cannot be opened, or is empty.
    public init?(_ path: FilePath) {
        guard let descriptor = Self.open(path), let status = descriptor.status() else { return nil }
        self.path = path
        info = FileInfo(status)
        byteCount = Int(clamping: info.size)
        guard byteCount > 0 else { return nil }
        var head = [UInt8](repeating: 0, count: min(byteCount, Self.headBytes))
        guard let count = descriptor.read(into: &head, at: 0), count == head.count else { return nil }
        self.head = head
    }

    /// The first bytes, as they stand in the file; fewer when the file has no more, or is no longer what it was.
    public func prefix(_ count: Int) -> [UInt8] {
        guard let descriptor = reopened() else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(max(0, count), byteCount))
        let read = descriptor.read(into: &bytes, at: 0) ?? 0
        bytes.removeLast(bytes.count - read)
        return bytes
    }

    /// Opens the file again; nil when it is gone or was changed.
    func reopened() -> FileDescriptor? {
        guard let descriptor = Self.open(path), let status = descriptor.status(), FileInfo(status) == info else {
            return nil
        }
        return descriptor
    }

    private static func open(_ path: FilePath) -> FileDescriptor? {
        guard let descriptor = try? FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY),
            let status = descriptor.status(), FileKind(mode: status.st_mode) == .regular
        else { return nil }
        return descriptor
    }
}

extension FileDescriptor {
    /// Reads at a place of the file until `start..<end` of the buffer is full or the file ends; the number of bytes, nil
    /// for a failure.
    func read(into buffer: inout [UInt8], from start: Int = 0, upTo end: Int = .max, at offset: Int) -> Int? {
        let end = min(end, buffer.count)
        var count = 0
        // SAFETY: pread writes at most `end - start - count` bytes behind `start + count`; `end` is in the buffer.
        return unsafe buffer.withUnsafeMutableBufferPointer { bytes -> Int? in
            guard let base = bytes.baseAddress, start >= 0 else { return nil }
            while start + count < end {
                let got = unsafe pread(number, base + start + count, end - start - count, off_t(offset + count))
                if got > 0 {
                    count += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    return nil
                }
            }
            return count
        }
    }
}
