import TriageBytes
import Testing
import TriageModel

@testable import TriageReaders

@Suite("Fields that sentences tell of") struct SentenceFieldTests {
    private static let vocabulary = Vocabulary(kinds: [
        .init(
            name: "directory-user", label: "user", about: .person,
            fields: [
                .init(name: "thumbnailPhoto", type: .binary), .init(name: "mail", type: .text, identity: .smtpAddress),
            ]),
        .init(
            name: "sync-scheduler", label: "scheduler", about: .tenant,
            fields: [.init(name: "StagingModeEnabled", type: .boolean)]),
    ])

    private func records(_ text: String, _ kind: String) -> [Record] {
        var reader = CaseReader(vocabulary: Self.vocabulary)
        reader.add(TextDecoder.decode(Array(text.utf8)).sourceInfo(name: "ticket.txt"))
        return reader.finish().records(kind)
    }

    @Test(arguments: [
        ("The thumbnailPhoto in AD has 14210 bytes.", 14_210...14_210),
        ("thumbnailPhoto of anna@contoso.example is 14,210 bytes and does not arrive", 14_210...14_210),
        ("Bei Anna ist thumbnailPhoto im AD 14.210 Bytes groß, es kommt nicht an.", 14_210...14_210),
        ("We see thumbnailPhoto (45 KB) in AD.", 44_500...46_592),
        ("When I look, thumbnailPhoto is 12,5 KB.", 12_450...12_851),
    ])
    func aSizeIsRead(text: String, bytes: ClosedRange<Int64>) throws {
        let user = try #require(records(text, "directory-user").first)
        guard case .binary(let photo)? = user["thumbnailPhoto"]?.content else {
            Issue.record("no photo")
            return
        }
        #expect(photo.byteCount == bytes)
        #expect(photo.format == .unknown)
    }

    @Test(arguments: [
        "thumbnailPhoto may have 100 KB.", "The limit of thumbnailPhoto is 100 KB at most",
        "thumbnailPhoto is 10 KB or less", "thumbnailPhoto is 14 KB too large", "thumbnailPhoto was 45 KB before",
        "If thumbnailPhoto is 14 KB it does not arrive.", "Is thumbnailPhoto 14 KB?", "thumbnailPhoto is 14 years old",
        "thumbnailPhoto is not 14 KB", "Keep thumbnailPhoto below 10 KB.", "thumbnailPhoto is\n\n14 KB",
    ])
    func whatIsNoStatementOfASizeIsNone(text: String) { #expect(records(text, "directory-user").isEmpty) }

    @Test(arguments: [
        ("StagingModeEnabled is True on our server", "true"), ("We found StagingModeEnabled=False there.", "false"),
        ("StagingModeEnabled steht auf $true", "true"),
    ])
    func aSwitchIsRead(text: String, value: String) throws {
        let scheduler = try #require(records(text, "sync-scheduler").first)
        #expect(scheduler["StagingModeEnabled"]?.short == value)
    }

    @Test(arguments: [
        "StagingModeEnabled should be True", "Set StagingModeEnabled if it is True", "StagingModeEnabled?",
    ])
    func whatIsNoStatementOfASwitchIsNone(text: String) { #expect(records(text, "sync-scheduler").isEmpty) }

    @Test func theAddressSaysWhose() throws {
        let user = try #require(
            records("thumbnailPhoto of anna@contoso.example has 9,840 bytes", "directory-user").first)
        #expect(user["identity"]?.short == "anna@contoso.example")
    }
}
