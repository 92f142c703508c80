import TriageModel
import TriageRules

/// A rule's condition without its constants: what it comes to for a record that none of the constants fits.
///
/// Rules about errors differ in the texts they look for and little else, so many rules share one shape; what is told of
/// the shape and a record holds for all of them.
indirect enum RuleShape: Hashable, Sendable {
    case all([RuleShape])
    case any([RuleShape])
    case not(RuleShape)
    case atLeast(Int, [RuleShape])
    /// A field of the subject compared with texts; the number is that of its path.
    case telling(Int)
    /// Tests of whether the field is there.
    case present(Int)
    case blank(Int)
    case absent(Int)
    /// A condition of which nothing is told.
    case other

    /// The numbers of the paths in it.
    var paths: Set<Int> {
        switch self {
        case .all(let inner), .any(let inner), .atLeast(_, let inner):
            inner.reduce(into: []) { $0.formUnion($1.paths) }
        case .not(let inner): inner.paths
        case .telling(let path), .present(let path), .blank(let path), .absent(let path): [path]
        case .other: []
        }
    }

    /// What a record says at a path, as far as shapes ask.
    enum State: Sendable {
        /// It does not mention it.
        case absent
        /// The source says there is nothing.
        case blank
        /// A whole text.
        case text
        /// Anything else.
        case other
    }

    /// What a condition can come to.
    struct Answers: OptionSet, Sendable {
        let rawValue: UInt8

        static let yes = Answers(rawValue: 1)
        static let no = Answers(rawValue: 2)
        static let unknown = Answers(rawValue: 4)
        static let any: Answers = [.yes, .no, .unknown]
    }

    /// True when the condition is false for a record of an event that none of the constants fits, and no near miss
    /// either, whatever the conditions come to of which nothing is told.
    func isRuledOut(_ states: [State]) -> Bool {
        guard answers(states) == .no else { return false }
        // A near miss has one leaf against it, and another in favour.
        var against = 0
        var hasFavour = false
        countLeaves(states, isTurned: false, &against, &hasFavour)
        return against >= 2 || !hasFavour
    }

    /// What it can come to; parts are taken to be independent of one another.
    private func answers(_ states: [State]) -> Answers {
        switch self {
        case .all(let inner): return Self.all(inner.map { $0.answers(states) })
        case .any(let inner): return Self.turned(Self.all(inner.map { Self.turned($0.answers(states)) }))
        case .not(let inner): return Self.turned(inner.answers(states))
        case .atLeast, .other: return .any
        case .telling(let path):
            switch states[path] {
            case .absent: return .unknown
            case .blank, .text: return .no
            case .other: return .any
            }
        case .present(let path):
            switch states[path] {
            case .absent, .blank: return .no
            case .text: return .yes
            case .other: return .any
            }
        case .blank(let path):
            switch states[path] {
            case .absent: return .unknown
            case .blank: return .yes
            case .text: return .no
            case .other: return .any
            }
        case .absent(let path):
            switch states[path] {
            case .absent: return .yes
            case .blank, .text: return .no
            case .other: return .any
            }
        }
    }

    private static func turned(_ answers: Answers) -> Answers {
        var turned = answers.intersection(.unknown)
        if answers.contains(.yes) { turned.insert(.no) }
        if answers.contains(.no) { turned.insert(.yes) }
        return turned
    }

    private static func all(_ parts: [Answers]) -> Answers {
        var answers: Answers = []
        if parts.allSatisfy({ $0.contains(.yes) }) { answers.insert(.yes) }
        if parts.contains(where: { $0.contains(.no) }) { answers.insert(.no) }
        if parts.allSatisfy({ $0 != .no }), parts.contains(where: { $0.contains(.unknown) }) {
            answers.insert(.unknown)
        }
        return answers
    }

    /// Counts the leaves that are certainly against it; says whether one can be in favour.
    private func countLeaves(_ states: [State], isTurned: Bool, _ against: inout Int, _ hasFavour: inout Bool) {
        switch self {
        case .all(let inner), .any(let inner), .atLeast(_, let inner):
            for part in inner { part.countLeaves(states, isTurned: isTurned, &against, &hasFavour) }
        case .not(let inner): inner.countLeaves(states, isTurned: !isTurned, &against, &hasFavour)
        case .telling, .present, .blank, .absent, .other:
            let answers = isTurned ? Self.turned(answers(states)) : answers(states)
            if answers == .no { against += 1 }
            if answers.contains(.yes) { hasFavour = true }
        }
    }
}

extension RuleShape {
    /// The shape of a condition about the record of an event; nil for one that looks at other records, for what it looks
    /// at is counted, and for one whose constants have other spellings.
    ///
    /// - Parameters:
    ///   - path: the number of a path of the subject.
    ///   - tell: takes the constants that are looked for at a path.
    init?(_ plan: Plan, path: (ValuePath) -> Int, tell: (Int, [Constant]) -> Void) {
        func shapes(_ plans: [Plan]) -> [RuleShape]? {
            var shapes: [RuleShape] = []
            for plan in plans {
                guard let shape = RuleShape(plan, path: path, tell: tell) else { return nil }
                shapes.append(shape)
            }
            return shapes
        }
        switch plan.test {
        case .all(let inner):
            guard let shapes = shapes(inner) else { return nil }
            self = .all(shapes)
        case .any(let inner):
            guard let shapes = shapes(inner) else { return nil }
            self = .any(shapes)
        case .atLeast(let count, let inner):
            guard let shapes = shapes(inner) else { return nil }
            self = .atLeast(count, shapes)
        case .not(let inner):
            guard let shape = RuleShape(inner, path: path, tell: tell) else { return nil }
            self = .not(shape)
        case .anyRecord, .noRecord: return nil
        case .compare, .text, .happened: self = .other
        case .field(let field):
            guard case .level(0) = field.origin else {
                self = .other
                return
            }
            switch field.comparison {
            case .present: self = .present(path(field.path))
            case .blank: self = .blank(path(field.path))
            case .absent: self = .absent(path(field.path))
            case .contains, .startsWith, .endsWith, .equals, .oneOf, .includes:
                guard field.constants.allSatisfy(\.isPlainText) else {
                    self = .other
                    return
                }
                let number = path(field.path)
                tell(number, field.constants)
                self = .telling(number)
            default: self = .other
            }
        }
    }
}

extension Constant {
    /// True when a text is equal to it in no other spelling.
    var isPlainText: Bool { !folded.isEmpty && boolean == nil && number == nil && guid == nil }
}
