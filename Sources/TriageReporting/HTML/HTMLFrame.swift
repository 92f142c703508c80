/// What every page begins and ends with, and the assets each page is made of, in their order.
extension HTMLWriter {
    /// Writes the head and opens the body.
    ///
    /// - Parameter main: the words of the link that skips to the element `main`.
    mutating func startPage(_ title: String, policy: String, styles: [StaticString], main: String) {
        doctype()
        start(.html, [.lang("en")])
        start(.head)
        start(.meta, [.charset])
        start(.meta, [.policy(policy)])
        start(.meta, [.meta(name: "viewport", content: "width=device-width, initial-scale=1")])
        start(.meta, [.meta(name: "color-scheme", content: "light dark")])
        start(.meta, [.meta(name: "referrer", content: "no-referrer")])
        start(.meta, [.meta(name: "robots", content: "noindex")])
        element(.title, [], title)
        for style in styles {
            start(.style)
            asset(style)
            end()
        }
        end()
        start(.body)
        element(.a, [.class("skip"), .href(id: "main")], main)
    }

    /// Writes the scripts and closes everything.
    mutating func endPage(scripts: [StaticString]) {
        for script in scripts {
            start(.script)
            asset(script)
            end()
        }
        endAll()
    }
}

extension PageAssets {
    static let reportScripts: [StaticString] = [gridJS, reportJS]
    static let queueStyles: [StaticString] = [reportCSS, queueCSS]
    static let queueScripts: [StaticString] = [gridJS, queueJS]
}
