import CArchive

/// Reads an archive that is held in memory, member by member: zip, tar, and a lone compressed file (gzip, xz, bzip2).
///
/// ```swift
/// var reader = try ArchiveReader(bytes)
/// while let entry = try reader.next() {
///     if entry.kind == .file, case .whole(let content) = try reader.content(limit: 1 << 20) { … }
/// }
/// ```
@safe public struct ArchiveReader: ~Copyable {
    private let library: ArchiveLibrary
    private let handle: OpaquePointer
    /// The archive; the library reads from it as long as the handle is open.
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Opens an archive. The bytes are copied once.
    public init(_ bytes: [UInt8]) throws(ArchiveError) {
        let library = try ArchiveLibrary.shared.get()
        // SAFETY: the handle is made here and freed in deinit or below; the library keeps a pointer into `input`, which
        // is freed after the handle.
        guard let handle = unsafe library.new() else {
            throw ArchiveError(code: .damaged, message: "libarchive gives no reader")
        }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        _ = unsafe input.initialize(from: bytes)
        unsafe library.supports.forEach { support in _ = unsafe support(handle) }
        if unsafe library.openMemory(handle, input.baseAddress, bytes.count) < KBT_ARCHIVE_WARN {
            let failure = unsafe Self.failure(library, handle)
            _ = unsafe library.free(handle)
            unsafe input.deallocate()
            throw failure
        }
        self.library = library
        unsafe self.handle = handle
        unsafe self.input = unsafe input
    }

    deinit {
        // SAFETY: the only owner frees both, once, the reader first.
        _ = unsafe library.free(handle)
        unsafe input.deallocate()
    }

    /// The next member; nil behind the last one. What the last member has left is passed over.
    ///
    /// Passing over costs time where the archive is compressed as a whole: read a member's content, even if only to throw
    /// it away, before asking for the next.
    public mutating func next() throws(ArchiveError) -> ArchiveEntry? {
        var entry: OpaquePointer?
        // SAFETY: the library fills `entry`, which it owns until the next call; it is used before that.
        let (status, described) = UnicodeLocale.use {
            let status = unsafe library.nextHeader(handle, &entry)
            guard status >= KBT_ARCHIVE_WARN, status != KBT_ARCHIVE_EOF else { return (status, nil as ArchiveEntry?) }
            return (status, unsafe entry.map { unsafe describe($0) })
        }
        if status == KBT_ARCHIVE_EOF { return nil }
        guard let described else { throw failure() }
        return described
    }

    /// What came of reading a member.
    public enum Content: Sendable, Hashable {
        /// All of it.
        case whole([UInt8])
        /// It has more bytes than the limit; none are given.
        case tooLarge
        /// It ends in the middle or is damaged: what could be read before that, and the library's reason.
        case damaged([UInt8], String)
    }

    /// The content of the member ``next()`` told of. Memory is at most twice the limit, whatever the member claims; what
    /// a sparse member leaves out counts as zeros.
    public mutating func content(limit: Int) -> Content {
        var bytes: [UInt8] = []
        while true {
            var block: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            // SAFETY: the library gives a block of `count` bytes that lives until the next call; it is copied before that.
            let status = unsafe library.dataBlock(handle, &block, &count, &offset)
            if status == KBT_ARCHIVE_EOF { return .whole(bytes) }
            guard status >= KBT_ARCHIVE_WARN else { return .damaged(bytes, failure().message) }
            guard let start = Int(exactly: offset), start >= bytes.count, count >= 0 else {
                return .damaged(bytes, "the member's blocks are not in order")
            }
            guard start <= limit, count <= limit - start else { return .tooLarge }
            if start > bytes.count { bytes.append(contentsOf: repeatElement(0, count: start - bytes.count)) }
            if let block = unsafe block {
                unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
            }
        }
    }

    /// Reads the rest of the present member without keeping it; false when more than `limit` bytes are left or the member
    /// is damaged. Sparse parts cost nothing.
    public mutating func discard(limit: Int) -> Bool {
        var left = limit
        while true {
            var block: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            // SAFETY: as in `content`; the block is not looked at.
            let status = unsafe library.dataBlock(handle, &block, &count, &offset)
            if status == KBT_ARCHIVE_EOF { return true }
            guard status >= KBT_ARCHIVE_WARN, count <= left else { return false }
            left -= max(count, 1)
        }
    }

    private func describe(_ entry: OpaquePointer) -> ArchiveEntry {
        // SAFETY: the entry is alive (see `next`); texts end with NUL, belong to it, and are copied here.
        let name = unsafe library.pathUTF8(entry) ?? library.path(entry)
        let path = unsafe name.map { unsafe Self.bytes($0) } ?? []
        let kind: ArchiveEntry.Kind =
            if unsafe library.hardLink(entry) != nil {
                .hardLink
            } else {
                switch unsafe library.fileType(entry) & 0o170000 {
                case 0o100000, 0: .file
                case 0o040000: .folder
                case 0o120000: .symbolicLink
                default: .special
                }
            }
        return ArchiveEntry(
            path: path, kind: kind,
            size: unsafe library.sizeIsSet(entry) != 0 ? unsafe library.size(entry) : nil,
            isEncrypted: unsafe library.isEncrypted(entry) != 0)
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        // SAFETY: the text ends with NUL; no byte behind that is read.
        while unsafe text[index] != 0 {
            unsafe bytes.append(UInt8(bitPattern: text[index]))
            index += 1
        }
        return bytes
    }

    private func failure() -> ArchiveError { unsafe Self.failure(library, handle) }

    private static func failure(_ library: ArchiveLibrary, _ handle: OpaquePointer) -> ArchiveError {
        // SAFETY: the text belongs to the handle and is copied before the next call.
        let text = unsafe library.errorText(handle).map { unsafe String(cString: $0) } ?? "no reason given"
        return ArchiveError(code: .damaged, message: text)
    }
}
