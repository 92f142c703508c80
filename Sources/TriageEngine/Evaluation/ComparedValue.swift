import TriageModel

/// A reading made ready to be compared: worked out once a record, however many it is compared with.
struct ComparedValue {
    /// What equality looks at.
    enum Content {
        /// Absent, or there but not told.
        case unknown
        case notThere
        case blank
        /// A value of which only a part was seen, or which has no form to compare.
        case unclear
        /// A GUID in its one spelling, with the folded text it was read from.
        case guid(String, text: [UInt8])
        /// The hash of bytes; nil when not every byte was seen.
        case binary(sha256: String?)
        /// Without blanks, lower case.
        case text([UInt8])
        /// A number that was taken from a value.
        case number
    }

    let content: Content
    /// First and last instant, in seconds.
    let instants: (low: Double, high: Double)?
    /// Least and greatest number.
    let numbers: (low: Double, high: Double)?

    /// True when something is known.
    var isKnown: Bool {
        if case .unknown = content { return false }
        return true
    }

    init(_ reading: Reading) {
        numbers = reading.number?.ends
        if case .value(let value) = reading.state, case .date(let date) = value.content {
            instants = (Double(date.instants.lowerBound), Double(date.instants.upperBound))
        } else {
            instants = nil
        }
        switch reading.state {
        case .absent, .unknown: content = .unknown
        case .notThere: content = .notThere
        case .blank: content = .blank
        case .number: content = .number
        case .value(let value): content = ComparedValue.content(of: value)
        }
    }

    private static func content(of value: Value) -> Content {
        guard value.partial == nil else { return .unclear }
        let folded = PlainValue.comparable(value).map(FoldedText.fold)
        switch value.content {
        case .binary(let binary): return .binary(sha256: binary.sha256)
        case .text(let text) where GUIDText.isBare(text): return .unclear
        case .guid(let text), .text(let text):
            if let guid = GUIDText.any(text) { return .guid(guid, text: folded ?? []) }
        default: break
        }
        return folded.map { .text($0) } ?? .unclear
    }
}
