/// Every element a page is made of. A closed list: no data can become an element.
enum HTMLElement: String {
    case html, head, meta, title, style, script, body
    case header, nav, main, section, article, aside, footer, noscript
    case h1, h2, h3, h4, h5, p, div, span, bdi, strong, small, sup, mark, code, pre, a, br, img
    case ul, ol, li, dl, dt, dd, details, summary
    case table, caption, thead, tbody, tr, th, td
    case figure, figcaption
    case svg, g, path, rect, circle, line, text, desc
    case svgTitle = "title "

    /// As it is written.
    var name: String { self == .svgTitle ? "title" : rawValue }

    /// Elements without content and end tag.
    var isVoid: Bool { self == .meta || self == .br || self == .img }
}

/// An attribute of an element. A closed list as well: there are none that run anything, and the only addresses are
/// places within the page, files beside it, and articles of the knowledge.
enum HTMLAttribute {
    case `class`(String)
    case id(String)
    /// A link to a place within the page.
    case href(id: String)
    /// A link to a file, as a path from the page.
    case file(String)
    /// A link to an article: nothing is loaded before somebody follows it, and the page is not named to where it leads.
    case article(ReportArticle)
    /// A picture, within the page.
    case picture(ReportPhoto)
    /// What stands for a picture.
    case alternative(String)
    case lang(String)
    case charset
    case meta(name: String, content: String)
    case policy(String)
    case scope(String)
    case role(String)
    case label(String)
    case labelledBy(String)
    case describedBy(String)
    case hiddenFromReaders
    case focusable
    case data(String, String)
    case open
    case type(String)
    case value(Int)
    /// Number of the first entry of a list.
    case first(Int)
    case reversed
    /// Geometry of a drawing: names and numbers of our own.
    case draw(StaticString, String)
}

/// Addresses of files beside a page.
enum FileAddress {
    /// The path as an address: everything but letters, digits and `-._~/` as `%NN`, so that no path becomes a scheme.
    static func of(_ path: String) -> String {
        var address: [UInt8] = []
        for byte in path.utf8 {
            let isPlain =
                (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2E || byte == 0x5F
                || byte == 0x7E || byte == 0x2F
            if isPlain {
                address.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                address += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        // Two slashes in front would name another machine.
        while address.count > 1, address[0] == 0x2F, address[1] == 0x2F { address.removeFirst() }
        return String(decoding: address, as: UTF8.self)
    }
}
