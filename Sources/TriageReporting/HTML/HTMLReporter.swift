public import TriageModel

/// A diagnosis as one page: a single file that loads nothing, runs nothing but its own script, and reads well without it.
public enum HTMLReporter {
    /// Writes the page piece by piece; equal input gives equal bytes.
    ///
    /// - Parameters:
    ///   - sha256: the hash of bytes; this module has none. The policy of the page allows the style and the script with
    ///     these hashes, and nothing else.
    ///   - sink: takes the pieces in order.
    public static func write(
        _ diagnosis: Diagnosis, context: ReportContext, sha256: ([UInt8]) -> [UInt8],
        to sink: @escaping ([UInt8]) -> Void
    ) {
        var page = HTMLPage(diagnosis: diagnosis, context: context, sink: sink)
        page.document(policy: policy(sha256, hasPhotos: !page.photos.isEmpty))
    }

    /// The page as a whole.
    public static func render(
        _ diagnosis: Diagnosis, context: ReportContext, sha256: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        let whole = Whole()
        write(diagnosis, context: context, sha256: sha256) { whole.bytes += $0 }
        return whole.bytes
    }

    private final class Whole { var bytes: [UInt8] = [] }

    /// Nothing may be loaded, sent or framed; styles and scripts are named by their hashes. Pictures are those within the
    /// page, where there are any.
    static func policy(
        _ sha256: ([UInt8]) -> [UInt8], styles: [StaticString] = [PageAssets.reportCSS],
        scripts: [StaticString] = PageAssets.reportScripts, hasPhotos: Bool = false
    ) -> String {
        func hashes(_ assets: [StaticString]) -> String {
            assets.map { "'sha256-" + Base64.text(sha256(Array($0.description.utf8))) + "'" }.joined(separator: " ")
        }
        return [
            "default-src 'none'", "style-src " + hashes(styles), "script-src " + hashes(scripts),
            "img-src " + (hasPhotos ? "data:" : "'none'"), "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ].joined(separator: "; ")
    }
}
