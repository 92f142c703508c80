import TriageModel

extension Cases {
    static let dump = """
        DistinguishedName : CN=anna,OU=Staff,DC=contoso,DC=example
        mail              : anna.keller@contoso.example
        thumbnailPhoto    : 14532 bytes
        whenChanged       : 11/20/2026 9:14:30 AM

        DistinguishedName : CN=山田太郎,OU=Staff,DC=contoso,DC=example
        mail              : taro.yamada@contoso.example
        thumbnailPhoto    : 100.2 KB

        DistinguishedName : CN=zoe,OU=Staff,DC=contoso,DC=example
        mail              : zoe@contoso.example
        thumbnailPhoto    : 10400 bytes

        """

    /// Three people with one cause; another finding explained by it; near misses, a contradiction, an error no rule knows,
    /// a problem.
    static func people() -> Diagnosis {
        var input = Input()
        let dump = input.add("dump.txt", Self.dump)
        let mail = input.add(
            "mails/re photo.eml",
            "From: Zoe\r\n\r\nMy picture is 9,840 bytes, I looked.\r\n"
                + "Set-MgUserPhotoContent : The shard refused the token.\r\n")
        let evidence = [
            input.proof(dump, "directory-user.thumbnailPhoto.bytes", "102,553 to 102,656 bytes", "100.2 KB"),
            input.proof(dump, "directory-user.thumbnailPhoto.bytes", "14,532 bytes", "14532 bytes"),
            input.proof(dump, "directory-user.thumbnailPhoto.bytes", "10,400 bytes", "10400 bytes"),
        ]
        var finding = Diagnosis.Finding(
            rule: "photo-over-exo-limit", cause: "RC01", title: "The photo in AD is larger than Exchange Online takes",
            why: "Exchange Online takes photos of at most 10 KB from the directory and keeps the old one otherwise.",
            status: .matched, stage: "size",
            subjects: [
                .init(
                    id: "taro.yamada@contoso.example", kind: "user", value: "102,605 bytes",
                    distance: .init(value: 102_605, limit: 10_240, unit: "B")),
                .init(
                    id: "anna.keller@contoso.example", kind: "user", value: "14,532 bytes",
                    distance: .init(value: 14_532, limit: 10_240, unit: "B")),
                .init(
                    id: "zoe@contoso.example", kind: "user", value: "10,400 bytes",
                    distance: .init(value: 10_400, limit: 10_240, unit: "B")),
            ],
            conditions: .init(
                operation: "field", result: .true, text: "directory-user.thumbnailPhoto.bytes is over 10,240",
                evidence: [0])
        ).matched(.high, evidence: Diagnosis.Proof(evidence[0], Array(evidence.dropFirst())))
        finding.counterfactual = "at 10,240 bytes or less it would not fire: 92,365 bytes fewer"
        finding.resolution = [steps[2], steps[1]]
        finding.resolution[0].wasTried = false
        var old = Diagnosis.Finding(
            rule: "cloud-photo-old", cause: "RC12", title: "The cloud still has the photo of before",
            why: "", status: .matched, stage: "sync",
            subjects: [.init(id: "anna.keller@contoso.example", kind: "user")],
            conditions: .init(operation: "field", result: .true, text: "cloud-photo.changed is before the change in AD")
        ).matched(
            .medium,
            evidence: Diagnosis.Proof(
                input.proof(dump, "directory-user.whenChanged", "2026-11-20", "11/20/2026 9:14:30 AM")))
        old.explainedBy = "photo-over-exo-limit"
        let borderline = Diagnosis.Finding(
            rule: "photo-borderline", cause: "RC02", title: "The photo in AD is within the grey zone of the limit",
            why: "", status: .nearMiss, stage: "size", subjects: [.init(id: "zoe@contoso.example", kind: "user")],
            evidence: [evidence[2]],
            conditions: .init(
                operation: "all", result: .false, text: "all of these",
                children: [
                    .init(
                        operation: "field", result: .true, text: "thumbnailPhoto.bytes is over 10,000", evidence: [0]),
                    .init(
                        operation: "field", result: .false, text: "thumbnailPhoto.bytes is at most 10,240",
                        evidence: [0]),
                ]), failed: "thumbnailPhoto.bytes is at most 10,240",
            distance: .init(value: 10_400, limit: 10_240, unit: "B"))
        let silent = Diagnosis.Finding(
            rule: "photo-proxy-413", cause: "RC22", title: "Set-UserPhoto for another user went through the PSWS proxy",
            why: "", status: .notApplicable, stage: "upload",
            conditions: .init(operation: "all", result: .unknown, text: ""))
        let out = Diagnosis.Finding(
            rule: "photo-empty", cause: "RC08", title: "There is no photo in AD", why: "", status: .ruledOut,
            stage: "size", conditions: .init(operation: "field", result: .false, text: "thumbnailPhoto is blank"))
        return Diagnosis(
            verdict: .cause, asOf: asOf, ruleHash: "5f0c1d2e3a4b5c6d", sources: input.sources, regions: [],
            findings: [finding, old], nearMisses: [borderline], ruledOut: [out, silent],
            contradictions: [
                .init(
                    subject: "zoe@contoso.example", field: "directory-user.thumbnailPhoto.bytes",
                    values: [
                        evidence[2],
                        input.proof(mail, "directory-user.thumbnailPhoto.bytes", "9,840 bytes", "9,840 bytes"),
                    ], kept: nil)
            ],
            unknownErrors: [
                .init(
                    evidence: input.proof(
                        mail, "error.message", "The shard refused the token.", "The shard refused the token."),
                    command: "Set-MgUserPhotoContent", count: 2)
            ],
            problems: [
                .init(
                    code: "truncated-json", message: "The JSON ends in the middle of a value; send the whole file",
                    file: "tenant.json"),
                .init(
                    code: "cut-list", message: "A list was cut by the console; print it with Format-List",
                    file: "dump.txt", span: input.span(dump, "100.2 KB")),
            ])
    }

