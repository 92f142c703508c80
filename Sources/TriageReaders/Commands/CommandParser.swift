import TriageModel

/// Reads a command line into command drafts: one for every command of every pipeline, also inside brackets.
struct CommandParser {
    private let text: LocatedText
    private let vocabulary: Vocabulary
    private let span: SourceSpan
    private(set) var drafts: [Draft] = []
    /// Where each of them stands in the text.
    private var places: [Int] = []
    /// Brackets are followed this deep; deeper ones hold no command a person typed.
    private static let maximumDepth = 8

    /// The commands of a line, outermost pipeline order; an inner command stands before the one that uses it.
    static func parse(_ text: LocatedText, span: SourceSpan, vocabulary: Vocabulary) -> [Draft] {
        var parser = CommandParser(text: text, vocabulary: vocabulary, span: span)
        parser.parse(0..<text.count, depth: 0)
        return parser.drafts
    }

    private init(text: LocatedText, vocabulary: Vocabulary, span: SourceSpan) {
        self.text = text
        self.vocabulary = vocabulary
        self.span = span
    }

    private mutating func parse(_ range: Range<Int>, depth: Int) {
        guard depth < Self.maximumDepth, drafts.count < 512 else { return }
        let tokens = CommandTokenizer.tokens(of: text.bytes, in: range)
        for statement in tokens.split(whereSeparator: { $0.kind == .separator }) {
            let first = drafts.count
            for element in statement.split(whereSeparator: { $0.kind == .pipe }) {
                let tokens = Array(element)
                if let expression = eachExpression(tokens) {
                    measure(expression, of: first..<drafts.count)
                }
                command(tokens, depth)
            }
        }
    }

    private mutating func command(_ tokens: [CommandTokenizer.Token], _ depth: Int) {
        var rest = tokens[...]
        // `$variable = …`
        if rest.count >= 2, rest[rest.startIndex + 1].kind == .equals, bytes(rest[rest.startIndex]).first == 0x24 {
            let variable = rest[rest.startIndex]
            rest = rest.dropFirst(2)
            if let first = rest.first, first.kind == .group, bytes(first).starts(with: [0x40, 0x7B]) {
                assign(first, to: variable)
                return
            }
        }
        if let first = rest.first, first.kind == .word,
            bytes(first).elementsEqual([0x26]) || bytes(first).elementsEqual([0x2E])
        {
            rest = rest.dropFirst()
        }
        guard let head = rest.first else { return }
        if head.kind == .group {
            let before = drafts.count
            parse(inside(head), depth: depth + 1)
            members(after: rest, of: before..<drafts.count)
            rest = rest.dropFirst()
        }
        for token in rest where token.kind == .group { parse(inside(token), depth: depth + 1) }
        guard head.kind == .word, isCommandName(bytes(head)) else { return }
        add(draft(head, rest.dropFirst()), at: head.range.lowerBound)
    }

    private mutating func add(_ draft: Draft, at place: Int) {
        drafts.append(draft)
        places.append(place)
    }

    // MARK: Members

    /// `( … ).photo.Length`: the members asked of what the inner pipeline prints. Where its last command took one
    /// property out (`… | select -ExpandProperty photo`), they are members of that.
    private mutating func members(after tokens: ArraySlice<CommandTokenizer.Token>, of pipeline: Range<Int>) {
        guard let last = pipeline.last, let group = tokens.first, let next = tokens.dropFirst().first,
            next.kind == .word, next.range.lowerBound == group.range.upperBound, bytes(next).first == 0x2E
        else { return }
        let name = text[(next.range.lowerBound + 1)..<next.range.upperBound]
        guard pipeline.count > 1, let source = printer(in: pipeline), source != last else {
            drafts[last].fields.append(.init("members", name.value()))
            return
        }
        let expanded = drafts[last].fields.first { field in
            field.name.utf8.count >= 3 && "expandproperty".hasPrefix(field.name.asciiLowercased)
        }
        guard let expanded else {
            drafts[source].fields.append(.init("members", name.value()))
            return
        }
        guard case .text(let property) = expanded.value.content else { return }
        drafts[source].fields.append(
            .init("members", Value(.text(property + "." + name.string), spans: expanded.value.spans + name.spans)))
    }

    /// What stands between the brackets of `% { … }`, `ForEach-Object { … }`.
    private func eachExpression(_ tokens: [CommandTokenizer.Token]) -> LocatedText? {
        guard tokens.count == 2, let head = tokens.first, let block = tokens.last, head.kind == .word,
            block.kind == .group, bytes(block).first == 0x7B
        else { return nil }
        let name = String(decoding: bytes(head), as: UTF8.self).asciiLowercased
        guard name == "%" || name == "foreach" || name == "foreach-object" else { return nil }
        return text[inside(block)].trimmed
    }

