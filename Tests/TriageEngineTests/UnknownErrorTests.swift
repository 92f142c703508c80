import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Errors no rule speaks of are told, and no others.
struct UnknownErrorTests {
    private func error(_ message: String, in builder: inout CaseBuilder, cmdlet: String = "Set-MgUserPhotoContent") {
        builder.add("error", ["message": .text(message), "cmdlet": .text(cmdlet)])
    }

    private func onTopic() -> CaseBuilder {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            ["UserPrincipalName": .text("anna@contoso.example"), "thumbnailPhoto": .photo(14_532)])
        return builder
    }

    @Test func anErrorNoRuleSpeaksOfIsTold() {
        var builder = onTopic()
        error("The shard refused the token.", in: &builder)
        let found = diagnose(builder).unknownErrors
        #expect(found.map(\.evidence.value) == ["The shard refused the token."])
        #expect(found.map(\.evidence.field) == ["error.message"])
        #expect(found.map(\.command) == ["Set-MgUserPhotoContent"])
        #expect(found.allSatisfy { $0.evidence.spans.count == 1 && $0.count == 1 })
    }

    @Test func theSameIsToldOnceWithItsCount() {
        var builder = onTopic()
        for message in ["Refused.", "Late.", "Refused.", "Refused."] { error(message, in: &builder) }
        error("Refused.", in: &builder, cmdlet: "Get-Mailbox")
        let found = diagnose(builder).unknownErrors
        #expect(found.map(\.evidence.value) == ["Refused.", "Late.", "Refused."])
        #expect(found.map(\.count) == [3, 1, 1])
        #expect(found.map(\.command) == ["Set-MgUserPhotoContent", "Set-MgUserPhotoContent", "Get-Mailbox"])
    }

    @Test func whatProvesACauseIsNotUnknown() {
        var builder = onTopic()
        builder.add(
            "error",
            ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto"), "message": .text("Too large.")])
        error("The shard refused the token.", in: &builder)
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes.contains("RC22"))
        #expect(diagnosis.unknownErrors.map(\.evidence.value) == ["The shard refused the token."])
    }

    @Test func anErrorWithoutAMessageIsToldByItsIdOrCode() {
        var builder = onTopic()
        builder.add("error", ["errorId": .text("ShardRefused,X")])
        builder.add("error", ["httpStatus": .number(503)])
        builder.add("error", ["view": .text("normal")])
        let found = diagnose(builder).unknownErrors
        #expect(found.map(\.evidence.field) == ["error.errorId", "error.httpStatus"])
        #expect(found.map(\.evidence.value) == ["ShardRefused,X", "503"])
    }

    @Test func aTicketAboutSomethingElseTellsNone() {
        var builder = CaseBuilder()
        builder.add("error", ["message": .text("The printer is on fire."), "cmdlet": .text("Get-Printer")])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.verdict == .offTopic)
        #expect(diagnosis.unknownErrors.isEmpty)
    }

    @Test func aLogOfErrorsIsCutShort() {
        var builder = onTopic()
        for number in 0..<200 { error("Shard \(number) refused.", in: &builder) }
        #expect(diagnose(builder).unknownErrors.count == UnknownErrors.most)
    }
}
