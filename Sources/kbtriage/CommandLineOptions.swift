import CommandArguments
import TriageModel
import TriageReporting

/// The formats `facts` can print.
enum FactsFormat: String, CaseIterable {
    case text, json
}

/// When to colour.
enum ColorChoice: String, CaseIterable {
    case auto, always, never
}

/// Every option of the program, declared once: commands list them, and read them by the same names.
extension OptionDeclaration {
    static let format = OptionDeclaration(
        "format", short: "f", value: .oneOf(DiagnosisFormat.self), defaultValue: "text", help: "What to print")
    static let factsFormat = OptionDeclaration(
        "format", short: "f", value: .oneOf(FactsFormat.self), defaultValue: "text", help: "What to print")
    static let tone = OptionDeclaration(
        "tone", value: .oneOf(ReplyReporter.Tone.self), valueName: "tone", defaultValue: "full",
        help: "How much the mail of --format reply says")
    static let formatOf = OptionDeclaration(
        "format-of", value: .checked(expected: ForcedFormats.expected) { ForcedFormats.parse($0) != nil },
        valueName: "file=format", repeats: true,
        help: "Read a file as this format, whatever it looks like: \(ForcedFormats.names)")
    static let output = OptionDeclaration(
        "output", short: "o", value: .file(extensions: []), valueName: "file",
        help: "Write to this file instead of standard output")
    static let redactedOutput = OptionDeclaration(
        "output", short: "o", value: .file(extensions: []), valueName: "path",
        help: "Write to this folder, one file for each text and photo; or to this file, when there is one only")
    static let key = OptionDeclaration(
        "key", valueName: "key",
        help: "What tokens follow from, so that cases redacted with one key agree: a text, or a file that holds it")
    static let map = OptionDeclaration(
        "map", value: .file(extensions: []), valueName: "file",
        help: "Write every value and its token to this file, which only you may read")
    static let asOf = OptionDeclaration(
        "as-of", value: .checked(expected: "a date such as 2026-11-23") { CivilDate(iso: $0) != nil },
        valueName: "date",
        help: "The day whose advice is wanted, and the day of evidence without a date (default: today)")
    static let fact = OptionDeclaration(
        "fact", value: .checked(expected: "'who: key=value, ...'", accepts: isFact), valueName: "fact", repeats: true,
        help: "Something you know and the files do not say: 'anna@contoso.example: teams=old, owa=new'")
    static let color = OptionDeclaration(
        "color", value: .oneOf(ColorChoice.self), valueName: "when", defaultValue: "auto",
        help: "Colours; auto means on a terminal, unless NO_COLOR is set")
    static let width = OptionDeclaration(
        "width", value: .integer(40...1000), valueName: "columns",
        help: "Columns to use (default: those of the terminal, else 80)")
    static let rules = OptionDeclaration(
        "rules", value: .directory, valueName: "folder",
        help: "Take the rules from here instead of those built in")
    static let subject = OptionDeclaration(
        "subject", short: "s", valueName: "who", help: "Only what is about this person: an address, a name, an id")
}

/// Every flag of the program.
extension FlagDeclaration {
    static let explain = FlagDeclaration(
        "explain", short: "e", help: "Show every condition with its result, and what was ruled out")
    static let quiet = FlagDeclaration("quiet", short: "q", help: "Print no notices on standard error")
    static let raw = FlagDeclaration(
        "raw", help: "Print every value of structured inputs as it was read, before the vocabulary")
    static let redact = FlagDeclaration(
        "redact", help: "Put tokens in the place of names, addresses, domains, ids and numbers, and show no photo")
    static let identifiersOnly = FlagDeclaration("ids", help: "Print only the ids, one a line")
}

/// Every positional argument of the program.
extension ArgumentDeclaration {
    static let inputs = ArgumentDeclaration(
        "file", value: .file(extensions: []), arity: .any,
        help: "What was sent in: tickets, dumps, mails, archives, folders; - is standard input. Several are one case")
    static let rule = ArgumentDeclaration(
        "rule", value: .listed(by: ["rules", "list", "--ids"]), help: "The id of a rule or of its cause")
    static let someRules = ArgumentDeclaration(
        "rule", value: .listed(by: ["rules", "list", "--ids"]), arity: .any,
        help: "Ids of rules; all when none is given")
    static let ruleFiles = ArgumentDeclaration(
        "path", value: .file(extensions: ["xml"]), arity: .any,
        help: "Rule files or folders of rules; the rules in use when none is given")
    static let article = ArgumentDeclaration(
        "article", help: "The number of the article, with or without KB in front")
}

/// Whether a text has the form of a fact: somebody, a colon, and a key with its value. What it says is checked later.
private func isFact(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let statement = text[text.index(after: colon)...]
    guard let equals = statement.firstIndex(of: "=") else { return false }
    return [text[..<colon], statement[..<equals]].allSatisfy { $0.contains { !$0.isWhitespace } }
}
