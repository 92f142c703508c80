import CommandArguments
import Testing

@Suite("Mistakes in declarations")
struct DeclarationMistakesTests {
    @Test func findsNoneInTheSample() {
        #expect(Sample.program.mistakes == [])
    }

    @Test func findsNamesThatCannotBeTyped() {
        let command = CommandDeclaration(
            name: "a b", abstract: "",
            options: [OptionDeclaration("x", short: "ü", help: ""), OptionDeclaration("-y", help: "y")])
        #expect(
            command.mistakes == [
                "a b: a name is made of letters, digits and dashes", "a b: says nothing about itself",
                "a b: --x is no name of an option", "a b: -ü is no letter of an option",
                "a b: --x says nothing about itself",
                "a b: ---y is no name of an option",
            ])
    }

    @Test func findsWhatIsDeclaredTwice() {
        let command = CommandDeclaration(
            name: "p", abstract: "x", flags: [.quiet],
            subcommands: [
                CommandDeclaration(
                    name: "a", abstract: "x",
                    flags: [
                        .quiet, FlagDeclaration("host", short: "h", help: "x"), FlagDeclaration("version", help: "x"),
                    ]),
                CommandDeclaration(name: "b", aliases: ["a"], abstract: "x"),
            ])
        #expect(
            command.mistakes == [
                "p: the subcommand 'a' is declared twice", "p a: -q is declared twice",
                "p a: --quiet is declared twice",
                "p a: -h is declared twice", "p a: --version is declared twice",
            ])
    }

    @Test func findsArgumentsThatNeverGetAnything() {
        let command = CommandDeclaration(
            name: "p", abstract: "x",
            arguments: [
                ArgumentDeclaration("one", arity: .any, help: "x"), ArgumentDeclaration("two", help: "x"),
            ])
        #expect(
            command.mistakes == [
                "p: <two> gets nothing: the argument before takes all that are left",
                "p: <two> is required behind one that is not",
            ])
    }

    @Test func findsADefaultThatIsNotThere() {
        let command = CommandDeclaration(
            name: "p", abstract: "x", arguments: [.files],
            options: [OptionDeclaration("style", value: .oneOf(["a b", "c"]), defaultValue: "d", help: "x")],
            subcommands: [CommandDeclaration(name: "a", abstract: "x")], defaultSubcommand: "b")
        #expect(
            command.mistakes == [
                "p: the default of --style is 'd', expected one of a b, c",
                "p: a value of --style is not one word: 'a b'",
                "p: has both arguments and subcommands", "p: the default subcommand 'b' is not there",
            ])
    }

    @Test func findsNamesThatTakeAValueHereAndNoneThere() {
        let command = CommandDeclaration(
            name: "p", abstract: "x",
            subcommands: [
                CommandDeclaration(name: "a", abstract: "x", options: [.tag]),
                CommandDeclaration(name: "b", abstract: "x", flags: [FlagDeclaration("tag", help: "x")]),
            ])
        #expect(command.mistakes == ["--tag takes a value in one command and none in another"])
    }
}
