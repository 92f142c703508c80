public import TriageModel

/// Reads the values of structured inputs as they stand there, before any vocabulary: what `facts --raw` prints.
///
/// ```swift
/// let leaves = RawReader(vocabulary: vocabulary).leaves(of: info)
/// ```
public struct RawReader {
    private let vocabulary: PreparedVocabulary

    /// A reader; the vocabulary only helps to tell where regions end.
    public init(vocabulary: Vocabulary) { self.vocabulary = PreparedVocabulary(vocabulary) }

    /// The values of all structured regions of one decoded input, in order, and what was left out.
    public func leaves(
        of info: SourceInfo, source: SourceID = SourceID(0), as format: InputFormat? = nil
    ) -> (
        leaves: [RawLeaf], problems: [Evidence.Problem]
    ) {
        var text = LineCleaner.clean(info, source: source)
        let pages = Unfolding.prepare(&text, isPage: format == .html)
        var leaves: [RawLeaf] = []
        var problems = pages.problems
        var regions = RegionCutter(readers: ReaderCatalogue.readers(of: format), vocabulary: vocabulary).cut(text)
        pages.note(&regions)
        for region in regions {
            switch region.format {
            case "clixml":
                leaves.append(
                    contentsOf: CLIXMLReader().leaves(in: text, at: region.lines.lowerBound, problems: &problems))
            case "json":
                leaves.append(contentsOf: JSONReader().leaves(in: text, at: region.lines.lowerBound))
            case "prose", "format-list", "format-table": break
            default:
                for draft in region.records where draft.kind != "error" {
                    leaves.append(contentsOf: DraftLeaves.of(draft))
                }
            }
        }
        return (leaves, problems)
    }
}

/// The leaves of a record whose format knows no nesting: rows, entries.
enum DraftLeaves {
    static func of(_ draft: Draft) -> [RawLeaf] {
        var leaves = [RawLeaf(path: "$", type: "object", value: draft.types.first.map { .text($0) } ?? .null)]
        for field in draft.fields { add(field.value, "$." + field.name, to: &leaves) }
        return leaves
    }

    private static func add(_ value: Value, _ path: String, to leaves: inout [RawLeaf]) {
        func leaf(_ type: String, _ text: String) { leaves.append(.init(path: path, type: type, value: .text(text))) }
        switch value.content {
        case .text(let text): leaf("String", text)
        case .integer(let number): leaf("Int64", String(number))
        case .real(let number): leaf("Double", DotNetNumber.double("\(number)") ?? "\(number)")
        case .boolean(let flag): leaf("Boolean", flag ? "True" : "False")
        case .date(let date): leaf("date", date.text)
        case .duration(let seconds): leaf("TimeSpan", "\(seconds)")
        case .guid(let text): leaf("Guid", text)
        case .uri(let uri): leaf("Uri", uri.text)
        case .size(let range): leaf("Int64", String(range.lowerBound))
        case .binary(let binary):
            leaves.append(
                .init(path: path, type: "bytes", value: .bytes(binary.byteCount.lowerBound, sha256: binary.sha256)))
        case .blank: leaves.append(.init(path: path, type: "null", value: .null))
        case .list(let items):
            leaves.append(.init(path: path, type: "list", value: .count(items.count)))
            for (index, item) in items.enumerated() {
                // Lists of readers are flat.
                if case .list = item.content { continue }
                add(item, path + "[\(index)]", to: &leaves)
            }
        }
    }
}
