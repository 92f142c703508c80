import TriageModel

/// What a command fetched, where it fetches some properties only when they are named: `Get-X anna -Properties photo`.
///
/// Without being named such a property is printed blank and counted as 0, whether or not there is something. Only a blank
/// that was asked for says that there is nothing.
struct FetchedProperties {
    /// In lower case; nil when the command fetched everything, or when what it fetched does not stand there.
    private let names: Set<String>?

    /// Nil for a command that fetches all it prints.
    init?(_ command: Draft, _ cmdlet: Vocabulary.Cmdlet) {
        guard let parameter = cmdlet.fetchParameter?.asciiLowercased else { return nil }
        // PowerShell takes the beginning of a parameter for the whole.
        let named = command.fields.first { field in
            field.name.utf8.count >= 2 && parameter.hasPrefix(field.name.asciiLowercased)
        }
        let usual = Set(cmdlet.usualProperties.map(\.asciiLowercased))
        // A line cut at the blank behind the parameter lost it: `-Propertiesphoto`.
        let glued = command.fields.first {
            $0.name.asciiLowercased.hasPrefix(parameter) && $0.name.utf8.count > parameter.utf8.count
        }
        if named == nil, let glued {
            names = usual.union(Self.words(String(glued.name.asciiLowercased.dropFirst(parameter.count))))
            return
        }
        guard let named else {
            names = command["splat"] == nil ? usual : nil
            return
        }
        guard case .text(let text) = named.value.content, named.value.partial == nil,
            !text.contains("*"), !text.contains("$"), !text.contains("@"), !text.contains("(")
        else {
            names = nil
            return
        }
        names = usual.union(Self.words(text.asciiLowercased))
    }

    private static func words(_ list: String) -> [String] {
        list.split { $0 == "," || $0 == " " || $0 == "'" || $0 == "\"" }.map(String.init)
    }

    init?(_ command: Draft, _ index: KindIndex) {
        guard case .text(let name)? = command["name"]?.content, let cmdlet = index.cmdlet(name) else { return nil }
        self.init(command, cmdlet)
    }

    /// False when the property was not fetched, so that nothing says nothing.
    func holds(_ field: Vocabulary.FieldDeclaration) -> Bool {
        guard let names else { return true }
        return ([field.name] + field.aliases).contains { names.contains($0.asciiLowercased) }
    }

    /// Takes blanks that say nothing out of a listing.
    func dropUnknownBlanks(_ draft: inout Draft, _ kind: Vocabulary.Kind) {
        draft.fields.removeAll { field in
            guard let declared = kind.field(field.name), !holds(declared) else { return false }
            return MemberSizes.count(field.value) == 0
        }
    }
}
