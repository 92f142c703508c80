#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The locale libarchive needs to hand out names beyond ASCII: it converts them to the encoding of the thread's locale,
/// and a program that never asked for another has the one of ASCII.
///
/// `@unchecked Sendable`: made once, never changed, never freed.
@safe struct UnicodeLocale: @unchecked Sendable {
    private let locale: locale_t?

    private static let shared = UnicodeLocale()

    private init() {
        var made: locale_t?
        for name in ["C.UTF-8", "en_US.UTF-8"] where unsafe made == nil {
            // SAFETY: the name is a literal; nil stands for a new locale.
            unsafe made = unsafe newlocale(LC_CTYPE_MASK, name, nil)
        }
        unsafe locale = unsafe made
    }

    /// Calls with that locale for this thread; the thread's own is set again afterwards.
    static func use<Result>(_ body: () -> Result) -> Result {
        guard let locale = unsafe shared.locale else { return body() }
        // SAFETY: the locale lives until the process ends; the former one is put back before anybody could free it.
        let former = unsafe uselocale(locale)
        defer { _ = unsafe uselocale(former) }
        return body()
    }
}
