import CommandArguments
import TriageBytes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// True for what cannot be done without libcrypto, which is opened when it is needed: tickets are told by digests of their
/// contents, and tokens follow from a key by one.
func needsDigests(_ arguments: ParsedArguments) -> Bool {
    arguments.has(.redact) || ["batch", "redact"].contains(arguments.subcommandPath.first)
}

/// Understands the words behind the program's name, runs the command they call, and returns the exit code.
func runProgram(_ words: [String]) -> ExitCode {
    let parser = CommandParser(CommandLineDeclaration.program, version: ProgramVersion.text)
    do throws(UsageError) {
        switch try parser.parse(words) {
        case .print(let text):
            return StandardStream.output.write(text) ? .success : .cannotWrite
        case .run(let arguments):
            guard let run = CommandTable.run(for: arguments.subcommandPath) else { return .software }
            if needsDigests(arguments) {
                do throws(CryptoError) {
                    _ = try SHA256.digest(of: [])
                } catch {
                    CommandContext(arguments).complain("libcrypto 3 (OpenSSL) is needed for this: \(error.description)")
                    return .software
                }
            }
            return try run(arguments)
        }
    } catch {
        StandardStream.error.write(parser.report(error))
        return .usage
    }
}

// Everything is written by now; what libraries would tidy up at exit takes a millisecond and ends with the process.
_exit(runProgram(Array(CommandLine.arguments.dropFirst())).rawValue)
