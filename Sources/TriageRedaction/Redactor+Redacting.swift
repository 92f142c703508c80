import TriageBytes
import TriageModel
import TriagePatterns

/// Writes tokens into a text: bytes first, then what has a form, then names.
extension Redactor {
    /// - Parameters:
    ///   - repaired: the same text with cut lines joined.
    ///   - numbers: places of dates and numbers, ascending.
    ///   - depth: how many encodings the text was found in.
    mutating func redact(_ text: [UInt8], repaired: [RepairedText], numbers: [Range<Int>], depth: Int) -> [UInt8] {
        guard text.count < Int(Int32.max) else { return [UInt8](repeating: 0x2A, count: text.count) }
        var canvas = Canvas(text)
        maskBytes(text, &canvas, depth: depth)
        let views = repaired.map { TextView($0) } + [TextView(text)]
        for view in views { maskShapes(view, &canvas) }
        maskWrappedAddresses(text, &canvas)
        maskWrappedNumbers(text, &canvas)
        maskPatterns(text, numbers, &canvas)
        for view in views { maskNames(view, &canvas) }
        return canvas.bytes
    }

    // MARK: Bytes

    private mutating func maskBytes(_ text: [UInt8], _ canvas: inout Canvas, depth: Int) {
        var finder = ByteRunFinder(text)
        finder.find()
        for run in finder.runs where canvas.isFree(run) {
            if let new = masked(run, depth: depth), new != run.bytes { canvas.write(new, over: run) }
        }
    }

    /// The bytes that stand for those of a run; nil for what is no value.
    private mutating func masked(_ run: ByteRun, depth: Int) -> [UInt8]? {
        if PictureBlank.kept(of: run.bytes) != nil, run.bytes.count >= 4, isPicture(run) {
            // Written in decimal, a blank byte has the digits of the byte it stands for.
            let blank: (UInt8) -> UInt8 =
                run.form == .decimal ? { $0 > 99 ? 100 : $0 > 9 ? 10 : 0 } : { _ in 0 }
            return PictureBlank.blanked(run.bytes, number: number(ofPicture: run.bytes), blank: blank)
        }
        if run.bytes.count == 16, run.form == .decimal || run.form == .hex || run.padding == 2 {
            // Outside of a file that writes all its texts so, sixteen bytes are an id, whatever they spell.
            if run.form == .base64, run.isCertain, let new = masked(text: run, depth: depth) { return new }
            let bytes = run.form == .hex ? GUIDShapes.reordered(run.bytes) : run.bytes
            let token = token(forGUID: bytes)
            return run.form == .hex ? GUIDShapes.reordered(token) : token
        }
        switch run.form {
        case .decimal: return nil
        case .hex:
            return run.bytes.count > 64 ? blank(run.bytes) : token(forBytes: run.bytes)
        case .base64:
            if let new = masked(text: run, depth: depth) { return new }
            if let new = masked(sid: run.bytes) { return new }
            guard run.isCertain || isBinary(run) else { return nil }
            return run.bytes.count > 64 ? blank(run.bytes) : token(forBytes: run.bytes)
        }
    }

    private func isPicture(_ run: ByteRun) -> Bool {
        run.form != .base64 || run.isCertain || run.bytes.count >= 24
    }

    /// The number of a picture, the same for the same bytes.
    public mutating func number(ofPicture bytes: [UInt8]) -> Int {
        let digest = (try? SHA256.digest(of: bytes)) ?? []
        if let known = digests[digest] { return known }
        let number = digests.count
        digests[digest] = number
        pseudonyms.note(.picture)
        return number
    }

    private mutating func blank(_ bytes: [UInt8]) -> [UInt8] {
        pseudonyms.note(.bytes)
        return Array(bytes.prefix(4)) + [UInt8](repeating: 0, count: max(0, bytes.count - 4))
    }

    private mutating func masked(text run: ByteRun, depth: Int) -> [UInt8]? {
        guard depth < 2, let inner = InnerText(run) else { return nil }
        let new = inner.bytes(of: redact(inner.utf8, repaired: [], numbers: [], depth: depth + 1))
        return new.count == run.bytes.count ? new : nil
    }

    /// Long base64 that is not part of a way, a type's name, or a word.
    private func isBinary(_ run: ByteRun) -> Bool {
        run.isMixed && (run.padding > 0 && run.bytes.count >= 16 || run.bytes.count >= 30)
    }

