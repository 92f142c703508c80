import TriageModel

/// The subjects of one rule by what it comes to for them. Nearly always there is one list: places of their own cost less
/// than a table.
struct VerdictLists {
    private var matched: SubjectList?
    private var undecided: SubjectList?
    private var nearMiss: SubjectList?
    private var ruledOut: SubjectList?
    private var notApplicable: SubjectList?

    /// Those of one kind; nil for none.
    subscript(status: Diagnosis.Status) -> SubjectList? {
        switch status {
        case .matched: matched
        case .undecided: undecided
        case .nearMiss: nearMiss
        case .ruledOut: ruledOut
        case .notApplicable: notApplicable
        }
    }

    /// Adds a subject.
    mutating func append(_ subject: CaseSubject, _ measure: SubjectList.Measure?, to status: Diagnosis.Status) {
        func add(to list: inout SubjectList?) {
            if list == nil { list = SubjectList() }
            list?.append(subject, measure)
        }
        switch status {
        case .matched: add(to: &matched)
        case .undecided: add(to: &undecided)
        case .nearMiss: add(to: &nearMiss)
        case .ruledOut: add(to: &ruledOut)
        case .notApplicable: add(to: &notApplicable)
        }
    }

    /// Orders each list, the worst first; near misses by how near they are.
    mutating func sortWorstFirst() {
        matched?.sort(nearestFirst: false)
        undecided?.sort(nearestFirst: false)
        nearMiss?.sort(nearestFirst: true)
        ruledOut?.sort(nearestFirst: false)
        notApplicable?.sort(nearestFirst: false)
    }
}
