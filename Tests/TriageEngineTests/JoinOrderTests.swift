import Testing
import TriageModel

@testable import TriageEngine

/// Who is who does not depend on the order of records, nor on which of them were compared at all.
struct JoinOrderTests {
    private let reader = IdentityReader(TestKnowledge.vocabulary)

    /// Few names for many records, so that keys of every kind are shared.
    ///
    /// - Parameter isConsistent: true when strong keys belong to one name and domain each.
    private func records(_ random: inout SplitMix, isConsistent: Bool) -> [Record] {
        var records: [Record] = []
        let names = ["anna", "ben", "carla", "anna.lind"]
        for number in 0..<Int.random(in: 2...14, using: &random) {
            let name = Int.random(in: 0..<4, using: &random)
            let domain = Int.random(in: 0..<2, using: &random)
            let suffix = ["contoso", "fabrikam"][domain]
            let guid = isConsistent ? name * 2 + domain : Int.random(in: 0..<4, using: &random)
            var fields: [Record.Field] = []
            func add(_ field: String, _ content: Value.Content) {
                if Int.random(in: 0..<2, using: &random) == 0 {
                    fields.append(.init(field, Value(content, spans: [])))
                }
            }
            let isDirectory = Bool.random(using: &random)
            add("UserPrincipalName", .text("\(names[name])@\(suffix).example"))
            if isDirectory {
                add("SamAccountName", .text(names[name]))
                add("mail", .text("\(isConsistent ? names[name] : "team")@\(suffix).example"))
                add("DistinguishedName", .text("CN=\(names[name]), DC=\(suffix), DC=example"))
                add("ObjectGUID", .guid("5754577e-3007-8cc8-080a-1ee990e7b52\(guid)"))
            } else {
                add("ImmutableId", .text("5754577e-3007-8cc8-080a-1ee990e7b52\(guid)"))
                add("Id", .guid("6754577e-3007-8cc8-080a-1ee990e7b52\(guid)"))
            }
            if fields.isEmpty { continue }
            records.append(
                Record(
                    kind: isDirectory ? "directory-user" : "cloud-user", fields: fields,
                    span: SourceSpan(source: SourceID(0), start: number, end: number + 1), format: "test",
                    place: Record.Place(block: number, order: number)))
        }
        return records
    }

    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func whoBearsNobodysKeysNeedNotBeCompared(seed: UInt64) {
        var random = SplitMix(state: seed)
        let members = records(&random, isConsistent: false).enumerated().map { position, record in
            PersonJoiner.Member(record: position, kind: record.kind, identity: reader.identity(of: record))
        }
        let some = PersonJoiner(members)
        let all = PersonJoiner(members, comparesAll: true)
        #expect(some.groups.map(\.members) == all.groups.map(\.members))
        #expect(some.groups.map(\.reasons) == all.groups.map(\.reasons))
        #expect(some.groups.map { some.identity(of: $0).names } == all.groups.map { all.identity(of: $0).names })
        #expect(some.conflicts == all.conflicts)
    }

    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func whoBearsNobodysKeysIsAPersonWithoutTheJoiner(seed: UInt64) {
        var random = SplitMix(state: seed)
        let records = records(&random, isConsistent: false)
        let members = records.enumerated().map { position, record in
            PersonJoiner.Member(record: position, kind: record.kind, identity: reader.identity(of: record))
        }
        let all = PersonJoiner(members, comparesAll: true)
        let people = People(records: records, stated: [:], reader: reader)
        #expect(people.persons.map { Array($0.records) } == all.groups.map(\.members))
        #expect(people.persons.map(\.name) == all.groups.map { all.identity(of: $0).names.best ?? Person.unnamed })
        #expect(
            people.persons.indices.map { people.identity(of: $0, in: records).names }
                == all.groups.map { all.identity(of: $0).names })
        let described = all.conflicts.map { "\($0.left) \($0.right) \($0.keys) \($0.shared)" }
        #expect(people.conflicts.map { "\($0.left) \($0.right) \($0.keys) \($0.shared)" } == described)
        for (number, group) in all.groups.enumerated() {
            #expect(people.reasons[number, default: []].map(\.key) == group.reasons.map(\.key))
        }
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func theOrderOfRecordsDecidesNothing(seed: UInt64) {
        var random = SplitMix(state: seed)
        let records = records(&random, isConsistent: true)
        let expected = sets(records)
        for _ in 0..<4 { #expect(sets(records.shuffled(using: &random)) == expected) }
    }

    /// The people as sets of records.
    private func sets(_ records: [Record]) -> Set<Set<Int>> {
        let people = People(records: records, stated: [:], reader: reader)
        return Set(people.persons.map { person in Set(person.records.map { records[$0].place.order }) })
    }

    @Test(arguments: [
        ("CN=Anna, OU=Staff ,DC=contoso,DC=example", "cn=anna,ou=staff,dc=contoso,dc=example", "contoso.example"),
        ("cn=anna,dc=contoso,dc=example", "cn=anna,dc=contoso,dc=example", "contoso.example"),
        ("CN=a,, ,DC=x", "cn=a,,dc=x", "x"), (" , CN=a b \t,", ",cn=a b", nil), ("CN=Änne, DC=x", "cn=änne,dc=x", "x"),
        ("CN=a,OU=dc=y", "cn=a,ou=dc=y", nil), (",,", "", nil), ("DC=", "dc=", ""),
    ])
    func distinguishedNamesHaveOneSpelling(_ text: String, _ canonical: String, _ domain: String?) {
        #expect(DistinguishedName.canonical(text) == canonical)
        #expect(DistinguishedName.domain(ofCanonical: canonical) == domain)
    }

    @Test func listsOfKeysHoldEachOnce() {
        var keys: KeyList = []
        #expect(keys.isEmpty)
        for key in ["a", "b", "a", "c"] { keys.insert(key) }
        #expect(Array(keys) == ["a", "b", "c"])
        keys.merge(["c", "d"])
        #expect(Array(keys) == ["a", "b", "c", "d"])
        for number in 0..<1000 { keys.insert("\(number)") }
        #expect(keys.count == KeyList.limit)
        #expect(keys.shares(with: ["x", "d"]))
        #expect(!keys.shares(with: ["x"]))
        var empty: KeyList = []
        empty.merge(["e"])
        #expect(Array(empty) == ["e"])
    }
}
