/// Distinguished names, accounts with their domain, folders of people.
extension ShapeFinder {
    private static let ends: Set<UInt32> = [
        0x0A, 0x0D, 0x22, 0x27, 0x2C, 0x3B, 0x3C, 0x3E, 0x29, 0x5D, 0x7C, 0x7D, 0x2F, 0x2B,
    ]

    /// The key before an equals sign, in lower case.
    private func key(before place: Int) -> (text: String, start: Int) {
        var start = place
        while start > 0, place - start < 6, Letters.family(view.scalars[start - 1]) == .latin { start -= 1 }
        return (Pseudonyms.text(view.lower[start..<place]), start)
    }

    /// A part of a distinguished name whose equals sign stands at a place.
    mutating func part(at place: Int) {
        let (key, start) = key(before: place)
        guard !key.isEmpty, !view.isWordCharacter(start - 1) else { return }
        let value = value(from: place + 1)
        guard !value.isEmpty else { return }
        switch key {
        case "dc": domain(from: start)
        case "cn": addPart(value, isPerson: isPerson(behind: value.upperBound))
        case "ou": addPart(value, isPerson: false)
        case "o", "l", "st", "street", "uid", "e":
            // One letter and an equals sign stand in any program; in a name, a comma is before it or behind.
            let before =
                start > 1 ? view.scalars[start - 1] == 0x20 ? view.scalars[start - 2] : view.scalars[start - 1] : 0
            if before == 0x2C { addPart(value, isPerson: key == "uid" || key == "e") }
        default: break
        }
    }

    /// Adds a value, but for one that ends within another of the same kind (`cn=cn=anna`): all its words are found there.
    private mutating func addPart(_ value: Range<Int>, isPerson: Bool) {
        if isPerson == lastPart.isPerson, lastPart.range.contains(value.lowerBound),
            value.upperBound <= lastPart.range.upperBound
        {
            return
        }
        lastPart = (value, isPerson)
        add(.part(value, isPerson: isPerson))
    }

    /// The value that begins at a place: up to what ends one, and no longer than any name. Where values stand in one
    /// another (`a=b=c`), their end is looked for once.
    private mutating func value(from start: Int) -> Range<Int> {
        if !lastValue.contains(start) {
            var end = start
            while end < view.count {
                let scalar = view.scalars[end]
                if scalar == 0x5C, end + 1 < view.count {
                    end += 2
                } else if Self.ends.contains(scalar) {
                    break
                } else {
                    end += 1
                }
            }
            lastValue = start..<min(end, view.count)
        }
        return start..<max(start, min(lastValue.upperBound, start + 160))
    }

    /// True when a folder or a domain follows, as it does where an object's own name ends.
    private func isPerson(behind place: Int) -> Bool {
        var next = place
        guard next < view.count, view.scalars[next] == 0x2C || view.isLineEnd(next) else { return false }
        if let behind = view.behindLineEnd(next) { next = behind } else { next += 1 }
        while next < view.count, view.scalars[next] == 0x20, next - place < 8 { next += 1 }
        let text = Pseudonyms.text(view.lower[next..<min(view.count, next + 9)])
        return text.hasPrefix("ou=") || text.hasPrefix("dc=") || text.hasPrefix("cn=users")
    }

    /// All parts of a domain that begin here; nothing where one stands before.
    private mutating func domain(from start: Int) {
        if isBehindDomain(start) { return }
        var labels: [Range<Int>] = []
        var place = start
        while labels.count < 16, place + 3 < view.count, view.lower[place] == 0x64, view.lower[place + 1] == 0x63,
            view.scalars[place + 2] == 0x3D
        {
            let value = value(from: place + 3)
            // A label ends where a word ends; what a reader could not cut off is no part of it.
            let words = view.words(in: value)
            guard let first = words.first else { break }
            var end = first.upperBound
            while end < value.upperBound, view.isWordCharacter(end) || view.scalars[end] == 0x2D { end += 1 }
            labels.append(first.lowerBound..<end)
            guard end < view.count, view.scalars[end] == 0x2C else { break }
            place = end + 1
            while place < view.count, view.scalars[place] == 0x20, place - end < 4 { place += 1 }
        }
        if !labels.isEmpty { add(labels.count == 1 ? .server(labels[0]) : .host(labels)) }
    }

