import TriageModel

/// What readers say in words of their own: every other text of a record stands in the input as it is, but for signs and
/// blanks.
///
/// Who wants to know without reading whether a value can come of an input (a batch that passes over what is about
/// something else) looks for the value in the input, unless it is one of these.
public enum OwnWords {
    /// True when readers fill that field in words of their own.
    public static func fill(_ field: String, of kind: String) -> Bool {
        fields[kind.asciiLowercased]?.contains(field.asciiLowercased) ?? false
    }

    /// True when readers fill a field of a kind themselves; another one of a kind that only readers make is filled by the
    /// vocabulary's templates alone.
    public static func readersFill(_ field: String, of kind: String) -> Bool {
        kind != "error" || ErrorDraft.names.contains(field.asciiLowercased)
    }

    /// Names from which readers take a number.
    public static func names(of number: Int64) -> [String] {
        HTTPStatusNames.numbers.filter { $0.value == number }.map(\.key).sorted()
    }

    /// Kinds readers give records themselves; records of every other kind got it from the vocabulary.
    public static let kinds: Set<String> = [
        "error", "command", "session", "message", "mention", "observation", "tried", "variable", "transcript",
        "transcript-end", "transcript-command", "directory-change", "property-list",
    ]

    /// Fields by kind, in lower case.
    private static let fields: [String: Set<String>] = [
        "error": ErrorDraft.ownWords,
        "registry-value": RegistryReader.ownWords,
    ]
}

extension ErrorDraft {
    /// How the error was shown, and the language its labels are in.
    static let ownWords: Set<String> = ["view", "language"]

    /// Every field readers of errors fill, in lower case.
    static let names: Set<String> = [
        "cmdlet", "invokedas", "activity", "message", "exceptionmessage", "category", "target", "targettype", "reason",
        "errorid", "errorclass", "exceptiontype", "script", "line", "column", "sourceline", "pscomputername",
        "language", "view", "code", "httpstatus", "requestid", "date", "innererror", "innercode", "identity",
    ]
}

extension RegistryReader {
    /// `dword:` is REG_DWORD.
    static let ownWords: Set<String> = ["type"]
}
