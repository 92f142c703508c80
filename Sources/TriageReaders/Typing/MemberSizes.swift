import TriageModel

/// Finds the properties of a listing that say how many bytes a field has: those the command calculated
/// (`@{n='Size'; e={$_.photo.Length}}`), those named after the member (`photo.Length`), and those named after the field
/// (`photoBytes`), where the command that is seen did not calculate something else under that name.
struct MemberSizes {
    /// The field each calculated property measures, by the property's name in lower case; nil for one that measures
    /// something else.
    private var measured: [String: String?] = [:]
    /// The command without its calculated properties, in lower case.
    private var rest: [UInt8] = []

    /// Longer calculated properties are programs, no measurements.
    private static let maximumLength = 400
    private static let maximumCount = 64

    /// Reads the calculated properties of what was typed at one prompt; every command of it has the whole text.
    init(_ commands: [Draft] = []) {
        guard case .text(let text)? = commands.first?["text"]?.content else { return }
        let bytes = Array(text.utf8)
        var index = 0
        var attempts = 0
        while index < bytes.count {
            if bytes[index] == 0x40, index + 1 < bytes.count, bytes[index + 1] == 0x7B,
                attempts < Self.maximumCount
            {
                attempts += 1
                let end = min(bytes.count, index + Self.maximumLength)
                var property = CalculatedProperty(bytes[(index + 2)..<end])
                property.read()
                if let name = property.name {
                    measured[name.asciiLowercased] = .some(property.expression.flatMap(Self.member))
                }
                if property.isClosed {
                    index = property.end
                    continue
                }
            }
            rest.append(bytes[index].asciiLowered)
            index += 1
        }
    }

    /// The binary field of a kind whose bytes a property counts, and how many they are; nil for any other property, and
    /// for a value that is no such number.
    func size(_ property: Record.Field, of kind: Vocabulary.Kind) -> (
        field: Vocabulary.FieldDeclaration, bytes: ClosedRange<Int64>
    )? {
        guard let field = field(measuredBy: property.name, of: kind) else { return nil }
        let bytes = field.isSize(property.name) ? Self.named(property.value) : nil
        let counted = measured[property.name.asciiLowercased] != nil || Self.member(property.name) != nil
        guard counted else { return bytes.map { (field, $0) } }
        return Self.count(property.value).map { (field, $0...$0) }
    }

    /// The binary field of a kind whose bytes a property counts; nil for any other property.
    func field(measuredBy property: String, of kind: Vocabulary.Kind) -> Vocabulary.FieldDeclaration? {
        if let calculated = measured.isEmpty ? nil : measured[property.asciiLowercased] {
            return calculated.flatMap { Self.binary($0, of: kind) }
        }
        // Nearly all names are plain ones.
        if property.utf8.contains(0x2E), let field = Self.member(property).flatMap({ Self.binary($0, of: kind) }) {
            return field
        }
        return kind.field(sizedBy: property)
    }

    private static func binary(_ name: String, of kind: Vocabulary.Kind) -> Vocabulary.FieldDeclaration? {
        kind.field(name).flatMap { $0.type == .binary ? $0 : nil }
    }

    /// True when the command names a field outside of what it calculates, or everything: only then does a size of nothing
    /// say that there is nothing, and not that nobody fetched it.
    func fetches(_ field: Vocabulary.FieldDeclaration) -> Bool {
        if rest.contains(0x2A) { return true }
        for name in [field.name] + field.aliases where !name.isEmpty {
            let wanted = Array(name.asciiLowercased.utf8)
            guard rest.count >= wanted.count else { continue }
            for start in 0...(rest.count - wanted.count)
            where rest[start] == wanted[0] && (start == 0 || rest[start - 1] != 0x2E)
                && rest[start..<(start + wanted.count)].elementsEqual(wanted)
            {
                return true
            }
        }
        return false
    }

    /// The number of bytes a property's value says; nothing is none, nil for what is no number.
    static func count(_ value: Value) -> Int64? {
        guard value.partial == nil else { return nil }
        switch value.content {
        case .blank: return 0
        case .integer(let count): return count >= 0 ? count : nil
        case .text(let text):
            return whole(ValueTyper.trim(text))
        default: return nil
        }
    }

