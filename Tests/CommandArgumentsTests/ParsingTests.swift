import CommandArguments
import Testing

@Suite("Options, flags and arguments")
struct ParsingTests {
    @Test(arguments: [
        ["--style", "fancy"], ["--style=fancy"], ["-s", "fancy"], ["-sfancy"], ["-s=fancy"], ["-qs", "fancy"],
        ["-qsfancy"], ["-qvs=fancy"], ["--style=plain", "--style=fancy"], ["a.txt", "--style", "fancy"],
    ])
    func readsAnOptionHoweverItIsWritten(words: [String]) throws {
        let arguments = try Sample.run(words)
        #expect(arguments.value(of: .style) == "fancy")
        #expect(arguments.value(of: .style, as: Style.self) == .fancy)
    }

    @Test func takesTheDefaultWhenAnOptionIsNotGiven() throws {
        let arguments = try Sample.run(["a.txt"])
        #expect(arguments.value(of: .style) == "plain")
        #expect(arguments.values(of: .style) == ["plain"])
        #expect(arguments.locatedValues(of: .style).isEmpty)
        #expect(arguments.value(of: .output) == nil)
        #expect(arguments.values(of: .tag) == [])
        #expect(arguments.integer(of: .count) == nil)
    }

    @Test func separatesBundledFlags() throws {
        let arguments = try Sample.run(["-qv", "-q"])
        #expect(arguments.count(of: .quiet) == 2)
        #expect(arguments.count(of: .verify) == 1)
        #expect(arguments.has(.verify))
        #expect(!arguments.has(.loud))
    }

    @Test func collectsRepeatedOptionsInOrder() throws {
        let arguments = try Sample.run(["-t", "one", "x", "--tag=two", "--tag", "three", "-tone"])
        #expect(arguments.values(of: .tag) == ["one", "two", "three", "one"])
        #expect(arguments.locatedValues(of: .tag).map(\.position) == [1, 3, 5, 6])
    }

    @Test(arguments: ["", "=", "a=b", "-x", "--style", "ä", "\u{301}", "line\r\nend", " "])
    func keepsWhateverStandsBehindTheEqualsSign(value: String) throws {
        #expect(try Sample.run(["--tag=" + value]).values(of: .tag).map { Array($0.utf8) } == [Array(value.utf8)])
        #expect(try Sample.run(["-t=" + value]).values(of: .tag).map { Array($0.utf8) } == [Array(value.utf8)])
    }

    @Test(arguments: [
        (["--count=-3"], -3), (["--count", "-3"], -3), (["-n-3"], -3), (["-n", "100"], 100), (["-n=0"], 0),
    ])
    func readsNegativeNumbers(words: [String], number: Int) throws {
        #expect(try Sample.run(words).integer(of: .count) == number)
    }

    @Test func takesALoneDashForAnArgument() throws {
        #expect(try Sample.run(["-", "a", "-"]).values(of: .files) == ["-", "a", "-"])
        #expect(try Sample.run(["--output", "-"]).value(of: .output) == "-")
    }

    @Test func takesEverythingBehindTheTerminatorForArguments() throws {
        let arguments = try Sample.run(["-q", "a", "--", "-v", "--style", "--", "send", "b"])
        #expect(arguments.values(of: .files) == ["a", "-v", "--style", "--", "send", "b"])
        #expect(arguments.locatedValues(of: .files).map(\.position) == [1, 3, 4, 5, 6, 7])
        #expect(!arguments.has(.verify))
    }

    @Test func takesNoSubcommandBehindTheTerminator() throws {
        let arguments = try Sample.run(["--", "send", "--help"])
        #expect(arguments.subcommandPath == ["add"])
        #expect(arguments.values(of: .files) == ["send", "--help"])
    }

    @Test func fillsArgumentsInOrder() throws {
        let arguments = try Sample.run(["send", "p1", "anna", "-x", "ben"])
        #expect(arguments.value(of: .parcel) == "p1")
        #expect(arguments.values(of: .receivers) == ["anna", "ben"])
        #expect(arguments.locatedValues(of: .receivers).map(\.position) == [2, 4])
    }

    @Test func leavesOptionalArgumentsOut() throws {
        #expect(try Sample.run(["label", "print"]).value(of: .size) == nil)
        #expect(try Sample.run(["label", "print", "small"]).value(of: .size) == "small")
        #expect(try Sample.run([]).values(of: .files) == [])
    }

    @Test func copesWithAHundredThousandWords() throws {
        let words = (0..<100_000).map { $0 % 2 == 0 ? "-q" : "file\($0)" }
        let arguments = try Sample.run(words)
        #expect(arguments.count(of: .quiet) == 50_000)
        #expect(arguments.values(of: .files).count == 50_000)
    }

    @Test func readsHiddenOptions() throws {
        #expect(try Sample.run(["send", "p", "a", "--slip", "psst"]).value(of: .slip) == "psst")
    }
}