    /// The new photo is in the cloud already.
    static func healthy() -> Diagnosis {
        Diagnosis(
            verdict: .healthy, asOf: asOf, ruleHash: "5f0c1d2e3a4b5c6d", sources: [], regions: [],
            complainant: "anna.keller@contoso.example",
            notes: [
                "The new photo is in the cloud since 2026-11-20. Teams may show the old one until it is signed in again."
            ])
    }

    /// Every text of a diagnosis is `text`.
    static func every(_ text: String, verdict: Diagnosis.Verdict = .cause) -> Diagnosis {
        let source = Input.source(text, Array((text + "\n" + text + "\r\n" + text).utf8), encoding: text)
        let span = SourceSpan(source: SourceID(0), start: 0, end: text.utf8.count)
        let item = Diagnosis.EvidenceItem(spans: [span], field: text, value: text + "2")
        let stated = Diagnosis.EvidenceItem(spans: [], field: text, value: text, isAsserted: true)
        let tree = Diagnosis.ConditionTree(
            operation: text, result: .unknown, text: "",
            children: [.init(operation: "field", result: .false, text: text, evidence: [0, 7, -1])])
        let subject = Diagnosis.Subject(
            id: text, kind: "user", value: text, distance: .init(value: .max, limit: .min, unit: text))
        func finding(_ status: Diagnosis.Status) -> Diagnosis.Finding {
            var finding = Diagnosis.Finding(
                rule: text, cause: text, title: text, why: text, status: status, stage: text,
                subjects: [subject, subject], evidence: [item, stated], conditions: tree, missing: [text],
                failed: text, distance: .init(value: .min, limit: 1, unit: text), notes: [text])
            finding.counterfactual = text
            finding.explainedBy = text
            finding.resolution = [
                .init(
                    id: text, text: text, command: text, place: text, risk: .write, verify: text, expect: text,
                    source: text),
                .init(
                    id: text, text: text, command: text, place: text, source: text, retired: asOf, isRetired: true,
                    retiredBecause: text, replacedBy: text + "3", wasTried: true),
            ]
            return finding
        }
        return Diagnosis(
            verdict: verdict, asOf: asOf, ruleHash: text, sources: [source],
            regions: [.init(format: text, why: text, span: span, recordCount: 1)],
            findings: verdict == .cause ? [finding(.matched), finding(.matched)] : [], undecided: [finding(.undecided)],
            nearMisses: [finding(.nearMiss)], ruledOut: [finding(.ruledOut), finding(.notApplicable)],
            nextEvidence: [.init(command: text, place: text, decides: [text], reads: text)],
            contradictions: [.init(subject: text, field: text, values: [item, stated], kept: text)],
            unknownErrors: [.init(evidence: item, command: text, count: 2), .init(evidence: stated)],
            problems: [.init(code: "x", message: text, file: text, span: span)], complainant: text, notes: [text],
            joins: [text])
    }
}
