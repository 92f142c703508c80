public import Foundation

/// One case of a samples folder: a file, or a folder of files that belong together.
public struct SampleCase: Sendable, CustomStringConvertible {
    /// Path from the package root, or from the shared folder: `samples/photo-proxy-413/fires-article.txt`.
    public var name: String
    /// The inputs, by name.
    public var inputs: [SampleInput]

    /// Reads a case from a file or a folder.
    public init(name: String, at place: URL) throws {
        self.name = name
        let files = place.isFolder ? place.entries().filter { !$0.isFolder } : [place]
        inputs = try files.map { SampleInput(name: $0.lastPathComponent, bytes: try $0.readBytes()) }
    }

    /// The name.
    public var description: String { name }

    /// The same case with every text in a dress; nil when a file is no text the dress suits.
    ///
    /// Quotes and cuts are for what people paste. Files of a structured format come as they are, or re-encoded.
    public func dressed(_ dress: Dress) -> SampleCase? {
        var result = self
        for index in inputs.indices {
            let isStructured = ["xml", "clixml", "json", "eml", "csv", "ldif", "html"].contains(inputs[index].suffix)
            guard let text = inputs[index].text, dress.changes.isEmpty || !isStructured else { return nil }
            if inputs[index].suffix == "eml" || inputs[index].suffix == "ldif", dress.encoding != .utf8 { return nil }
            if text.contains("encoding="), dress.encoding != .utf8, dress.encoding != .utf8WithBOM { return nil }
            result.inputs[index].bytes = dress.bytes(of: text)
        }
        return result
    }
}

/// An input of a case.
public struct SampleInput: Sendable {
    /// File name.
    public var name: String
    /// Content.
    public var bytes: [UInt8]

    /// Makes an input.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// An input from text.
    public init(_ text: String, name: String = "ticket.txt") {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The text, if it is UTF-8 or UTF-16 with a byte order mark.
    public var text: String? { SampleText.decode(bytes) }

    /// `txt` of `ticket.txt`.
    public var suffix: String { name.split(separator: ".").last.map { String($0).lowercased() } ?? "" }
}