    /// `Get-X y | % { $_.photo.Length }`: as if the member had been asked of the command. Of several people's answers
    /// nobody knows which is whose.
    private mutating func measure(_ expression: LocatedText, of pipeline: Range<Int>) {
        guard let member = MemberSizes.member(expression.string), let source = printer(in: pipeline),
            drafts[source].whom != nil, drafts[source]["members"] == nil
        else { return }
        drafts[source].fields.append(
            .init("members", Value(.text(member + ".Length"), spans: expression.spans)))
    }

    /// The last command of a pipeline that is known to print something.
    private func printer(in pipeline: Range<Int>) -> Int? {
        pipeline.last { index in
            guard case .text(let name)? = drafts[index]["name"]?.content else { return false }
            return vocabulary.cmdlet(name)?.prints != nil
        }
    }

    /// The one an inner command was run for: `Get-X (Get-Y anna).Name` is about anna.
    private func identity(inside range: Range<Int>) -> Value? {
        for index in drafts.indices.reversed() where range.contains(places[index]) {
            if let identity = drafts[index].whom { return identity }
        }
        return nil
    }

    private func draft(_ head: CommandTokenizer.Token, _ arguments: ArraySlice<CommandTokenizer.Token>) -> Draft {
        let name = text[head.range]
        let known = vocabulary.cmdlet(name.string)
        var fields: [Record.Field] = [.init("name", name.value())]
        var positional = 0
        var index = arguments.startIndex
        while index < arguments.endIndex {
            let token = arguments[index]
            index += 1
            if token.kind == .equals { continue }
            let content = bytes(token)
            if token.kind == .word, content.first == 0x2D, content.count > 1, content[content.startIndex + 1].isLetter {
                let colon = content.firstIndex(of: 0x3A)
                let parameter = text[(token.range.lowerBound + 1)..<(colon ?? token.range.upperBound)]
                if let colon, colon + 1 < token.range.upperBound {
                    fields.append(field(parameter.string, unquoted(text[(colon + 1)..<token.range.upperBound])))
                } else if index < arguments.endIndex, isValue(arguments[index]) {
                    let last = list(index, in: arguments)
                    fields.append(field(parameter.string, value(from: index, through: last, in: arguments)))
                    index = last + 1
                } else {
                    fields.append(.init(parameter.string, Value(.boolean(true), spans: parameter.spans)))
                }
            } else if token.kind == .word, content.first == 0x40, content.count > 1 {
                fields.append(.init("splat", text[(token.range.lowerBound + 1)..<token.range.upperBound].value()))
            } else if token.kind != .pipe {
                positional += 1
                let last = list(index - 1, in: arguments)
                fields.append(field("argument\(positional)", value(from: index - 1, through: last, in: arguments)))
                index = last + 1
            }
        }
        if let place = identityPlace(in: fields, of: known) { sayWhom(place, in: &fields, arguments) }
        fields.append(.init("text", text.trimmed.value()))
        return Draft(kind: "command", fields: fields, span: span, format: "command")
    }

    /// The parameter that says whom the command is for, or what stands in its place.
    private func identityPlace(in fields: [Record.Field], of cmdlet: Vocabulary.Cmdlet?) -> Int? {
        guard let wanted = cmdlet?.identityParameter else { return nil }
        return fields.firstIndex { $0.name.isEqualIgnoringCase(wanted) } ?? fields.firstIndex { $0.name == "argument1" }
    }

    /// Says whom the command is for. A variable or an expression names nobody, unless it is a command that was run for
    /// somebody.
    private func sayWhom(
        _ place: Int, in fields: inout [Record.Field], _ arguments: ArraySlice<CommandTokenizer.Token>
    ) {
        let value = fields[place].value
        guard case .text(let text) = value.content else { return }
        guard let first = text.first, first == "$" || first == "{" || first == "(" || first == "@" else {
            fields.append(.init("identity", value))
            return
        }
        fields[place].value.partial = "an expression, whose value is not shown"
        let group = arguments.first { token in
            token.kind == .group && self.text[token.range].spans.first?.start == value.spans.first?.start
        }
        if let group, let inner = identity(inside: group.range) {
            // In front, so that it is found before the parameter of that name.
            fields.insert(.init("identity", inner), at: 1)
        }
    }

