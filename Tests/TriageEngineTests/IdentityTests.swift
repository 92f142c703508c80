import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Who is who.
struct IdentityTests {
    private func people(_ builder: CaseBuilder) -> People {
        People(
            records: RecordOrder.sorted(builder.evidence.records), stated: [:],
            reader: IdentityReader(TestKnowledge.vocabulary))
    }

    private let guid = "5754577e-3007-8cc8-080a-1ee990e7b52a"
    private let anchor = "fldUVwcwyIwICh7pkOe1Kg=="

    @Test func base64OfAGuidHasItsFirstGroupsTurnedAround() {
        #expect(GUIDText.fromBase64(anchor) == guid)
        #expect(GUIDText.canonical("{5754577E-3007-8CC8-080A-1EE990E7B52A}") == guid)
        #expect(GUIDText.any("5754577e30078cc8080a1ee990e7b52a") == guid)
        #expect(GUIDText.any("not a guid") == nil)
        #expect(GUIDText.fromBase64("fldUVwcwyIwICh7pkOe1K===") == nil)
    }

    @Test func anchorAndGuidJoin() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["ObjectGUID": .guid(guid), "SamAccountName": .text("anna")])
        builder.add("cloud-user", ["ImmutableId": .text(anchor), "UserPrincipalName": .text("a@contoso.example")])
        let people = people(builder)
        #expect(people.persons.count == 1)
        #expect(people.reasons[0]?.map(\.key) == ["object GUID \(guid)"])
        #expect(people.persons[0].name == "a@contoso.example")
    }

    @Test(arguments: [
        // The bytes as hexadecimal shows them, and the digits of the GUID without hyphens.
        "7E5754570730C88C080A1EE990E7B52A", "7e 57 54 57 07 30 c8 8c 08 0a 1e e9 90 e7 b5 2a",
        "5754577e30078cc8080a1ee990e7b52a",
    ])
    func anAnchorInHexadecimalJoinsInEitherOrder(anchor: String) {
        var builder = CaseBuilder()
        builder.add("directory-user", ["ObjectGUID": .guid(guid), "SamAccountName": .text("anna")])
        builder.add("cloud-user", ["ImmutableId": .text(anchor), "UserPrincipalName": .text("a@contoso.example")])
        #expect(people(builder).persons.count == 1)
    }

    @Test func digitsWithoutHyphensAreNeitherEqualToAGuidNorDifferent() {
        let value = Value(.text("7e5754570730c88c080a1ee990e7b52a"), spans: [])
        guard case .unclear = ComparedValue(Reading(state: .value(value), record: 0)).content
        else {
            Issue.record("compared")
            return
        }
    }

    @Test func namesJoinThroughTheDistinguishedNameWhateverItsBlanks() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["DistinguishedName": .text("CN=Anna, OU=Staff, DC=contoso, DC=example")])
        builder.add("directory-user", ["DistinguishedName": .text("cn=anna,ou=staff,dc=contoso,dc=example")])
        #expect(people(builder).persons.count == 1)
    }

    @Test func addressesJoinWithoutCaseAndPrefix() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            ["proxyAddresses": .list(["smtp:a@contoso.mail.example", "SMTP:Anna@Contoso.example", "sip:x@y.example"])])
        builder.add("cloud-user", ["UserPrincipalName": .text("anna@contoso.example")])
        builder.add("mailbox", ["PrimarySmtpAddress": .text("x@y.example")])
        let people = people(builder)
        #expect(people.persons.count == 2)
        #expect(people.personOfRecord[0] == people.personOfRecord[1])
    }

    @Test func displayNamesNeverJoin() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["DisplayName": .text("Anna Lind"), "SamAccountName": .text("anna1")])
        builder.add("cloud-user", ["DisplayName": .text("Anna Lind"), "UserPrincipalName": .text("b@contoso.example")])
        #expect(people(builder).persons.count == 2)
    }

    @Test func aJoinThatGivesTwoGuidsIsKeptAsAConflict() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user", ["ObjectGUID": .guid(guid), "UserPrincipalName": .text("anna@contoso.example")])
        builder.add(
            "cloud-user",
            ["ImmutableId": .text("AAAAAAAAAAAAAAAAAAAAAA=="), "UserPrincipalName": .text("anna@contoso.example")])
        let people = people(builder)
        #expect(people.persons.count == 2)
        #expect(people.conflicts.count == 1)
        #expect(people.conflicts[0].keys.key == .immutableID)
        #expect(people.persons[0].conflicts == [1])
    }

    @Test func whatWasCutNamesNobodyAndIsNeitherEqualNorDifferent() {
        for content: Value.Content in [.text("{17, 17, 17, 17...}"), .guid(guid)] {
            let cut = Value(content, spans: [], partial: "list cut by the console")
            var identity = RecordIdentity()
            identity.add(cut, as: .immutableID)
            identity.add(cut, as: .objectGUID)
            identity.add(cut, as: .any)
            #expect(identity.isEmpty)
            let left = Reading(state: .value(cut), record: 0, spans: [])
            let right = Reading(state: .value(Value(.text(anchor), spans: [])), record: 1, spans: [])
            #expect(ValueRelation(relation: .equals, within: 0).holds(left, right) == .unknown)
            #expect(ValueRelation(relation: .differs, within: 0).holds(left, right) == .unknown)
        }
    }

    @Test func anAnchorOfItsOwnGoesBeforeTheGuid() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            [
                "ObjectGUID": .guid("11111111-3007-8cc8-080a-1ee990e7b52a"), "ConsistencyGuid": .guid(guid),
                "UserPrincipalName": .text("anna@contoso.example"),
            ])
        builder.add("cloud-user", ["ImmutableId": .text(anchor), "UserPrincipalName": .text("other@contoso.example")])
        #expect(people(builder).persons.count == 1)
    }

    @Test func twoCloudIdsAreTwoPeople() {
        var builder = CaseBuilder()
        for id in ["11111111-3007-8cc8-080a-1ee990e7b52a", "21111111-3007-8cc8-080a-1ee990e7b52a"] {
            builder.add("cloud-user", ["Id": .guid(id), "UserPrincipalName": .text("anna@contoso.example")])
        }
        #expect(people(builder).persons.count == 2)
    }

    @Test func nothingJoinsByAChainOfWeakKeys() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user", ["UserPrincipalName": .text("a@contoso.example"), "mail": .text("x@contoso.example")])
        builder.add(
            "directory-user", ["UserPrincipalName": .text("b@fabrikam.example"), "mail": .text("x@contoso.example")])
        builder.add(
            "directory-user", ["UserPrincipalName": .text("b@fabrikam.example"), "mail": .text("c@contoso.example")])
        builder.add(
            "directory-user", ["UserPrincipalName": .text("d@fabrikam.example"), "mail": .text("c@contoso.example")])
        let people = people(builder)
        #expect(people.personOfRecord[0] != people.personOfRecord[2])
        #expect(people.personOfRecord[0] != people.personOfRecord[3])
        #expect(people.personOfRecord[1] != people.personOfRecord[3])
    }

    @Test func aSharedAddressDoesNotMakeTwoAccountsOne() {
        var builder = CaseBuilder()
        for name in ["anna", "bob"] {
            builder.add(
                "directory-user",
                [
                    "SamAccountName": .text(name), "UserPrincipalName": .text("\(name)@contoso.example"),
                    "mail": .text("team@contoso.example"),
                ])
        }
        #expect(people(builder).persons.count == 2)
    }

    @Test func twoForestsAreTwoObjectsOfOnePerson() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            [
                "DistinguishedName": .text("CN=anna,DC=accounts,DC=example"), "mail": .text("anna@contoso.example"),
                "ObjectGUID": .guid("11111111-3007-8cc8-080a-1ee990e7b52a"),
            ])
        builder.add(
            "directory-user",
            [
                "DistinguishedName": .text("CN=anna,DC=exchange,DC=example"), "mail": .text("anna@contoso.example"),
                "ObjectGUID": .guid(guid),
            ])
        builder.add("cloud-user", ["ImmutableId": .text(anchor), "Mail": .text("anna@contoso.example")])
        let people = people(builder)
        #expect(people.persons.count == 1)
        #expect(people.conflicts.isEmpty)
    }

    @Test func accountNamesCountWithinOneDomainOnly() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user", ["SamAccountName": .text("anna"), "DistinguishedName": .text("CN=a,DC=one,DC=example")])
        builder.add(
            "directory-user", ["SamAccountName": .text("anna"), "DistinguishedName": .text("CN=a,DC=two,DC=example")])
        #expect(people(builder).persons.count == 2)
    }

    @Test func aPlainWordMeansWhoeverAloneBearsIt() {
        var builder = CaseBuilder()
        builder.add("cloud-user", ["UserPrincipalName": .text("ines.duarte@contoso.example")])
        builder.add("directory-user", ["SamAccountName": .text("ines.duarte"), "thumbnailPhoto": .photo(14_532)])
        #expect(people(builder).persons.count == 1)
        builder.add("cloud-user", ["UserPrincipalName": .text("ines.duarte@fabrikam.example")])
        #expect(people(builder).persons.count == 3)
    }

    @Test func aKnownAccountNameIsNotAnotherOnesLocalPart() {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            ["SamAccountName": .text("iduarte"), "UserPrincipalName": .text("ines.duarte@contoso.example")])
        builder.add("directory-user", ["SamAccountName": .text("ines.duarte")])
        #expect(people(builder).persons.count == 2)
    }

    @Test func commandsAttachToThePersonTheyName() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["SamAccountName": .text("anna"), "mail": .text("anna@contoso.example")])
        builder.add("directory-user", ["SamAccountName": .text("bob"), "mail": .text("bob@contoso.example")])
        builder.add("command", ["name": .text("Get-ADUser"), "identity": .text("bob")])
        builder.add("error", ["cmdlet": .text("Set-UserPhoto"), "identity": .text("ANNA@contoso.example")])
        builder.add("error", ["cmdlet": .text("Set-UserPhoto")])
        let people = people(builder)
        #expect(people.personOfRecord == [0, 1, 1, 0, nil])
    }

    @Test func aPolicyNamedByACommandIsNobody() {
        var builder = CaseBuilder()
        builder.add("command", ["name": .text("Get-OwaMailboxPolicy"), "identity": .text("Default")])
        #expect(people(builder).persons.isEmpty)
        builder.add("command", ["name": .text("Set-UserPhoto"), "identity": .text("anna")])
        #expect(people(builder).persons.map(\.name) == ["anna"])
    }

    @Test func whoConnectsIsNotWhomTheCaseIsAbout() {
        var builder = CaseBuilder()
        builder.add("session", ["userName": .text("admin@contoso.example")])
        #expect(people(builder).persons.isEmpty)
    }

    @Test func namelessRecordsOfOneListingAreSomebodyElseEach() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["thumbnailPhoto": .photo(1)], block: 1)
        builder.add("directory-user", ["thumbnailPhoto": .photo(2)], block: 1)
        #expect(people(builder).persons.count == 2)
    }

    @Test func namelessRecordsBelongToTheOnlyPerson() {
        var builder = CaseBuilder()
        builder.add("cloud-user", ["UserPrincipalName": .text("anna@contoso.example")])
        builder.add("directory-user", ["thumbnailPhoto": .photo(14_532)])
        let people = people(builder)
        #expect(people.persons.count == 1)
        #expect(people.personOfRecord == [0, 0])
    }

    @Test func recordsOfOneKindWithDifferentNamesAreDifferentPeoples() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["DisplayName": .text("Anna Berg"), "thumbnailPhoto": .photo(5000)])
        builder.add("directory-user", ["DisplayName": .text("Bo Lind"), "thumbnailPhoto": .photo(45_012)])
        let people = people(builder)
        #expect(people.persons.map(\.name) == ["Anna Berg", "Bo Lind"])
        #expect(people.personOfRecord == [0, 1])
    }

    @Test func recordsOfOneNameInTwoKindsBelongToTheOnlyPerson() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["DisplayName": .text("Anna Berg"), "thumbnailPhoto": .photo(5000)])
        builder.add("cloud-user", ["DisplayName": .text("Berg, Anna")])
        #expect(people(builder).persons.count == 1)
    }

    @Test func whoBearsAnotherNameIsNotTheOnlyPerson() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["SamAccountName": .text("aberg"), "DisplayName": .text("Anna Berg")])
        builder.add("directory-user", ["DisplayName": .text("Bo Lind"), "thumbnailPhoto": .photo(45_012)])
        #expect(people(builder).personOfRecord == [0, 1])
    }

    @Test func joinsAreSaidInSentences() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["ObjectGUID": .guid(guid), "thumbnailPhoto": .photo(5000)])
        builder.add("cloud-user", ["ImmutableId": .text(anchor), "UserPrincipalName": .text("anna@contoso.example")])
        let diagnosis = diagnose(builder, explain: true)
        #expect(
            diagnosis.joins == [
                "anna@contoso.example is one person: directory-user (input0.txt:1) and cloud-user (input0.txt:2) "
                    + "share object GUID \(guid)."
            ])
    }

    @Test func conflictsAreSaidAndCanBeAskedFor() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["ObjectGUID": .guid(guid), "UserPrincipalName": .text("anna@contoso.example")])
        builder.add(
            "cloud-user",
            ["ImmutableId": .text("AAAAAAAAAAAAAAAAAAAAAA=="), "UserPrincipalName": .text("anna@contoso.example")])
        let rules = [
            Rule.make(
                "conflict", when: .anyRecord("identity-conflict", .subject, [.here("key", .equals("immutableID"))])),
            Rule.make(
                "differs", when: .compare("directory-user.ObjectGUID", .differs, "cloud-user.ImmutableId")),
        ]
        let diagnosis = diagnose(builder, rules)
        #expect(diagnosis.findings.map(\.rule).sorted() == ["conflict", "differs"])
        #expect(diagnosis.complainant == "anna@contoso.example")
        #expect(diagnosis.findings.allSatisfy { $0.subjects.map(\.id) == ["anna@contoso.example"] })
        #expect(diagnosis.notes.contains { $0.contains("are not joined") })
    }

    @Test func theResultDoesNotDependOnTheOrderOfRecords() {
        var builder = CaseBuilder()
        for number in 0..<20 {
            builder.add("cloud-user", ["UserPrincipalName": .text("u\(number)@contoso.example")])
            builder.add(
                "directory-user",
                ["SamAccountName": .text("u\(number)"), "thumbnailPhoto": .photo(Int64(9000 + number * 100))])
            builder.add(
                "directory-user",
                [
                    "SamAccountName": .text("u\(number)"), "mail": .text("u\(number)@contoso.example"),
                    "adminDescription": .text("x"),
                ])
        }
        let plain = diagnose(builder, explain: true)
        #expect(plain.joins.count == 20)
        for seed in 1...5 {
            let other = diagnose(builder.shuffled(by: UInt64(seed)), explain: true)
            #expect(other.joins == plain.joins)
            #expect(other.findings.map(\.subjects) == plain.findings.map(\.subjects))
            #expect(other.findings.map(\.evidence) == plain.findings.map(\.evidence))
            #expect(other.nearMisses.map(\.subjects) == plain.nearMisses.map(\.subjects))
            #expect(other.nextEvidence == plain.nextEvidence)
        }
    }
}
