import TriageModel

/// One element of a CLIXML document ([MS-PSRP] 2.2.5): a primitive value, or an object with its parts.
struct CLIXMLNode: Sendable {
    /// Element name: `S`, `I32`, `Obj`, `Ref` …
    var tag: String
    /// Attribute `N`, `_xHHHH_` decoded; empty for elements of a list.
    var name = ""
    /// Text of a primitive, decoded; for `BA` empty.
    var text: [UInt8] = []
    /// Bytes of a `BA` element.
    var binary: BinaryValue?
    /// Place in the document's text.
    var range = 0..<0
    /// Type names, most derived first.
    var types: [String] = []
    /// True when type names were stated, even none; without them an object is a custom one.
    var hasTypeNames = false
    /// `<ToString>`.
    var display: [UInt8]?
    /// Properties of `<Props>` and `<MS>`, in order.
    var properties: [CLIXMLNode] = []
    /// True for a property of `<MS>`: one that was added to the object.
    var isNote = false
    /// Elements of a list, stack, queue or enumeration; entries' values of a dictionary.
    var items: [CLIXMLNode] = []
    /// True when the object holds a collection, even an empty one.
    var isCollection = false
    /// True when that collection is a dictionary.
    var isDictionary = false
    /// True when elements of the collection were handed over as they came.
    var hasStreamed = false
    /// True for an element that was handed over before its collection was whole.
    var isElement = false
    /// `RefId` of an object, or of the object a `Ref` points at.
    var reference = -1
    /// The primitive an object wraps (a boxed value, an enumeration).
    var primitive: [CLIXMLNode] = []

    subscript(name: String) -> CLIXMLNode? { properties.first { $0.name.isEqualIgnoringCase(name) } }

    var string: String { String(decoding: display ?? text, as: UTF8.self) }
    var isNil: Bool { tag == "Nil" }
}

/// What objects show when something refers to them, by `RefId`: all in one piece of memory, since a dump has one of
/// them for every object.
struct DisplayTexts: Sendable {
    private var bytes: [UInt8] = []
    private var places: [Int: Range<Int>] = [:]

    /// The text of an object; nil when there is no such object.
    subscript(reference: Int) -> [UInt8]? {
        get { places[reference].map { Array(bytes[$0]) } }
        set {
            places[reference] = bytes.count..<(bytes.count + (newValue ?? []).count)
            bytes += newValue ?? []
        }
    }
}
