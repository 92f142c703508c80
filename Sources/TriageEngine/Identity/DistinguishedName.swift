import TriageModel

/// What identity needs of a distinguished name (RFC 4514): one spelling, and the domain it lies in.
enum DistinguishedName {
    /// True for texts that look like one.
    static func isOne(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: 0x3D), text.utf8.contains(0x2C) else { return false }
        switch text[..<equals].trimmed.asciiLowercased {
        case "cn", "ou", "dc", "uid": return true
        default: return false
        }
    }

    /// Lower case, without blanks beside the commas.
    static func canonical(_ text: String) -> String {
        if let name = canonicalASCII(text) { return name }
        return text.split(separator: ",").map(\.trimmed).joined(separator: ",").lowercased()
    }

    /// The same for a text of ASCII, which nearly all are; nil for others. What is canonical keeps its memory.
    private static func canonicalASCII(_ text: String) -> String? {
        var name: [UInt8] = []
        name.reserveCapacity(text.utf8.count)
        // Where the present part starts, and its end without the blanks behind it; nil before its first byte.
        var end: Int?
        var isStarted = false
        var isCanonical = true
        for byte in text.utf8 {
            guard byte < 0x80 else { return nil }
            if byte == 0x2C {
                if let place = end { name.removeLast(name.count - place) }
                end = nil
                continue
            }
            if end == nil {
                if isStarted { name.append(0x2C) }
                isStarted = true
                end = name.count
            }
            let isBlank = byte == 0x20 || byte &- 9 < 5
            // Blanks in front of a part.
            if isBlank, end == name.count, name.last == 0x2C || name.isEmpty { continue }
            if byte &- 0x41 < 26 { isCanonical = false }
            name.append(byte.asciiLowered)
            if !isBlank { end = name.count }
        }
        if let place = end { name.removeLast(name.count - place) }
        return isCanonical && name.count == text.utf8.count ? text : String(decoding: name, as: UTF8.self)
    }

    /// `contoso.example` of `…,DC=contoso,DC=example`; nil without domain components.
    static func domain(ofCanonical name: String) -> String? {
        if let found = domainOfASCII(name) { return found }
        let labels = name.split(separator: ",").filter { $0.hasPrefix("dc=") }.map { $0.dropFirst(3) }
        return labels.isEmpty ? nil : labels.joined(separator: ".")
    }

    /// The same for a name of ASCII; nil for others.
    private static func domainOfASCII(_ name: String) -> String?? {
        var domain: [UInt8] = []
        var place = 0
        var isLabel = true
        var hasLabels = false
        for byte in name.utf8 {
            guard byte < 0x80 else { return nil }
            if byte == 0x2C {
                place = 0
                isLabel = true
                continue
            }
            switch place {
            case 0: isLabel = byte == 0x64
            case 1: isLabel = isLabel && byte == 0x63
            case 2:
                isLabel = isLabel && byte == 0x3D
                if isLabel {
                    if hasLabels { domain.append(0x2E) }
                    hasLabels = true
                }
            default: if isLabel { domain.append(byte) }
            }
            place += 1
        }
        return .some(hasLabels ? String(decoding: domain, as: UTF8.self) : nil)
    }
}
