import TriageModel

/// What a whole ticket comes to.
struct TicketVerdict {
    var findings: Int
    var isWorking: Bool
    var isOnTopic: Bool
    var hasTopicalRecord: Bool
    var isOpen: Bool
    var isUnreadable: Bool

    /// A cause before anything else; healthy only when everything that could be asked is answered.
    var verdict: Diagnosis.Verdict {
        if findings > 0 { return .cause }
        if isUnreadable { return .unreadable }
        if !isOnTopic { return .offTopic }
        if isWorking { return .healthy }
        return hasTopicalRecord && !isOpen ? .healthy : .insufficient
    }

    /// True when inputs failed and nothing at all was read.
    static func isUnreadable(_ evidence: Evidence) -> Bool {
        evidence.problems.contains(where: \.isFatal) && evidence.records.isEmpty
            && evidence.texts.allSatisfy { text in text.bytes.allSatisfy { $0 <= 0x20 } }
    }
}