    /// A hashtable given to a variable; a later `@variable` takes its entries as parameters.
    private mutating func assign(_ group: CommandTokenizer.Token, to variable: CommandTokenizer.Token) {
        let name = text[(variable.range.lowerBound + 1)..<variable.range.upperBound]
        var fields: [Record.Field] = [.init("variable", name.value())]
        let inner = (group.range.lowerBound + 2)..<max(group.range.lowerBound + 2, group.range.upperBound - 1)
        let tokens = CommandTokenizer.tokens(of: text.bytes, in: inner)
        for entry in tokens.split(whereSeparator: { $0.kind == .separator }) {
            guard entry.count >= 3, entry[entry.startIndex + 1].kind == .equals else { continue }
            let key = unquoted(text[entry[entry.startIndex].range])
            let range = entry[entry.startIndex + 2].range.lowerBound..<(entry.last?.range.upperBound ?? 0)
            fields.append(field(key.string, unquoted(text[range])))
        }
        add(Draft(kind: "variable", fields: fields, span: span, format: "command"), at: variable.range.lowerBound)
    }

    // MARK: Parts

    private func field(_ name: String, _ value: LocatedText) -> Record.Field {
        let text = value.string
        if text.isEqualIgnoringCase("$true") { return .init(name, Value(.boolean(true), spans: value.spans)) }
        if text.isEqualIgnoringCase("$false") { return .init(name, Value(.boolean(false), spans: value.spans)) }
        if let uri = URIParser.parse(text) { return .init(name, Value(.uri(uri), spans: value.spans)) }
        return .init(name, value.value())
    }

    private func unquoted(_ value: LocatedText) -> LocatedText {
        let text = value.trimmed
        guard text.count >= 2, let first = text.bytes.first, first == 0x22 || first == 0x27, text.bytes.last == first
        else { return text }
        return text[1..<(text.count - 1)]
    }

    /// The position of the last token that is glued to one: the members of a group, `(Get-X y).Name`.
    private func glued(_ index: Int, in tokens: ArraySlice<CommandTokenizer.Token>) -> Int {
        var last = index
        while tokens[last].kind == .group, last + 1 < tokens.endIndex, tokens[last + 1].kind == .word,
            tokens[last + 1].range.lowerBound == tokens[last].range.upperBound, bytes(tokens[last + 1]).first == 0x2E
        {
            last += 1
        }
        return last
    }

    /// The last token of a list of values: `a, b` and `a,@{…},b` are one value of several words.
    private func list(_ index: Int, in tokens: ArraySlice<CommandTokenizer.Token>) -> Int {
        var last = glued(index, in: tokens)
        while last + 1 < tokens.endIndex, isListed(tokens[last + 1], behind: tokens[last]) {
            last = glued(last + 1, in: tokens)
        }
        return last
    }

    /// True for a token behind a comma, and for the comma right behind a group or a quote.
    private func isListed(_ token: CommandTokenizer.Token, behind other: CommandTokenizer.Token) -> Bool {
        if other.kind != .quoted, bytes(other).last == 0x2C { return true }
        guard token.kind == .word, bytes(token).first == 0x2C else { return false }
        switch other.kind {
        case .group: return token.range.lowerBound == other.range.upperBound
        case .quoted: return token.range.lowerBound == other.range.upperBound + 1
        default: return false
        }
    }

    /// The text of one token without its quotes, or of a list as it stands.
    private func value(
        from first: Int, through last: Int, in tokens: ArraySlice<CommandTokenizer.Token>
    ) -> LocatedText {
        let range = tokens[first].range.lowerBound..<tokens[last].range.upperBound
        guard last > first else { return unquoted(text[range]) }
        let start = tokens[first].kind == .quoted ? range.lowerBound - 1 : range.lowerBound
        let end = tokens[last].kind == .quoted ? min(text.count, range.upperBound + 1) : range.upperBound
        return text[start..<end].trimmed
    }

    private func isValue(_ token: CommandTokenizer.Token) -> Bool {
        let content = bytes(token)
        guard token.kind == .word else { return token.kind == .quoted || token.kind == .group }
        return !(content.first == 0x2D && content.count > 1 && content[content.startIndex + 1].isLetter)
    }

    private func inside(_ token: CommandTokenizer.Token) -> Range<Int> {
        let content = bytes(token)
        guard let open = content.firstIndex(where: { $0 == 0x28 || $0 == 0x7B }) else { return 0..<0 }
        let closed = content.last == 0x29 || content.last == 0x7D
        return (open + 1)..<max(open + 1, token.range.upperBound - (closed ? 1 : 0))
    }

    private func bytes(_ token: CommandTokenizer.Token) -> ArraySlice<UInt8> { text.bytes[token.range] }

    /// A command has a letter first and holds no operator: `Get-ADUser`, `reg`, `winrm`, `.\script.ps1` is none.
    private func isCommandName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first.isLetter, name.count <= 128 else { return false }
        return name.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x5C }
    }
}
