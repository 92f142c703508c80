public import TriageModel

/// A diagnosis as one page: a single file that loads nothing, runs nothing but its own script, and reads well without it.
public enum HTMLReporter {
    /// The page; equal input gives equal bytes.
    ///
    /// - Parameter sha256: the hash of bytes; this module has none. The policy of the page allows the style and the
    ///   script with these hashes, and nothing else.
    public static func render(
        _ diagnosis: Diagnosis, context: ReportContext, sha256: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        var page = HTMLPage(diagnosis: diagnosis, context: context)
        page.document(policy: policy(sha256))
        return page.html.bytes
    }

    /// Nothing may be loaded, sent or framed; styles and scripts are named by their hashes.
    static func policy(
        _ sha256: ([UInt8]) -> [UInt8], styles: [StaticString] = [PageAssets.reportCSS],
        scripts: [StaticString] = [PageAssets.reportJS]
    ) -> String {
        func hashes(_ assets: [StaticString]) -> String {
            assets.map { "'sha256-" + Base64.text(sha256(Array($0.description.utf8))) + "'" }.joined(separator: " ")
        }
        return [
            "default-src 'none'", "style-src " + hashes(styles), "script-src " + hashes(scripts), "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ].joined(separator: "; ")
    }
}
