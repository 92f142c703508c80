import TriageModel

/// Fills the holes of a command with what is known of a person, quoted so that no value can become a command.
struct CommandTemplate {
    /// The value of a hole; nil when it is not known.
    let value: (String) -> String?

    /// What stands in a hole nobody can fill.
    static func placeholder(_ hole: String) -> String {
        switch hole {
        case "upn": "<UPN of the user>"
        case "sam": "<account name of the user>"
        case "mail": "<mail address of the user>"
        case "id": "<object id of the user>"
        case "file": "<full path of the file>"
        default: "<\(hole)>"
        }
    }

    /// The command with its holes filled. Braces that hold no name are left alone: PowerShell uses them too.
    func filled(_ template: String) -> String {
        let bytes = template.utf8
        guard bytes.contains(0x7B) else { return template }
        var out = ""
        var quote: UInt8?
        var copied = bytes.startIndex
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x7B, let close = bytes[index...].firstIndex(of: 0x7D) {
                let hole = String(template[bytes.index(after: index)..<close])
                if CommandTemplate.isHole(hole) {
                    out += template[copied..<index]
                    out +=
                        value(hole).flatMap { CommandTemplate.quoted($0, in: quote) }
                        ?? CommandTemplate.placeholder(hole)
                    index = bytes.index(after: close)
                    copied = index
                    continue
                }
            }
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x27 || byte == 0x22 {
                quote = byte
            }
            index = bytes.index(after: index)
        }
        return out + template[copied...]
    }

    /// The same for prose, where nothing needs quotes.
    func filledProse(_ template: String) -> String {
        guard template.utf8.contains(0x7B) else { return template }
        var out = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let hole = String(rest[rest.index(after: open)..<close])
            out += rest[..<open]
            if CommandTemplate.isHole(hole) {
                out += value(hole) ?? CommandTemplate.placeholder(hole)
                rest = rest[rest.index(after: close)...]
            } else {
                out.append("{")
                rest = rest[rest.index(after: open)...]
            }
        }
        return out + rest
    }

    /// `upn`, or a field of another record: `cas-mailbox.PolicyName`.
    private static func isHole(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.utf8.count <= 80 else { return false }
        let holes = ["upn", "sam", "mail", "id", "file"]
        guard !holes.contains(text) else { return true }
        return text.contains(".")
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte.asciiLowered) || (0x30...0x39).contains(byte) || byte == 0x2D
                    || byte == 0x2E
                    || byte == 0x5F
            }
    }

    /// A value as a PowerShell argument: bare when every character is harmless, else in single quotes. Within double
    /// quotes only harmless values are taken. Nil when it cannot be written safely.
    static func quoted(_ value: String, in quote: UInt8?) -> String? {
        guard !value.isEmpty, value.utf8.count <= 1000 else { return nil }
        let isHarmless =
            value.utf8.first.map { (0x61...0x7A).contains($0.asciiLowered) || (0x30...0x39).contains($0) } == true
            && value.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte.asciiLowered) || (0x30...0x39).contains(byte) || byte == 0x40
                    || byte == 0x2E
                    || byte == 0x5F || byte == 0x2D
            }
        if isHarmless { return value }
        guard
            value.unicodeScalars.allSatisfy({
                !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .lineSeparator
                    && $0.properties.generalCategory != .paragraphSeparator
                    && $0.properties.generalCategory != .format
            })
        else { return nil }
        switch quote {
        case 0x22: return nil
        case 0x27: return doubled(value)
        default: return "'" + doubled(value) + "'"
        }
    }

    /// PowerShell takes the typographic single quotes for quotes as well.
    private static func doubled(_ value: String) -> String {
        var out = ""
        for character in value {
            out.append(character)
            if ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"].contains(character) { out.append(character) }
        }
        return out
    }
}
