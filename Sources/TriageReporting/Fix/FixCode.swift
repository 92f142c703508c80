/// The commands of a step as script text; nil when one of them cannot be one.
struct FixCode {
    var check: String
    var backup: String?
    var change: String
    var verify: String?
    /// What the verification shows when all is well.
    var expect: String
    var undo: String?
    var needs: [String]
    /// True when the change names nobody: it is done once, whoever it is for.
    var isForAll: Bool

    init?(_ plan: FixPlan.Step) {
        let change = PowerShellTemplate(plan.change)
        let check = PowerShellTemplate(plan.check)
        let backup = PowerShellTemplate(plan.backup)
        let undo = PowerShellTemplate(plan.undo)
        guard let changeCode = change.code, let checkCode = check.code,
            backup.code != nil || plan.backup.isEmpty, undo.code != nil || plan.undo.isEmpty
        else { return nil }
        self.check = checkCode
        self.backup = backup.code
        self.change = changeCode
        // A verification that cannot be written is left to the reader; the change stands without it.
        let verify = PowerShellTemplate(plan.verify)
        self.undo = undo.code
        var needs: [String] = []
        for hole in change.holes + check.holes + backup.holes
        where !PowerShellTemplate.made.contains(hole) && !needs.contains(hole) {
            needs.append(hole)
        }
        isForAll = needs.allSatisfy { $0 == "file" }
        let canVerify = verify.holes.allSatisfy { needs.contains($0) || PowerShellTemplate.made.contains($0) }
        self.verify = canVerify ? verify.code : nil
        expect = plan.expect
        self.needs = needs.compactMap { hole in
            PowerShellTemplate.variables.first { $0.hole == hole }?.variable
        }
    }
}
