import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Comparisons of one field with constants, through a rule about one record.
struct FieldAnswerTests {
    private func truth(
        _ value: Value?, _ comparison: Condition.FieldComparison, field: String = "x", path: String? = nil,
        kind: String = "photo-file"
    ) -> Truth {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        if let value { builder.add(kind, [field: value]) } else { builder.add(kind, ["other": .text("1")]) }
        let rule = Rule.make("rule", subject: .record(kind: kind), when: .here(path ?? field, comparison))
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge([rule]), patterns: LiteralSearch([rule]))
        let diagnosis = engine.diagnose(builder.evidence, options: .init(asOf: TestKnowledge.today, explain: true))
        if diagnosis.findings.count == 1 { return .true }
        return diagnosis.undecided.count == 1 ? .unknown : .false
    }

    @Test func comparesTextWithoutCaseAndBlanks() {
        #expect(truth(.text("Request  Entity\nToo Large"), .equals("request entity too large")) == .true)
        #expect(truth(.text("Größe ÄÖ"), .contains("größe äö")) == .true)
        #expect(truth(.text("Set-UserPhoto"), .startsWith("set-")) == .true)
        #expect(truth(.text("Set-UserPhoto"), .endsWith("userphoto")) == .true)
        #expect(truth(.text("Set-UserPhoto"), .equals("Get-UserPhoto")) == .false)
        #expect(truth(.text("a"), .contains("abc")) == .false)
    }

    @Test func ofACutTextOnlyWhatWasSeenIsProven() {
        let cut = Value.text("Microsoft.Exchange.Conf", partial: "cut by the console")
        #expect(truth(cut, .equals("Microsoft.Exchange.Conf")) == .unknown)
        #expect(truth(cut, .equals("something else")) == .unknown)
        #expect(truth(cut, .contains("exchange")) == .true)
        #expect(truth(cut, .contains("photo")) == .unknown)
        #expect(truth(cut, .startsWith("Microsoft")) == .true)
        #expect(truth(cut, .startsWith("System")) == .unknown)
        #expect(truth(cut, .endsWith("Conf")) == .unknown)
        #expect(truth(cut, .present) == .true)
        #expect(truth(.text("…cut in front", partial: "cut"), .startsWith("…cut")) == .unknown)
    }

    @Test func readsNumbersOfEverySpelling() {
        #expect(truth(.number(413), .equals("413")) == .true)
        #expect(truth(.text("413"), .equals("413")) == .true)
        #expect(truth(.number(404), .oneOf(["413", "404"])) == .true)
        #expect(truth(.number(10_240), .equals("10 KB")) == .true)
        #expect(truth(.duration(86_400), .atLeast(86_400)) == .true)
        #expect(truth(.duration(86_399), .atLeast(86_400)) == .false)
        #expect(truth(.text("not a number"), .greaterThan(5)) == .unknown)
    }

    @Test func readsBooleansOfEverySpelling() {
        for text in ["true", "True", "$true", "yes"] {
            #expect(truth(.boolean(true), .equals(text)) == .true)
            #expect(truth(.text(text), .equals("true")) == .true)
            #expect(truth(.boolean(false), .equals(text)) == .false)
        }
        #expect(truth(.boolean(false), .equals("$false")) == .true)
    }

    @Test func aRoundedSizeCanLieAcrossALimit() {
        let rounded = Value.size(10_200...10_300)
        #expect(truth(rounded, .greaterThan(10_240)) == .unknown)
        #expect(truth(rounded, .greaterThan(10_300)) == .false)
        #expect(truth(rounded, .greaterThan(10_199)) == .true)
        #expect(truth(rounded, .atMost(10_300)) == .true)
        #expect(truth(rounded, .atLeast(10_301)) == .false)
        #expect(truth(rounded, .lessThan(10_200)) == .false)
        #expect(truth(rounded, .equals("10250")) == .unknown)
        #expect(truth(rounded, .equals("9999")) == .false)
    }

    @Test func aPictureCutAtFourBytesSaysNothingAboutItsSize() {
        #expect(truth(.cutPhoto, .greaterThan(10_240), path: "x.bytes") == .unknown)
        #expect(truth(.cutPhoto, .greaterThan(4), path: "x.bytes") == .true)
        #expect(truth(.cutPhoto, .equals("jpeg"), path: "x.format") == .true)
        #expect(truth(.cutPhoto, .greaterThan(10), path: "x.width") == .unknown)
        #expect(truth(.cutPhoto, .present, path: "x") == .true)
        #expect(truth(.cutPhoto, .blank, path: "x") == .false)
    }

    @Test func readsPartsOfPictures() {
        let picture = Value.binary(
            BinaryValue(
                byteCount: 14_532...14_532, format: .png, width: 96, height: 64,
                sha256: String(repeating: "a", count: 64)))
        #expect(truth(picture, .equals("14532"), path: "x.bytes") == .true)
        #expect(truth(picture, .equals("PNG"), path: "x.format") == .true)
        #expect(truth(picture, .atLeast(96), path: "x.width") == .true)
        #expect(truth(picture, .lessThan(64), path: "x.height") == .false)
        #expect(truth(picture, .startsWith("aaaa"), path: "x.sha256") == .true)
        #expect(truth(.blank, .equals("0"), path: "x.bytes") == .true)
        #expect(truth(.blank, .equals("jpeg"), path: "x.format") == .false)
    }

    @Test func readsPartsOfAddresses() {
        let uri = Value.uri("https://outlook.office365.example/powershell-liveid/?PROXYmethod=rps&x=%41")
        #expect(truth(uri, .equals("RPS"), path: "x.query.proxyMethod") == .true)
        #expect(truth(uri, .equals("A"), path: "x.query.X") == .true)
        #expect(truth(uri, .equals("outlook.office365.example"), path: "x.host") == .true)
        #expect(truth(uri, .contains("powershell"), path: "x.path") == .true)
        #expect(truth(uri, .equals("https"), path: "x.scheme") == .true)
        #expect(truth(uri, .contains("liveid")) == .true)
    }

    @Test func aWholeAddressWithoutAnItemProvesThatItIsNotThere() {
        let whole = Value.uri("https://outlook.office365.example/powershell-liveid/")
        #expect(truth(whole, .equals("RPS"), path: "x.query.proxyMethod") == .false)
        #expect(truth(whole, .absent, path: "x.query.proxyMethod") == .true)
        #expect(truth(whole, .present, path: "x.query.proxyMethod") == .false)
        let cut = Value.uri("https://outlook.office365.example/powershell-liveid/?prox", partial: "cut")
        #expect(truth(cut, .equals("RPS"), path: "x.query.proxyMethod") == .unknown)
    }

    @Test func countsLists() {
        #expect(truth(.list(["a", "b"]), .equals("2"), path: "x.count") == .true)
        #expect(truth(.list(["a", "b"], partial: "cut"), .atLeast(2), path: "x.count") == .true)
        #expect(truth(.list(["a", "b"], partial: "cut"), .atLeast(3), path: "x.count") == .unknown)
        #expect(truth(.blank, .equals("0"), path: "x.count") == .true)
        #expect(truth(.text("abc"), .equals("1"), path: "x.count") == .true)
        #expect(truth(.text("abc"), .equals("3"), path: "x.length") == .true)
        #expect(truth(.text("abc", partial: "cut"), .greaterThan(3), path: "x.length") == .unknown)
    }

    @Test func looksIntoLists() {
        #expect(truth(.list(["FreeBusy", "Photos"]), .includes("photos")) == .true)
        #expect(truth(.list(["FreeBusy"]), .includes("photos")) == .false)
        #expect(truth(.list(["FreeBusy"], partial: "cut"), .includes("photos")) == .unknown)
        #expect(truth(.list(["FreeBusy"]), .noneOf(["photos", "x"])) == .true)
        #expect(truth(.list(["FreeBusy"], partial: "cut"), .noneOf(["photos"])) == .unknown)
        #expect(truth(.list(["FreeBusy"], partial: "cut"), .noneOf(["freebusy"])) == .false)
        #expect(truth(.list(["FreeBusy"]), .contains("busy")) == .true)
        #expect(truth(.blank, .noneOf(["photos"])) == .true)
    }

    @Test func blankIsNotAbsent() {
        #expect(truth(.blank, .blank) == .true)
        #expect(truth(.blank, .present) == .false)
        #expect(truth(.blank, .absent) == .false)
        #expect(truth(.text("  "), .blank) == .true)
        #expect(truth(.list([]), .blank) == .true)
        #expect(truth(.blank, .equals("x")) == .false)
        #expect(truth(nil, .blank) == .unknown)
        #expect(truth(nil, .present) == .unknown)
        #expect(truth(nil, .equals("x")) == .unknown)
        #expect(truth(nil, .absent) == .true)
        #expect(truth(.text("x"), .absent) == .false)
    }

    @Test func aBlankThatMayNotHaveBeenAskedForIsUnknown() {
        let field = "OnPremisesSyncEnabled"
        #expect(truth(.blank, .blank, field: field, kind: "cloud-user") == .unknown)
        #expect(truth(.blank, .equals("true"), field: field, kind: "cloud-user") == .unknown)
        #expect(truth(.boolean(true), .equals("true"), field: field, kind: "cloud-user") == .true)
    }

    @Test func whatAnErrorDoesNotMentionIsNotPresent() {
        #expect(truth(.text("x"), .present, field: "other", path: "proxyMethod", kind: "error") == .false)
        #expect(truth(.text("x"), .equals("RPS"), field: "other", path: "proxyMethod", kind: "error") == .unknown)
    }

    @Test func guidsAreEqualInEverySpelling() {
        let guid = "5754577e-3007-8cc8-080a-1ee990e7b52a"
        #expect(truth(.guid(guid), .equals("{5754577E-3007-8CC8-080A-1EE990E7B52A}")) == .true)
        #expect(truth(.text("fldUVwcwyIwICh7pkOe1Kg=="), .equals(guid)) == .true)
        #expect(truth(.guid(guid), .equals("fldUVwcwyIwICh7pkOe1Kg==")) == .true)
        #expect(truth(.guid(guid), .equals("6754577e-3007-8cc8-080a-1ee990e7b52a")) == .false)
    }

    @Test func datesAreComparedByEveryInstantTheyCanMean() {
        let day = CivilDate(year: 2023, month: 10, day: 1)
        #expect(truth(.day("2023-09-30T10:00:00Z"), .before(day)) == .true)
        #expect(truth(.day("2023-10-01T00:00:00Z"), .before(day)) == .false)
        #expect(truth(.day("2023-10-01T00:00:00Z"), .onOrAfter(day)) == .true)
        #expect(truth(.day("2023-10-01T05:00:00"), .onOrAfter(day)) == .unknown)
        #expect(truth(.day("2023-10-03"), .onOrAfter(day)) == .true)
        let ambiguous = Value(
            .date(DateValue(local: 1_680_000_000, otherLocal: 1_700_000_000, zoneMinutes: 0, text: "x")), spans: [])
        #expect(truth(ambiguous, .before(day)) == .unknown)
        #expect(truth(.text("yesterday"), .before(day)) == .unknown)
        #expect(truth(.day("2023-10-01T10:00:00Z"), .equals("2023-10-01")) == .true)
    }

    @Test func valuesOfTextsMatchPatterns() {
        let pattern = Condition.PatternReference(text: "limit", isRegularExpression: true)
        #expect(truth(.text("over the limit"), .matches(pattern)) == .true)
        #expect(truth(.text("over the"), .matches(pattern)) == .false)
        #expect(truth(.text("over the", partial: "cut"), .matches(pattern)) == .unknown)
    }

    @Test func namesWithDotsAreNamesFirst() {
        #expect(truth(.text("x"), .equals("x"), field: "a.b.c") == .true)
        #expect(truth(.text("abc"), .equals("abc"), field: "x.length", path: "x.length") == .true)
    }
}
