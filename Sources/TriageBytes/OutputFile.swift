#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The one place that writes files.
public enum OutputFile {
    /// Writes a file whole or not at all: into a new file beside it that then takes its name. The rights of a file that
    /// is replaced are kept; what a link leads to is replaced, not the link. A pipe or device is written as it is.
    ///
    /// - Parameter followsLinks: false to replace a link itself, and to write to nothing but files: for names that come
    ///   from input.
    public static func write(
        _ bytes: [UInt8], to path: FilePath, mode: UInt16 = 0o666, followsLinks: Bool = true
    ) throws(OutputError) {
        try write(to: path, mode: mode, followsLinks: followsLinks) { $0.write(bytes) }
    }

    /// The same for what comes in pieces.
    public static func write(
        to path: FilePath, mode: UInt16 = 0o666, followsLinks: Bool = true, _ make: (OutputPieces) -> Void
    ) throws(OutputError) {
        let shown = path.description
        if !followsLinks {
            let failure = replace(path, mode: mode, keepsRights: false, make)
            if failure != 0 { throw OutputError(errno: failure, file: shown) }
            return
        }
        let target = resolved(path)
        let old = try? FileInfo.of(target)
        if let old, old.kind != .regular {
            let failure = overwrite(target, make)
            if failure != 0 { throw OutputError(errno: failure, file: shown) }
            return
        }
        let failure = replace(target, mode: mode, keepsRights: old != nil, make)
        if failure != 0 { throw OutputError(errno: failure, file: shown) }
    }

    /// Makes an empty file that only its owner may read or write; one that is there already stays as it is.
    public static func createPrivate(_ path: FilePath) throws(OutputError) {
        do throws(SystemError) {
            _ = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        } catch {
            if error.number != EEXIST { throw OutputError(errno: error.number, file: path.description) }
        }
    }

    /// Removes a file; one that is not there is no error.
    public static func remove(_ path: FilePath) throws(OutputError) {
        // SAFETY: the name lives through the call.
        let failure = unsafe path.withCString { name in unsafe unlink(name) == 0 ? 0 : errno } ?? EINVAL
        if failure != 0, failure != ENOENT { throw OutputError(errno: failure, file: path.description) }
    }

    /// Writes into what is there; the system's error number, 0 when all went well.
    private static func overwrite(_ target: FilePath, _ make: (OutputPieces) -> Void) -> Int32 {
        do throws(SystemError) {
            let descriptor = try FileDescriptor(opening: target, O_WRONLY)
            return OutputPieces.write(to: descriptor.number, make)
        } catch {
            return error.number
        }
    }

    /// Writes into a new file and renames it; the system's error number, 0 when all went well.
    private static func replace(
        _ target: FilePath, mode: UInt16, keepsRights: Bool, _ make: (OutputPieces) -> Void
    ) -> Int32 {
        var status = stat()
        // SAFETY: the name and the struct that is filled live through the call.
        if keepsRights { _ = unsafe target.withCString { name in unsafe stat(name, &status) } }
        var failure = EEXIST
        var attempts = 0
        while failure == EEXIST, attempts < 16 {
            attempts += 1
            let suffix = ".tmp" + String(UInt64.random(in: .min ... .max), radix: 36)
            let name = FilePath(bytes: Array(target.lastComponent.bytes.prefix(200)) + Array(suffix.utf8))
            let temporary = target.parent.appending(name)
            do throws(SystemError) {
                let descriptor = try FileDescriptor(
                    opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode_t(mode))
                failure = OutputPieces.write(to: descriptor.number, make)
                if failure == 0, keepsRights, fchmod(descriptor.number, status.st_mode & 0o7777) != 0 {
                    failure = errno
                }
            } catch {
                failure = error.number
                continue
            }
            if failure == 0 { failure = rename(temporary, to: target) }
            // SAFETY: the name lives through the call.
            if failure != 0 { _ = unsafe temporary.withCString { name in unsafe unlink(name) } }
            return failure
        }
        return failure
    }

    private static func rename(_ from: FilePath, to: FilePath) -> Int32 {
        // SAFETY: both names live through the call.
        let failure = unsafe from.withCString { from in
            unsafe to.withCString { to in
                #if canImport(Glibc)
                    unsafe Glibc.rename(from, to) == 0 ? 0 : errno
                #elseif canImport(Musl)
                    unsafe Musl.rename(from, to) == 0 ? 0 : errno
                #else
                    unsafe Darwin.rename(from, to) == 0 ? 0 : errno
                #endif
            }
        }
        return (failure ?? EINVAL) ?? EINVAL
    }

    /// The path a link leads to; the path itself when there is nothing yet.
    private static func resolved(_ path: FilePath) -> FilePath {
        let real = unsafe path.withCString { name -> [UInt8]? in
            guard let real = unsafe realpath(name, nil) else { return nil }
            // SAFETY: realpath gives a NUL-ended text of its own, freed here after it was copied.
            defer { unsafe free(real) }
            return unsafe Array(UnsafeRawBufferPointer(start: real, count: strlen(real)))
        }
        if let real, let real { return FilePath(bytes: real) }
        return path
    }
}
