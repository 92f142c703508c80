import Foundation
import Testing

/// A browser without a window, for looking at pages the way their readers do.
struct Browser {
    /// The first there is; nil where there is none.
    static let program: URL? = {
        let named = ProcessInfo.processInfo.environment["KBTRIAGE_BROWSER"].map { [$0] } ?? []
        let known = [
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ]
        return (named + known).first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { URL(fileURLWithPath: $0) }
    }()

    static let isThere = program != nil
    /// What a run without a browser says.
    static let absence: Comment = "no Chromium here: the pages are not looked at (scripts/setup --browser installs it)"

    /// What a visit showed.
    struct Visit {
        /// The document as it stood when the page had come to rest.
        var document: String
        /// What the console said, messages of the browser itself left out.
        var console: [String]
        /// Size of the PDF, when one was asked for.
        var pdf: Int
        /// Pages of the PDF.
        var pages: Int
        /// Addresses the page asked for, itself left out.
        var requests: [String]

        /// What an observing script left behind with `report(…)`.
        var report: String? {
            document.components(between: "<pre id=\"report\">", and: "</pre>").map {
                $0.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
                    .replacingOccurrences(of: "&amp;", with: "&")
            }
        }
    }

    /// Opens a page.
    ///
    /// - Parameters:
    ///   - observer: a script that looks at the page and calls `report(text)`; the page's own policy would refuse it and
    ///     is taken off then.
    ///   - scripts: false for a browser that runs none.
    ///   - printing: prints to PDF instead of reading the document.
    static func visit(
        _ page: [UInt8], observer: String? = nil, scripts: Bool = true, printing: Bool = false, dark: Bool = false,
        width: Int = 1280, milliseconds: Int = 4000
    ) throws -> Visit {
        guard let program else { throw NoBrowser() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kbtriage-page-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("page.html")
        let shown = scripts ? page : scriptless(page)
        try Data(observer.map { observed(shown, $0) } ?? shown).write(to: file)
        let pdf = folder.appendingPathComponent("page.pdf")
        let log = folder.appendingPathComponent("net.json")
        var arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr", "--v=0",
            "--user-data-dir=" + folder.appendingPathComponent("profile").path, "--log-net-log=" + log.path,
            "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=\(milliseconds)",
            "--window-size=\(width),900",
        ]
        arguments += printing ? ["--print-to-pdf=" + pdf.path, "--no-pdf-header-footer"] : ["--dump-dom"]
        if dark { arguments.append("--force-dark-mode") }
        let out = folder.appendingPathComponent("out")
        let errors = folder.appendingPathComponent("err")
        for url in [out, errors] { try Data().write(to: url) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments + [file.absoluteString]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
        return Visit(
            document: String(decoding: try Data(contentsOf: out), as: UTF8.self),
            console: said.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init),
            pdf: (try? Data(contentsOf: pdf).count) ?? 0, pages: pages(pdf), requests: requests(log))
    }

    /// Pages as the objects of a PDF count them: `/Type /Page`, and not `/Type /Pages`.
    private static func pages(_ pdf: URL) -> Int {
        guard let data = try? Data(contentsOf: pdf) else { return 0 }
        let text = String(decoding: data, as: UTF8.self)
        return text.components(separatedBy: "/Type /Page").dropFirst().count { !$0.hasPrefix("s") }
    }

    /// The addresses of a network log, those of the browser's own pages left out.
    private static func requests(_ log: URL) -> [String] {
        guard let data = try? Data(contentsOf: log) else { return [] }
        let text = String(decoding: data, as: UTF8.self)
        return text.components(separatedBy: "\"initiator\":\"").dropFirst().compactMap { part in
            guard !part.hasPrefix("not an origin"), let url = part.components(between: "\"url\":\"", and: "\"") else {
                return nil
            }
            return url.hasPrefix("file:") || url.hasPrefix("data:") || url.hasPrefix("blob:") ? nil : url
        }
    }

    /// The same page in a browser that refuses its script.
    private static func scriptless(_ page: [UInt8]) -> [UInt8] {
        let html = String(decoding: page, as: UTF8.self)
        let hash = html.components(between: "script-src &#39;", and: "&#39;") ?? ""
        return Array(html.replacingOccurrences(of: "script-src &#39;" + hash, with: "script-src &#39;none").utf8)
    }

    private static func observed(_ page: [UInt8], _ script: String) -> [UInt8] {
        var html = String(decoding: page, as: UTF8.self)
        if let policy = html.components(between: "<meta http-equiv=\"Content-Security-Policy\"", and: ">") {
            html = html.replacingOccurrences(
                of: "<meta http-equiv=\"Content-Security-Policy\"" + policy + ">", with: "")
        }
        let observer = """
            <script>
            const report = (text) => {
              const box = document.createElement('pre');
              box.id = 'report';
              box.textContent = text;
              document.body.append(box);
            };
            \(script)
            </script>
            """
        html = html.replacingOccurrences(of: "</body>", with: observer + "</body>")
        return Array(html.utf8)
    }

    struct NoBrowser: Error {}
}
