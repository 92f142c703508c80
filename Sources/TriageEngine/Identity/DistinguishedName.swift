import TriageModel

/// What identity needs of a distinguished name (RFC 4514): one spelling, and the domain it lies in.
enum DistinguishedName {
    /// True for texts that look like one.
    static func isOne(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "="), text.contains(",") else { return false }
        switch text[..<equals].trimmed.asciiLowercased {
        case "cn", "ou", "dc", "uid": return true
        default: return false
        }
    }

    /// Lower case, without blanks beside the commas.
    static func canonical(_ text: String) -> String {
        text.split(separator: ",").map(\.trimmed).joined(separator: ",").lowercased()
    }

    /// `contoso.example` of `…,DC=contoso,DC=example`; nil without domain components.
    static func domain(ofCanonical name: String) -> String? {
        let labels = name.split(separator: ",").filter { $0.hasPrefix("dc=") }.map { $0.dropFirst(3) }
        return labels.isEmpty ? nil : labels.joined(separator: ".")
    }
}
