import CommandArguments
import TriageBatch
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage rules new`: drafts a rule from a sample.
enum RulesNewCommand {
    static let declaration = CommandDeclaration(
        name: "new", abstract: "Draft a rule from a ticket no rule knows",
        discussion: """
            Writes ID.xml and samples/ID/ with the sample. The facts of the sample become conditions, those that fewest \
            rules and samples have first; what is a guess is marked as one. The sources are left to the author.

              kbtriage rules new --from ticket.txt --output drafts
              kbtriage rules check drafts/ID.xml

            The sample is copied as it is: redact it before it is shared.
            """,
        options: [.fromSample, .draftID, .draftFolder, .rules], flags: [.quiet])

    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let name = arguments.value(of: .fromSample) else {
            context.complain("name the sample with --from")
            return .usage
        }
        let sample = FilePath(name)
        let inputs = CaseInput.all(at: sample)
        for input in inputs {
            if case .failure(let error) = input.content {
                context.complain(error.description)
                return .unreadableInput
            }
        }
        let location = KnowledgeLocation.find(named: arguments.value(of: .rules).map { FilePath($0) })
        var drafter: RuleDrafter
        do throws(InputError) {
            let files = try location.files()
            do throws(KnowledgeFailure) {
                drafter = try RuleDrafter(files: files, today: SystemClock.today)
            } catch {
                context.complain(error.description)
                return .brokenRules
            }
        } catch {
            context.complain(error.description)
            return .unreadableInput
        }
        if let samples = samples(beside: location) { drafter.compare(with: samples) }
        guard let draft = drafter.draft(from: inputs, id: arguments.value(of: .draftID)) else {
            context.complain(
                "nothing in \(name) could be a condition: no error, nobody, and no sentence of three words")
            return .noCause
        }
        do throws(OutputError) {
            return try write(draft, sample, inputs, context)
        } catch {
            context.complain(error.description)
            return .cannotWrite
        }
    }

    private static func write(
        _ draft: RuleDraft, _ sample: FilePath, _ inputs: [CaseInput], _ context: CommandContext
    ) throws(OutputError) -> ExitCode {
        let folder = FilePath(context.arguments.value(of: .draftFolder) ?? ".")
        let file = folder.appending(FilePath(draft.id + ".xml"))
        let samples = folder.appending("samples").appending(FilePath(draft.id))
        guard (try? FileInfo.of(file)) == nil else {
            context.complain("\(file): there is such a file already; name another id with --id")
            return .cannotWrite
        }
        try Directory.create(samples)
        try OutputFile.write(Array(draft.xml.utf8), to: file)
        let name = Array(("fires-" + sample.lastComponent.description).utf8)
        let target = samples.appending(FilePath(bytes: name.map { $0 == 0x2F ? 0x2D : $0 }))
        if Directory.isDirectory(sample) {
            try Directory.create(target)
            for input in inputs {
                guard case .success(let bytes) = input.content else { continue }
                try OutputFile.write(bytes, to: target.appending(FilePath(input.name).lastComponent))
            }
        } else if case .success(let bytes)? = inputs.first?.content {
            try OutputFile.write(bytes, to: target)
        }
        if context.arguments.has(.quiet) { return .success }
        let text = """
            \(file)
            \(target)
            Every condition is a guess. Read it, add silent-* samples, name the source, then: kbtriage rules check \(file)

            """
        StandardStream.output.write(TerminalText.safe(lines: text))
        return .success
    }

    /// The samples of the rules in use: `samples` beside their folder, or here.
    private static func samples(beside location: KnowledgeLocation) -> FilePath? {
        if case .folder(let folder) = location {
            let name = folder.bytes.last == UInt8(ascii: "/") ? FilePath(bytes: Array(folder.bytes.dropLast())) : folder
            let beside = (name.bytes.contains(UInt8(ascii: "/")) ? name.parent : FilePath(".")).appending("samples")
            return Directory.isDirectory(beside) ? beside : nil
        }
        return Directory.isDirectory("samples") ? FilePath("samples") : nil
    }
}

extension OptionDeclaration {
    static let fromSample = OptionDeclaration(
        "from", value: .file(extensions: []), valueName: "sample", help: "The ticket to draft from: a file or a folder")
    static let draftID = OptionDeclaration(
        "id",
        value: .checked(expected: "small letters, digits and hyphens, a letter first") { text in
            text.utf8.first.map { $0 &- 0x61 < 26 } == true
                && text.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
                && !text.hasSuffix("-") && !text.contains("--")
        }, valueName: "name", help: "The id of the rule (default: made of its first conditions)")
    static let draftFolder = OptionDeclaration(
        "output", short: "o", value: .directory, valueName: "folder", defaultValue: ".",
        help: "Write the rule and its samples into this folder")
}
