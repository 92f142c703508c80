import TriageModel
import TriageRules

/// The way to a value: which field of a record, and which part of its value.
struct ValuePath: Sendable {
    /// Parts a path can take of a value.
    enum Part: Sendable, Hashable {
        case bytes, format, width, height, sha256
        case scheme, host, path
        case query(String)
        case count, length

        init?(_ text: String) {
            switch text.asciiLowercased {
            case "bytes": self = .bytes
            case "format": self = .format
            case "width": self = .width
            case "height": self = .height
            case "sha256": self = .sha256
            case "scheme": self = .scheme
            case "host": self = .host
            case "path": self = .path
            case "count": self = .count
            case "length": self = .length
            default:
                guard text.asciiLowercased.hasPrefix("query."), text.utf8.count > 6 else { return nil }
                self = .query(String(text.dropFirst(6)))
            }
        }
    }

    /// A field by its number, and the part taken of it; nil takes the value itself.
    struct Candidate: Sendable {
        var field: Int
        var part: Part?
    }

    /// Tried in order; the first field a record has is taken.
    var candidates: [Candidate]
    /// `directory-user.picture.bytes`.
    var text: String
    /// Kind of the record, as far as it is known.
    var kind: String
    /// Name of the field alone.
    var field: String
    /// Its declaration.
    var declaration: Vocabulary.FieldDeclaration?

    /// Cuts a path; names that occur are added to `fields`.
    init(_ name: String, kind: String, vocabulary: Vocabulary, fields: inout NameTable) {
        let split = FieldPath(name, of: vocabulary.kind(kind))
        candidates = [Candidate(field: fields.number(for: name), part: nil)]
        declaration = split.declaration
        field = split.name
        text = kind.isEmpty ? name : kind + "." + name
        self.kind = kind
        if split.part.isEmpty {
            if let declared = split.declaration?.name, !declared.isEqualIgnoringCase(name) {
                candidates.insert(Candidate(field: fields.number(for: declared), part: nil), at: 0)
            }
        } else if let part = Part(split.part) {
            candidates.append(
                Candidate(field: fields.number(for: split.declaration?.name ?? split.name), part: part))
        }
    }

    /// What a number here counts: `B`, `s` or nothing.
    var unit: String {
        switch candidates.last?.part {
        case .bytes: "B"
        case .some: ""
        case nil:
            switch declaration?.type {
            case .size, .binary: "B"
            case .duration: "s"
            default: ""
            }
        }
    }
}
