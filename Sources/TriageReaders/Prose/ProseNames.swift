import TriageBytes
import TriageModel

/// Finds whom a clause is about: the address written in it, else the name behind "for", before "'s", or before a colon at
/// the start of a line.
struct ProseNames {
    let bytes: [UInt8]
    let terms: ProseTerms

    /// The places of the names in a clause, in order; addresses alone where there are any. Where nobody is named in
    /// another way, what stands before a colon may be a name.
    func places(
        in range: Range<Int>, _ found: [PhraseFinder.Match]
    ) -> (people: [Range<Int>], isLabel: Bool) {
        let addresses = self.addresses(in: range)
        if !addresses.isEmpty { return (addresses, false) }
        var places: [Range<Int>] = []
        for (number, match) in found.enumerated() {
            switch terms.role(match.id) {
            case .forWhom: break
            case .ofWhom
            where number > 0 && terms.role(found[number - 1].id) == .state
                && bytes[found[number - 1].range.upperBound..<match.range.lowerBound].allSatisfy(\.isBlankByte):
                break
            default: continue
            }
            guard match.range.upperBound < range.upperBound, bytes[match.range.upperBound].isBlankByte,
                let name = name(at: match.range.upperBound, range.upperBound),
                !isPhrase(name, found)
            else { continue }
            places.append(name)
        }
        let others = places + owners(in: range, found)
        return others.isEmpty ? ([label(in: range, found)].compactMap { $0 }, true) : (others, false)
    }

    /// The words that stand somewhere as somebody's name: in an address, behind "for", before "'s", or two or three of
    /// them alone behind a colon ("User: Anna Keller").
    func namesOfPeople() -> Set<String> {
        var names: Set<String> = []
        func add(_ range: Range<Int>) {
            for (_, word) in words(in: range) { names.insert(String(decoding: word, as: UTF8.self).lowercased()) }
        }
        for address in addresses(in: 0..<bytes.count) {
            add(address.lowerBound..<(bytes[address].firstIndex(of: 0x40) ?? address.upperBound))
        }
        for line in bytes.indices.split(whereSeparator: { bytes[$0] == 0x0A }) {
            guard let first = line.first, let last = line.last else { continue }
            let range = first..<(last + 1)
            let found = terms.finder.matches(in: bytes, range)
            let (people, isLabel) = places(in: range, found)
            if !isLabel { for person in people { add(person) } }
            if let colon = bytes[range].firstIndex(of: 0x3A), let name = name(at: colon + 1, range.upperBound),
                Array(words(in: name)).count >= 2, bytes[name.upperBound..<range.upperBound].allSatisfy(\.isBlankByte)
            {
                add(name)
            }
        }
        return names
    }

    /// True when a word of a name is one of those.
    func isName(_ place: Range<Int>, among names: Set<String>) -> Bool {
        words(in: place).contains { names.contains(String(decoding: $0.1, as: UTF8.self).lowercased()) }
    }

    /// "Anna: OWA shows it": up to three words with a capital between the start of a line and a colon.
    private func label(in range: Range<Int>, _ found: [PhraseFinder.Match]) -> Range<Int>? {
        var start = range.lowerBound
        var isAtStart = start == 0
        while start < range.upperBound, bytes[start].isBlankByte || isBullet(start) {
            if bytes[start] == 0x0A { isAtStart = true }
            start += 1
        }
        isAtStart = isAtStart || range.lowerBound > 0 && bytes[range.lowerBound - 1] == 0x0A
        guard isAtStart, let name = name(at: start, range.upperBound), name.lowerBound == start else { return nil }
        var colon = name.upperBound
        while colon < range.upperBound, bytes[colon] == 0x20 { colon += 1 }
        guard colon + 1 < range.upperBound, bytes[colon] == 0x3A, bytes[colon + 1].isBlankByte, !isPhrase(name, found),
            words(in: name).allSatisfy({ word in
                let text = String(decoding: word.1, as: UTF8.self).lowercased()
                return !LanguageWords.labels.contains(text) && !LanguageWords.nobody.contains(text)
            })
        else { return nil }
        return name
    }

