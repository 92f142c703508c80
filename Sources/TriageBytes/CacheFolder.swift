/// Where a program of this package keeps what it computed, between runs.
public enum CacheFolder {
    /// `$KBTRIAGE_CACHE`, where `off` means that nothing is kept; else `$XDG_CACHE_HOME/kbtriage`, or `~/.cache/kbtriage`;
    /// nil when none is known. A relative path in the last two counts as none (XDG Base Directory Specification).
    public static var path: FilePath? {
        if let own = ProcessEnvironment.path(of: "KBTRIAGE_CACHE"), !own.bytes.isEmpty {
            return own == "off" ? nil : own
        }
        if let base = ProcessEnvironment.path(of: "XDG_CACHE_HOME"), base.bytes.first == UInt8(ascii: "/") {
            return base.appending("kbtriage")
        }
        guard let home = ProcessEnvironment.path(of: "HOME"), home.bytes.first == UInt8(ascii: "/") else { return nil }
        return home.appending(".cache/kbtriage")
    }
}