    /// The bytes that stand under a name like `photoSize`. Nobody saw how they were counted: nothing may mean that nothing
    /// was fetched, and a small number without a unit may be pixels or kilobytes.
    private static func named(_ value: Value) -> ClosedRange<Int64>? {
        guard value.partial == nil else { return nil }
        switch value.content {
        case .integer(let count): return count >= leastNamed ? count...count : nil
        case .size(let size): return size.lowerBound > 0 ? size : nil
        case .text(let text):
            if let count = whole(ValueTyper.trim(text)) { return count >= leastNamed ? count...count : nil }
            guard case .size(let size) = ValueTyper.type(value, as: .size, fieldName: "").content else { return nil }
            return size.lowerBound > 0 ? size : nil
        default: return nil
        }
    }

    /// Smaller numbers of a name alone are not taken for bytes.
    private static let leastNamed: Int64 = 1024

    /// A number without a fraction: digits, or groups of three of them as a spreadsheet shows thousands.
    private static func whole(_ text: String) -> Int64? {
        let groups = text.split(separator: text.contains(",") ? "," : ".", omittingEmptySubsequences: false)
        guard let first = groups.first, groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }),
            groups.count == 1 || first.utf8.count <= 3 && groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
        else { return nil }
        return Int64(groups.joined())
    }

    /// What `photo.Length`, `$_.photo.Count` or `($_.photo).Length` measures; nil for text of another form.
    static func member(_ expression: String) -> String? {
        var body = expression.utf8.filter { !$0.isBlankByte }[...]
        guard body.count <= 200, let dot = body.lastIndex(of: 0x2E) else { return nil }
        let last = String(decoding: body[(dot + 1)...], as: UTF8.self)
        guard last.isEqualIgnoringCase("Length") || last.isEqualIgnoringCase("Count") else { return nil }
        body = body[..<dot]
        if body.first == 0x28, body.last == 0x29 { body = body.dropFirst().dropLast() }
        for item in ["$_.", "$psitem."] where body.map(\.asciiLowered).starts(with: Array(item.utf8)) {
            body = body.dropFirst(item.utf8.count)
            break
        }
        if let quote = body.first, quote == 0x27 || quote == 0x22, body.count > 2, body.last == quote {
            body = body.dropFirst().dropLast()
        }
        guard !body.isEmpty, body.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x5F }) else { return nil }
        return String(decoding: body, as: UTF8.self)
    }
}

/// Reads `n='Size'; e={…}}`, what stands in a calculated property behind `@{` (about_Calculated_Properties).
private struct CalculatedProperty {
    private let bytes: ArraySlice<UInt8>
    private(set) var name: String?
    private(set) var expression: String?
    /// True when the closing bracket was found.
    private(set) var isClosed = false
    /// Behind the closing bracket.
    private(set) var end: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        end = bytes.startIndex
    }

    mutating func read() {
        while end < bytes.endIndex {
            let byte = bytes[end]
            if byte == 0x7D {
                end += 1
                isClosed = true
                return
            }
            if byte.isBlankByte || byte == 0x3B || byte == 0x60 {
                end += 1
                continue
            }
            guard byte.isLetter, entry() else { return }
        }
    }

    /// One `key = value`; false when it is none.
    private mutating func entry() -> Bool {
        let key = take { $0.isLetter }.asciiLowercased
        skipBlanks()
        guard end < bytes.endIndex, bytes[end] == 0x3D else { return false }
        end += 1
        skipBlanks()
        guard end < bytes.endIndex, let value = value() else { return false }
        switch key {
        case "n", "name", "l", "label": name = value
        case "e", "expression": expression = value
        default: break
        }
        return true
    }

    private mutating func value() -> String? {
        let open = bytes[end]
        if open == 0x27 || open == 0x22 {
            end += 1
            let text = take { $0 != open }
            guard end < bytes.endIndex else { return nil }
            end += 1
            return text
        }
        guard open == 0x7B else { return take { !$0.isBlankByte && $0 != 0x3B && $0 != 0x7D } }
        let start = end + 1
        var depth = 0
        while end < bytes.endIndex {
            if bytes[end] == 0x7B { depth += 1 }
            if bytes[end] == 0x7D { depth -= 1 }
            end += 1
            if depth == 0 { return String(decoding: bytes[start..<(end - 1)], as: UTF8.self) }
        }
        return nil
    }

    private mutating func skipBlanks() {
        while end < bytes.endIndex, bytes[end].isBlankByte { end += 1 }
    }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
        let start = end
        while end < bytes.endIndex, condition(bytes[end]) { end += 1 }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
