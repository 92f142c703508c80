import TriageModel
import TriageRules

@testable import TriageEngine

/// A small vocabulary of the shape of the real one.
enum TestKnowledge {
    private typealias Field = Vocabulary.FieldDeclaration

    private static func kind(
        _ name: String, _ about: Vocabulary.About, label: String = "", _ fields: [Vocabulary.FieldDeclaration]
    ) -> Vocabulary.Kind {
        Vocabulary.Kind(name: name, label: label.isEmpty ? name : label, about: about, fields: fields)
    }

    static let kinds: [Vocabulary.Kind] = [
        kind(
            "error", .event,
            [
                Field(name: "cmdlet", type: .text), Field(name: "httpStatus", type: .integer),
                Field(name: "proxyMethod", type: .text), Field(name: "message", type: .text),
                Field(name: "identity", type: .text, identity: .any),
            ]),
        kind(
            "command", .event,
            [
                Field(name: "name", type: .text), Field(name: "text", type: .text),
                Field(name: "identity", type: .text, identity: .any),
            ]),
        kind(
            "session", .event, [Field(name: "uri", type: .uri), Field(name: "userName", type: .text, identity: .any)]),
        kind(
            "message", .event, [Field(name: "from", type: .text), Field(name: "date", type: .date, isEventTime: true)]),
        kind("mention", .person, [Field(name: "address", type: .text, identity: .smtpAddress)]),
        kind("observation", .person, [Field(name: "teams", type: .text), Field(name: "owa", type: .text)]),
        kind("tried", .event, [Field(name: "step", type: .text)]),
        kind(
            "directory-user", .person, label: "on-premises AD user",
            [
                Field(name: "DistinguishedName", type: .text, identity: .distinguishedName),
                Field(name: "ObjectGUID", type: .guid, identity: .objectGUID),
                Field(name: "ConsistencyGuid", type: .guid, identity: .immutableID),
                Field(name: "SamAccountName", type: .text, identity: .samAccountName),
                Field(name: "UserPrincipalName", type: .text, identity: .userPrincipalName),
                Field(name: "mail", type: .text, identity: .smtpAddress),
                Field(name: "proxyAddresses", type: .list, identity: .smtpAddress),
                Field(name: "DisplayName", type: .text, identity: .displayName),
                Field(name: "thumbnailPhoto", type: .binary, label: "photo in AD"),
                Field(name: "jpegPhoto", type: .binary), Field(name: "adminDescription", type: .text),
                Field(name: "whenChanged", type: .date, isEventTime: true),
            ]),
        kind(
            "cloud-user", .person,
            [
                Field(name: "Id", type: .guid, identity: .entraID),
                Field(name: "UserPrincipalName", type: .text, identity: .userPrincipalName),
                Field(name: "Mail", type: .text, identity: .smtpAddress),
                Field(name: "DisplayName", type: .text, identity: .displayName),
                Field(name: "OnPremisesSyncEnabled", type: .boolean, blankMeansUnknown: true),
                Field(name: "OnPremisesLastSyncDateTime", type: .date, blankMeansUnknown: true),
                Field(name: "ImmutableId", type: .text, identity: .immutableID, blankMeansUnknown: true),
                Field(name: "AssignedLicenses", type: .list, blankMeansUnknown: true),
            ]),
        kind(
            "mailbox", .person,
            [
                Field(name: "Identity", type: .text, identity: .any),
                Field(name: "ExternalDirectoryObjectId", type: .guid, identity: .entraID),
                Field(name: "PrimarySmtpAddress", type: .text, identity: .smtpAddress),
                Field(name: "RecipientTypeDetails", type: .text), Field(name: "HasPicture", type: .boolean),
            ]),
        kind(
            "cas-mailbox", .person,
            [
                Field(name: "Identity", type: .text, identity: .any), Field(name: "OwaMailboxPolicy", type: .text),
            ]),
        kind(
            "cloud-photo", .person,
            [Field(name: "identity", type: .text, identity: .any), Field(name: "state", type: .text)]),
        kind(
            "sync-scheduler", .tenant,
            [Field(name: "SyncCycleEnabled", type: .boolean), Field(name: "StagingModeEnabled", type: .boolean)]),
        kind(
            "update-settings", .tenant, [Field(name: "source", type: .text), Field(name: "allowedRoles", type: .list)]),
        kind(
            "owa-policy", .thing, label: "OWA policy for photos",
            [Field(name: "Name", type: .text), Field(name: "SetPhotoEnabled", type: .boolean)]),
        kind(
            "module", .thing, label: "PowerShell module",
            [Field(name: "Name", type: .text), Field(name: "Version", type: .text)]),
        kind("photo-file", .thing, label: "photo file", [Field(name: "Length", type: .size)]),
    ]

