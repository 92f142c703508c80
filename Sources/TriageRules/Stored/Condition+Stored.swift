import TriageBytes
import TriageModel

extension Condition {
    static var empty: Condition { Condition(.all([])) }

    /// Depth is that of the rule, which the loader bounds.
    mutating func code(_ coder: inout ByteCoder) {
        test.code(&coder)
        coder.code(&line)
        coder.code(&says)
    }
}

extension Condition.Test {
    /// The cases, in the order of their numbers in the stored form.
    private var number: Int {
        switch self {
        case .all: 0
        case .any: 1
        case .not: 2
        case .atLeast: 3
        case .field: 4
        case .anyRecord: 5
        case .noRecord: 6
        case .compare: 7
        case .text: 8
        case .happened: 9
        }
    }

    mutating func code(_ coder: inout ByteCoder) {
        var number = number
        coder.code(&number)
        switch number {
        case 0...3: codeInner(number, &coder)
        case 4: codeField(&coder)
        case 5, 6: codeRecord(isAny: number == 5, &coder)
        case 7: codeComparison(&coder)
        case 8: codeText(&coder)
        case 9: codeDates(&coder)
        default: coder.fail()
        }
    }

    private mutating func codeInner(_ number: Int, _ coder: inout ByteCoder) {
        var inner: [Condition] = []
        var count = 0
        switch self {
        case .all(let conditions), .any(let conditions): inner = conditions
        case .not(let condition): inner = [condition]
        case .atLeast(let least, let conditions): (count, inner) = (least, conditions)
        case .field, .anyRecord, .noRecord, .compare, .text, .happened: break
        }
        coder.code(&inner, .empty) { $0.code(&$1) }
        if number == 3 { coder.code(&count) }
        switch number {
        case 0: self = .all(inner)
        case 1: self = .any(inner)
        case 2: if let condition = inner.first { self = .not(condition) } else { coder.fail() }
        default: self = .atLeast(count: count, inner)
        }
    }

    private mutating func codeField(_ coder: inout ByteCoder) {
        var field = Condition.FieldTest(name: "", comparison: .present)
        if case .field(let known) = self { field = known }
        coder.code(&field.kind)
        coder.code(&field.name)
        field.comparison.code(&coder)
        self = .field(field)
    }

    private mutating func codeRecord(isAny: Bool, _ coder: inout ByteCoder) {
        var record = Condition.RecordTest(kind: "", scope: .case, conditions: [])
        switch self {
        case .anyRecord(let known), .noRecord(let known): record = known
        default: break
        }
        coder.code(&record.kind)
        coder.code(&record.scope)
        coder.code(&record.bind)
        coder.code(&record.via)
        coder.code(&record.conditions, .empty) { $0.code(&$1) }
        self = isAny ? .anyRecord(record) : .noRecord(record)
    }

    private mutating func codeComparison(_ coder: inout ByteCoder) {
        var comparison = Condition.Comparison(left: "", relation: .equals, right: "")
        if case .compare(let known) = self { comparison = known }
        coder.code(&comparison.left)
        coder.code(&comparison.relation)
        coder.code(&comparison.right)
        coder.code(&comparison.within)
        self = .compare(comparison)
    }

    private mutating func codeText(_ coder: inout ByteCoder) {
        var text = Condition.TextTest(
            pattern: Condition.PatternReference(text: "", isRegularExpression: false), scope: .case)
        if case .text(let known) = self { text = known }
        text.pattern.code(&coder)
        coder.code(&text.scope)
        self = .text(text)
    }

    private mutating func codeDates(_ coder: inout ByteCoder) {
        var range = Condition.DateRange()
        if case .happened(let known) = self { range = known }
        coder.code(&range.from)
        coder.code(&range.until)
        self = .happened(range)
    }
}

extension Condition.PatternReference {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&text)
        coder.code(&isRegularExpression)
    }
}
