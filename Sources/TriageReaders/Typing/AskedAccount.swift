import TriageModel

/// Gives the one object a command printed the account name the command asked for, where the listing does not show it.
///
/// `Get-ADUser s.huber | fl UserPrincipalName` answers about the account `s.huber`, whatever the UPN is. A command that
/// asks for one object prints one; where more listings follow, nobody knows which is whose, and none gets the name.
struct AskedAccount {
    private var answers: [(region: Int, place: Int, field: Record.Field)] = []
    private var count = 0

    /// Notes a listing that `command` printed.
    mutating func note(
        _ draft: Draft, region: Int, place: Int, printedBy command: Draft, _ vocabulary: PreparedVocabulary
    ) {
        count += 1
        guard let kind = vocabulary.kind(draft.kind), kind.about == .person,
            case .text(let name)? = command["name"]?.content,
            vocabulary.cmdlet(name)?.identityKey == .samAccountName, let asked = command.whom,
            case .text(let account) = asked.content, Self.isAccount(account),
            let field = kind.fields.first(where: { $0.identity == .samAccountName }),
            !draft.fields.contains(where: { kind.field($0.name)?.identity == .samAccountName })
        else { return }
        answers.append((region, place, Record.Field(field.name, asked)))
    }

    /// Completes the listing, if it was one, and starts anew.
    mutating func give(to regions: inout [ReadRegion]) {
        if count == 1, let answer = answers.first {
            regions[answer.region].records[answer.place].fields.append(answer.field)
        }
        answers = []
        count = 0
    }

    /// A plain word, shorter than a GUID: no distinguished name, SID, address, variable or pattern, which such commands
    /// take as well.
    private static func isAccount(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count < 32 && !text.asciiLowercased.hasPrefix("s-1-")
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte.asciiLowered) || (0x30...0x39).contains(byte) || byte == 0x2E
                    || byte == 0x2D || byte == 0x5F || byte >= 0x80
            }
    }
}
