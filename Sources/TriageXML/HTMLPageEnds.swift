/// Ends of documents in the middle of a page: mail servers put their notes behind `</html>`, and answers to mails are pages
/// behind each other. Browsers go on there; libxml2 stops.
enum HTMLPageEnds {
    private static let names = ["body", "html"].map { Array($0.utf8) }

    /// The page with such end tags as rules (`<hr>`) of the same length; the page itself where nothing stands behind them.
    static func opened(_ page: [UInt8]) -> [UInt8] {
        let ends = Self.ends(in: page)
        guard let last = ends.last else { return page }
        let isBetween = zip(ends, ends.dropFirst()).contains { hasText(page, $0.upperBound..<$1.lowerBound) }
        guard isBetween || hasText(page, last.upperBound..<page.count) else { return page }
        var opened = page
        for end in ends {
            for index in end { opened[index] = 0x20 }
            opened.replaceSubrange(end.lowerBound..<(end.lowerBound + 3), with: Array("<hr".utf8))
            opened[end.upperBound - 1] = UInt8(ascii: ">")
        }
        return opened
    }

    private static func hasText(_ page: [UInt8], _ range: Range<Int>) -> Bool {
        range.contains { page[$0] > 0x20 }
    }

    /// The end tags of documents and their bodies.
    private static func ends(in page: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index + 7 <= page.count {
            guard page[index] == UInt8(ascii: "<"), page[index + 1] == UInt8(ascii: "/"),
                names.contains(where: { stands($0, in: page, at: index + 2) })
            else {
                index += 1
                continue
            }
            var end = index + 6
            while end < page.count, page[end] <= 0x20 { end += 1 }
            guard end < page.count, page[end] == UInt8(ascii: ">") else {
                index += 1
                continue
            }
            found.append(index..<(end + 1))
            index = end + 1
        }
        return found
    }

    private static func stands(_ name: [UInt8], in page: [UInt8], at start: Int) -> Bool {
        for (offset, byte) in name.enumerated() where page[start + offset] | 0x20 != byte { return false }
        return true
    }
}
