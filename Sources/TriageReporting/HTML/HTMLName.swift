/// Every element a page is made of. A closed list: no data can become an element.
enum HTMLElement: String {
    case html, head, meta, title, style, script, body
    case header, nav, main, section, article, aside, footer, noscript
    case h1, h2, h3, h4, p, div, span, bdi, strong, small, sup, mark, code, pre, a, br
    case ul, ol, li, dl, dt, dd, details, summary
    case table, caption, thead, tbody, tr, th, td
    case figure, figcaption
    case svg, g, path, rect, circle, line, text, desc
    case svgTitle = "title "

    /// As it is written.
    var name: String { self == .svgTitle ? "title" : rawValue }

    /// Elements without content and end tag.
    var isVoid: Bool { self == .meta || self == .br }
}

/// An attribute of an element. A closed list as well: there are none that run anything, and the only addresses are
/// places within the page.
enum HTMLAttribute {
    case `class`(String)
    case id(String)
    /// A link to a place within the page.
    case href(id: String)
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
    case reversed
    /// Geometry of a drawing: names and numbers of our own.
    case draw(StaticString, String)
}
