import TriageModel

/// A reader of one format inside mixed text. One file a format; the list of all of them is ``ReaderCatalogue``.
///
/// A reader looks at a line, says whether a region of its format stands there, and reads it whole. It never traps,
/// and what it looks at beyond the region it returns is bounded, so that a case is read in linear time.
protocol RegionReader: Sendable {
    /// Shapes with which a region of this format can show itself. A line is offered when it has one of them; an empty
    /// set means every line that is not blank.
    var triggers: LineShape { get }

    /// Reads the region around `line`, or says nil when there is none.
    ///
    /// - Parameters:
    ///   - line: index of the line that has one of the `triggers`.
    ///   - floor: first line no other region has; the region may reach back to it, not further.
    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion?
}

/// A region with what was read from it, before numbers are given.
struct ReadRegion: Sendable {
    /// Lines it covers; never empty.
    var lines: Range<Int>
    /// `error.normal-view`, `format-list` …
    var format: String
    /// Why: "certain: labels CategoryInfo and FullyQualifiedErrorId".
    var why: String
    /// What was read, in order.
    var records: [Draft]
    /// What could not be read.
    var problems: [Evidence.Problem] = []
    /// Repaired text, for text conditions; nil = the lines as they are.
    var repaired: LocatedText?
}

/// A record before it is classified, typed and numbered.
struct Draft: Sendable, Hashable {
    /// The vocabulary's kind when the format itself tells it (`error`, `command`); empty = to be classified by type
    /// names, object class, signature, or the command that printed it.
    var kind: String
    /// Fields; texts are typed later by the vocabulary, other values are kept as they are.
    var fields: [Record.Field]
    /// Its place.
    var span: SourceSpan
    /// How it was written.
    var format: String
    /// Type names or object classes.
    var types: [String] = []
    /// When it happened, if the reader knows.
    var eventTime: Value?
    /// Drafts of one region with equal numbers stand in one block (an error block, a listing).
    var block: Int = 0
    /// Session within this input, from 1; nil outside of any.
    var session: Int?

    subscript(name: String) -> Value? {
        for field in fields where field.name.isEqualIgnoringCase(name) { return field.value }
        return nil
    }

    /// Whom a command was run for, where it is told and no expression.
    var whom: Value? {
        for field in fields where field.name.isEqualIgnoringCase("identity") && field.value.partial == nil {
            return field.value
        }
        return nil
    }
}
