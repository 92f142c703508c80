import CommandArguments
import TriageBytes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Understands the words behind the program's name, runs the command they call, and returns the exit code.
func runProgram(_ words: [String]) -> ExitCode {
    let parser = CommandParser(CommandLineDeclaration.program, version: ProgramVersion.text)
    do throws(UsageError) {
        switch try parser.parse(words) {
        case .print(let text):
            return StandardStream.output.write(text) ? .success : .cannotWrite
        case .run(let arguments):
            guard let run = CommandTable.run(for: arguments.subcommandPath) else { return .software }
            return try run(arguments)
        }
    } catch {
        StandardStream.error.write(parser.report(error))
        return .usage
    }
}

// Everything is written by now; what libraries would tidy up at exit takes a millisecond and ends with the process.
_exit(runProgram(Array(CommandLine.arguments.dropFirst())).rawValue)
