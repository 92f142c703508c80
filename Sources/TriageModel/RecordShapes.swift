/// What records of one dump have in common: their kind, how they were written, and the names of their fields.
final class RecordShape: Sendable {
    let kind: String
    let format: String
    let types: [String]
    let names: [String]

    init(kind: String, format: String, types: [String], names: [String]) {
        self.kind = kind
        self.format = format
        self.types = types
        self.names = names
    }

    fileprivate func fits(kind: String, format: String, types: [String], fields: [Record.Field]) -> Bool {
        guard names.count == fields.count, self.kind == kind, self.format == format, self.types == types else {
            return false
        }
        for position in names.indices where names[position] != fields[position].name { return false }
        return true
    }
}

/// The last few shapes of records: records that are made with the same share what they have in common.
public struct RecordShapes: Sendable {
    private var known: [RecordShape] = []
    private var next = 0
    private static let most = 8

    /// Without any shape.
    public init() {}

    mutating func shape(kind: String, format: String, types: [String], fields: [Record.Field]) -> RecordShape {
        for shape in known where shape.fits(kind: kind, format: format, types: types, fields: fields) { return shape }
        let shape = RecordShape(kind: kind, format: format, types: types, names: fields.map(\.name))
        if known.count < Self.most {
            known.append(shape)
        } else {
            known[next] = shape
            next = (next + 1) % Self.most
        }
        return shape
    }
}
