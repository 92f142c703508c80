import TriageModel

/// A primitive of CLIXML ([MS-PSRP] 2.2.5.1) as .NET reads it and prints it without regard to culture: what
/// `XmlConvert` takes, and `ToString` of what it gives.
enum CLIXMLScalar {
    /// Elements that hold a primitive value.
    static let tags: Set<String> = [
        "S", "C", "B", "By", "SB", "I16", "U16", "I32", "U32", "I64", "U64", "Sg", "Db", "D", "DT", "TS", "G", "URI",
        "Version", "XD", "BA", "SBK", "SS", "PR", "Nil",
    ]

    /// Type and value of a primitive's node; nil for a text that is no value of its type, at which PowerShell gives up.
    static func read(_ node: CLIXMLNode) -> (type: String, value: RawLeaf.Content)? {
        let text = String(decoding: node.text, as: UTF8.self)
        let trimmed = ValueTyper.trim(text)
        func leaf(_ type: String, _ value: String?) -> (String, RawLeaf.Content)? { value.map { (type, .text($0)) } }
        switch node.tag {
        case "S", "SBK": return ("String", .text(text))
        case "XD": return ("Xml", .text(text))
        case "Nil": return ("null", .null)
        case "SS": return ("SecureString", .null)
        case "BA":
            guard let binary = node.binary else { return nil }
            return ("bytes", .bytes(binary.byteCount.upperBound, sha256: binary.sha256))
        case "C": return leaf("Char", UInt16(trimmed).map(character))
        case "B": return leaf("Boolean", boolean(trimmed))
        case "By": return leaf("Byte", UInt8(trimmed).map(String.init))
        case "SB": return leaf("SByte", Int8(trimmed).map(String.init))
        case "I16": return leaf("Int16", Int16(trimmed).map(String.init))
        case "U16": return leaf("UInt16", UInt16(trimmed).map(String.init))
        case "I32": return leaf("Int32", Int32(trimmed).map(String.init))
        case "U32": return leaf("UInt32", UInt32(trimmed).map(String.init))
        case "I64": return leaf("Int64", Int64(trimmed).map(String.init))
        case "U64": return leaf("UInt64", UInt64(trimmed).map(String.init))
        case "Sg": return leaf("Single", DotNetNumber.single(trimmed))
        case "Db": return leaf("Double", DotNetNumber.double(trimmed))
        case "D": return leaf("Decimal", DotNetNumber.decimal(trimmed))
        case "DT": return leaf("date", DotNetTime.roundTrip(trimmed))
        case "TS": return leaf("TimeSpan", DotNetTime.span(trimmed))
        case "G": return leaf("Guid", ValueTyper.guid(trimmed))
        case "URI": return leaf("Uri", DotNetURI.text(trimmed))
        case "Version": return leaf("Version", version(trimmed))
        default: return nil
        }
    }

    private static func character(_ unit: UInt16) -> String {
        var text = UnitText()
        text.append(unit: UInt32(unit))
        return String(decoding: text.finish(), as: UTF8.self)
    }

    private static func boolean(_ text: String) -> String? {
        switch text {
        case "true", "1": "True"
        case "false", "0": "False"
        default: nil
        }
    }

    /// Two to four numbers (`System.Version`).
    private static func version(_ text: String) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map {
            UInt32(ValueTyper.trim(String($0)))
        }
        guard (2...4).contains(parts.count), parts.allSatisfy({ $0 != nil && $0 ?? 0 <= UInt32(Int32.max) }) else {
            return nil
        }
        return parts.compactMap { $0.map(String.init) }.joined(separator: ".")
    }
}
