extension Vocabulary {
    /// A command that collects facts.
    public struct Collector: Sendable, Hashable {
        /// Stable id.
        public var id: String
        /// Text with holes: `{sam}`, `{upn}`, `{mail}`, `{id}`, or another record's field `{cas-mailbox.OwaMailboxPolicy}`.
        public var command: String
        /// Where to run it: "on-premises AD", "sync server", "Exchange Online", "client".
        public var place: String
        /// How to read the answer.
        public var reads: String
        /// Place in the knowledge's own order; breaks ties.
        public var order: Int
        /// What it gives: `kind` or `kind.field` paths.
        public var gives: [String]
        /// The same as pipelines of a script, each on its own.
        public var scripts: [Script]
        /// True when it prints the names and addresses of one person side by side, so that it tells whether two are one.
        public var tellsWho: Bool

        /// One pipeline of the script that collects everything.
        public struct Script: Sendable, Hashable {
            /// Text with holes.
            public var command: String
            /// The command that must be there: where it is not, the question is not asked.
            public var needs: String
            /// Where it is asked.
            public var place: String
            /// What a console there shows before a command.
            public var prompt: String

            /// Makes a script's pipeline.
            public init(command: String, needs: String, place: String, prompt: String) {
                self.command = command
                self.needs = needs
                self.place = place
                self.prompt = prompt
            }
        }

        /// Makes a collector.
        public init(
            id: String, command: String, place: String, reads: String, order: Int, gives: [String],
            scripts: [Script] = [], tellsWho: Bool = false
        ) {
            self.id = id
            self.command = command
            self.place = place
            self.reads = reads
            self.order = order
            self.gives = gives
            self.scripts = scripts
            self.tellsWho = tellsWho
        }
    }
}
