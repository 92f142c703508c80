public import TriageModel

/// Says that a ticket, or everything a rule finds, is known and needs nobody's attention until a day.
public struct Acknowledgement: Sendable, Hashable {
    /// What is acknowledged.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One ticket, by its id.
        case ticket
        /// A cause, by the id of its rule or its own (`RC22`).
        case rule
    }

    /// What is acknowledged.
    public var kind: Kind
    /// Its id; compared without regard to the case of ASCII letters.
    public var name: String
    /// Why.
    public var reason: String
    /// The day it comes back.
    public var until: CivilDate

    /// Makes an acknowledgement.
    public init(kind: Kind, name: String, reason: String, until: CivilDate) {
        self.kind = kind
        self.name = name
        self.reason = reason
        self.until = until
    }
}

/// The acknowledgements that hold on a day, to be asked about tickets.
public struct Acknowledgements: Sendable {
    private var tickets: [String: Acknowledgement] = [:]
    private var rules: [String: Acknowledgement] = [:]

    /// Takes those that hold on `day`; the others have come back.
    public init(_ all: [Acknowledgement] = [], on day: CivilDate) {
        for one in all where day < one.until {
            switch one.kind {
            case .ticket: tickets[one.name.asciiLowercased] = one
            case .rule: rules[one.name.asciiLowercased] = one
            }
        }
    }

    /// True when there is none.
    public var isEmpty: Bool { tickets.isEmpty && rules.isEmpty }

    /// What is known of a ticket: its own acknowledgement, else that of its causes when each of them is acknowledged (the
    /// one that comes back first).
    public func covering(_ verdict: TicketVerdict) -> Acknowledgement? {
        if isEmpty { return nil }
        if let own = tickets[verdict.id.asciiLowercased] { return own }
        if rules.isEmpty || verdict.causes.isEmpty { return nil }
        var first: Acknowledgement?
        for cause in verdict.causes {
            guard let known = rules[cause.rule.asciiLowercased] ?? rules[cause.cause.asciiLowercased] else {
                return nil
            }
            if let earlier = first, earlier.until <= known.until { continue }
            first = known
        }
        return first
    }
}
