/// The Swift source with all files in one literal: per file its path, a line feed, its length in decimal UTF-8 bytes, a
/// line feed, its bytes.
struct KnowledgeLiteral {
    private var body = ""

    /// Adds a file; it has to be UTF-8 without NUL, as a literal cannot carry anything else.
    mutating func append(path: String, bytes: [UInt8]) throws(KnowledgeError) {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw KnowledgeError("rules/\(path) is not UTF-8 text")
        }
        escape("\(path)\n\(bytes.count)\n")
        escape(text)
    }

    var source: String {
        """
        // Generated from rules/ while building; see Plugins/EmbedKnowledge.

        /// The files below rules/ in one text; `BuiltInKnowledge` takes it apart.
        enum BuiltInKnowledgeText {
            static let text: StaticString = "\(body)"
        }

        """
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": body += "\\\""
            case "\\": body += "\\\\"
            case "\n": body += "\\n"
            case " "..."~": body.unicodeScalars.append(scalar)
            default: body += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }
}
