/// A command of an article as script text: its holes become variables, so that no value is ever part of the code.
struct PowerShellTemplate {
    /// The code; nil when a hole stands where a variable cannot take its place, or when it is not plain ASCII.
    let code: String?
    /// Holes used, each once, in order.
    let holes: [String]

    /// Holes and the variables that fill them.
    static let variables: [(hole: String, variable: String)] = [
        ("upn", "Upn"), ("sam", "Sam"), ("mail", "Mail"), ("id", "Id"), ("file", "File"), ("backup", "Backup"),
        ("after", "After"),
    ]
    /// Holes that stand for files the script makes; nobody has to know them.
    static let made = ["backup", "after"]

    /// - Parameter template: as articles write it: `Set-Thing {upn} -File '{file}'`.
    init(_ template: String) {
        var parser = Parser(rest: template[...])
        code = parser.run() ? parser.code : nil
        holes = parser.holes
    }

    private struct Parser {
        var rest: Substring
        var code = ""
        var holes: [String] = []

        mutating func run() -> Bool {
            guard rest.utf8.allSatisfy({ $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) }) else { return false }
            while let character = rest.first {
                if let variable = hole() {
                    code += "$" + variable
                } else if character == "'" {
                    guard singleQuoted() else { return false }
                } else if character == "\"" {
                    guard doubleQuoted() else { return false }
                } else if character == "#" && !code.hasSuffix("`") && (code.isEmpty || code.last?.isWhitespace == true)
                {
                    // A comment of the article: its holes are no code.
                    rest = rest.drop { $0 != "\n" }
                } else {
                    code.append(character)
                    rest.removeFirst()
                }
            }
            while code.last?.isWhitespace == true { code.removeLast() }
            return !code.isEmpty
        }

        /// Takes a hole and gives its variable.
        private mutating func hole() -> String? {
            guard rest.first == "{", let close = rest.firstIndex(of: "}") else { return nil }
            let name = String(rest[rest.index(after: rest.startIndex)..<close])
            guard let known = PowerShellTemplate.variables.first(where: { $0.hole == name }) else { return nil }
            rest = rest[rest.index(after: close)...]
            if !holes.contains(name) { holes.append(name) }
            return known.variable
        }

        /// `'{file}'` becomes `$File`, `'a{upn}b'` becomes `('a' + $Upn + 'b')`, anything else stays.
        private mutating func singleQuoted() -> Bool {
            rest.removeFirst()
            var parts: [String] = []
            var text = ""
            var hasHole = false
            while let character = rest.first {
                if let variable = hole() {
                    if !text.isEmpty { parts.append("'\(text)'") }
                    text = ""
                    parts.append("$" + variable)
                    hasHole = true
                } else if character == "'" {
                    rest.removeFirst()
                    guard rest.first == "'" else {
                        if !hasHole {
                            code += "'\(text)'"
                        } else {
                            if !text.isEmpty { parts.append("'\(text)'") }
                            code += parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " + ") + ")"
                        }
                        return true
                    }
                    rest.removeFirst()
                    text += "''"
                } else {
                    text.append(character)
                    rest.removeFirst()
                }
            }
            return false
        }

        /// Within double quotes a hole is refused: such text is often read a second time, as a filter or as code, where
        /// quotes of the value would count.
        private mutating func doubleQuoted() -> Bool {
            code.append("\"")
            rest.removeFirst()
            while let character = rest.first {
                if hole() != nil { return false }
                rest.removeFirst()
                code.append(character)
                if character == "`", let next = rest.first {
                    code.append(next)
                    rest.removeFirst()
                } else if character == "\"" {
                    return true
                }
            }
            return false
        }
    }
}
