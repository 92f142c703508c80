import TriageModel

/// Where in their fields records have what rules ask for. Records of a crowd name the same fields in the same order, so
/// that one table serves many.
struct FieldLayouts {
    private struct Entry {
        var number: Int
        var position: Int
    }

    private var layouts: [[Entry]] = [[]]
    /// The layout of every record.
    private var layoutOf: [UInt32] = []
    /// Records whose layouts are compared first, by kind: the last few new ones.
    private var samples: [Int: [(record: Int, layout: UInt32)]] = [:]

    private static let mostSamples = 4

    /// Adds the next record, of a kind by its number; -1 for one nobody asks for.
    mutating func add(_ record: Int, ofKind kind: Int, in records: [Record], _ fields: NameTable) {
        guard kind >= 0 else { return layoutOf.append(0) }
        for sample in samples[kind, default: []] where records[record].hasFields(of: records[sample.record]) {
            return layoutOf.append(sample.layout)
        }
        var entries: [Entry] = []
        for position in 0..<records[record].fieldCount {
            guard let number = fields.number(of: records[record].name(at: position)) else { continue }
            entries.append(Entry(number: number, position: position))
        }
        let layout = UInt32(truncatingIfNeeded: layouts.count)
        layouts.append(entries)
        layoutOf.append(layout)
        var known = samples[kind, default: []]
        if known.count >= FieldLayouts.mostSamples { known.removeLast() }
        known.insert((record, layout), at: 0)
        samples[kind] = known
    }

    /// The position of a field by its number; nil when the record does not mention it. The first of equal names counts.
    func position(of number: Int, in record: Int) -> Int? {
        for entry in layouts[Int(layoutOf[record])] where entry.number == number { return entry.position }
        return nil
    }
}
