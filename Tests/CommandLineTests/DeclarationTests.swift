import CommandArguments
import Testing

@testable import kbtriage

@Suite("The declared commands")
struct DeclarationTests {
    @Test func haveNoMistakes() {
        #expect(CommandLineDeclaration.program.mistakes == [])
    }

    @Test func areAllRunBySomething() {
        let declared = leaves(of: CommandLineDeclaration.program, at: [])
        #expect(declared.count >= 8)
        #expect(declared == CommandTable.commands.map(\.path))
    }

    private func leaves(of command: CommandDeclaration, at path: [String]) -> [[String]] {
        command.subcommands.isEmpty
            ? [path] : command.subcommands.flatMap { leaves(of: $0, at: path + [$0.name]) }
    }
}