    /// Modelled on the fact sheet's section 8: in its order.
    static let collectors: [Vocabulary.Collector] = [
        Vocabulary.Collector(
            id: "ad-photo-length", command: "(Get-ADUser {sam} -Properties thumbnailPhoto).thumbnailPhoto.Length",
            place: "on-premises AD", reads: "An integer.", order: 1,
            gives: ["directory-user.thumbnailPhoto.bytes", "directory-user.thumbnailPhoto"]),
        Vocabulary.Collector(
            id: "ad-photo-head", command: "(Get-ADUser {sam} -Properties thumbnailPhoto).thumbnailPhoto[0..3]",
            place: "on-premises AD", reads: "255, 216: JPEG.", order: 2, gives: ["directory-user.thumbnailPhoto.format"]
        ),
        Vocabulary.Collector(
            id: "ad-user", command: "Get-ADUser {sam} -Properties adminDescription,jpegPhoto", place: "on-premises AD",
            reads: "", order: 4,
            gives: ["directory-user.adminDescription", "directory-user.jpegPhoto", "directory-user"]),
        Vocabulary.Collector(
            id: "sync-scheduler", command: "Get-ADSyncScheduler", place: "sync server", reads: "", order: 5,
            gives: ["sync-scheduler", "sync-scheduler.SyncCycleEnabled", "sync-scheduler.StagingModeEnabled"]),
        Vocabulary.Collector(
            id: "cloud-user", command: "Get-MgUser -UserId {upn} -Property Id | fl", place: "Exchange Online",
            reads: "",
            order: 7,
            gives: [
                "cloud-user", "cloud-user.OnPremisesSyncEnabled", "cloud-user.OnPremisesLastSyncDateTime",
                "cloud-user.AssignedLicenses",
            ]),
        Vocabulary.Collector(
            id: "mailbox-location", command: "Get-EXOMailbox {upn} | fl RecipientTypeDetails", place: "Exchange Online",
            reads: "", order: 8, gives: ["mailbox", "mailbox.RecipientTypeDetails"]),
        Vocabulary.Collector(
            id: "cloud-photo", command: "Get-MgUserPhoto -UserId {id}", place: "Exchange Online", reads: "", order: 9,
            gives: ["cloud-photo", "cloud-photo.state"]),
        Vocabulary.Collector(
            id: "update-settings", command: "Invoke-MgGraphRequest GET /beta/admin/people/photoUpdateSettings",
            place: "Exchange Online", reads: "", order: 10, gives: ["update-settings"]),
        Vocabulary.Collector(
            id: "owa-policy", command: "Get-CASMailbox {upn} | fl OwaMailboxPolicy", place: "Exchange Online",
            reads: "",
            order: 11,
            gives: ["cas-mailbox", "cas-mailbox.OwaMailboxPolicy", "owa-policy", "owa-policy.SetPhotoEnabled"]),
    ]

    static let vocabulary = Vocabulary(
        kinds: kinds,
        cmdlets: [
            Vocabulary.Cmdlet(
                name: "Get-ADUser", prints: "directory-user", identityParameter: "Identity",
                identityKey: .samAccountName),
            Vocabulary.Cmdlet(name: "Get-MgUser", prints: "cloud-user", identityParameter: "UserId"),
            Vocabulary.Cmdlet(name: "Set-UserPhoto", identityParameter: "Identity", isTopical: true),
            Vocabulary.Cmdlet(name: "Get-OwaMailboxPolicy", prints: "owa-policy", identityParameter: "Identity"),
        ], collectors: collectors,
        topic: Vocabulary.Topic(groups: [
            ["photo", "photos", "picture", "profile picture", "Foto", "写真"],
            ["Outlook", "Teams", "Exchange Online", "同期"],
        ]),
        surfaces: [
            Vocabulary.Term(name: "teams", phrases: ["Teams", "Microsoft Teams"]),
            Vocabulary.Term(name: "owa", phrases: ["OWA", "Outlook on the web"]),
        ],
        states: [
            Vocabulary.Term(name: "old", phrases: ["old photo"]), Vocabulary.Term(name: "new", phrases: ["is new"]),
            Vocabulary.Term(name: "missing", phrases: []),
        ],
        stages: [
            Vocabulary.Stage(name: "upload", label: ""), Vocabulary.Stage(name: "content", label: ""),
            Vocabulary.Stage(name: "synchronisation", label: ""), Vocabulary.Stage(name: "display", label: ""),
        ])

