import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Reading of texts with the readers of errors alone, so that these tests hold whatever else the catalogue has.
enum ErrorReading {
    /// Templates of invented texts, as a vocabulary could have them.
    static let vocabulary = Vocabulary(templates: [
        .init(kind: "error", text: "Error on proxy command '{proxyCommand:word} ", startsError: true),
        .init(
            kind: "error",
            text: "' to server {server:word}: Server version {serverVersion}, Proxy method {proxyMethod:word}:"),
        .init(kind: "error", text: "Request return error with following error message:", startsError: true),
        .init(kind: "error", text: "The remote server returned an error: ({httpStatus:digits})"),
        .init(kind: "error", text: "[Server={server:word},RequestId={requestId:word},TimeStamp={timeStamp}]"),
        .init(kind: "error", text: "The term '{missingCommand:word}' is not recognized as"),
        .init(kind: "error", text: "AADSTS{code:digits}:"),
        .init(kind: "error", text: "ActiveDirectoryServer:{ldapCode:digits},"),
        .init(kind: "error", text: "Status: {httpStatus:digits} ("),
        .init(
            kind: "error",
            text: "Connecting to remote server {remoteServer:word} failed with the following error message :",
            startsError: true),
    ])

    /// The clean text of bytes.
    static func clean(_ bytes: [UInt8], name: String = "ticket.txt") -> (SourceInfo, CleanText) {
        let info = TextDecoder.decode(bytes).sourceInfo(name: name)
        return (info, LineCleaner.clean(info, source: SourceID(0)))
    }

    /// The regions of a text.
    static func regions(_ bytes: [UInt8], vocabulary: Vocabulary = vocabulary) -> ([ReadRegion], SourceInfo) {
        let (info, text) = clean(bytes)
        let readers = ReaderCatalogue.errorReaders
        let vocabulary = PreparedVocabulary(vocabulary)
        var regions = RegionCutter(readers: readers, vocabulary: vocabulary).cut(text)
        for pass in ReaderCatalogue.errorPasses { pass.run(over: &regions, of: text, vocabulary: vocabulary) }
        return (regions, info)
    }

    /// The errors of a text, with the checks every reading has to pass.
    static func errors(
        _ bytes: [UInt8], vocabulary: Vocabulary = vocabulary, location: SourceLocation = #_sourceLocation
    ) -> [RecordFacts] {
        let (regions, info) = regions(bytes, vocabulary: vocabulary)
        check(regions, info, location)
        return regions.flatMap(\.records).filter { $0.kind == "error" }.map { draft in
            RecordFacts(Record(kind: draft.kind, fields: draft.fields, span: draft.span, format: draft.format))
        }
    }

    static func errors(
        _ text: String, vocabulary: Vocabulary = vocabulary, location: SourceLocation = #_sourceLocation
    ) -> [RecordFacts] {
        errors(Array(text.utf8), vocabulary: vocabulary, location: location)
    }

    /// Places must lie in the text, and text values must stand where they say, but for white space and signs the
    /// repair takes out.
    private static func check(_ regions: [ReadRegion], _ info: SourceInfo, _ location: SourceLocation) {
        var floor = 0
        for region in regions {
            #expect(!region.lines.isEmpty && region.lines.lowerBound >= floor, sourceLocation: location)
            floor = region.lines.upperBound
            for draft in region.records {
                #expect(draft.span.end <= info.text.count, sourceLocation: location)
                for field in draft.fields {
                    #expect(!field.value.spans.isEmpty, "\(field.name) has no place", sourceLocation: location)
                    for span in field.value.spans {
                        #expect(span.start >= 0 && span.end <= info.text.count, sourceLocation: location)
                    }
                    guard case .text(let text) = field.value.content,
                        !["view", "language", "innerKind"].contains(field.name)
                    else {
                        continue
                    }
                    let found = field.value.spans.reduce(into: [UInt8]()) { $0 += info.text[$1.start..<$1.end] }
                    let shown = String(decoding: found, as: UTF8.self).squeezed
                    #expect(shown == text.squeezed, "\(field.name) points elsewhere", sourceLocation: location)
                }
            }
        }
    }
}
