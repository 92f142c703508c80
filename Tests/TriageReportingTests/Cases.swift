import TriageModel

/// Whole diagnoses as the engine gives them, for reports.
enum Cases {
    static let asOf = CivilDate(year: 2026, month: 11, day: 23)

    static let ticket413 = """
        From: Ines Duarte <ines.duarte@contoso.example>
        To: Service Desk <helpdesk@contoso.example>
        Date: Mon, 23 Nov 2026 16:41:07 +0100
        Subject: photo of Jonas still the old one

        Hi, we replaced the photo of Jonas Brandt in AD last week, Outlook and Teams still show the old one.
        So I tried to set it directly:

        PS C:\\Scripts> $session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/ -Credential $cred -Authentication Basic -AllowRedirection
        PS C:\\Scripts> Set-UserPhoto -Identity 'jonas.brandt@contoso.example' -PictureData $pic -Confirm:$false
        Set-UserPhoto : Error on proxy command 'Set-UserPhoto -Identity:'jonas.brandt@
        contoso.example' -PictureData:{255, 216, 255, 224, 0, 16} -Confirm:$False' to
        server VI1P190MB0382.EURP190.PROD.OUTLOOK.COM: Server version 15.20.4930.0000,
         Proxy method PSWS:
        Request return error with following error message:
        The remote server returned an error: (413) Request Entity Too Large...
        + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyExcept
           ion
        + FullyQualifiedErrorId : Microsoft.Exchange.Configuration.CmdletProxyExceptio
           n,Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto
        + PSComputerName        : outlook.office365.com

        Shrinking the picture did not help. What now?
        Ines

        """

    /// A pasted 413 ticket: proof on several lines, wrapped; retired steps; a step tried already.
    static func proxy413() -> Diagnosis {
        var input = Input()
        let ticket = input.add("ticket.txt", ticket413)
        let evidence = [
            input.proof(ticket, "error.httpStatus", "413", "413"),
            input.proof(ticket, "error.cmdlet", "Set-UserPhoto", "Set-UserPhoto]"),
            input.proof(ticket, "error.reason", "CmdletProxyException", "CmdletProxyExcept", " ion"),
            input.proof(ticket, "error.proxyMethod", "PSWS", "PSWS"),
            input.proof(
                ticket, "session.uri", "https://outlook.office365.com/powershell-liveid/",
                "https://outlook.office365.com/powershell-liveid/"),
        ]
        let tree = Diagnosis.ConditionTree(
            operation: "all", result: .true, text: "all of these",
            children: [
                .init(operation: "field", result: .true, text: "error.httpStatus is 413", evidence: [0]),
                .init(operation: "field", result: .true, text: "error.cmdlet is Set-UserPhoto", evidence: [1]),
                .init(
                    operation: "unless", result: .false, text: "unless the session already asked for proxyMethod=RPS",
                    evidence: [4],
                    children: [
                        .init(
                            operation: "any-record", result: .false, text: "a session in the same session has",
                            children: [
                                .init(
                                    operation: "field", result: .false, text: "session.uri.query.proxyMethod is RPS",
                                    evidence: [4])
                            ])
                    ]),
                .init(
                    operation: "unless", result: .false, text: "unless the block itself says Proxy method RPS",
                    evidence: [3]),
            ])
        var finding = Diagnosis.Finding(
            rule: "photo-proxy-413", cause: "RC22",
            title: "Set-UserPhoto for another user went through the PSWS proxy",
            why: "The proxied request is larger than that proxy accepts; the remote server answers 413.",
            status: .matched, stage: "upload", subjects: [.init(id: "jonas.brandt@contoso.example", kind: "user")],
            conditions: tree
        ).matched(.high, evidence: Diagnosis.Proof(evidence[0], Array(evidence.dropFirst())))
        finding.counterfactual = "it would not fire if the session already asked for proxyMethod=RPS"
        finding.resolution = steps
        let small = Diagnosis.Finding(
            rule: "photo-over-exo-limit", cause: "RC01", title: "The photo in AD is larger than Exchange Online takes",
            why: "", status: .undecided, stage: "size",
            conditions: .init(
                operation: "field", result: .unknown, text: "directory-user.thumbnailPhoto.bytes is over 10,240"),
            missing: ["directory-user.thumbnailPhoto.bytes"])
        let scheduler = Diagnosis.Finding(
            rule: "sync-scheduler-stopped", cause: "RC13", title: "Synchronisation is stopped", why: "",
            status: .undecided, stage: "sync",
            conditions: .init(operation: "field", result: .unknown, text: "sync-scheduler.SyncCycleEnabled is False"),
            missing: ["sync-scheduler.SyncCycleEnabled", "sync-scheduler.SchedulerSuspended"])
        return Diagnosis(
            verdict: .cause, asOf: asOf, ruleHash: "5f0c1d2e3a4b5c6d", sources: input.sources,
            regions: [
                .init(
                    format: "message", why: "certain: header fields From, Date, Subject",
                    span: SourceSpan(source: SourceID(ticket), start: 0, end: input.span(ticket, "\n\n").start),
                    recordCount: 1),
                .init(
                    format: "error.normal-view", why: "certain: labels CategoryInfo and FullyQualifiedErrorId",
                    span: SourceSpan(
                        source: SourceID(ticket), start: input.span(ticket, "Set-UserPhoto : Error").start,
                        end: input.span(ticket, ": outlook.office365.com").end), recordCount: 1),
            ],
            findings: [finding], undecided: [small, scheduler],
            nextEvidence: [
                .init(
                    command: "(Get-ADUser jonas.brandt -Properties thumbnailPhoto).thumbnailPhoto.Length",
                    place: "on-premises AD", decides: ["RC01", "RC02", "RC08"],
                    reads: "10,000 or less is fine; 10,241 to 102,400 is too big; nothing printed means empty",
                    purpose: .optional),
                .init(
                    command: "Get-ADSyncScheduler", place: "sync server", decides: ["RC13", "RC14"],
                    reads: "SyncCycleEnabled should be True, StagingModeEnabled and SchedulerSuspended False",
                    purpose: .optional),
            ], complainant: "jonas.brandt@contoso.example",
            joins: [
                "jonas.brandt@contoso.example: the error's command and the session are taken for one person, joined by userPrincipalName"
            ])
    }

