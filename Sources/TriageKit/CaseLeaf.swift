import TriageModel
import TriageReaders

/// What is left of a case when every container was opened: what readers are given.
enum CaseLeaf: Sendable {
    /// A text, and the format somebody said it has.
    case text(SourceInfo, format: InputFormat?)
    /// A picture, or something nobody reads.
    case described(DescribedInput)
    /// Something that could not be read.
    case problem(Evidence.Problem)

    /// True for what no reader is given.
    var isProblem: Bool { if case .problem = self { true } else { false } }
}

/// Reads leaves before the vocabulary.
struct RawReading {
    private let reader: RawReader
    private(set) var leaves: [RawLeaf] = []
    private(set) var problems: [Evidence.Problem] = []

    init(vocabulary: Vocabulary) { reader = RawReader(vocabulary: vocabulary) }

    mutating func add(_ leaf: CaseLeaf) {
        switch leaf {
        case .text(let info, let format):
            let read = reader.leaves(of: info, as: format)
            leaves.append(contentsOf: read.leaves)
            problems.append(contentsOf: read.problems)
        case .described: break
        case .problem(let problem): problems.append(problem)
        }
    }
}