    /// True when a part of the same domain stands before.
    private func isBehindDomain(_ start: Int) -> Bool {
        var place = start
        while place > 0, start - place < 8, view.scalars[place - 1] == 0x20 { place -= 1 }
        guard place > 0, view.scalars[place - 1] == 0x2C else { return false }
        place -= 1
        let end = place
        while place > 0, end - place < 64, view.isWordCharacter(place - 1) || view.scalars[place - 1] == 0x2D {
            place -= 1
        }
        guard place < end, place > 2, view.scalars[place - 1] == 0x3D else { return false }
        return view.lower[place - 3] == 0x64 && view.lower[place - 2] == 0x63 && !view.isWordCharacter(place - 4)
    }

    // MARK: Paths

    /// What a separator of a path tells: a server, somebody's folder, an account.
    mutating func path(at place: Int) {
        let separator = view.scalars[place]
        if separator == 0x5C, place + 2 < view.count, view.scalars[place + 1] == 0x5C, isOpening(place - 1) {
            // JSON writes each of them twice.
            var behind = place + 2
            while behind < view.count, behind - place < 4, view.scalars[behind] == 0x5C { behind += 1 }
            let server = run(from: behind)
            guard !server.isEmpty, server.upperBound < view.count, view.scalars[server.upperBound] == 0x5C else {
                return
            }
            let labels = dotted(server)
            add(labels.count == 1 ? .server(server) : .host(labels))
            return
        }
        // A pair counts once.
        if place > 0, view.scalars[place - 1] == separator { return }
        let behind = place + (place + 1 < view.count && view.scalars[place + 1] == separator ? 2 : 1)
        let right = run(from: behind)
        guard !right.isEmpty else { return }
        let folder = Pseudonyms.text(view.lower[right])
        if folder == "users" || folder == "home" {
            somebody(behind: right.upperBound, separator)
        } else if separator == 0x5C {
            account(before: place, right)
        }
    }

    private mutating func somebody(behind place: Int, _ separator: UInt32) {
        var start = place
        while start < view.count, view.scalars[start] == separator, start - place < 2 { start += 1 }
        guard start > place else { return }
        let user = run(from: start)
        if !user.isEmpty { add(.account(domain: nil, user: user)) }
    }

    /// `CONTOSO\anna`: the domain is written in capitals, or known.
    private mutating func account(before place: Int, _ user: Range<Int>) {
        var start = place
        while start > 0, place - start < 20, TextView.isWord(view.scalars[start - 1]) || view.scalars[start - 1] == 0x2D
        {
            start -= 1
        }
        let domain = start..<place
        guard domain.count > 1, domain.count <= 16, start == 0 || !isPathCharacter(view.scalars[start - 1]) else {
            return
        }
        if user.upperBound < view.count, view.scalars[user.upperBound] == 0x5C { return }
        let folded = Pseudonyms.text(view.lower[domain])
        guard !knowledge.knows(folded: folded) else { return }
        let isShouted = view.scalars[domain].allSatisfy { Letters.family($0) != .latin || Letters.isUpper($0) }
        guard isShouted && !folded.hasPrefix("hk") || isKnownHost(Array(view.lower[domain])) else { return }
        add(.account(domain: domain, user: user))
    }

    private func isPathCharacter(_ scalar: UInt32) -> Bool {
        scalar == 0x5C || scalar == 0x2F || scalar == 0x3A || scalar == 0x2E
    }

    private func isOpening(_ place: Int) -> Bool {
        guard place >= 0 else { return true }
        switch view.scalars[place] {
        case 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x28, 0x3D, 0x3E, 0x2C, 0x3B, 0x5B: return true
        default: return false
        }
    }

    /// The run of characters of a name from a place.
    private func run(from start: Int) -> Range<Int> {
        var end = start
        while end < view.count, end - start < 64 {
            let scalar = view.scalars[end]
            guard TextView.isWord(scalar) || scalar == 0x2D || scalar == 0x2E || scalar == 0x5F || scalar == 0x24 else {
                break
            }
            end += 1
        }
        while end > start, view.scalars[end - 1] == 0x2E || view.scalars[end - 1] == 0x2D { end -= 1 }
        return start..<max(start, end)
    }

    private func dotted(_ range: Range<Int>) -> [Range<Int>] {
        var labels: [Range<Int>] = []
        var start = range.lowerBound
        for place in range where view.scalars[place] == 0x2E {
            if place > start { labels.append(start..<place) }
            start = place + 1
        }
        if start < range.upperBound { labels.append(start..<range.upperBound) }
        return labels
    }

    mutating func add(_ shape: Shape) { shapes.append(shape) }
}
