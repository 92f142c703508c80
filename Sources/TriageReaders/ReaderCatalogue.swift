import TriageModel

/// Every reader, in the order in which they are asked. A new input format is one file and one line here.
enum ReaderCatalogue {
    /// Readers of errors. They come first: a header `Verb-Noun : text` also looks like a property.
    static let errorReaders: [any RegionReader] = [
        CutCollapsedReader(),
        TerminatingErrorReader(),
        ErrorListReader(),
        NormalViewReader(),
        ConciseViewReader(),
        CategoryViewReader(),
        ExceptionTextReader(),
        ShortErrorReader(),
    ]

    /// Passes over errors.
    static let errorPasses: [any DraftPass] = [
        DuplicateErrors(),
        ErrorTemplates(),
    ]

    /// Readers of regions in mixed text.
    static let regionReaders: [any RegionReader] =
        errorReaders + [
            TranscriptReader(),
            LDIFReader(),
            EventTextReader(),
            MailHeaderReader(),
            CommandReader(),
            RegistryReader(),
            // Before the reader of serialised objects, so that a DOCTYPE in front of them is refused.
            XMLDumpReader(),
            CLIXMLReader(),
            UnknownXMLReader(),
            JSONReader(),
            ObjectTextReader(),
            MarkdownTableReader(),
            CutTableReader(),
            TableReader(),
            ListReader(),
            DelimitedReader(),
        ]

    /// Passes over the drafts of one input, in order, after all its regions are read.
    static let passes: [any DraftPass] =
        errorPasses + [
            ProsePass(),
            WriterPass(),
            SessionPass(),
            ObjectTextPass(),
            RecordClassifier(),
            MailDatePass(),
        ]
}

/// A pass that completes the drafts of one input: joins errors printed twice, tells kinds, types values, follows
/// sessions.
protocol DraftPass: Sendable {
    /// Changes the regions of one input in place. Regions are in reading order and their lines do not overlap.
    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary)
}
