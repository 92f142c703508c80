import TriageModel

/// Everybody affected, worst first: one row for somebody and a cause. Nothing is copied: the rows come from the findings
/// while they are read.
struct PeopleRows: Sequence {
    struct Row {
        var finding: Int
        var subject: Diagnosis.Subject
    }

    private let findings: [Diagnosis.Finding]
    /// Number of rows.
    let count: Int

    init(_ diagnosis: Diagnosis) {
        findings = diagnosis.findings
        var count = 0
        for finding in findings { for subject in finding.subjects where Self.isShown(subject) { count += 1 } }
        self.count = count
    }

    fileprivate static func isShown(_ subject: Diagnosis.Subject) -> Bool {
        subject.kind == "user" || VerdictWords.isName(subject)
    }

    func makeIterator() -> Iterator { Iterator(findings: findings) }

    struct Iterator: IteratorProtocol {
        fileprivate let findings: [Diagnosis.Finding]
        private var finding = 0
        private var subject = 0

        fileprivate init(findings: [Diagnosis.Finding]) { self.findings = findings }

        mutating func next() -> Row? {
            while finding < findings.count {
                let subjects = findings[finding].subjects
                while subject < subjects.count {
                    subject += 1
                    if PeopleRows.isShown(subjects[subject - 1]) {
                        return Row(finding: finding, subject: subjects[subject - 1])
                    }
                }
                finding += 1
                subject = 0
            }
            return nil
        }
    }
}
