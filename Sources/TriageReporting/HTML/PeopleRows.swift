import TriageModel

/// Everybody affected, worst first: one row for somebody and a cause.
struct PeopleRows {
    struct Row {
        var finding: Int
        var subject: Diagnosis.Subject
    }

    let rows: [Row]

    init(_ diagnosis: Diagnosis) {
        var rows: [Row] = []
        for (index, finding) in diagnosis.findings.enumerated() {
            for subject in finding.subjects where subject.kind == "user" || VerdictWords.isName(subject) {
                rows.append(Row(finding: index, subject: subject))
            }
        }
        self.rows = rows
    }
}
