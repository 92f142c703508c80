import TriageBytes

/// The Swift source with the parts of a page: `report.css` becomes `PageAssets.reportCSS`.
struct PageConstants {
    private var body = ""

    /// Reads the style sheets and scripts of a folder; what editors leave behind is neither.
    init(folder: FilePath) throws(EmbedFailure) {
        do throws(InputError) {
            for entry in try Directory.entries(of: folder).sorted(by: { $0.name.description < $1.name.description }) {
                let name = entry.name.description
                guard !name.hasPrefix("."), name.hasSuffix(".css") || name.hasSuffix(".js") else { continue }
                body += Self.constant(name, try InputFile.read(folder.appending(entry.name)))
            }
        } catch {
            throw EmbedFailure(error.description)
        }
        if body.contains("</") || body.contains("<!--") {
            throw EmbedFailure("a file of \(folder) holds </ or <!--, which would end its element")
        }
    }

    private static func constant(_ name: String, _ bytes: [UInt8]) -> String {
        let parts = name.split(separator: ".").map(String.init)
        let constant = parts.dropLast().joined() + (parts.last ?? "").uppercased()
        let text = SwiftLiteral.escaped(String(decoding: bytes, as: UTF8.self))
        return "    static let \(constant): StaticString = \"\(text)\"\n"
    }

    var source: String {
        """
        // Generated from Sources/TriageReporting/HTML/Page while building; see Plugins/EmbedPage.

        /// The style sheets and scripts of the page.
        enum PageAssets {
        \(body)}

        """
    }
}
