import CommandArguments
import TriageBatch
import TriageBytes
import TriageReporting

/// `kbtriage compare`: says what changed between two runs of a batch.
enum CompareCommand {
    static let declaration = CommandDeclaration(
        name: "compare",
        abstract: "Say what changed between two batches",
        discussion: """
            Takes two stores of batch --store (their last run, or STORE@RUN), or two files of batch --ndjson. One store \
            alone stands for its last two finished runs.

              kbtriage compare triage.sqlite
              kbtriage compare monday.ndjson tuesday.ndjson
            """,
        arguments: [.beforeResults, .afterResults],
        options: [.compareFormat, .output, .color, .width], flags: [.all, .quiet],
        sections: [
            HelpSection(
                "Exit codes",
                """
                  0  no ticket is new, gone, solved or changed
                  1  some are
                  2  one of the two cannot be read
                """)
        ])

    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        do throws(StoreError) {
            let (before, after) = try results(arguments, context)
            var comparison = BatchComparison()
            try before.forEach { comparison.addBefore($0) }
            try after.forEach { comparison.addAfter($0) }
            let view = comparison.finish(before: before.side, after: after.side)
            let code: ExitCode = view.isSame ? .success : .noCause
            switch arguments.value(of: .compareFormat, as: FactsFormat.self) ?? .text {
            case .json: return context.write(ComparisonReporter.json(view), then: code)
            case .text:
                var options = context.textOptions
                options.explain = arguments.has(.all)
                return context.write(ComparisonReporter.text(view, options: options), then: code)
            }
        } catch {
            context.complain(error.description)
            return .unreadableInput
        }
    }

    private static func results(
        _ arguments: ParsedArguments, _ context: CommandContext
    ) throws(StoreError) -> (BatchResults, BatchResults) {
        let first = arguments.value(of: .beforeResults) ?? ""
        let today = context.asOf.day
        guard let second = arguments.value(of: .afterResults) else {
            return try BatchResults.lastTwo(of: FilePath(first))
        }
        return (try BatchResults(first, today: today), try BatchResults(second, today: today))
    }
}

extension ArgumentDeclaration {
    static let beforeResults = ArgumentDeclaration(
        "before", value: .file(extensions: ["sqlite", "ndjson"]),
        help: "The earlier results: STORE, STORE@RUN or NDJSON")
    static let afterResults = ArgumentDeclaration(
        "after", value: .file(extensions: ["sqlite", "ndjson"]), arity: .optional, help: "The later results")
}

extension OptionDeclaration {
    static let compareFormat = OptionDeclaration(
        "format", short: "f", value: .oneOf(FactsFormat.self), defaultValue: "text", help: "What to print")
}

extension FlagDeclaration {
    static let all = FlagDeclaration("all", help: "List every ticket, not only the first of each kind")
}
