import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriagePatterns
import TriageReporting
import TriageRules

/// What every command needs from the words of the command line: rules, inputs, layout, output.
struct CommandContext {
    let arguments: ParsedArguments
    let command: String

    init(_ arguments: ParsedArguments) {
        self.arguments = arguments
        command = (["kbtriage"] + arguments.subcommandPath).joined(separator: " ")
    }

    // MARK: Rules

    /// Where compiled patterns are kept between runs.
    var patternCache: PatternCache? { CacheFolder.path.map { PatternCache(folder: $0) } }

    /// Where the rules of folders are kept once they are checked.
    private var knowledgeCache: KnowledgeCache? {
        CacheFolder.path.flatMap { KnowledgeCache(folder: $0.appending("rules")) }
    }

    /// Loads the rules; nil after saying what is wrong with them.
    func triage() -> Triage? {
        let location = KnowledgeLocation.find(named: arguments.value(of: .rules).map { FilePath($0) })
        do throws(KnowledgeFailure) {
            let triage = try Triage(location: location, cache: patternCache, kept: knowledgeCache)
            LastingValues.keep(triage)
            return triage
        } catch {
            complain(error.description)
            return nil
        }
    }

    // MARK: Inputs

    /// The files named, or standard input; nil when there is neither a file nor a pipe.
    func inputs() -> [CaseInput]? {
        let names = arguments.values(of: .inputs)
        if names.isEmpty { return StandardStream.input.isTerminal ? nil : [CaseInput.standardInput()] }
        return names.flatMap { $0 == "-" ? [.standardInput()] : CaseInput.all(at: FilePath($0)) }
    }

    /// The day whose advice is wanted, and whether somebody named it.
    var asOf: (day: CivilDate, isExplicit: Bool) {
        if let text = arguments.value(of: .asOf), let day = CivilDate(iso: text) { return (day, true) }
        return (SystemClock.today, false)
    }

    // MARK: Layout

    /// Width, colours and depth for text output.
    var textOptions: TextOptions {
        let toFile = arguments.value(of: .output) != nil
        let color =
            switch arguments.value(of: .color, as: ColorChoice.self) ?? .auto {
            case .always: true
            case .never: false
            case .auto:
                !toFile && StandardStream.output.isTerminal
                    && (ProcessEnvironment.value(of: "NO_COLOR") ?? "").isEmpty
                    && ProcessEnvironment.value(of: "TERM") != "dumb"
            }
        let width = arguments.integer(of: .width) ?? (toFile ? nil : StandardStream.output.terminalColumns) ?? 80
        return TextOptions(
            width: min(max(width, 40), 1000), color: color, explain: arguments.has(.explain),
            quiet: arguments.has(.quiet), ascii: !isUTF8)
    }

    /// UTF-8 unless the locale says another encoding; a locale that says nothing is taken for UTF-8.
    private var isUTF8: Bool {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            guard let value = ProcessEnvironment.value(of: name), !value.isEmpty else { continue }
            guard let dot = value.firstIndex(of: ".") else { return true }
            let encoding = value[value.index(after: dot)...].lowercased().filter { $0 != "-" }
            return encoding.hasPrefix("utf8")
        }
        return true
    }

    // MARK: Output

    /// Writes what a command prints: to the file named with `--output`, else to standard output.
    func write(_ bytes: [UInt8], then code: ExitCode) -> ExitCode {
        write(bytes, to: arguments.value(of: .output).map { FilePath($0) }, then: code)
    }

    /// The same for what comes in pieces.
    func writePieces(then code: ExitCode, _ make: (OutputPieces) -> Void) -> ExitCode {
        guard let path = arguments.value(of: .output).map({ FilePath($0) }) else {
            return StandardStream.output.write(make) ? code : .cannotWrite
        }
        do throws(OutputError) {
            try OutputFile.write(to: path, make)
            return code
        } catch {
            complain(error.description)
            return .cannotWrite
        }
    }

    /// Writes to a file, or to standard output where none is named.
    func write(_ bytes: [UInt8], to path: FilePath?, then code: ExitCode) -> ExitCode {
        guard let path else { return StandardStream.output.write(bytes) ? code : .cannotWrite }
        do throws(OutputError) {
            try OutputFile.write(bytes, to: path)
            return code
        } catch {
            complain(error.description)
            return .cannotWrite
        }
    }

    func write(_ text: String, then code: ExitCode) -> ExitCode { write(Array(text.utf8), then: code) }

    /// Says on standard error what went wrong. Names of files come from strangers and are neutralised.
    func complain(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            StandardStream.error.write("\(command): \(TerminalText.safe(String(line)))\n")
        }
    }

    /// Says on standard error what could not be read, each with its place; with `--quiet` only whole inputs.
    func complain(about problems: [Evidence.Problem], in sources: [SourceInfo]) {
        for problem in problems where problem.isFatal || !arguments.has(.quiet) {
            var place = problem.file
            if let span = problem.span, sources.indices.contains(span.source.number) {
                let start = sources[span.source.number].position(of: span.start)
                place += ":\(start.line):\(start.column)"
            }
            complain("\(place): \(problem.message)")
        }
    }

    /// Says on standard error which inputs could not be read.
    func complain(about problems: [Evidence.Problem]) {
        for problem in problems where problem.isFatal { complain("\(problem.file): \(problem.message)") }
    }
}
