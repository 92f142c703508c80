import TriageModel

/// A reader that is asked at every line, because somebody said that its format stands there.
struct ForcedReader: RegionReader {
    let triggers: LineShape = []
    private let reader: any RegionReader

    init(_ reader: any RegionReader) { self.reader = reader }

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard var region = reader.region(in: text, at: line, floor: floor, vocabulary: vocabulary) else { return nil }
        region.why += "; asked for"
        return region
    }
}

extension ReaderCatalogue {
    /// The readers of an input whose format was said; all of them when none was.
    static func readers(of format: InputFormat?) -> [any RegionReader] {
        let only: [any RegionReader]
        switch format {
        case nil, .html: return regionReaders
        case .text:
            return errorReaders + [
                TranscriptReader(), MailHeaderReader(), CommandReader(), CutTableReader(), TableReader(),
                ListReader(),
            ]
        case .clixml: only = [CLIXMLReader()]
        case .json: only = [JSONReader()]
        case .ldif: only = [LDIFReader()]
        case .csv: only = [DelimitedReader()]
        case .xml: only = [CLIXMLReader(), XMLDumpReader()]
        case .list: only = [ListReader()]
        case .table: only = [CutTableReader(), TableReader()]
        case .registry: only = [RegistryReader()]
        case .event: only = [EventTextReader()]
        }
        return only.map { ForcedReader($0) }
    }
}
