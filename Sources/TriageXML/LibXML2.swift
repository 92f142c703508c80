import CLibXML2

/// The library's one-time preparation.
enum LibXML2 {
    /// Must run once before parsers are used from several threads.
    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    static func prepare() { _ = isReady }
}
