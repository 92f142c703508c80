import CommandArguments
import Testing

@Suite("Subcommands")
struct SubcommandTests {
    @Test(
        arguments: [
            ([], ["add"]), (["a.txt"], ["add"]), (["add", "a.txt"], ["add"]), (["send", "p", "a"], ["send"]),
            (["ship", "p", "a"], ["send"]), (["label", "print"], ["label", "print"]),
            (["label", "count"], ["label", "count"]),
            (["-"], ["add"]), (["secret"], ["secret"]), (["-q"], ["add"]),
        ] as [([String], [String])])
    func findsTheCommand(words: [String], path: [String]) throws {
        let arguments = try Sample.run(words)
        #expect(arguments.subcommandPath == path)
        #expect(arguments.commandPath == ["pack"] + path)
    }

    @Test func takesOptionsBeforeTheSubcommandTheyBelongTo() throws {
        let arguments = try Sample.run(["-s", "fancy", "-x", "send", "p", "a"])
        #expect(arguments.subcommandPath == ["send"])
        #expect(arguments.value(of: .style) == "fancy")
        #expect(arguments.has(.express))
        #expect(try Sample.run(["--style=none", "label", "print"]).value(of: .style) == "none")
        #expect(try Sample.run(["label", "--style=none", "print"]).value(of: .style) == "none")
    }

    @Test(arguments: [["--loud", "send", "p", "a"], ["send", "--loud", "p", "a"], ["send", "p", "a", "--loud"]])
    func takesTheProgramsOptionsAnywhere(words: [String]) throws {
        #expect(try Sample.run(words).has(.loud))
    }

    @Test func takesANameBehindAnArgumentForAnArgument() throws {
        #expect(try Sample.run(["a.txt", "send"]).values(of: .files) == ["a.txt", "send"])
        #expect(try Sample.run(["add", "send"]).values(of: .files) == ["send"])
    }

    @Test func takesTheValueOfAnOptionForNoSubcommand() throws {
        let arguments = try Sample.run(["--tag", "send", "add", "label"])
        #expect(arguments.values(of: .tag) == ["send"])
        #expect(arguments.values(of: .files) == ["label"])
    }

    @Test func saysWhatAMistypedSubcommandMayHaveMeant() {
        #expect(Sample.program.nearestSubcommand(to: "sned") == "send")
        #expect(Sample.program.nearestSubcommand(to: "secrt") == nil)
        #expect(Sample.program.nearestSubcommand(to: "letter.txt") == nil)
    }
}
