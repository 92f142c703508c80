import TriageModel

/// Tells the kind of property lists, gives fields the vocabulary's names and types, and adds what follows from them.
///
/// A kind is proven by a type name, an object class, the command that printed the record, or a property signature, in
/// this order. What is not recognised stays a property list with its texts.
struct RecordClassifier: DraftPass {
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        let index = KindIndex(vocabulary.kindTables)
        var commands: [Draft] = []
        var sizes = MemberSizes()
        var accounts = AskedAccount()
        for number in regions.indices {
            let isCommand = regions[number].records.contains { $0.kind == "command" }
            for place in regions[number].records.indices {
                let printer = classify(&regions[number].records[place], after: commands, sizes, index: index)
                if let printer {
                    accounts.note(
                        regions[number].records[place], region: number, place: place, printedBy: printer, vocabulary)
                }
            }
            // Only what directly follows a command was printed by it.
            if isCommand {
                accounts.give(to: &regions)
                commands = regions[number].records.filter { $0.kind == "command" }
                sizes = MemberSizes(commands)
            } else if regions[number].format == "prose" {
                accounts.give(to: &regions)
                commands = []
                sizes = MemberSizes()
            }
        }
        accounts.give(to: &regions)
    }

    /// Completes a draft.
    ///
    /// - Parameters:
    ///   - commands: those that were typed directly before it.
    ///   - sizes: what these commands calculated.
    /// - Returns: the command that printed it, if one did.
    @discardableResult
    func classify(
        _ draft: inout Draft, after commands: [Draft] = [], _ sizes: MemberSizes = MemberSizes(), index: KindIndex
    ) -> Draft? {
        var printedBy: Draft?
        if draft.kind.isEmpty {
            let typed = index.kind(ofTypes: draft.types)
            let printers = commands.filter { index.printed(by: $0) != nil }
            let classed = typed == nil ? index.kind(ofObjectClassIn: draft) : nil
            // Names are gathered only where they can matter.
            let signed = typed == nil && classed == nil || !printers.isEmpty ? index.kind(ofSignatureIn: draft) : nil
            // A line of several commands printed several listings: the one whose properties these are. Of nested
            // commands the outermost printed; it stands last. A listing of another kind was not printed by them.
            let printer =
                printers.last { index.printed(by: $0)?.name == signed?.name }
                ?? printers.last {
                    known(draft, to: index.printed(by: $0), sizes) >= max(1, known(draft, to: signed, sizes))
                }
            if let kind = typed ?? (printer.flatMap { index.printed(by: $0) })
                ?? classed ?? signed
            {
                draft.kind = kind.name
            }
            if let kind = index.kind(named: draft.kind), let printer, index.printed(by: printer)?.name == kind.name {
                addIdentity(of: printer, to: &draft, kind: kind)
                printedBy = printer
            }
        }
        if draft.kind == "error" {
            nameCommand(ofError: &draft, index)
            addIdentity(toError: &draft, of: commands, index)
        }
        guard let kind = index.kind(named: draft.kind) else { return printedBy }
        type(&draft, kind, sizes, index)
        derive(&draft, kind)
        if draft.eventTime == nil {
            for field in draft.fields where index.field(field.name, of: kind)?.isEventTime == true {
                if case .date = field.value.content { draft.eventTime = field.value }
            }
        }
        return printedBy
    }

    /// How many of the listing's properties a kind knows.
    private func known(_ draft: Draft, to kind: Vocabulary.Kind?, _ sizes: MemberSizes) -> Int {
        guard let kind else { return 0 }
        return draft.fields.count {
            kind.field($0.name) != nil || sizes.field(measuredBy: $0.name, of: kind) != nil
        }
    }

    /// A listing that names nobody, or by nothing but ids, is about the one its command asked for.
    private func addIdentity(of command: Draft, to draft: inout Draft, kind: Vocabulary.Kind) {
        guard kind.about == .person, let identity = command.whom,
            !draft.fields.contains(where: {
                guard let key = kind.field($0.name)?.identity, key != .displayName, !key.isStrong else {
                    return false
                }
                if case .blank = $0.value.content { return false }
                return true
            })
        else { return }
        draft.fields.append(.init("identity", identity))
    }

    /// Generated modules run a command as one of its variants, and errors name that: `Verb-Noun_Variant`.
    private func nameCommand(ofError draft: inout Draft, _ index: KindIndex) {
        guard let place = draft.fields.firstIndex(where: { $0.name == "cmdlet" }),
            case .text(let name) = draft.fields[place].value.content, let cut = name.lastIndex(of: "_")
        else { return }
        let command = String(name[..<cut])
        if index.isKnown(command: command) { draft.fields[place].value.content = .text(command) }
    }

    /// An error below a command is about the one that command was run for, as is one that shows the line it is of; else it is
    /// about its target, if that is a person.
    private func addIdentity(toError draft: inout Draft, of commands: [Draft], _ index: KindIndex) {
        guard draft["identity"] == nil, case .text(let cmdlet)? = draft["cmdlet"]?.content else { return }
        let failed = commands.last { command in
            guard case .text(let name)? = command["name"]?.content else { return false }
            return name.isEqualIgnoringCase(cmdlet)
        }
        if let identity = failed?.whom ?? Self.whom(inSourceOf: draft, cmdlet, index) {
            draft.fields.append(.init("identity", identity))
        } else if let target = draft["target"], target.partial == nil, case .text = target.content,
            case .text(let type)? = draft["targetType"]?.content, index.isPersonType(type)
        {
            draft.fields.append(.init("identity", target))
        }
    }

    /// Whom the line an error shows asks its command for; nil for a variable, whose value nobody knows.
    private static func whom(inSourceOf error: Draft, _ cmdlet: String, _ index: KindIndex) -> Value? {
        guard let source = error["sourceLine"], source.partial == nil, case .text(let line) = source.content,
            line.utf8.count <= longestSource
        else { return nil }
        let failed = index.commands(in: line, span: error.span).filter { command in
            if case .text(let name)? = command["name"]?.content { name.isEqualIgnoringCase(cmdlet) } else { false }
        }
        guard failed.count == 1, let whom = failed[0].whom, case .text(let name) = whom.content, !name.hasPrefix("$")
        else { return nil }
        return Value(whom.content, spans: source.spans)
    }

    /// Longer lines are programs.
    private static let longestSource = 4000

    private func type(_ draft: inout Draft, _ kind: Vocabulary.Kind, _ sizes: MemberSizes, _ index: KindIndex) {
        let names = index
        var unclear: Set<Int> = []
        var measured: [(index: Int, field: Vocabulary.FieldDeclaration, bytes: ClosedRange<Int64>)] = []
        for index in draft.fields.indices {
            if let size = sizes.size(draft.fields[index], of: kind) {
                measured.append((index, size.field, size.bytes))
                continue
            }
            guard let declared = names.field(draft.fields[index].name, of: kind) else { continue }
            draft.fields[index].name = declared.name
            if declared.type == .binary, MemberSizes.count(draft.fields[index].value) == 0,
                draft.fields[index].value.content != .blank
            {
                // A bare 0 is a byte, or the count of none: nobody knows whether there is something.
                unclear.insert(index)
                continue
            }
            draft.fields[index].value = ValueTyper.type(
                draft.fields[index].value, as: declared.type, fieldName: declared.name)
        }
        for size in measured {
            let known = draft.fields.indices.first { $0 != size.index && draft.fields[$0].name == size.field.name }
            if size.bytes.upperBound > 0 {
                let binary = BinaryValue(byteCount: size.bytes, format: .unknown)
                if let known {
                    complete(&draft.fields[known].value, with: binary, draft.fields[size.index].value.spans)
                } else {
                    draft.fields[size.index].name = size.field.name
                    draft.fields[size.index].value.content = .binary(binary)
                }
            } else if known == nil, sizes.fetches(size.field) {
                draft.fields[size.index].name = size.field.name
                draft.fields[size.index].value.content = .blank
            } else if names.field(draft.fields[size.index].name, of: kind) != nil {
                unclear.insert(size.index)
            }
        }
        for index in unclear.sorted(by: >) { draft.fields.remove(at: index) }
    }

    /// Gives bytes that were not all seen the count that stands beside them.
    private func complete(_ value: inout Value, with size: BinaryValue, _ spans: [SourceSpan]) {
        guard value.partial != nil else { return }
        switch value.content {
        case .binary(var binary) where binary.byteCount.contains(size.byteCount.lowerBound):
            binary.byteCount = size.byteCount
            value.content = .binary(binary)
        case .text: value.content = .binary(size)
        default: return
        }
        value.spans.append(contentsOf: spans)
    }

    private func derive(_ draft: inout Draft, _ kind: Vocabulary.Kind) {
        for derivation in kind.derivations where draft[derivation.field] == nil {
            var spans: [SourceSpan] = []
            let holds = derivation.tests.allSatisfy { test in
                guard let value = draft[test.field], let text = plain(value) else { return false }
                spans.append(contentsOf: value.spans)
                return compare(text.asciiLowercased, test)
            }
            if holds { draft.fields.append(.init(derivation.field, Value(.text(derivation.value), spans: spans))) }
        }
    }

    private func compare(_ text: String, _ test: Vocabulary.Derivation.Test) -> Bool {
        let needle = test.text.asciiLowercased
        return switch test.comparison {
        case .equals: text == needle
        case .contains: contains(text, needle)
        case .startsWith: text.hasPrefix(needle)
        case .endsWith: text.hasSuffix(needle)
        }
    }

    private func contains(_ text: String, _ needle: String) -> Bool {
        let haystack = Array(text.utf8)
        let wanted = Array(needle.utf8)
        guard !wanted.isEmpty, haystack.count >= wanted.count else { return wanted.isEmpty }
        for start in 0...(haystack.count - wanted.count) where haystack[start] == wanted[0] {
            if haystack[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }

    private func plain(_ value: Value) -> String? {
        switch value.content {
        case .text(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .guid(let text): text
        case .uri(let uri): uri.text
        case .list(let items): items.compactMap { plain($0) }.joined(separator: ",")
        default: nil
        }
    }
}
