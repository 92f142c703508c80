import TriageModel

/// The subjects of one rule and verdict, with what was measured of them: four bytes a subject where nothing was.
struct SubjectList: RandomAccessCollection {
    /// A subject and its measure; the tree is made again for the few that are shown.
    struct Entry {
        var subject: CaseSubject
        var measure: Measure?
    }

    /// A value that was compared with a limit.
    struct Measure {
        var distance: Diagnosis.Distance
        /// The value in words.
        var words: String

        init(_ threshold: Threshold) {
            distance = threshold.distance
            words = threshold.words
        }

        /// How far the value is from the limit.
        var gap: UInt64 {
            distance.value >= distance.limit
                ? UInt64(bitPattern: distance.value &- distance.limit)
                : UInt64(bitPattern: distance.limit &- distance.value)
        }
    }

    /// What the subjects are, whatever was measured of them. Lists of the same subjects have the same.
    private(set) var codes: [Code] = []
    /// Empty while nothing was measured of any.
    private var measures: [Measure?] = []

    /// True when something was measured of a subject.
    var isMeasured: Bool { !measures.isEmpty }

    mutating func append(_ subject: CaseSubject, _ measure: Measure? = nil) {
        if measure != nil, measures.isEmpty { measures = Array(repeating: nil, count: codes.count) }
        if measure != nil || isMeasured { measures.append(measure) }
        codes.append(Code(subject))
    }

    var startIndex: Int { 0 }
    var endIndex: Int { codes.count }
    subscript(position: Int) -> Entry {
        Entry(subject: codes[position].subject, measure: isMeasured ? measures[position] : nil)
    }

    /// Brings the worst to the front, or the nearest to its limit; equals stay in their order.
    mutating func sort(nearestFirst: Bool) {
        guard isMeasured else { return }
        let gaps = measures.map { $0?.gap ?? 0 }
        let order = codes.indices.sorted { left, right in
            if gaps[left] != gaps[right] { return nearestFirst ? gaps[left] < gaps[right] : gaps[left] > gaps[right] }
            return left < right
        }
        codes = order.map { codes[$0] }
        measures = order.map { measures[$0] }
    }

    /// A subject in four bytes.
    struct Code: Hashable {
        /// Numbers of people and records count up from 0, in steps of two so that both fit.
        private let number: UInt32

        init(_ subject: CaseSubject) {
            switch subject {
            case .person(let person): number = UInt32(truncatingIfNeeded: person) << 1
            case .record(let record): number = UInt32(truncatingIfNeeded: record) << 1 | 1
            case .unseen: number = .max
            case .ticket: number = .max - 1
            }
        }

        var subject: CaseSubject {
            switch number {
            case .max: .unseen
            case .max - 1: .ticket
            default: number & 1 == 0 ? .person(Int(number >> 1)) : .record(Int(number >> 1))
            }
        }
    }
}
