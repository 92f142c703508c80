import TriageBytes

/// Names of members as they are shown: one line, no control characters, never longer than fits into a message. They are
/// shown and compared, never used to open anything.
enum MemberName {
    private static let maximumBytes = 200

    /// A name from bytes in any encoding.
    static func shown(_ bytes: [UInt8]) -> String {
        shown(String(decoding: TextDecoder.decode(bytes).text, as: UTF8.self))
    }

    /// A name from text. `!` parts names of members, so it stands as `_` inside of one.
    static func shown(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > maximumBytes {
                scalars.append("…")
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: scalars.append("_")
            default: scalars.append(scalar == "!" ? "_" : scalar)
            }
        }
        return ValueTyper.trim(String(scalars))
    }

    /// Gives the members of a container names of their own: the second `a.txt` becomes `a (2).txt`.
    static func makeUnique(_ members: inout [ContainerMember]) {
        var seen: [String: Int] = [:]
        for index in members.indices where !members[index].name.isEmpty {
            let name = members[index].name
            let count = (seen[name] ?? 0) + 1
            seen[name] = count
            guard count > 1 else { continue }
            let dot = name.lastIndex(of: ".")
            members[index].name = name[..<(dot ?? name.endIndex)] + " (\(count))" + (dot.map { name[$0...] } ?? "")
        }
    }
}
