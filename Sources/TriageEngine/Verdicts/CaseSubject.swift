/// What a rule is evaluated for, in one case.
enum CaseSubject: Hashable {
    /// A person, by number.
    case person(Int)
    /// A record, by position.
    case record(Int)
    /// A record of the rule's kind that nobody has shown yet.
    case unseen
    /// The case as a whole; also what holds for everybody, when nobody in particular is meant.
    case ticket
}
