import CArchive

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of libarchive, found when the first archive is read: a run that reads none pays nothing for them.
///
/// `@unchecked Sendable`: the table is filled once, before anybody sees it, and the library is never closed.
@safe struct ArchiveLibrary: @unchecked Sendable {
    let new: kbt_archive_new
    let free: kbt_archive_act
    /// What is switched on: zip, tar, and a lone compressed file; gzip, xz and bzip2 around the last two.
    let supports: [kbt_archive_act]
    let openMemory: kbt_archive_open_memory
    let nextHeader: kbt_archive_next_header
    let dataBlock: kbt_archive_data_block
    let errorText: kbt_archive_text
    let path: kbt_entry_text
    let pathUTF8: kbt_entry_text
    let hardLink: kbt_entry_text
    let size: kbt_entry_size
    let sizeIsSet: kbt_entry_flag
    let isEncrypted: kbt_entry_flag
    let fileType: kbt_entry_mode

    /// The library of this process, or why there is none.
    static let shared: Result<ArchiveLibrary, ArchiveError> = Result(catching: load)

    #if canImport(Darwin)
        private static let names = ["/usr/lib/libarchive.2.dylib", "libarchive.13.dylib"]
    #else
        private static let names = ["libarchive.so.13"]
    #endif

    private static func load() throws(ArchiveError) -> ArchiveLibrary {
        var reason = "libarchive is not installed"
        for name in names {
            // SAFETY: the name is a literal; the handle is kept open until the process ends, as its functions are used.
            if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) { return try unsafe ArchiveLibrary(handle) }
            if let text = unsafe dlerror() { reason = unsafe String(cString: text) }
        }
        throw ArchiveError(code: .unavailable, message: reason)
    }

    private init(_ handle: UnsafeMutableRawPointer) throws(ArchiveError) {
        func function<Function>(_ name: String, as type: Function.Type) throws(ArchiveError) -> Function {
            guard let symbol = unsafe dlsym(handle, name) else {
                throw ArchiveError(code: .unavailable, message: "libarchive has no function \(name)")
            }
            // SAFETY: the shim declares every type, and holds it against the library's own header where that is there.
            return unsafe unsafeBitCast(symbol, to: Function.self)
        }
        unsafe new = try function("archive_read_new", as: kbt_archive_new.self)
        unsafe free = try function("archive_read_free", as: kbt_archive_act.self)
        unsafe supports = [
            try function("archive_read_support_format_zip", as: kbt_archive_act.self),
            try function("archive_read_support_format_tar", as: kbt_archive_act.self),
            try function("archive_read_support_format_raw", as: kbt_archive_act.self),
            try function("archive_read_support_filter_gzip", as: kbt_archive_act.self),
            try function("archive_read_support_filter_xz", as: kbt_archive_act.self),
            try function("archive_read_support_filter_bzip2", as: kbt_archive_act.self),
        ]
        unsafe openMemory = try function("archive_read_open_memory", as: kbt_archive_open_memory.self)
        unsafe nextHeader = try function("archive_read_next_header", as: kbt_archive_next_header.self)
        unsafe dataBlock = try function("archive_read_data_block", as: kbt_archive_data_block.self)
        unsafe errorText = try function("archive_error_string", as: kbt_archive_text.self)
        unsafe path = try function("archive_entry_pathname", as: kbt_entry_text.self)
        unsafe pathUTF8 = try function("archive_entry_pathname_utf8", as: kbt_entry_text.self)
        unsafe hardLink = try function("archive_entry_hardlink", as: kbt_entry_text.self)
        unsafe size = try function("archive_entry_size", as: kbt_entry_size.self)
        unsafe sizeIsSet = try function("archive_entry_size_is_set", as: kbt_entry_flag.self)
        unsafe isEncrypted = try function("archive_entry_is_encrypted", as: kbt_entry_flag.self)
        unsafe fileType = try function("archive_entry_filetype", as: kbt_entry_mode.self)
    }
}
