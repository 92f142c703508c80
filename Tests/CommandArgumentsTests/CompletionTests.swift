import CommandArguments
import Testing
import TriageTestSupport

@Suite("Completion scripts")
struct CompletionTests {
    static func script(_ shell: CompletionShell) throws -> String {
        try Sample.print(["--generate-completion-script", shell.rawValue])
    }

    @Test(arguments: CompletionShell.allCases)
    func isAsWritten(shell: CompletionShell) throws {
        Golden.check(try Self.script(shell), named: "completion.\(shell.rawValue)")
    }

    @Test(arguments: CompletionShell.allCases)
    func namesEverythingShownAndNothingHidden(shell: CompletionShell) throws {
        let script = try Self.script(shell)
        for word in ["style", "output", "tag", "loud", "express", "fancy", "send", "label", "count", "help", "version"]
        {
            #expect(script.contains(word), "\(word)")
        }
        #expect(!script.contains("slip"))
        #expect(!script.contains("secret"))
    }

    @Test(
        .enabled(if: Shell.isInstalled("bash"), "bash is not installed"),
        arguments: [
            ("pack |", ["add", "send", "label"]), ("pack se|", ["send"]), ("pack label |", ["print", "count"]),
            ("pack label pr|", ["print"]), ("pack label print |", ["small", "large", "all"]),
            ("pack --style |", ["plain", "fancy", "none"]), ("pack --style f|", ["fancy"]),
            ("pack -s |", ["plain", "fancy", "none"]),
            ("pack --style = f|", ["fancy"]), ("pack --style =|", ["plain", "fancy", "none"]),
            ("pack --style=f|", ["--style=fancy"]), ("pack send --ex|", ["--express"]),
            ("pack send -q --|", ["--style", "--quiet", "--express", "--loud", "--help"]),
            ("pack --tag label send --e|", ["--express"]), ("pack --style fancy label |", ["print", "count"]),
            ("pack --tag = x label c|", ["count"]), ("pack --day |", []), ("pack label count |", []),
            ("pack a.txt lab|", []), ("pack send |", ["called", "label", "print", "all"]), ("pack $(echo x|", []),
            ("pack *|", []),
        ] as [(String, [String])])
    func offersInBash(line: String, offers: [String]) throws {
        #expect(try bashOffers(line).filter { !$0.hasSuffix(".box") } == offers)
    }

    /// What bash offers where the bar stands. The script runs in an empty folder.
    private func bashOffers(_ line: String) throws -> [String] {
        let words = line.dropLast().split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
        let test = """
            cd "$(mktemp -d)" || exit 1
            pack() { printf '%s\\n' called "$@"; }
            \(try Self.script(.bash))
            COMP_WORDS=(\(words.joined(separator: " "))) COMP_CWORD=\(words.count - 1)
            _pack
            rmdir "$PWD"
            for word in "${COMPREPLY[@]}"; do printf '%s\\n' "$word"; done
            """
        let result = try Shell.run("bash", ["--norc"], input: test)
        #expect(result.code == 0)
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test(
        .enabled(if: Shell.isInstalled("fish"), "fish is not installed"),
        arguments: [
            ("pack se", ["send"]), ("pack label ", ["count", "print"]),
            ("pack label print ", ["all", "large", "small"]),
            ("pack --style f", ["fancy"]), ("pack --style=f", ["--style=fancy"]), ("pack send --ex", ["--express"]),
            ("pack --tag label send --ex", ["--express"]), ("pack label count ", []),
            ("pack send ", ["all", "called", "label", "print"]), ("pack a.txt lab", []),
        ] as [(String, [String])])
    func offersInFish(line: String, offers: [String]) throws {
        let test = """
            cd (mktemp -d)
            function pack; printf '%s\\n' called $argv; end
            \(try Self.script(.fish))
            complete -C '\(line)' | string split -f 1 \\t
            rmdir $PWD
            """
        let result = try Shell.run("fish", ["--no-config"], input: test)
        #expect(result.output.split(separator: "\n").map(String.init) == offers)
    }

    @Test(arguments: [CompletionShell.bash, .zsh, .fish])
    func isAccepted(shell: CompletionShell) throws {
        guard Shell.isInstalled(shell.rawValue) else {
            withKnownIssue("\(shell.rawValue) is not installed", isIntermittent: true) {}
            return
        }
        let result = try Shell.run(shell.rawValue, ["-n"], input: Self.script(shell))
        #expect(result.output.isEmpty)
        #expect(result.code == 0)
    }
}