    /// `- `, `* `: the mark before a line of a list.
    private func isBullet(_ index: Int) -> Bool {
        (bytes[index] == 0x2D || bytes[index] == 0x2A) && index + 1 < bytes.count && bytes[index + 1] == 0x20
    }

    private func addresses(in range: Range<Int>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x40, let address = ProseAddress.range(in: bytes, at: index),
                address.upperBound <= range.upperBound
            {
                places.append(address)
                index = address.upperBound
            } else {
                index += 1
            }
        }
        return places
    }

    /// "Ben's OWA": a word with a capital before an apostrophe and an s.
    private func owners(in range: Range<Int>, _ found: [PhraseFinder.Match]) -> [Range<Int>] {
        var places: [Range<Int>] = []
        for (start, word) in words(in: range) {
            let end = start + word.count
            let isOwner =
                bytes[end...].starts(with: [0x27, 0x73, 0x20])
                || bytes[end...].starts(with: [0xE2, 0x80, 0x99, 0x73, 0x20])
            guard isOwner, isName(word), !isPhrase(start..<end, found),
                !LanguageWords.nobody.contains(String(decoding: word, as: UTF8.self).lowercased())
            else { continue }
            places.append(start..<end)
        }
        return places
    }

    /// True when the place is a part of something found, which stands in order: a client is nobody.
    private func isPhrase(_ place: Range<Int>, _ found: [PhraseFinder.Match]) -> Bool {
        var low = 0
        var high = found.count
        while low < high {
            let middle = low + (high - low) / 2
            if found[middle].range.upperBound <= place.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < found.count && found[low].range.lowerBound < place.upperBound
    }

    /// Up to three words with a capital each, behind blanks.
    private func name(at place: Int, _ end: Int) -> Range<Int>? {
        var name: Range<Int>?
        for (start, word) in words(in: place..<end).prefix(3) {
            let before = bytes[(name?.upperBound ?? place)..<start]
            guard before.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }), isName(word) else { break }
            name = (name?.lowerBound ?? start)..<(start + word.count)
        }
        return name
    }

    /// A capital, then small letters: abbreviations, versions and plain words are no names.
    private func isName(_ word: ArraySlice<UInt8>) -> Bool {
        var scalars = String(decoding: word, as: UTF8.self).unicodeScalars.makeIterator()
        guard let first = scalars.next(), first.properties.isUppercase, let second = scalars.next() else {
            return false
        }
        return second.properties.isLowercase
    }

    /// The words of letters, hyphens included, and where they start.
    private func words(in range: Range<Int>) -> some Sequence<(Int, ArraySlice<UInt8>)> {
        sequence(state: range.lowerBound) { (index: inout Int) -> (Int, ArraySlice<UInt8>)? in
            while index < range.upperBound, !isWordByte(index) { index += 1 }
            let start = index
            while index < range.upperBound, isWordByte(index) { index += 1 }
            return start < index ? (start, bytes[start..<index]) : nil
        }
    }

    private func isWordByte(_ index: Int) -> Bool {
        let byte = bytes[index]
        if byte < 0x80 { return byte.isAlphanumeric || byte == 0x2D }
        // The bytes of a letter beyond ASCII; dashes, quotes and blanks of that range end a word.
        return byte < 0xC0 || WordBorder.isLetter(in: bytes.span, at: index)
    }
}

/// `local@domain.tld` around an at sign (RFC 5322 dot-atom, ASCII).
enum ProseAddress {
    static func range(in bytes: [UInt8], at place: Int) -> Range<Int>? {
        var low = place
        while low > 0, place - low < 64, isLocal(bytes[low - 1]) { low -= 1 }
        while low < place, bytes[low] == 0x2E || bytes[low] == 0x27 { low += 1 }
        var high = place + 1
        while high < bytes.count, high - place < 254, isDomain(bytes[high]) { high += 1 }
        while high > place + 1, bytes[high - 1] == 0x2E || bytes[high - 1] == 0x2D { high -= 1 }
        guard low < place, bytes[(place + 1)..<high].contains(0x2E) else { return nil }
        return low..<high
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B || byte == 0x27
    }

    private static func isDomain(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == 0x2E || byte == 0x2D }
}
