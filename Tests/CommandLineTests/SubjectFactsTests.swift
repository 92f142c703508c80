import Foundation
import Testing
import TriageTestSupport

@Suite("What is known about a person")
struct SubjectFactsTests {
    private func facts(_ who: String, _ paths: [String], in folder: URL = PackageRoot.url) throws -> [[String: Any]] {
        try ProgramRun(["facts", "--format", "json", "--subject", who] + paths, in: folder).jsonLines()
    }

    private func files(_ facts: [[String: Any]]) -> Set<String> {
        Set(facts.compactMap { ($0["file"] as? String)?.split(separator: "/").last.map(String.init) })
    }

    /// A mail that names her in prose, her directory entry and her mailbox; the settings of the tenant are about nobody.
    @Test(arguments: [
        "anna.keller@contoso.example", "ANNA.KELLER@contoso.example", "anna.keller",
        "CN=Anna Keller,OU=Staff,DC=contoso,DC=example", "5d1f6c1e-8a41-4f0e-9d0c-2f7f6b5f8a33",
        "HmwfXUGKDk+dDC9/a1+KMw==", "c2f7d0a4-52f1-4c0e-9a6e-1d3b5c7e9f10",
    ])
    func everyNameOfAPersonLeadsToAllRecords(who: String) throws {
        let facts = try facts(who, ["samples/tickets/hybrid-folder"])
        #expect(files(facts) == ["1-mail.eml", "anna.ldf", "mailbox.xml"])
        let kinds = facts.compactMap { $0["kind"] as? String }
        #expect(kinds.contains("directory-user") && kinds.contains("mailbox") && kinds.contains("observation"))
    }

    @Test func aPersonNobodyKnowsHasNoFacts() throws {
        #expect(try facts("nobody@contoso.example", ["samples/tickets/hybrid-folder"]).isEmpty)
    }

    private static let entry = """
        dn: CN=Mia Lang,OU=Staff,DC=contoso,DC=example
        objectClass: user
        sAMAccountName: mlang
        displayName: Mia Lang
        proxyAddresses: SMTP:mia.lang@contoso.example
        proxyAddresses: smtp:m.lang@fabrikam.example
        objectGUID:: HmwfXUGKDk+dDC9/a1+KMw==

        """

    private func cloudUser(_ fields: String) -> String { "[{\"displayName\":\"Mia Lang\",\(fields)}]" }

    @Test(arguments: [
        // The anchor as base64 and the object's id; a second address; the sign-in name.
        "\"onPremisesImmutableId\":\"HmwfXUGKDk+dDC9/a1+KMw==\",\"userPrincipalName\":\"x1@contoso.example\",\"onPremisesSyncEnabled\":true",
        "\"userPrincipalName\":\"m.lang@fabrikam.example\",\"onPremisesSyncEnabled\":true",
        "\"userPrincipalName\":\"mia.lang@contoso.example\",\"onPremisesSyncEnabled\":true",
    ])
    func dumpsAreJoinedByWhatNamesAPerson(fields: String) throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Self.entry, "mia.ldf", in: folder)
            _ = try Fixture.write(cloudUser(fields), "cloud.json", in: folder)
            for who in ["mlang", "mia.lang@contoso.example", "5d1f6c1e-8a41-4f0e-9d0c-2f7f6b5f8a33"] {
                #expect(files(try facts(who, ["."], in: folder)) == ["mia.ldf", "cloud.json"], "\(who)")
            }
        }
    }

    @Test func aDisplayNameAloneJoinsNothing() throws {
        try Fixture.withFolder { folder in
            _ = try Fixture.write(Self.entry, "mia.ldf", in: folder)
            _ = try Fixture.write(
                cloudUser("\"userPrincipalName\":\"other@contoso.example\",\"onPremisesSyncEnabled\":true"),
                "cloud.json", in: folder)
            #expect(files(try facts("mlang", ["."], in: folder)) == ["mia.ldf"])
            #expect(files(try facts("other@contoso.example", ["."], in: folder)) == ["cloud.json"])
        }
    }
}