    /// The rules of the shape of the real ones.
    static let rules: [Rule] = [
        .make(
            "cloud-limit", cause: "RC01", stage: "content", prior: 10, confidence: .high,
            when: .all([
                .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_240)),
                .field("directory-user", "thumbnailPhoto.bytes", .atMost(102_400)),
            ]), near: Rule.Near(field: "directory-user.thumbnailPhoto.bytes", within: 500),
            resolution: ["shrink", "old-way"]),
        .make(
            "borderline", cause: "RC02", stage: "content", prior: 2, confidence: .low,
            when: .all([
                .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_000)),
                .field("directory-user", "thumbnailPhoto.bytes", .atMost(10_240)),
            ])),
        .make(
            "not-jpeg", cause: "RC04", stage: "content", prior: 2, confidence: .high,
            when: .field("directory-user", "thumbnailPhoto.format", .oneOf(["png", "gif"]))),
        .make(
            "empty", cause: "RC08", stage: "content", prior: 3,
            when: .any([
                .field("directory-user", "thumbnailPhoto", .blank),
                .field("directory-user", "thumbnailPhoto.bytes", .equals("0")),
            ]),
            exceptions: [
                Rule.Exception(
                    because: "jpegPhoto holds a picture", condition: .field("directory-user", "jpegPhoto", .present))
            ]),
        .make(
            "stopped", cause: "RC13", stage: "synchronisation", prior: 4, confidence: .high,
            when: .field("sync-scheduler", "SyncCycleEnabled", .equals("false"))),
        .make(
            "not-synced", cause: "RC16", stage: "synchronisation", prior: 3,
            when: .field("cloud-user", "OnPremisesSyncEnabled", .blank)),
        .make(
            "proxy-413", cause: "RC22", stage: "upload", prior: 8, subject: .record(kind: "error"), confidence: .high,
            when: .all([.here("httpStatus", .equals("413")), .here("cmdlet", .equals("Set-UserPhoto"))]),
            exceptions: [
                Rule.Exception(because: "the error says RPS", condition: .here("proxyMethod", .equals("RPS"))),
                Rule.Exception(
                    because: "the session had asked for proxyMethod=RPS",
                    condition: .anyRecord("session", .session, [.here("uri.query.proxyMethod", .equals("RPS"))])),
            ], resolution: ["old-way", "graph"]),
        .make(
            "settings", cause: "RC40", stage: "synchronisation", prior: 2,
            when: .anyRecord("update-settings", .case, [.here("source", .equals("cloud"))])),
    ]

    static let steps: [Article.Step] = [
        Article.Step(
            id: "shrink", text: "Shrink the photo of {upn}.",
            command: "Set-ADUser {sam} -Replace @{thumbnailPhoto=$small}"),
        Article.Step(
            id: "old-way", text: "Connect with RPS.",
            command: "New-PSSession -ConnectionUri https://x/?proxyMethod=RPS",
            until: CivilDate(year: 2023, month: 10, day: 1), retiredBecause: "RPS ended", replacedBy: "graph"),
        Article.Step(
            id: "graph", text: "Use Graph.", command: "Set-MgUserPhotoContent -UserId {upn} -InFile '{file}'",
            risk: .write,
            from: CivilDate(year: 2020, month: 1, day: 1)),
    ]

    static func knowledge(_ rules: [Rule] = rules) -> KnowledgeBase {
        KnowledgeBase(
            vocabulary: vocabulary, articles: [Article(id: "KB", title: "Photos", steps: steps)], rules: rules,
            hash: "0123456789abcdef")
    }

    static let today = CivilDate(year: 2026, month: 11, day: 23)
}

/// Diagnoses with hand-made rules.
func diagnose(
    _ builder: CaseBuilder, _ rules: [Rule] = TestKnowledge.rules, facts: [StatedFact] = [], asOf: CivilDate? = nil,
    explain: Bool = false
) -> Diagnosis { diagnose(builder.evidence, rules, facts: facts, asOf: asOf, explain: explain) }

func diagnose(
    _ evidence: Evidence, _ rules: [Rule] = TestKnowledge.rules, facts: [StatedFact] = [], asOf: CivilDate? = nil,
    explain: Bool = false
) -> Diagnosis {
    DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules)).diagnose(
        evidence,
        options: .init(
            asOf: asOf ?? TestKnowledge.today, asOfIsExplicit: asOf != nil, explain: explain, facts: facts))
}

func fact(_ text: String) throws -> StatedFact {
    try StatedFactParser(vocabulary: TestKnowledge.vocabulary).parse(text)
}

extension Diagnosis {
    var causes: [String] { findings.map(\.cause) }
}
