import CommandArguments
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage collect`: writes the script that gathers what the rules can use.
enum CollectCommand {
    static let declaration = CommandDeclaration(
        name: "collect",
        abstract: "Write a PowerShell script that gathers what the rules can use",
        discussion: """
            The script only reads. It is for whoever can reach the systems: it asks every question whose command is \
            there and writes the answers into a text file, which can be read before it is sent, and given to diagnose.

              kbtriage collect --for anna@contoso.example --sam anna --output collect.ps1
            """,
        options: [.whom, .account, .output, .rules])

    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        var values: [String: String] = [:]
        values["upn"] = arguments.value(of: .whom)
        values["sam"] = arguments.value(of: .account)
        let script = CollectScriptReporter.render(
            triage.knowledge.vocabulary.collectors, values: values, version: ProgramVersion.text)
        return context.write(script, then: .success)
    }
}

extension OptionDeclaration {
    fileprivate static let whom = OptionDeclaration(
        "for", valueName: "upn", help: "The user principal name that the script asks for unless told otherwise")
    fileprivate static let account = OptionDeclaration(
        "sam", valueName: "name", help: "The account name in Active Directory")
}
