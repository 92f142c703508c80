/// What a fix script is made of: the commands of the article's steps with their holes, and what is known of the people.
public struct FixPlan: Sendable {
    /// Commands by id of the step.
    public var steps: [String: Step]
    /// The people every finding is about, worst first, by id of the rule.
    public var people: [String: [Person]]

    /// Makes a plan.
    public init(steps: [String: Step] = [:], people: [String: [Person]] = [:]) {
        self.steps = steps
        self.people = people
    }

    /// The commands of one step; holes are `{upn}`, `{sam}`, `{mail}`, `{id}`, `{file}`; `{backup}` and `{after}` are
    /// files the script makes.
    public struct Step: Sendable, Hashable {
        /// What must be true where it runs; a command that is true there and fails or is false elsewhere.
        public var check: String
        /// Saves what is there now; empty when nothing is lost.
        public var backup: String
        /// The change.
        public var change: String
        /// Shows that it worked; empty for none.
        public var verify: String
        /// What that shows when all is well.
        public var expect: String
        /// The way back; empty when there is none.
        public var undo: String

        /// Makes a step.
        public init(
            check: String, backup: String = "", change: String, verify: String = "", expect: String = "",
            undo: String = ""
        ) {
            self.check = check
            self.backup = backup
            self.change = change
            self.verify = verify
            self.expect = expect
            self.undo = undo
        }
    }

    /// Somebody and what is known to fill holes with.
    public struct Person: Sendable, Hashable {
        /// Best name.
        public var name: String
        /// Values by hole.
        public var values: [String: String]

        /// Makes a person.
        public init(name: String, values: [String: String]) {
            self.name = name
            self.values = values
        }
    }
}
