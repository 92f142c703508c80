import CommandArguments
import Testing

@Suite("Mistakes in the command line")
struct UsageErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var words: [String]
        var code: UsageError.Code
        var argument: String
        var position: Int
        var message: String
        var testDescription: String { words.joined(separator: " ") }

        init(_ words: [String], _ code: UsageError.Code, _ argument: String, at position: Int, _ message: String) {
            self.words = words
            self.code = code
            self.argument = argument
            self.position = position
            self.message = message
        }
    }

    static let cases: [Case] = [
        Case(["--styel", "x"], .unknownOption, "--styel", at: 0, "unknown option '--styel'; did you mean '--style'?"),
        Case(
            ["a", "--outptu=x"], .unknownOption, "--outptu", at: 1,
            "unknown option '--outptu'; did you mean '--output'?"),
        Case(["--hlep"], .unknownOption, "--hlep", at: 0, "unknown option '--hlep'; did you mean '--help'?"),
        Case(["--vers"], .unknownOption, "--vers", at: 0, "unknown option '--vers'; did you mean '--version'?"),
        Case(["--zzz"], .unknownOption, "--zzz", at: 0, "unknown option '--zzz'"),
        Case(["--" + "=x"], .unknownOption, "--", at: 0, "unknown option '--'"),
        Case(["-z"], .unknownOption, "-z", at: 0, "unknown option '-z'"),
        Case(["-qz"], .unknownOption, "-z", at: 0, "unknown option '-z'"),
        Case(["-verify"], .unknownOption, "-verify", at: 0, "unknown option '-verify'; did you mean '--verify'?"),
        Case(["--s", "fancy"], .unknownOption, "--s", at: 0, "unknown option '--s'; did you mean '-s'?"),
        Case(["send", "--slpi", "x"], .unknownOption, "--slpi", at: 1, "unknown option '--slpi'"),
        Case(
            ["add", "--express"], .optionOfAnotherCommand, "--express", at: 1,
            "'pack add' takes no option '--express': it belongs to 'pack send'"),
        Case(
            ["--express", "a.txt"], .optionOfAnotherCommand, "--express", at: 0,
            "'pack add' takes no option '--express': it belongs to 'pack send'"),
        Case(
            ["label", "count", "--style=x"], .optionOfAnotherCommand, "--style", at: 2,
            "'pack label count' takes no option '--style': it belongs to 'pack add'"),
        Case(
            ["label", "prnit"], .unknownSubcommand, "prnit", at: 1,
            "'pack label' has no subcommand 'prnit'; did you mean 'print'?"),
        Case(
            ["label", "x"], .unknownSubcommand, "x", at: 1,
            "'pack label' has no subcommand 'x': expected one of print, count"),
        Case(["label"], .missingSubcommand, "", at: 1, "'pack label' needs a subcommand: one of print, count"),
        Case(
            ["help", "sned"], .unknownSubcommand, "sned", at: 1, "'pack' has no subcommand 'sned'; did you mean 'send'?"
        ),
        Case(
            ["help", "label", "print", "x"], .unexpectedArgument, "x", at: 3, "unexpected argument 'x'"),
        Case(["--output"], .missingValue, "--output", at: 0, "option '--output' needs a value: the path of a file"),
        Case(["-q", "-t"], .missingValue, "-t", at: 1, "option '-t' needs a value: <tag>"),
        Case(
            ["--tag", "--quiet"], .missingValue, "--tag", at: 0,
            "option '--tag' needs a value: <tag>; a value that begins with '-' is written '--tag=--quiet'"),
        Case(
            ["--style", "--", "x"], .missingValue, "--style", at: 0,
            "option '--style' needs a value: one of plain, fancy, none"),
        Case(
            ["--quiet=yes"], .unexpectedValue, "--quiet=yes", at: 0,
            "option '--quiet' takes no value, but '--quiet=yes' gives one"),
        Case(["-q=1"], .unexpectedValue, "-q=1", at: 0, "option '-q' takes no value, but '-q=1' gives one"),
        Case(
            ["a", "--style", "fanyc"], .invalidValue, "fanyc", at: 2,
            "invalid value 'fanyc' for '--style'; did you mean 'fancy'? (expected one of plain, fancy, none)"),
        Case(
            ["--style=FANCY"], .invalidValue, "FANCY", at: 0,
            "invalid value 'FANCY' for '--style'; did you mean 'fancy'? (expected one of plain, fancy, none)"),
        Case(
            ["--style="], .invalidValue, "", at: 0, "invalid value '' for '--style': expected one of plain, fancy, none"
        ),
        Case(
            ["-style"], .invalidValue, "tyle", at: 0,
            "invalid value 'tyle' for '-s'; did you mean '--style'? (expected one of plain, fancy, none)"),
        Case(
            ["-n", "101"], .invalidValue, "101", at: 1,
            "invalid value '101' for '-n': expected a whole number from -5 to 100"),
        Case(
            ["--count=99999999999999999999"], .invalidValue, "99999999999999999999", at: 0,
            "invalid value '99999999999999999999' for '--count': expected a whole number from -5 to 100"),
        Case(
            ["--day=sunday"], .invalidValue, "sunday", at: 0,
            "invalid value 'sunday' for '--day': expected a day of the week"),
        Case(["-o", ""], .invalidValue, "", at: 1, "invalid value '' for '-o': expected the path of a file"),
        Case([""], .invalidValue, "", at: 0, "invalid value '' for '<file>': expected the path of a file"),
        Case(["send"], .missingArgument, "<parcel>", at: 1, "missing argument '<parcel>'"),
        Case(["send", "p"], .missingArgument, "<receiver>", at: 2, "missing argument '<receiver>'"),
        Case(["label", "count", "x", "y"], .unexpectedArgument, "x", at: 2, "unexpected argument 'x'"),
        Case(
            ["label", "print", "smal"], .invalidValue, "smal", at: 2,
            "invalid value 'smal' for '<size>'; did you mean 'small'? (expected one of small, large, all)"),
        Case(
            ["--generate-completion-script", "bsh"], .invalidValue, "bsh", at: 1,
            "invalid value 'bsh' for '--generate-completion-script'; did you mean 'bash'? "
                + "(expected one of bash, zsh, fish, powershell)"),
    ]

    @Test(arguments: cases)
    func saysWhatIsWrongAndWhere(wrong: Case) throws {
        let error = try Sample.mistake(wrong.words)
        #expect(error.code == wrong.code)
        #expect(error.argument == wrong.argument)
        #expect(error.position == wrong.position)
        #expect(error.message == wrong.message)
    }

    @Test func hasATestForEveryKindOfMistake() {
        #expect(Set(Self.cases.map(\.code)) == Set(UsageError.Code.allCases))
    }

    @Test func reportsTheFirstMistakeOnly() throws {
        #expect(try Sample.mistake(["--zzz", "--yyy"]).argument == "--zzz")
    }

    @Test func showsTheUsageBelowTheMistake() throws {
        let error = try Sample.mistake(["send", "p", "--styel", "x"])
        #expect(
            Sample.parser.report(error) == """
                error: unknown option '--styel'; did you mean '--style'?
                USAGE: pack send [--style <style>] [--quiet] [--express] [--loud] <parcel>
                       <receiver> ...
                See 'pack send --help' for more.

                """)
    }

    @Test func writesControlCharactersAsEscapes() throws {
        let message = try Sample.mistake(["--\u{1b}[31mred\u{202e}\n\u{7}"]).message
        #expect(message == "unknown option '--\\u{1b}[31mred\\u{202e}\\u{a}\\u{7}'")
    }

    @Test func cutsWhatIsVeryLong() throws {
        let message = try Sample.mistake(["--" + String(repeating: "x", count: 1_000_000)]).message
        #expect(message.count < 200)
        #expect(message.contains("…"))
    }

    @Test func letsCommandsReportValuesTheyCannotUse() throws {
        let arguments = try Sample.run(["add", "a", "b", "--tag", "up"])
        let option = arguments.invalidValue(of: .tag, expected: "something shorter")
        #expect(option.message == "invalid value 'up' for '--tag': expected something shorter")
        #expect(option.position == 4)
        let argument = arguments.invalidValue(of: .files, at: 1, suggestion: "c")
        #expect(argument.message == "invalid value 'b' for '<file>'; did you mean 'c'?")
        #expect(argument.position == 2)
        #expect(argument.commandPath == ["pack", "add"])
    }
}
