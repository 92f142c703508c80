import TriageModel

/// What is known of a person for the holes of commands.
struct HoleValues {
    let file: CaseFile
    /// The person; nil when nobody in particular is meant.
    let person: Int?

    /// The command template with these values.
    var template: CommandTemplate { CommandTemplate { hole in self.value(of: hole) } }

    private func value(of hole: String) -> String? {
        if let dot = hole.firstIndex(of: ".") {
            return field(String(hole[hole.index(after: dot)...]), ofKind: String(hole[..<dot]))
        }
        guard let names = person.map({ file.people.identity(of: $0, in: file.records).names }) else { return nil }
        switch hole {
        case "upn": return names.principal ?? names.address
        case "mail": return names.address ?? names.principal
        case "sam": return names.account ?? names.word.flatMap { $0.contains(" ") ? nil : $0 }
        case "id": return names.cloudID
        default: return nil
        }
    }

    /// A field of another record of the person.
    private func field(_ name: String, ofKind kind: String) -> String? {
        guard let person else { return nil }
        for position in file.people.persons[person].records where file.records[position].kind == kind {
            guard let value = file.records[position][name], value.partial == nil else { continue }
            if let text = PlainValue.comparable(value), !text.isEmpty { return text }
        }
        return nil
    }
}
