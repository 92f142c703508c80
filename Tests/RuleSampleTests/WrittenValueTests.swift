import Testing
import TriageBytes
import TriageKit
import TriageModel
import TriageReaders
import TriageRules
import TriageTestSupport

/// What a batch that passes tickets over rests on: what readers say stands in the text, signs and blanks left out.
@Suite struct WrittenValueTests {
    private static let dresses = [
        Dress.plain, .crlf, .quoted("> "), .surrounded, .wordWrapped(72), .wordWrapped(30), .wrapped(width: 80),
        .wrapped(width: 41, indent: 4, rightEdge: .trimmed),
    ]

    @Test func whatReadersSayStandsInTheText() throws {
        let vocabulary = try CaseTriage.knowledge().vocabulary
        var checked = 0
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            for dress in Self.dresses {
                guard let dressed = sample.dressed(dress) else { continue }
                let evidence = try CaseTriage.read(dressed.inputs)
                let bare = evidence.sources.map { BareSource($0.text) }
                for record in evidence.records where !record.format.isEmpty {
                    guard let text = bare[record.span.source.number].text else { continue }
                    if record.kind == "error", text.signs.contains(.apart) { continue }
                    for field in record.fields where field.value.partial == nil {
                        for value in Self.texts(of: field.value)
                        where !Self.isSet(field.name, of: record.kind, to: value, vocabulary) {
                            checked += 1
                            #expect(
                                text.contains(value),
                                "\(sample.name), \(dress): \(record.kind).\(field.name) = \(value)")
                        }
                        #expect(
                            field.name.split(separator: ".").allSatisfy { text.contains(String($0)) }
                                || Self.isNamed(field.name, record, vocabulary),
                            "\(sample.name), \(dress): \(record.format) \(record.kind).\(field.name)")
                    }
                    for type in record.types {
                        let part = type.split(separator: "/").max { $0.utf8.count < $1.utf8.count } ?? ""
                        #expect(text.contains(String(part)), "\(sample.name), \(dress): type \(type)")
                    }
                }
            }
        }
        #expect(checked > 20_000)
    }

    /// Repaired text is the text: every run of it that is free of signs stands there.
    @Test func whatConditionsOnTextSeeStandsInTheText() throws {
        var random = SeededRandom(seed: 5)
        var checked = 0
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            for dress in Self.dresses {
                guard let dressed = sample.dressed(dress) else { continue }
                let evidence = try CaseTriage.read(dressed.inputs)
                let bare = evidence.sources.map { BareSource($0.text) }
                for repaired in evidence.texts {
                    let source = bare[repaired.source.number]
                    guard let text = source.text, !source.signs.contains(.apart) else { continue }
                    for _ in 0..<40 where repaired.bytes.count > 60 {
                        let start = Int.random(in: 0..<(repaired.bytes.count - 40), using: &random)
                        let piece = repaired.bytes[start..<(start + Int.random(in: 8...40, using: &random))]
                        // Between two colons one place at most is put together anew.
                        guard let seen = BareText.of(String(decoding: piece.prefix { $0 != 0x3A }, as: UTF8.self)),
                            seen.count >= 6
                        else { continue }
                        checked += 1
                        let half = (seen.count + 1) / 2
                        let isThere =
                            text.contains(bare: Array(seen.prefix(half)))
                            || text.contains(bare: Array(seen.suffix(half)))
                        #expect(isThere, "\(sample.name), \(dress): \(String(decoding: piece, as: UTF8.self))")
                    }
                }
            }
        }
        #expect(checked > 20_000)
    }

    private static func texts(of value: Value) -> [String] {
        switch value.content {
        case .text(let text): [text]
        case .list(let items): items.filter { $0.partial == nil }.flatMap(texts)
        default: []
        }
    }

    /// True for what a reader says in words of its own, and what the vocabulary sets.
    private static func isSet(
        _ field: String, of kind: String, to value: String, _ vocabulary: Vocabulary
    ) -> Bool {
        if OwnWords.fill(field, of: kind) { return true }
        if kind == "observation" || kind == "tried" { return true }
        func isMeant(_ entry: (key: String, value: String)) -> Bool {
            entry.key.isEqualIgnoringCase(field) && entry.value == value
        }
        if vocabulary.templates.contains(where: { $0.kind == kind && $0.sets.contains(where: isMeant) }) { return true }
        let derivations = vocabulary.kind(kind)?.derivations ?? []
        if derivations.contains(where: { isMeant(($0.field, $0.value)) }) { return true }
        return kind == "session"
            && vocabulary.sessionOpeners.contains { opener in
                opener.sets.contains(where: isMeant)
                    || opener.setsWhenParameter.contains { isMeant(($0.field, $0.value)) }
            }
    }

    /// Names only count where they tell a kind; readers and the vocabulary name the others.
    private static func isNamed(_ name: String, _ record: Record, _ vocabulary: Vocabulary) -> Bool {
        if OwnWords.kinds.contains(record.kind) || record.format == "registry" { return true }
        return !vocabulary.kinds.contains { kind in
            kind.signatures.contains { $0.contains { $0.isEqualIgnoringCase(name) } }
        } || vocabulary.kind(record.kind)?.field(name) != nil
    }
}

/// A text reduced to its words, as it is and with the escapes of JSON undone; no text where signs make it unclear.
private struct BareSource {
    private(set) var signs: TextSigns
    private var forms: [[UInt8]] = []

    init(_ text: [UInt8]) {
        var bare = BareText()
        signs = []
        var form: [UInt8]? = text
        while let next = form {
            let found = TextSigns.gather(next, into: &bare)
            signs.formUnion(found)
            forms.append(Array(bare.bytes[..<bare.count]))
            form = nil
            if found.contains(.escaped) {
                form = JSONEscapes.undone(next)
                if form == nil || forms.count > 3 {
                    signs.insert(.unclear)
                    return
                }
            }
        }
    }

    var text: BareSource? { signs.contains(.unclear) ? nil : self }

    func contains(_ text: String) -> Bool { BareText.of(text).map { contains(bare: $0) } ?? true }

    func contains(bare piece: [UInt8]) -> Bool {
        piece.isEmpty || forms.contains { ByteNeedle(piece).first(in: $0.span) != nil }
    }
}
