/// A row of a table in HTML: where the content of its cells stands.
///
/// Tags are looked for as browsers do, in any case and with or without their ends; nothing else of HTML is known.
struct MarkupRow {
    /// What stands between the tags of each cell.
    private(set) var cells: [Range<Int>] = []
    /// Behind the row.
    private(set) var end: Int

    /// How far before a place its row may begin.
    private static let longestWay = 4096

    /// The row that begins at the next tag of one; nil where the table ends first.
    init?(in text: [UInt8], from start: Int) {
        var place = start
        while let tag = Self.nextTag(in: text, from: place), tag.name != "tr" || tag.isEnd {
            if tag.name == "table" { return nil }
            place = tag.end
        }
        guard let row = Self.nextTag(in: text, from: place) else { return nil }
        place = row.end
        var open: Int?
        end = text.count
        while let tag = Self.nextTag(in: text, from: place) {
            let isCell = tag.name == "td" || tag.name == "th"
            let endsRow = tag.name == "tr" || tag.name == "table"
            if isCell || endsRow, let content = open {
                cells.append(content..<tag.start)
                open = nil
            }
            if endsRow {
                end = tag.name == "tr" && tag.isEnd ? tag.end : tag.start
                return
            }
            if isCell, !tag.isEnd { open = tag.end }
            place = tag.end
        }
        if let content = open { cells.append(content..<text.count) }
    }

    /// Where the tag of the row stands that a place is in; nil where none is near.
    ///
    /// - Parameter floor: nothing before it is looked at.
    static func start(around place: Int, notBefore floor: Int, in text: [UInt8]) -> Int? {
        var start = place
        while start > floor, place - start < longestWay {
            start -= 1
            guard text[start] == 0x3C, let tag = tag(in: text, at: start) else { continue }
            if tag.name == "tr" { return tag.isEnd ? nil : start }
            if tag.name == "table" { return nil }
        }
        return nil
    }

    /// The texts of a cell, tags and blanks around them left out.
    static func texts(in cell: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
        var texts: [Range<Int>] = []
        var place = cell.lowerBound
        while place < cell.upperBound {
            var end = place
            while end < cell.upperBound, text[end] != 0x3C { end += 1 }
            var first = place
            while first < end, text[first] <= 0x20 { first += 1 }
            var last = end
            while last > first, text[last - 1] <= 0x20 { last -= 1 }
            if first < last { texts.append(first..<last) }
            while end < cell.upperBound, text[end] != 0x3E { end += 1 }
            place = end + 1
        }
        return texts
    }

    private struct Tag {
        var name: String
        var isEnd: Bool
        var start: Int
        var end: Int
    }

    /// The next tag of a table, row or cell.
    private static func nextTag(in text: [UInt8], from start: Int) -> Tag? {
        var place = start
        while place < text.count {
            if text[place] == 0x3C, let tag = tag(in: text, at: place) { return tag }
            place += 1
        }
        return nil
    }

    /// The tag of a table, row or cell at a `<`.
    private static func tag(in text: [UInt8], at place: Int) -> Tag? {
        var name = place + 1
        let isEnd = name < text.count && text[name] == 0x2F
        if isEnd { name += 1 }
        var behind = name
        while behind < text.count, behind - name < 6, (0x61...0x7A).contains(text[behind] | 0x20) { behind += 1 }
        let word = String(decoding: text[min(name, behind)..<behind].map { $0 | 0x20 }, as: UTF8.self)
        guard word == "tr" || word == "td" || word == "th" || word == "table" else { return nil }
        while behind < text.count, text[behind] != 0x3E, text[behind] != 0x3C { behind += 1 }
        if behind < text.count, text[behind] == 0x3E { behind += 1 }
        return Tag(name: word, isEnd: isEnd, start: place, end: behind)
    }
}
