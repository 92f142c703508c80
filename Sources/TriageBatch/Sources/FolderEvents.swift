import TriageBytes

#if canImport(Glibc)
    import Glibc
#endif

/// Tells at once what was written to folders, where the system can (inotify on Linux); elsewhere there is none, and who
/// watches looks now and then.
///
/// One thread at a time may use it.
final class FolderEvents: @unchecked Sendable {
    // SAFETY: only the one thread that uses it touches what changes.

    /// Readable when something happened.
    let descriptor: Int32
    private var folders: [Int32: FilePath] = [:]
    private var watched: Set<FilePath> = []
    /// Files that were closed after writing, or moved here, and not written to since.
    private(set) var finished: Set<FilePath> = []
    /// Folders that are watched: more are looked through now and then like all of them.
    private static let mostFolders = 4_096

    #if canImport(Glibc)
        /// Nil where the system gives none.
        init?() {
            descriptor = inotify_init1(Int32(truncatingIfNeeded: IN_NONBLOCK) | Int32(truncatingIfNeeded: IN_CLOEXEC))
            if descriptor < 0 { return nil }
        }

        deinit { _ = close(descriptor) }

        /// Watches a folder; one that is watched already stays so.
        func watch(_ folder: FilePath) {
            guard watched.count < Self.mostFolders, !folder.bytes.contains(0), watched.insert(folder).inserted else {
                return
            }
            let name = folder.bytes.map { CChar(bitPattern: $0) } + [0]
            // SAFETY: the name ends with NUL and lives through the call.
            let number = unsafe inotify_add_watch(
                descriptor, name, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MODIFY) | UInt32(IN_ONLYDIR))
            if number >= 0 { folders[number] = folder }
        }

        /// Takes in what happened since the last time.
        func update() {
            while true {
                // SAFETY: read writes at most as many bytes as the array has.
                let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
                    count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
                }
                if bytes.isEmpty { return }
                take(bytes)
            }
        }

        /// Events as inotify(7) lays them out: four numbers of 32 bits (watch, mask, cookie, length), a name with zeros
        /// behind it.
        private func take(_ bytes: [UInt8]) {
            // In the machine's own order of bytes.
            func number(_ place: Int) -> UInt32 {
                let value = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32($1 * 8) }
                return 1.littleEndian == 1 ? value : value.byteSwapped
            }
            var place = 0
            while place + 16 <= bytes.count {
                let length = Int(number(place + 12))
                guard length <= bytes.count - place - 16 else { return }
                let mask = number(place + 4)
                let watch = Int32(bitPattern: number(place))
                let name = bytes[(place + 16)..<(place + 16 + length)].prefix { $0 != 0 }
                place += 16 + length
                if mask & UInt32(IN_IGNORED) != 0 {
                    // The folder is gone; one of that name that comes later is another one.
                    if let folder = folders.removeValue(forKey: watch) { watched.remove(folder) }
                } else if let folder = folders[watch] {
                    let file = folder.appending(FilePath(bytes: Array(name)))
                    // Who opened it anew and writes is not done.
                    if mask & UInt32(IN_MODIFY) != 0 { finished.remove(file) } else { finished.insert(file) }
                }
            }
        }
    #else
        init?() { return nil }

        func watch(_ folder: FilePath) {}

        func update() {}
    #endif

    /// Forgets that these files were finished.
    func forget(_ files: Set<FilePath>) { finished.subtract(files) }
}
