import Testing
import TriageModel

@testable import TriageEngine

struct StatedFactTests {
    private func failure(_ text: String) -> StatedFactError? {
        do throws(StatedFactError) {
            _ = try StatedFactParser(vocabulary: TestKnowledge.vocabulary).parse(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func surfacesMakeAnObservation() throws {
        let stated = try fact("anna@contoso.example: teams=old, owa=new")
        #expect(stated.who == "anna@contoso.example")
        let records = stated.records
        #expect(records.map(\.kind) == ["observation"])
        #expect(records[0]["teams"]?.content == .text("old"))
        #expect(records[0]["owa"]?.content == .text("new"))
        #expect(records[0].isAsserted)
    }

    @Test func phrasesOfSurfacesAndStatesCount() throws {
        let stated = try fact("anna: Microsoft Teams=old photo")
        #expect(stated.pairs == [.init(kind: "observation", field: "teams", value: .text("old"))])
    }

    @Test func pathsAreTypedByTheVocabulary() throws {
        let stated = try fact(
            "anna: cloud-user.OnPremisesSyncEnabled=yes, photo-file.length=10 KB, "
                + "directory-user.whenChanged=2026-11-20T09:14:00Z, directory-user.proxyAddresses=a@x.example|b@x.example, "
                + "directory-user.objectguid=5754577E30078CC8080A1EE990E7B52A, update-settings.source=blank")
        let contents = stated.pairs.map(\.value.content)
        #expect(contents[0] == .boolean(true))
        #expect(contents[1] == .size(10_240...10_240))
        #expect(contents[2] == .date(DateValue(local: 1_795_166_040, zoneMinutes: 0, text: "2026-11-20T09:14:00Z")))
        #expect(stated.pairs[3].field == "proxyAddresses")
        #expect(contents[4] == .guid("5754577e-3007-8cc8-080a-1ee990e7b52a"))
        #expect(contents[5] == .blank)
        #expect(stated.records.map(\.kind) == ["cloud-user", "photo-file", "directory-user", "update-settings"])
    }

    @Test func partsOfOneBinaryBecomeOneValue() throws {
        let stated = try fact(
            "anna: directory-user.thumbnailPhoto.bytes=14532, directory-user.thumbnailPhoto.format=png")
        #expect(stated.records.count == 1)
        guard case .binary(let binary)? = stated.records[0]["thumbnailPhoto"]?.content else {
            Issue.record("no binary")
            return
        }
        #expect(binary.byteCount == 14_532...14_532)
        #expect(binary.format == .png)
    }

    @Test func valuesInQuotesMayHoldCommas() throws {
        let stated = try fact("anna: owa-policy.Name='Default, all', owa-policy.SetPhotoEnabled=$false")
        #expect(stated.pairs.map(\.value.content) == [.text("Default, all"), .boolean(false)])
    }

    @Test func whatWasTriedIsAStepEach() throws {
        let stated = try fact("anna: tried=graph, tried=shrink")
        #expect(stated.records.map(\.kind) == ["tried", "tried"])
        #expect(stated.records.map { $0["step"]?.content } == [.text("graph"), .text("shrink")])
    }

    @Test func errorsSayWhatToWrite() {
        #expect(failure("teams=old")?.code == "fact-without-who")
        #expect(failure(" : teams=old")?.code == "fact-without-who")
        #expect(failure("anna:")?.code == "fact-without-value")
        #expect(failure("anna: teams")?.code == "fact-without-value")
        #expect(failure("anna: =old")?.code == "fact-without-key")
        #expect(failure("anna: teams=odl")?.message.contains("did you mean \"old\"?") == true)
        #expect(failure("anna: taems=old")?.message.contains("did you mean \"teams\"?") == true)
        #expect(failure("anna: directory-usr.mail=x")?.message.contains("did you mean \"directory-user\"?") == true)
        #expect(failure("anna: directory-user.mial=x")?.message.contains("did you mean \"mail\"?") == true)
        #expect(failure("anna: SetPhotoEnabled=false")?.message.contains("owa-policy.SetPhotoEnabled") == true)
        #expect(failure("anna: owa-policy.SetPhotoEnabled=maybe")?.message.contains("true or false") == true)
        #expect(failure("anna: directory-user.thumbnailPhoto=14532")?.message.contains(".bytes") == true)
        #expect(failure("anna: directory-user.thumbnailPhoto.bytes=large")?.code == "bad-value")
    }

    @Test func errorsPointAtTheirPlace() {
        #expect(failure("anna: teams=old, x=y")?.offset == 17)
        #expect(failure("änna: teams=old, x=y")?.offset == 18)
    }

    @Test func statedFactsDecideLikeReadOnesAndAreShownAsStated() throws {
        var builder = CaseBuilder()
        builder.prose("Anna's photo is old in Outlook")
        let diagnosis = diagnose(
            builder, facts: [try fact("anna@contoso.example: directory-user.thumbnailPhoto.bytes=14532")])
        #expect(diagnosis.causes == ["RC01"])
        #expect(diagnosis.findings[0].evidence.allSatisfy { $0.isAsserted })
        #expect(diagnosis.findings[0].subjects[0].id == "anna@contoso.example")
        #expect(diagnosis.complainant == "anna@contoso.example")
    }

    @Test(arguments: [
        ("90", 90.0), ("24 h", 86_400), ("30 min", 1800), ("00:30:00", 1800), ("7.00:00:00", 604_800),
    ])
    func readsLengthsOfTime(text: String, seconds: Double) { #expect(WrittenNumber.seconds(text) == seconds) }

    @Test func refusesNumbersThatOverflow() {
        #expect(WrittenNumber.plain("9223372036854775807 GB") == nil)
        #expect(WrittenNumber.plain("99999999999999999999") == nil)
        #expect(WrittenNumber.plain("10 parsecs") == nil)
    }

    @Test func findsTheNearestName() {
        #expect(Nearest.match("thumbnialPhoto", among: ["thumbnailPhoto", "jpegPhoto"]) == "thumbnailPhoto")
        #expect(Nearest.match("zzz", among: ["thumbnailPhoto"]) == nil)
        #expect(Nearest.edits(Array("abc".utf8), Array("acb".utf8)) == 1)
        #expect(Nearest.edits([], Array("abc".utf8)) == 3)
    }
}
