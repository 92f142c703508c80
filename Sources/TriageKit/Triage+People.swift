import TriageEngine
public import TriageModel
import TriageRules

extension Triage {
    /// The records about somebody: those that name the person by any identity the vocabulary declares, or by a part of an
    /// address before its at sign, compared case-insensitively; and those that are joined to them.
    public func records(about who: String, in evidence: Evidence) -> [Record] {
        engine.records(about: who, in: evidence) { record in
            let kind = knowledge.vocabulary.kind(record.kind)
            return record.fields.contains { field in
                guard kind?.field(field.name)?.identity != nil || field.name == "identity" || field.name == "address"
                else { return false }
                return Self.names(field.value).contains { $0.isEqualIgnoringCase(who) || Self.local($0, is: who) }
            }
        }
    }

    static func names(_ value: Value) -> [String] {
        switch value.content {
        case .text(let text):
            let bytes = text.utf8
            // `SMTP:anna@contoso.example`, `Anna Berg <anna@contoso.example>`
            if bytes.contains(0x3C), let open = text.firstIndex(of: "<"), let close = text.lastIndex(of: ">"),
                open < close
            {
                return [String(text[text.index(after: open)..<close])]
            }
            if bytes.count > 5, bytes.first.map({ $0 | 0x20 }) == UInt8(ascii: "s"),
                text.prefix(5).asciiLowercasedPrefix == "smtp:"
            {
                return [String(text.dropFirst(5))]
            }
            return [text]
        case .guid(let text): return [text]
        case .list(let items): return items.flatMap(names)
        default: return []
        }
    }

    private static func local(_ name: String, is who: String) -> Bool {
        guard let at = name.firstIndex(of: "@") else { return false }
        return String(name[..<at]).isEqualIgnoringCase(who)
    }
}

extension Substring {
    /// ASCII letters in lower case.
    var asciiLowercasedPrefix: String { String(self).asciiLowercased }
}
