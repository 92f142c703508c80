/// Which numbers a file gave to properties that have names ([MS-OXMSG], section 2.2.3): from 0x8000 on, and others in
/// every file.
struct NamedProperties: Sendable, Hashable {
    /// The sets of names that belong to appointments, tasks and the like ([MS-OXPROPS], section 1.3.2): all of them are
    /// `000620xx-0000-0000-C000-000000000046`, told apart by that byte.
    enum PropertySet: UInt8, Sendable {
        case appointment = 0x02
        case task = 0x03
        case address = 0x04
        case common = 0x08
        case log = 0x0A
    }

    private struct Name: Hashable {
        var set: UInt8
        var identifier: UInt32
    }

    private var numbers: [Name: UInt16] = [:]
    private static let maximumCount = 32_768

    /// No names.
    init() {}

    /// Reads the table of a file; damaged entries are passed over.
    init(of file: CompoundFile) {
        let place = file.children(of: 0).first {
            file.entries[$0].kind == 1 && file.entries[$0].name.lowercased() == "__nameid_version1.0"
        }
        guard let place else { return }
        var entries: [UInt8] = []
        var sets: [UInt8] = []
        for child in file.children(of: place) {
            let entry = file.entries[child]
            guard entry.kind == 2 else { continue }
            switch entry.name.lowercased() {
            case "__substg1.0_00020102": sets = file.content(of: entry, limit: 16 * Self.maximumCount)
            case "__substg1.0_00030102": entries = file.content(of: entry, limit: 8 * Self.maximumCount)
            default: break
            }
        }
        for start in stride(from: 0, to: entries.count - entries.count % 8, by: 8) {
            let kind = entries.little16(start + 4)
            // An odd number names by text; below 3 are sets that every file knows, none of which is asked for.
            guard kind & 1 == 0, kind >> 1 >= 3 else { continue }
            let set = (Int(kind >> 1) - 3) * 16
            guard set + 16 <= sets.count else { continue }
            let (number, overflow) = UInt16(0x8000).addingReportingOverflow(entries.little16(start + 6))
            if !overflow { add(Array(sets[set..<(set + 16)]), entries.little32(start), number) }
        }
    }

    /// Notes the number of a name. `set`: a GUID as Windows stores it.
    mutating func add(_ set: [UInt8], _ identifier: UInt32, _ number: UInt16) {
        guard set.count == 16, numbers.count < Self.maximumCount else { return }
        let rest: [UInt8] = [0x20, 0x06, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
        guard set[1...].elementsEqual(rest) else { return }
        numbers[Name(set: set[0], identifier: identifier)] = number
    }

    /// The number of a named property; nil when the file has none of that name.
    func number(_ set: PropertySet, _ identifier: UInt32) -> UInt16? {
        numbers[Name(set: set.rawValue, identifier: identifier)]
    }
}
