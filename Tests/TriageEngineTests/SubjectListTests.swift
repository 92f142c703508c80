import Testing
import TriageModel

@testable import TriageEngine

/// Lists of subjects keep what they were given, in their few bytes.
struct SubjectListTests {
    @Test func everySubjectComesBack() {
        var list = SubjectList()
        let subjects: [CaseSubject] = [
            .person(0), .record(0), .person(1_000_000), .record(1_000_000), .unseen, .ticket,
        ]
        for subject in subjects { list.append(subject) }
        #expect(list.map(\.subject) == subjects)
        #expect(!list.isMeasured)
        list.sort(nearestFirst: false)
        #expect(list.map(\.subject) == subjects)
    }

    @Test func theLastBitsOfASetAreKept() {
        var set = PersonSet([0, 63, 64, 200])
        #expect(set.contains(63) && set.contains(64) && set.contains(200) && !set.contains(1) && !set.contains(1000))
        #expect(PersonSet([64]).isSubset(of: set))
        #expect(!PersonSet([64, 500]).isSubset(of: set))
        #expect(PersonSet([]).isSubset(of: PersonSet([])))
        let added = set.insert(200)
        let other = set.insert(201)
        #expect(!added && other)
    }

    @Test func peopleOfOneNameAreOneSubjectWhereNothingTellsThemApart() {
        var builder = CaseBuilder()
        for size: Int64 in [20_000, 30_000, 20_000] {
            builder.add(
                "directory-user",
                [
                    "DisplayName": .text("Anna Lind"), "thumbnailPhoto": .photo(size),
                ], block: 1)
        }
        let subjects = diagnose(builder).findings.first?.subjects ?? []
        #expect(Set(subjects).count == subjects.count)
        #expect(subjects.compactMap(\.distance?.value).max() == 30_000)
    }
}
