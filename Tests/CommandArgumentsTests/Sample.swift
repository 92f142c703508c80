import CommandArguments

/// A program with one of everything.
enum Sample {
    static let program = CommandDeclaration(
        name: "pack",
        abstract: "Put files into parcels and send them",
        discussion: """
            Parcels are sealed as soon as the last file is in. A parcel that is sealed can be opened by the one it is \
            addressed to, and by nobody else.

              pack letter.txt photo.jpg
              pack < letter.txt

            Without a file, standard input is packed.
            """,
        flags: [.loud],
        sections: [HelpSection("Exit codes", "   0  packed\n  64  not understood")],
        subcommands: [add, send, label, secret],
        defaultSubcommand: "add")

    static let add = CommandDeclaration(
        name: "add", abstract: "Put files in", arguments: [.files],
        options: [.style, .output, .tag, .count, .day, .into], flags: [.quiet, .verify])

    static let send = CommandDeclaration(
        name: "send", aliases: ["ship"], abstract: "Send a parcel", arguments: [.parcel, .receivers],
        options: [.style, .slip], flags: [.quiet, .express])

    static let label = CommandDeclaration(
        name: "label",
        abstract: "Work on the labels of parcels: print them, count them and throw away those that are old",
        subcommands: [
            CommandDeclaration(name: "print", abstract: "Print labels", arguments: [.size], options: [.style]),
            CommandDeclaration(name: "count", abstract: "Count labels"),
        ])

    static let secret = CommandDeclaration(name: "secret", abstract: "Say nothing", visibility: .hidden)

    static let parser = CommandParser(program, version: "2.5")

    /// What the words mean when they call a command.
    static func run(_ words: [String]) throws -> ParsedArguments {
        guard case .run(let arguments) = try parser.parse(words) else { throw Unexpected() }
        return arguments
    }

    /// What the words print when they ask for text.
    static func print(_ words: [String]) throws -> String {
        guard case .print(let text) = try parser.parse(words) else { throw Unexpected() }
        return text
    }

    /// The mistake in the words.
    static func mistake(_ words: [String]) throws -> UsageError {
        do throws(UsageError) {
            _ = try parser.parse(words)
        } catch {
            return error
        }
        throw Unexpected()
    }

    struct Unexpected: Error {}
}

enum Style: String, CaseIterable {
    case plain, fancy, none
}

extension OptionDeclaration {
    static let style = OptionDeclaration(
        "style", short: "s", value: .oneOf(Style.self), defaultValue: "plain", help: "How it looks")
    static let output = OptionDeclaration(
        "output", short: "o", value: .file(extensions: ["box", "crate"]), valueName: "file",
        help: "Where the parcel goes")
    static let tag = OptionDeclaration(
        "tag", short: "t", repeats: true, help: "A word on the outside, such as 'this way up'")
    static let count = OptionDeclaration(
        "count", short: "n", value: .integer(-5...100), valueName: "number", help: "How many of each")
    static let day = OptionDeclaration(
        "day", value: .checked(expected: "a day of the week") { ["monday", "friday"].contains($0) }, help: "When")
    static let into = OptionDeclaration("into", value: .directory, valueName: "folder", help: "The shelf")
    static let slip = OptionDeclaration("slip", help: "A text for the insiders", visibility: .hidden)
}

extension FlagDeclaration {
    static let loud = FlagDeclaration("loud", help: "Ring the bell")
    static let quiet = FlagDeclaration("quiet", short: "q", help: "Say nothing")
    static let verify = FlagDeclaration(
        "verify", short: "v", help: "Look inside: [everything] is 'checked' twice \\ thrice")
    static let express = FlagDeclaration("express", short: "x", help: "Run")
}

extension ArgumentDeclaration {
    static let files = ArgumentDeclaration(
        "file", value: .file(extensions: []), arity: .any, help: "What goes in; - is standard input")
    static let parcel = ArgumentDeclaration("parcel", value: .listed(by: ["label", "print", "all"]), help: "Which one")
    static let receivers = ArgumentDeclaration("receiver", arity: .oneOrMore, help: "Who gets it")
    static let size = ArgumentDeclaration(
        "size", value: .oneOf(["small", "large", "all"]), arity: .optional, help: "Which size")
}
