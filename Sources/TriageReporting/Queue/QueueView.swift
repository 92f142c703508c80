/// What many tickets came to, as the terminal shows it.
public struct QueueView: Sendable {
    /// How good a row's news is; decides its colour.
    public enum Tone: Sendable, Hashable {
        /// Something is wrong, or could not be read.
        case bad
        /// Nothing is wrong.
        case good
        /// It cannot be told.
        case open
        /// Neither.
        case plain
    }

    /// A row with a bar.
    public struct Bar: Sendable {
        /// A short name in front: `RC22`.
        public var key: String
        /// What it stands for.
        public var label: String
        /// How many; parts of one bar, from sure to unsure.
        public var parts: [Int]
        /// Its colour.
        public var tone: Tone
        /// What stands behind the number.
        public var note: String

        /// Makes a row.
        public init(key: String = "", label: String, parts: [Int], tone: Tone, note: String = "") {
            self.key = key
            self.label = label
            self.parts = parts
            self.tone = tone
            self.note = note
        }

        var count: Int { parts.reduce(0, +) }
    }

    /// A heading with bars below it, drawn to one scale.
    public struct Chart: Sendable {
        /// The heading.
        public var title: String
        /// The rows.
        public var bars: [Bar]
        /// A sentence below, such as how many rows were left out.
        public var remark: String

        /// Makes a chart.
        public init(title: String, bars: [Bar], remark: String = "") {
            self.title = title
            self.bars = bars
            self.remark = remark
        }
    }

    /// One ticket in a list of a few.
    public struct Entry: Sendable {
        /// What it comes to, a word or a cause: `RC22`.
        public var verdict: String
        /// How sure, or empty.
        public var confidence: String
        /// Its colour.
        public var tone: Tone
        /// The ticket.
        public var name: String
        /// Who, where, or what is missing.
        public var detail: String

        /// Makes an entry.
        public init(verdict: String, confidence: String, tone: Tone, name: String, detail: String) {
            self.verdict = verdict
            self.confidence = confidence
            self.tone = tone
            self.name = name
            self.detail = detail
        }
    }

    /// The first line: `31 tickets`.
    public var headline: String
    /// What follows it on the same line.
    public var sentence: String
    /// The tickets themselves, where they are few.
    public var entries: [Entry] = []
    /// Charts, one below the other.
    public var charts: [Chart] = []
    /// What could not be read, one line each.
    public var problems: [String] = []
    /// Last sentences: where the results are, how to go on.
    public var notes: [String] = []

    /// Makes a view without details.
    public init(headline: String, sentence: String) {
        self.headline = headline
        self.sentence = sentence
    }
}
