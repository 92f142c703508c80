import TriageModel

@testable import TriageReporting

extension Cases {
    /// A diagnosis of nothing.
    static func empty() -> Diagnosis {
        Diagnosis(verdict: .offTopic, asOf: asOf, ruleHash: "5f0c1d2e3a4b5c6d", sources: [], regions: [])
    }

    /// One cause of very many people.
    static func crowd(_ count: Int) -> Diagnosis {
        var diagnosis = people()
        diagnosis.findings[0].subjects = (0..<count).map { index in
            let size = Int64(10_241 + (count - index) * 7)
            return .init(
                id: "person\(index)@contoso.example", kind: "user", value: "\(size) bytes",
                distance: .init(value: size, limit: 10_240, unit: "B"))
        }
        return diagnosis
    }

    /// What reports need besides, for the cases here; every text replaced when it is to be hostile.
    static func context(hostile: String? = nil) -> ReportContext {
        func words(_ text: String) -> String { hostile ?? text }
        let span = SourceSpan(source: SourceID(0), start: 0, end: 1)
        return ReportContext(
            toolVersion: "1.0",
            presentation: Presentation(
                title: words("User photos"), wayTitle: words("The way of the photo"),
                hops: [
                    .init(
                        id: "directory", label: words("Directory"), about: words("it holds a photo"), column: 1, row: 1,
                        broken: ["photo-empty"], cleared: ["photo-not-jpeg"], proven: ["photo-over-exo-limit"]),
                    .init(
                        id: "upload", label: words("Upload"), about: words("sends it"), column: 1, row: 2,
                        broken: ["photo-proxy-413"]),
                    .init(
                        id: "cloud", label: words("Cloud"), about: words("takes it"), column: 2, row: 1,
                        broken: ["photo-over-exo-limit"], waiting: ["cloud-photo-old"]),
                ],
                links: [.init(from: "directory", to: "cloud"), .init(from: "upload", to: "cloud")],
                gauge: .init(
                    title: words("Size of the photo"), least: 1024, most: 10 << 20,
                    limits: [
                        .init(
                            value: 10_240, unclearFrom: 10_001, short: words("10 KB"),
                            label: words("the cloud takes no more")),
                        .init(
                            value: 512_000, short: words("500 KB"), label: words("the command took no more"),
                            until: CivilDate(year: 2023, month: 11, day: 30)),
                    ], measures: [.init(kind: "directory-user", field: "thumbnailPhoto", label: "photo in AD")]),
                reply: .init(
                    subject: words("Photo of {who}: our answer"), opening: words("Thank you for what you sent."),
                    insufficient: words("What you sent does not tell yet why the photo is not shown."),
                    healthy: words("Nothing in what you sent is wrong."),
                    offTopic: words("What you sent does not seem to be about a photo."),
                    unreadable: words("We could not open what you sent."))),
            measurements: [
                .init(
                    subject: words("anna@contoso.example"), label: words("photo in AD"), bytes: 14_532...14_532,
                    span: span),
                .init(
                    subject: words("taro@contoso.example"), label: words("photo in AD"), bytes: 102_553...102_656,
                    span: span),
            ],
            customerWords: hostile == nil
                ? [
                    "photo-over-exo-limit":
                        "The picture in your directory is larger than the cloud accepts, so the cloud keeps the old one."
                ] : [:])
    }
}
