public import TriageModel

/// What a record says, as plain text by field, without places: what two readings of one thing are compared by.
public struct RecordFacts: Sendable, Hashable, CustomStringConvertible {
    /// The value of one field.
    public struct Fact: Sendable, Hashable {
        /// Plain form.
        public var text: String
        /// True when the reader says that it is not whole.
        public var isPartial: Bool
    }

    /// The record's kind.
    public var kind: String
    /// How it was written.
    public var format: String
    /// By field name in lower case.
    public var fields: [String: Fact]

    /// The facts of a record.
    public init(_ record: Record) {
        kind = record.kind
        format = record.format
        fields = [:]
        for field in record.fields where fields[field.name.asciiLowercased] == nil {
            fields[field.name.asciiLowercased] = Fact(text: field.value.plain, isPartial: field.value.partial != nil)
        }
    }

    /// The plain text of a field, nil when it is not there or blank.
    public subscript(name: String) -> String? {
        fields[name.asciiLowercased].flatMap { $0.text.isEmpty ? nil : $0.text }
    }

    /// True when the field is there, but cut.
    public func isPartial(_ name: String) -> Bool { fields[name.asciiLowercased]?.isPartial ?? false }

    /// One line a field, sorted.
    public var description: String {
        "\(kind) (\(format))\n"
            + fields.sorted { $0.key < $1.key }
            .map { "    \($0.key) = \($0.value.text)\($0.value.isPartial ? "  [partial]" : "")" }
            .joined(separator: "\n")
    }
}

extension Evidence {
    /// The facts of all records of a kind, in reading order.
    public func facts(of kind: String) -> [RecordFacts] {
        records.filter { $0.kind == kind }.map(RecordFacts.init)
    }
}

extension Value {
    /// The value in one plain line: what a test compares.
    public var plain: String {
        switch content {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .date(let date): date.text
        case .duration(let seconds): "\(seconds) s"
        case .size(let bytes):
            bytes.lowerBound == bytes.upperBound ? "\(bytes.lowerBound) B" : "\(bytes.lowerBound)-\(bytes.upperBound) B"
        case .guid(let text): text
        case .uri(let uri): uri.text
        case .binary(let binary): "\(binary.format.rawValue) \(binary.byteCount.lowerBound) B"
        case .list(let values): values.map(\.plain).joined(separator: " | ")
        case .blank: ""
        }
    }
}

extension String {
    /// The text without white space, U+00A0 included: messages are compared so, for a console or a view may break them
    /// anywhere.
    public var squeezed: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
