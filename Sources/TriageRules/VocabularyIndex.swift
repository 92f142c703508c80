import TriageModel

/// The vocabulary, with the names each kind's records can have.
struct VocabularyIndex {
    let vocabulary: Vocabulary
    /// Kinds whose records may have fields that are not listed.
    let openKinds: Set<String>
    private var entries: [String: Entry] = [:]

    /// What is known of one kind.
    private struct Entry {
        var kind: Vocabulary.Kind
        /// Names in the vocabulary's spelling: declared, cut out of messages, derived.
        var names: [String] = []
        /// Declarations of `names` by lower-case name; nil for names that are not declared.
        var fields: [String: Vocabulary.FieldDeclaration?] = [:]
    }

    init(_ vocabulary: Vocabulary, openKinds: Set<String>) {
        self.vocabulary = vocabulary
        self.openKinds = openKinds
        for kind in vocabulary.kinds {
            var entry = Entry(kind: kind)
            for field in kind.fields {
                for name in [field.name] + field.aliases { VocabularyIndex.add(name, field, to: &entry) }
            }
            for derivation in kind.derivations { VocabularyIndex.add(derivation.field, nil, to: &entry) }
            if entries[kind.name] == nil { entries[kind.name] = entry }
        }
        for template in vocabulary.templates {
            for name in TemplateHoles(template.text).names + template.sets.keys.sorted() {
                guard var entry = entries.removeValue(forKey: template.kind) else { continue }
                VocabularyIndex.add(name, nil, to: &entry)
                entries[template.kind] = entry
            }
        }
    }

    private static func add(_ name: String, _ field: Vocabulary.FieldDeclaration?, to entry: inout Entry) {
        let key = name.asciiLowercased
        guard entry.fields[key] == nil else { return }
        entry.fields[key] = .some(field)
        entry.names.append(name)
    }

    var kindNames: [String] { vocabulary.kinds.map(\.name) }

    func kind(_ name: String) -> Vocabulary.Kind? { entries[name]?.kind }

    /// True when records of the kind can have the field, in any case of letters.
    func knows(_ field: String, of kind: String) -> Bool {
        openKinds.contains(kind) || entries[kind]?.fields[field.asciiLowercased] != nil
    }

    func fieldNames(of kind: String) -> [String] { entries[kind]?.names ?? [] }

    /// The field and the part of a path: the longest beginning that is a declared field counts.
    func split(_ path: String, of kind: String) -> FieldPath {
        let fields = entries[kind]?.fields
        return FieldPath(path) { fields?[$0.asciiLowercased] ?? nil }
    }
}

/// The holes of a message template.
struct TemplateHoles {
    /// Names, in order.
    private(set) var names: [String] = []
    /// Holes with a form nobody knows, `name:wrod`.
    private(set) var unknown: [String] = []

    init(_ text: String) {
        var rest = text.utf8[...]
        while let open = rest.firstIndex(of: 0x7B) {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: 0x7D) else { return }
            rest = inside[inside.index(after: close)...]
            // A brace that is only text: the hole starts at the last one.
            let start = inside[..<close].lastIndex(of: 0x7B).map(inside.index(after:)) ?? inside.startIndex
            let hole = inside[start..<close]
            let parts = hole.split(separator: 0x3A, omittingEmptySubsequences: false)
            guard let name = parts.first, !name.isEmpty, name.allSatisfy(TemplateHoles.isNameByte) else { continue }
            let form = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }
            if form.isEmpty || form == ["digits"] || form == ["word"] {
                names.append(String(decoding: name, as: UTF8.self))
            } else {
                unknown.append(String(decoding: hole, as: UTF8.self))
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.asciiLowered &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
    }
}