    /// A SID as directories write it: revision, number of parts, authority, parts.
    private mutating func masked(sid bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count == 28, bytes[0] == 1, bytes[1] == 5, bytes[7] == 5, bytes[8] == 21 else { return nil }
        var result = bytes
        for part in 3...6 {
            let at = 8 + (part - 2) * 4
            guard at + 4 <= bytes.count else { continue }
            let number = (0..<4).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64($1 * 8) }
            guard number > 999 else { continue }
            guard let value = UInt64(token(forNumberOfSID: "\(number)")) else { continue }
            for index in 0..<4 { result[at + index] = UInt8(truncatingIfNeeded: value >> UInt64(index * 8)) }
        }
        return result
    }

    /// The token of a GUID, its bytes in the order of .NET.
    mutating func token(forGUID bytes: [UInt8]) -> [UInt8] {
        let shown = GUIDShapes.text(bytes)
        if knowledge.guids.contains(shown) { return bytes }
        return pseudonyms.token(
            for: bytes, bounds: GUIDShapes.bounds(bytes), .guid, shown: shown, show: GUIDShapes.text)
    }

    private mutating func token(forBytes bytes: [UInt8]) -> [UInt8] {
        pseudonyms.token(
            for: bytes, bounds: bytes.map { _ in 0...255 }, .bytes, shown: Hex.text(bytes), show: Hex.text)
    }

    // MARK: Forms

    private mutating func maskShapes(_ view: TextView, _ canvas: inout Canvas) {
        // Of parts that stand in one another, as in a=b=c, every word is masked once.
        var partEnd = 0
        for shape in shapes(in: view) {
            switch shape {
            case .guid(let range): mask(guid: Array(range), view, &canvas)
            case .sid(let numbers): for number in numbers { mask(sid: Array(number), view, &canvas) }
            case .ip(let octets): mask(ip: octets, view, &canvas)
            case .ip6(let range): mask(ip6: range, view, &canvas)
            case .address(let local, let host):
                maskWords(in: local, as: .name, keepsKnowledge: false, view, &canvas)
                mask(host: host, view, &canvas)
            case .host(let labels): mask(host: labels, view, &canvas)
            case .server(let label): maskWords(in: label, as: .host, keepsKnowledge: true, view, &canvas)
            case .part(let range, let isPerson):
                let rest = max(range.lowerBound, min(partEnd, range.upperBound))..<range.upperBound
                partEnd = max(partEnd, range.upperBound)
                maskWords(in: rest, as: isPerson ? .name : .value, keepsKnowledge: true, view, &canvas)
            case .account(let domain, let user):
                if let domain { maskWords(in: domain, as: .host, keepsKnowledge: true, view, &canvas) }
                maskWords(in: user, as: .name, keepsKnowledge: true, view, &canvas)
            }
        }
    }

    mutating func mask(host labels: [Range<Int>], _ view: TextView, _ canvas: inout Canvas) {
        let own = privateLabels(of: labels.map { Array(view.lower[$0]) })
        for (place, label) in labels.enumerated() where own.contains(place) {
            maskWords(in: label, as: .host, keepsKnowledge: false, view, &canvas)
        }
    }

    /// Masks the words of a range; those of nobody stay, and those of the knowledge where it says so.
    mutating func maskWords(
        in range: Range<Int>, as kind: RedactedKind, keepsKnowledge: Bool, _ view: TextView, _ canvas: inout Canvas
    ) {
        for word in view.words(in: range) {
            let folded = Pseudonyms.text(view.lower[word])
            if knowledge.isCommon(folded: folded) || keepsKnowledge && knowledge.knows(view.text(word)) { continue }
            mask(word: Array(word), as: kind, view, &canvas)
        }
    }

    mutating func mask(word places: [Int], as kind: RedactedKind, _ view: TextView, _ canvas: inout Canvas) {
        guard !places.isEmpty, canvas.isFree(view, places) else { return }
        let lower = places.map { view.lower[$0] }
        var token = [UInt32]()
        if let last = places.last, isCut(view, behind: last + 1), let whole = names.firstWord(beginningWith: lower),
            whole.count > lower.count, !whole.contains(0x20)
        {
            // A console cut the word: it stays the beginning of the same word.
            token = Array(pseudonyms.token(for: whole, kind).prefix(lower.count))
        } else {
            token = pseudonyms.token(for: lower, kind)
        }
        canvas.write(token, over: places, of: view)
    }

    private func isCut(_ view: TextView, behind place: Int) -> Bool {
        guard place < view.count else { return false }
        if view.scalars[place] == 0x2026 { return true }
        return place + 2 < view.count && view.scalars[place..<(place + 3)].allSatisfy { $0 == 0x2E }
    }

    mutating func mask(guid places: [Int], _ view: TextView, _ canvas: inout Canvas) {
        let digits = places.filter { TextView.isWord(view.scalars[$0]) }
        guard digits.count == 32, canvas.isFree(view, digits) else { return }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: 32, by: 2) {
            let high = Hex.value(UInt8(truncatingIfNeeded: view.scalars[digits[pair]])) ?? 0
            let low = Hex.value(UInt8(truncatingIfNeeded: view.scalars[digits[pair + 1]])) ?? 0
            bytes.append(high << 4 | low)
        }
        let token = token(forGUID: GUIDShapes.reordered(bytes))
        let text = Hex.text(GUIDShapes.reordered(token)).unicodeScalars.map(\.value)
        let isUpper = digits.contains { Letters.isUpper(view.scalars[$0]) }
        for (place, scalar) in zip(digits, text) {
            let wanted = isUpper && scalar > 0x39 ? scalar & ~0x20 : scalar
            canvas.write([wanted], over: [place], of: view, keepsCase: false)
        }
    }

    mutating func mask(sid places: [Int], _ view: TextView, _ canvas: inout Canvas) {
        guard canvas.isFree(view, places) else { return }
        let token = token(forNumberOfSID: Pseudonyms.text(places.map { view.scalars[$0] }))
        canvas.write(token.unicodeScalars.map(\.value), over: places, of: view, keepsCase: false)
    }

    /// Another number of as many digits, below 2^32.
    private mutating func token(forNumberOfSID number: String) -> String {
        let digits = number.utf8.map { $0 &- 0x30 }
        let bounds = digits.indices.map { place -> ClosedRange<UInt8> in
            place > 0 ? 0...9 : digits.count == 10 ? 1...3 : 1...9
        }
        let show: ([UInt8]) -> String = { String(decoding: $0.map { $0 &+ 0x30 }, as: UTF8.self) }
        return show(pseudonyms.token(for: digits, bounds: bounds, .sid, shown: number, show: show))
    }

    // MARK: Addresses of the Internet protocol

    mutating func mask(ip octets: [Range<Int>], _ view: TextView, _ canvas: inout Canvas) {
        let bytes = octets.compactMap { UInt8(view.text($0)) }
        guard bytes.count == 4, canvas.isFree(view, octets.joined()), let bounds = IPShapes.bounds(bytes) else {
            return
        }
        // A number written with a zero in front is no number of an address.
        guard octets.allSatisfy({ $0.count == 1 || view.scalars[$0.lowerBound] != 0x30 }) else { return }
        let token = pseudonyms.token(for: bytes, bounds: bounds, .ip, shown: IPShapes.text(bytes), show: IPShapes.text)
        for (octet, byte) in zip(octets, token) {
            canvas.write("\(byte)".unicodeScalars.map(\.value), over: Array(octet), of: view, keepsCase: false)
        }
    }

    mutating func mask(ip6 range: Range<Int>, _ view: TextView, _ canvas: inout Canvas) {
        let digits = range.filter { view.scalars[$0] != 0x3A }
        guard canvas.isFree(view, digits) else { return }
        let values = digits.map { Hex.value(UInt8(truncatingIfNeeded: view.lower[$0])) ?? 0 }
        let bounds = values.enumerated().map { IPShapes.bounds(digit: $1, at: $0, of: values) }
        let show: ([UInt8]) -> String = { Pseudonyms.text($0.map { UInt32(Hex.digit($0)) }) }
        let token = pseudonyms.token(for: values, bounds: bounds, .ip, shown: view.text(range), show: show)
        for (place, value) in zip(digits, token) {
            canvas.write([UInt32(Hex.digit(value))], over: [place], of: view, keepsCase: true)
        }
    }

    // MARK: Patterns and names

    private mutating func maskPatterns(_ text: [UInt8], _ numbers: [Range<Int>], _ canvas: inout Canvas) {
        guard let patterns, let scan = try? PatternScanner(patterns).scan(text) else { return }
        var next = 0
        for match in scan.matches {
            while next < numbers.count, numbers[next].upperBound <= match.start { next += 1 }
            if next < numbers.count, numbers[next].lowerBound < match.end { continue }
            let view = TextView(Array(text[match.range]), at: match.start)
            if privacy.patterns[match.id].kind == .host {
                let name = hostName(endOf: view)
                maskWords(in: name, as: .host, keepsKnowledge: true, view, &canvas)
                continue
            }
            maskNumbers(of: view, &canvas)
        }
    }

    /// The name of a host at the end of what was found; what stands before it told that it is one.
    func hostName(endOf view: TextView) -> Range<Int> {
        var start = view.count
        while start > 0, TextView.isWord(view.scalars[start - 1]) || view.scalars[start - 1] == 0x2D { start -= 1 }
        return start..<view.count
    }

    private mutating func maskNames(_ view: TextView, _ canvas: inout Canvas) {
        guard !names.isEmpty else { return }
        var place = 0
        while place < view.count {
            guard TextView.isWord(view.scalars[place]), let match = names.match(in: view, at: place) else {
                place += 1
                continue
            }
            if match.terminal.kind == .value || match.terminal.isPhrase || !isKnowledge(match, view) {
                for word in match.words where !word.isEmpty {
                    if match.terminal.isPhrase, isCommon(word, view) { continue }
                    mask(word: word, as: match.terminal.kind, view, &canvas)
                }
                place = max(match.end, place + 1)
            } else {
                place += 1
            }
        }
    }

    private func isCommon(_ word: [Int], _ view: TextView) -> Bool {
        knowledge.isCommon(folded: Pseudonyms.text(word.map { view.lower[$0] }))
    }

    /// True where a word of the knowledge stands, which is no name there.
    private func isKnowledge(_ match: NameTree.Match, _ view: TextView) -> Bool {
        guard let first = match.words.first?.first else { return false }
        let whole = view.word(around: first)
        let text = view.text(whole)
        guard match.terminal.isName else { return knowledge.knows(folded: KnowledgeWords.fold(text)) }
        // `Will` may be somebody where the rules know `will` only.
        if knowledge.knows(text) { return true }
        return knowledge.knows(folded: KnowledgeWords.fold(text)) && !Letters.isUpper(view.scalars[whole.lowerBound])
    }
}
