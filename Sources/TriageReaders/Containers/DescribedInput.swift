import TriageBytes
public import TriageModel

/// An input that is not text: what is said of it stands in the place of its text, so that it is listed like any other.
public struct DescribedInput: Sendable {
    /// As ``Evidence`` lists it.
    public let source: SourceInfo
    /// `picture`, `unread`, `signature`, `container`.
    public let format: String
    /// Why it was taken for that.
    public let why: String
    /// The bytes of a picture, for who wants to show it; evidence does not keep them.
    public let pictureBytes: [UInt8]?
    /// What stands in place of the encoding of its text.
    public static let encoding = "binary"
    /// What was measured of a picture.
    let fields: [(name: String, content: Value.Content, range: Range<Int>)]
    private let lines: [(String, String, Value.Content)]

    /// What was measured of a picture; nil for anything else.
    public var picture: BinaryValue? {
        guard format == "picture" else { return nil }
        func number(_ name: String) -> Int? { lines.first { $0.0 == name }.flatMap { Int($0.1) } }
        let size = Int64(source.byteCount)
        return BinaryValue(
            byteCount: size...size,
            format: lines.first { $0.0 == "format" }.flatMap { BinaryValue.Format(rawValue: $0.1) } ?? .unknown,
            width: number("width"), height: number("height"))
    }

    /// True when it counts as a file of a photo.
    public let isPhoto: Bool
    /// The kind of record it is: a photo's file, which rules look at, or any other picture, which is only listed.
    var kind: String { isPhoto ? "photo-file" : "picture" }

    /// The same of another name and, for a picture, another content of the same size.
    public func renamed(_ name: String, sha256: String?) -> DescribedInput {
        let own = Self.ownName(of: name)
        let lines = lines.compactMap { line -> (String, String, Value.Content)? in
            switch line.0 {
            case "Name": (line.0, own, .text(own))
            case "sha256": sha256.map { (line.0, $0, .text($0)) }
            default: line
            }
        }
        return DescribedInput(
            name: name, byteCount: source.byteCount, format: format, why: why, lines: lines, isPhoto: isPhoto)
    }

    private static func ownName(of name: String) -> String {
        name.split(whereSeparator: { $0 == "!" || $0 == "/" }).last.map(String.init) ?? name
    }

    /// A picture (JPEG, PNG, GIF, BMP): measured, not kept. nil when the bytes are none.
    public static func picture(_ bytes: [UInt8], name: String, hints: ContainerHints) -> DescribedInput? {
        switch bytes.first {
        case 0xFF, 0x89, 0x47, 0x42: break
        default: return nil
        }
        switch BinaryValue.format(of: bytes) {
        case .other, .unknown: return nil
        case .jpeg, .png, .gif, .bmp: break
        }
        let facts = BinaryFacts.describe(bytes)
        // Two letters are no proof: a text may begin with BM.
        if facts.format == .bmp, facts.width == nil || bytes.count < 54 || bytes[6..<10] != [0, 0, 0, 0] { return nil }
        var lines: [(String, String, Value.Content)] = []
        let own = ownName(of: name)
        lines.append(("Name", own, .text(own)))
        let size = Int64(bytes.count)
        // What ends before its end was cut on its way: nobody knows how large it was.
        let isCut = BinaryFacts.lacksEnd(bytes)
        lines.append(("Length", "\(size)", .size(size...(isCut ? Int64.max : size))))
        lines.append(("format", facts.format.rawValue, .text(facts.format.rawValue)))
        if let width = facts.width, let height = facts.height {
            lines.append(("width", "\(width)", .integer(Int64(width))))
            lines.append(("height", "\(height)", .integer(Int64(height))))
        }
        if !isCut, let hash = facts.sha256 { lines.append(("sha256", hash, .text(hash))) }
        let reason = Self.reasonNotAPhoto(facts, hints)
        let why =
            "certain: \(facts.format.rawValue) signature" + (isCut ? "; its end is missing" : "")
            + (reason.map { "; " + $0 } ?? "")
        return DescribedInput(
            name: name, byteCount: bytes.count, format: "picture", why: why, lines: lines, isPhoto: reason == nil,
            pictureBytes: bytes)
    }

    /// Something that is named and not read.
    public static func named(_ what: String, format: String, why: String, name: String, byteCount: Int)
        -> DescribedInput
    {
        DescribedInput(
            name: name, byteCount: byteCount, format: format, why: why,
            lines: [("Content", what, .text(what)), ("Length", "\(byteCount)", .text("\(byteCount)"))], isPhoto: false)
    }

    /// A logo of a signature and a picture of a screen are no photos; a size of theirs must decide nothing.
    private static func reasonNotAPhoto(_ facts: BinaryValue, _ hints: ContainerHints) -> String? {
        if hints.isInline { return "part of the text's layout, not taken for a photo" }
        guard facts.format != .jpeg else { return nil }
        guard facts.format == .png, let width = facts.width, let height = facts.height else {
            return "no format of a photo"
        }
        return width >= 640 && width * 4 >= height * 5 ? "shaped like a screen, not taken for a photo" : nil
    }

    private init(
        name: String, byteCount: Int, format: String, why: String, lines: [(String, String, Value.Content)],
        isPhoto: Bool, pictureBytes: [UInt8]? = nil
    ) {
        var text: [UInt8] = []
        var starts: [Int] = []
        var fields: [(name: String, content: Value.Content, range: Range<Int>)] = []
        for (field, shown, content) in lines {
            starts.append(text.count)
            text += Array((field + String(repeating: " ", count: max(0, 8 - field.utf8.count)) + ": ").utf8)
            let start = text.count
            text += Array(shown.utf8)
            if format == "picture" { fields.append((field, content, start..<text.count)) }
            text.append(0x0A)
        }
        source = SourceInfo(name: name, byteCount: byteCount, encoding: Self.encoding, text: text, lineStarts: starts)
        self.pictureBytes = pictureBytes
        self.isPhoto = isPhoto
        self.format = format
        self.why = why
        self.fields = fields
        self.lines = lines
    }
}
