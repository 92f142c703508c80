import TriageModel

/// What a record says at a path.
struct Reading {
    /// What is known.
    enum State {
        /// The record does not mention it.
        case absent
        /// It is there, but what is asked for cannot be told; says why.
        case unknown(String)
        /// It is proven not to be there: a query without that item.
        case notThere
        /// The source says there is nothing.
        case blank
        /// A value.
        case value(Value)
        /// A number taken from a value.
        case number(NumberRange)
    }

    var state: State
    /// The record it was read from.
    var record: Int
    private var places: Value.Places

    /// Where it stands.
    var spans: [SourceSpan] { places.spans }

    init(state: State, record: Int, spans: [SourceSpan] = []) {
        self.state = state
        self.record = record
        places = Value.Places(spans)
    }

    /// A reading that stands where the value does.
    init(state: State, record: Int, at value: Value) {
        self.state = state
        self.record = record
        places = value.places
    }

    /// True when something is known.
    var isKnown: Bool {
        switch state {
        case .absent, .unknown: false
        case .notThere, .blank, .value, .number: true
        }
    }

    /// The number a threshold compares, if there is one.
    var number: NumberRange? {
        switch state {
        case .number(let number): return number
        case .value(let value):
            switch value.content {
            case .integer(let number): return .whole(number...number)
            case .real(let number): return .real(number)
            case .size(let range): return .whole(range)
            case .duration(let seconds): return .real(seconds)
            case .binary(let binary): return .whole(binary.byteCount)
            case .text(let text) where value.partial == nil:
                return WrittenNumber.plain(text).map { .whole($0...$0) }
            default: return nil
            }
        case .absent, .unknown, .notThere, .blank: return nil
        }
    }
}
