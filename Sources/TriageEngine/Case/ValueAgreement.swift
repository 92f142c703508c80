import TriageModel

/// Whether two values can be the same thing, known to different precision.
enum ValueAgreement {
    static func agree(_ left: Value, _ right: Value) -> Bool {
        let leftBlank = FieldReader.isBlank(left)
        let rightBlank = FieldReader.isBlank(right)
        if leftBlank || rightBlank { return leftBlank == rightBlank }
        if let mine = range(left), let yours = range(right) {
            guard mine.overlaps(yours) else { return false }
        }
        switch (left.content, right.content) {
        case (.binary(let mine), .binary(let yours)): return agree(mine, yours)
        case (.date(let mine), .date(let yours)): return mine.instants.overlaps(yours.instants)
        case (.list(let mine), .list(let yours)):
            if left.partial != nil || right.partial != nil { return true }
            return Set(mine.map(key)) == Set(yours.map(key))
        case (.real(let mine), .real(let yours)): return mine == yours
        case (.duration(let mine), .duration(let yours)): return mine == yours
        case (.boolean(let mine), .boolean(let yours)): return mine == yours
        default: break
        }
        if range(left) != nil, range(right) != nil { return true }
        guard let mine = PlainValue.comparable(left), let yours = PlainValue.comparable(right) else { return true }
        let first = FoldedText.fold(mine)
        let second = FoldedText.fold(yours)
        if left.partial != nil || right.partial != nil { return true }
        if let mine = WrittenNumber.boolean(mine), let yours = WrittenNumber.boolean(yours) { return mine == yours }
        if let mine = GUIDText.any(mine), let yours = GUIDText.any(yours) { return mine == yours }
        return first == second
    }

    private static func agree(_ left: BinaryValue, _ right: BinaryValue) -> Bool {
        if left.format != .unknown, right.format != .unknown, left.format != right.format { return false }
        if let mine = left.sha256, let yours = right.sha256, mine != yours { return false }
        if let mine = left.width, let yours = right.width, mine != yours { return false }
        if let mine = left.height, let yours = right.height, mine != yours { return false }
        return true
    }

    static func range(_ value: Value) -> ClosedRange<Int64>? {
        switch value.content {
        case .integer(let number): number...number
        case .size(let range): range
        case .binary(let binary): binary.byteCount
        default: nil
        }
    }

    private static func key(_ value: Value) -> [UInt8] {
        FoldedText.fold(PlainValue.comparable(value) ?? PlainValue.text(of: value))
    }
}