    static let steps: [Diagnosis.Step] = [
        .init(
            id: "graph/connect", text: "Sign in to Microsoft Graph with the right to change photos.",
            command: "Connect-MgGraph -Scopes 'ProfilePhoto.ReadWrite.All'", place: "Graph PowerShell", risk: .read,
            source: "Microsoft Graph"),
        .init(
            id: "graph/set-photo",
            text: "Put the photo straight into the cloud. Up to 4 MB is accepted, JPEG or PNG.",
            command: "Set-MgUserPhotoContent -UserId 'jonas.brandt@contoso.example' -InFile '.\\photo.jpg'",
            place: "Graph PowerShell", risk: .write,
            verify: "Get-MgUserPhoto -UserId 'jonas.brandt@contoso.example' | Format-List",
            expect: "Width and Height above 1", source: "KB3062745 v2"),
        .init(
            id: "ad/shrink", text: "Make the photo in AD smaller than 10,000 bytes.", place: "on-premises AD",
            risk: .write, source: "KB3062745 v1", wasTried: true),
        .init(
            id: "KB3062745/connect-rps",
            text: "Connect with ?proxyMethod=RPS at the end of the connection URI. Then run the command again.",
            command: "New-PSSession -ConnectionUri https://outlook.office365.com/powershell-liveid/?proxyMethod=RPS",
            place: "Exchange Online", risk: .write, source: "KB3062745 v1",
            retired: CivilDate(year: 2023, month: 10, day: 1), isRetired: true,
            retiredBecause: "remote PowerShell was switched off for all tenants", replacedBy: "graph/connect"),
        .init(
            id: "KB3062745/set-userphoto", text: "Run Set-UserPhoto for the user.",
            command: "Set-UserPhoto -Identity jonas.brandt", place: "Exchange Online", risk: .write,
            source: "KB3062745 v1", retired: CivilDate(year: 2023, month: 11, day: 30), isRetired: true,
            retiredBecause: "the cmdlet is gone from Exchange Online", replacedBy: "graph/set-photo"),
    ]

    /// A bare sentence: nothing decided, the first command named.
    static func undecided() -> Diagnosis {
        var input = Input()
        let ticket = input.add("stdin", "Anna's new photo does not show in Outlook.\n")
        func open(_ rule: String, _ cause: String, _ title: String, _ missing: [String]) -> Diagnosis.Finding {
            Diagnosis.Finding(
                rule: rule, cause: cause, title: title, why: "", status: .undecided, stage: "size",
                conditions: .init(operation: "field", result: .unknown, text: missing.joined(separator: ", ")),
                missing: missing)
        }
        return Diagnosis(
            verdict: .insufficient, asOf: asOf, ruleHash: "5f0c1d2e3a4b5c6d", sources: input.sources,
            regions: [
                .init(
                    format: "prose", why: "nothing else fits",
                    span: input.span(ticket, "Anna's new photo does not show in Outlook."))
            ],
            undecided: [
                open(
                    "photo-over-exo-limit", "RC01", "The photo in AD is larger than Exchange Online takes",
                    ["directory-user.thumbnailPhoto.bytes"]),
                open(
                    "photo-borderline", "RC02", "The photo in AD is within the grey zone of the limit",
                    ["directory-user.thumbnailPhoto.bytes"]),
                open(
                    "photo-not-jpeg", "RC04", "The photo in AD is not a JPEG", ["directory-user.thumbnailPhoto.format"]),
                open("photo-empty", "RC08", "There is no photo in AD", ["directory-user.thumbnailPhoto"]),
                open(
                    "mailbox-on-premises", "RC32", "The mailbox is on-premises",
                    ["recipient.RecipientTypeDetails", "mailbox.RecipientTypeDetails"]),
                open(
                    "photo-source-setting", "RC40", "The tenant takes photos from one side only",
                    ["photo-update-settings.source"]),
            ],
            nextEvidence: [
                .init(
                    command: "(Get-ADUser <sam> -Properties thumbnailPhoto).thumbnailPhoto.Length",
                    place: "on-premises AD", decides: ["RC01", "RC02", "RC08"],
                    reads:
                        "10,000 or less is fine; 10,001 to 10,240 is a grey zone; 10,241 to 102,400 is too big; nothing printed means empty"
                ),
                .init(
                    command: "Get-Recipient <upn> | Format-List RecipientTypeDetails", place: "on-premises Exchange",
                    decides: ["RC32"], reads: "UserMailbox means the mailbox is still on-premises"),
                .init(
                    command:
                        "Invoke-MgGraphRequest GET https://graph.microsoft.com/beta/admin/people/photoUpdateSettings",
                    place: "Graph PowerShell", decides: ["RC40"], reads: "source: cloud or onPremises"),
                .init(
                    command: "Get-ADSyncScheduler", place: "sync server", decides: ["RC13"], reads: "SyncCycleEnabled"),
            ], complainant: "Anna")
    }
}
