import Testing

/// A page taken apart: tags, attributes, text. Strict: what the writer never writes is a problem.
struct Page {
    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)]
        subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }
    }

    var tags: [Tag] = []
    var problems: [String] = []
    /// Text outside of style and script, entities resolved.
    var text = ""
    /// One line a tag or text, indented; without what style and script hold.
    var outline = ""

    static let void: Set<String> = ["meta", "br", "img"]

    init(_ bytes: [UInt8]) {
        let html = String(decoding: bytes, as: UTF8.self)
        var open: [String] = []
        var rest = html.unicodeScalars[...]
        if html.hasPrefix("<!doctype html>\n") { rest = rest.dropFirst(16) } else { problems.append("no doctype") }
        while let first = rest.first {
            let isRaw = open.last == "style" || open.last == "script"
            if first == "<", let close = rest.firstIndex(of: ">"), !isRaw || Self.ends(rest, open.last) {
                let inner = String(rest[rest.index(after: rest.startIndex)..<close])
                rest = rest[rest.index(after: close)...]
                if inner.hasPrefix("/") {
                    let name = String(inner.dropFirst())
                    if open.last == name { open.removeLast() } else { problems.append("</\(name)> in \(open)") }
                } else {
                    let tag = parse(inner)
                    tags.append(tag)
                    outline += String(repeating: " ", count: open.count) + "<" + inner + ">\n"
                    if !Self.void.contains(tag.name) { open.append(tag.name) }
                }
            } else if isRaw {
                rest = rest.dropFirst()
            } else {
                let run = rest.prefix { $0 != "<" }
                if run.isEmpty {
                    problems.append("a lone <")
                    rest = rest.dropFirst()
                    continue
                }
                let words = Self.resolve(String(run))
                if run.contains(">") { problems.append("a bare > in text") }
                text += words
                let trimmed = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                if !trimmed.isEmpty { outline += String(repeating: " ", count: open.count) + trimmed + "\n" }
                rest = rest[run.endIndex...]
            }
        }
        if !open.isEmpty { problems.append("not closed: \(open)") }
    }

    private static func ends(_ rest: Substring.UnicodeScalarView, _ name: String?) -> Bool {
        String(rest.prefix(10)).hasPrefix("</" + (name ?? "") + ">")
    }

    private mutating func parse(_ inner: String) -> Tag {
        var rest = inner[...]
        let name = rest.prefix { $0 != " " }
        rest = rest[name.endIndex...]
        var tag = Tag(name: String(name), attributes: [])
        while let next = rest.first {
            guard next == " " else {
                problems.append("odd tag <\(inner)>")
                break
            }
            rest = rest.dropFirst()
            let key = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest[key.endIndex...]
            var value = ""
            if rest.hasPrefix("=\"") {
                rest = rest.dropFirst(2)
                guard let quote = rest.firstIndex(of: "\"") else {
                    problems.append("odd attribute in <\(inner)>")
                    break
                }
                value = Self.resolve(String(rest[..<quote]))
                rest = rest[rest.index(after: quote)...]
            }
            tag.attributes.append((String(key), value))
        }
        return tag
    }

    private static func resolve(_ text: String) -> String {
        var out = text
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            out = out.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
        }
        return out
    }
}
