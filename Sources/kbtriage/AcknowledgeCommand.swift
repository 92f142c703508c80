import CommandArguments
import TriageBatch
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage acknowledge`: says that a ticket or a cause is known, and until when.
enum AcknowledgeCommand {
    static let declaration = CommandDeclaration(
        name: "acknowledge",
        abstract: "Set a ticket or a cause of a batch aside until a day",
        discussion: """
            What is acknowledged is shown apart by batch and compare, with its reason, and comes back on the day named. \
            Without a name, the acknowledgements of the store are listed.

              kbtriage acknowledge --store triage.sqlite T-4711 --reason 'customer on leave' --until 2026-12-01
              kbtriage acknowledge --store triage.sqlite --cause RC22 --reason 'fix is rolled out' --until 2026-12-01
            """,
        arguments: [.acknowledgedTicket], options: [.acknowledgedCause, .requiredStore, .reason, .until],
        flags: [.withdraw])

    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let file = arguments.value(of: .requiredStore) else {
            context.complain("name the store with --store")
            return .usage
        }
        let ticket = arguments.value(of: .acknowledgedTicket)
        let cause = arguments.value(of: .acknowledgedCause)
        guard ticket == nil || cause == nil else {
            context.complain("name a ticket or a cause, not both")
            return .usage
        }
        do throws(StoreError) {
            let store = try TicketStore(FilePath(file), creating: false)
            guard let name = ticket ?? cause else { return try list(store, context) }
            let kind: Acknowledgement.Kind = ticket == nil ? .rule : .ticket
            if arguments.has(.withdraw) {
                if try store.withdraw(kind, name) { return .success }
                context.complain("\(name) is not acknowledged")
                return .noCause
            }
            guard let reason = arguments.value(of: .reason), !reason.isEmpty,
                let until = (arguments.value(of: .until)).flatMap({ CivilDate(iso: $0) })
            else {
                context.complain("say why and until when: --reason TEXT --until DATE")
                return .usage
            }
            let one = Acknowledgement(kind: kind, name: name, reason: reason, until: until)
            try store.acknowledge(one)
            if let doubt = try doubt(about: one, store) { context.complain(doubt) }
            return .success
        } catch {
            context.complain(error.description)
            return .unreadableInput
        }
    }

    /// What is odd about an acknowledgement: it is kept, for a ticket may come and a day may be named, but it may be a slip.
    private static func doubt(about one: Acknowledgement, _ store: TicketStore) throws(StoreError) -> String? {
        if one.until <= SystemClock.today { return "\(one.until.iso) has come: nothing is set aside by that" }
        if try store.knows(one.kind, one.name) { return nil }
        switch one.kind {
        case .ticket: return "no ticket of the store is called \(one.name); it is kept for one that comes"
        case .rule:
            let rules = (try? Triage(location: .builtIn))?.knowledge.rules ?? []
            let name = one.name.asciiLowercased
            if rules.contains(where: { $0.id.asciiLowercased == name || $0.cause.asciiLowercased == name }) {
                return nil
            }
            return "no rule, and no ticket of the store, has a cause \(one.name); it is kept for one that comes"
        }
    }

    private static func list(_ store: TicketStore, _ context: CommandContext) throws(StoreError) -> ExitCode {
        let today = SystemClock.today
        let lines = try store.acknowledgements().map { one in
            let state = today < one.until ? "until" : "came back on"
            return "\(one.kind == .rule ? "cause" : "ticket") \(one.name) \(state) \(one.until.iso): \(one.reason)"
        }
        return context.write(TerminalText.safe(lines: lines.joined(separator: "\n")), then: .success)
    }
}

extension ArgumentDeclaration {
    static let acknowledgedTicket = ArgumentDeclaration("ticket", arity: .optional, help: "The id of a ticket")
}

extension OptionDeclaration {
    static let acknowledgedCause = OptionDeclaration(
        "cause", value: .listed(by: ["rules", "list", "--ids"]), valueName: "rule",
        help: "Instead of a ticket: a cause, by the id of its rule or its own")
    static let requiredStore = OptionDeclaration(
        "store", value: .file(extensions: ["sqlite"]), valueName: "file", help: "The store of batch --store")
    static let reason = OptionDeclaration("reason", valueName: "text", help: "Why it needs no attention")
    static let until = OptionDeclaration(
        "until", value: .checked(expected: "a date such as 2026-11-23") { CivilDate(iso: $0) != nil },
        valueName: "date", help: "The day it comes back")
}

extension FlagDeclaration {
    static let withdraw = FlagDeclaration("withdraw", help: "Take the acknowledgement back")
}
