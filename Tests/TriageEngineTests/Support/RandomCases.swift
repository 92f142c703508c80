import TriageModel
import TriageRules

@testable import TriageEngine

/// Random rules over random cases: small, with every kind of condition and every kind of value in them.
enum RandomCases {
    /// A rule of random conditions.
    static func rule(_ name: String, subject: Rule.Subject, _ random: inout SplitMix) -> Rule {
        Rule.make(
            name, subject: subject, when: condition(&random, depth: 3, isInside: false),
            exceptions: Bool.random(using: &random)
                ? [Rule.Exception(because: "of this", condition: condition(&random, depth: 2, isInside: false))] : [],
            near: Int.random(in: 0..<4, using: &random) == 0
                ? Rule.Near(field: "directory-user.thumbnailPhoto.bytes", within: 500) : nil)
    }

    static func subject(_ random: inout SplitMix) -> Rule.Subject {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .person
        case 1: .record(kind: "error")
        default: .ticket
        }
    }

    static func condition(_ random: inout SplitMix, depth: Int, isInside: Bool) -> Condition {
        let choice = Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &random)
        func inner() -> [Condition] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                condition(&random, depth: depth - 1, isInside: isInside)
            }
        }
        switch choice {
        case 0, 1: return field(&random, isInside: isInside)
        case 2: return .text(["photo", "413", "nothing of the kind"].randomElement(using: &random) ?? "", .case)
        case 3: return .happened(until: "2023-11-30")
        case 4:
            return isInside && Bool.random(using: &random)
                ? .compare("error.identity", .equals, "directory-user.UserPrincipalName")
                : .compare("directory-user.whenChanged", .after, "cloud-user.OnPremisesLastSyncDateTime")
        case 5: return .any(inner())
        case 6: return .not(condition(&random, depth: depth - 1, isInside: isInside))
        case 7: return .atLeast(2, inner() + [field(&random, isInside: isInside)])
        case 8:
            let scope = [Condition.Scope.case, .subject, .session].randomElement(using: &random) ?? .case
            let inside = [condition(&random, depth: depth - 1, isInside: true), field(&random, isInside: true)]
            let kind = Int.random(in: 0..<3, using: &random) == 0 ? "directory-user" : "error"
            return Bool.random(using: &random)
                ? .anyRecord(kind, scope, bind: Bool.random(using: &random) ? "e" : "", inside)
                : .noRecord(kind, scope, inside)
        default: return .all(inner())
        }
    }

    static func field(_ random: inout SplitMix, isInside: Bool) -> Condition {
        let fields: [Condition] = [
            .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_240)),
            .field("directory-user", "thumbnailPhoto.format", .oneOf(["png", "gif"])),
            .field("directory-user", "jpegPhoto", .absent), .field("directory-user", "thumbnailPhoto", .blank),
            .field("cloud-user", "OnPremisesSyncEnabled", .equals("true")),
            .field("sync-scheduler", "SyncCycleEnabled", .equals("false")),
            .field("error", "httpStatus", .equals("413")),
        ]
        if isInside, Bool.random(using: &random) {
            return Bool.random(using: &random)
                ? .here("httpStatus", .equals("413")) : .here("cmdlet", .equals("Set-UserPhoto"))
        }
        return fields.randomElement(using: &random) ?? fields[0]
    }

    static func evidence(_ random: inout SplitMix, people: Int) -> CaseBuilder {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook is old")
        for person in 0..<people {
            let name = Value.text("user\(person)@contoso.example")
            let photos: [Value] = [.photo(9000), .photo(10_300), .photo(20_000), .blank, .cutPhoto]
            if Bool.random(using: &random) {
                builder.add(
                    "directory-user",
                    [
                        "UserPrincipalName": name, "thumbnailPhoto": photos.randomElement(using: &random) ?? .blank,
                        "whenChanged": .day("2026-11-1\(person % 9)"),
                    ])
            }
            if Bool.random(using: &random) {
                builder.add(
                    "cloud-user",
                    [
                        "UserPrincipalName": name, "OnPremisesSyncEnabled": .boolean(.random(using: &random)),
                        "OnPremisesLastSyncDateTime": .day("2026-11-12"),
                    ])
            }
        }
        // More than a few now and then: then a case is looked through once for all subjects.
        for _ in 0..<Int.random(in: 0...(Bool.random(using: &random) ? 4 : 24), using: &random) {
            builder.add(
                "error",
                [
                    "httpStatus": .number(Bool.random(using: &random) ? 413 : 500),
                    "cmdlet": .text(Bool.random(using: &random) ? "Set-UserPhoto" : "Get-Mailbox"),
                    "identity": .text("user\(Int.random(in: 0...max(3, people), using: &random))@contoso.example"),
                ], session: Bool.random(using: &random) ? Int.random(in: 1...2, using: &random) : nil,
                time: Bool.random(using: &random) ? "2023-10-0\(Int.random(in: 1...9, using: &random))" : nil)
        }
        if Bool.random(using: &random) {
            builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(.random(using: &random))])
        }
        return builder
    }
}
