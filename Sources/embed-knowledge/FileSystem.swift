#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What this tool needs of the file system, without Foundation: it is built before everything else.
enum FileSystem {
    /// The names in a folder and whether each is a folder itself; none when there is no such folder.
    static func entries(of folder: String) throws(KnowledgeError) -> [(name: String, isFolder: Bool)] {
        guard let stream = unsafe opendir(folder) else {
            if errno == ENOENT { return [] }
            throw failure("read", folder)
        }
        // SAFETY: `stream` is open until the end of this function, and nothing else uses it.
        defer { unsafe closedir(stream) }
        var result: [(name: String, isFolder: Bool)] = []
        // SAFETY: an entry is valid until the next call of readdir; its name is copied before that.
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
            }
            guard name != ".", name != ".." else { continue }
            result.append((name, try isFolder("\(folder)/\(name)")))
        }
        return result
    }

    /// The bytes of a file.
    static func read(_ path: String) throws(KnowledgeError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else { throw failure("read", path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            // SAFETY: the address and the length are those of `piece`.
            let count = unsafe piece.withUnsafeMutableBytes { unsafe systemRead(descriptor, $0) }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    /// Writes a file, unless it has this text already: an unchanged file compiles nothing anew.
    static func write(_ text: String, to path: String) throws(KnowledgeError) {
        let bytes = Array(text.utf8)
        if let present = try? read(path), present == bytes { return }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw failure("write", path) }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, named: path)
    }

    /// Prints a line on standard error.
    static func complain(_ line: String) {
        try? write(Array("\(line)\n".utf8), to: 2, named: "standard error")
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws(KnowledgeError) {
        var start = 0
        while start < bytes.count {
            // SAFETY: the address and the length are those of the slice.
            let count = unsafe bytes[start...].withUnsafeBytes { unsafe systemWrite(descriptor, $0) }
            guard count > 0 else { throw failure("write", name) }
            start += count
        }
    }

    private static func isFolder(_ path: String) throws(KnowledgeError) -> Bool {
        var status = stat()
        // SAFETY: `status` outlives the call that fills it.
        guard unsafe stat(path, &status) == 0 else { throw failure("read", path) }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    private static func failure(_ what: String, _ path: String) -> KnowledgeError {
        KnowledgeError("cannot \(what) \(path): \(unsafe String(cString: strerror(errno)))")
    }
}

// The names of the C functions are those of the methods above; these stand outside to reach them.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    // SAFETY: the address and the length belong together.
    unsafe read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    // SAFETY: the address and the length belong together.
    unsafe write(descriptor, buffer.baseAddress, buffer.count)
}
