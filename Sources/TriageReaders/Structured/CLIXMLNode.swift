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
    /// True when properties of it were read elsewhere (``CLIXMLProperties``), or passed over.
    var hasFields = false
    /// What was made of the element already; nothing or one value.
    var made: [Value] = []
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
    /// Places by number: PowerShell counts objects from 0.
    private var counted: [Place] = []
    /// Places of objects with other numbers.
    private var others: [Int: Place] = [:]

    private struct Place {
        /// -1 for an object that was not seen.
        var start = -1
        var length: UInt32 = 0
    }

    /// Numbers that may be left out at once.
    private static let mostLeftOut = 1024

    /// The text of an object; nil when there is no such object.
    subscript(reference: Int) -> [UInt8]? {
        get {
            let place = counted.indices.contains(reference) ? counted[reference] : others[reference] ?? Place()
            return place.start < 0 ? nil : Array(bytes[place.start..<(place.start + Int(place.length))])
        }
        set {
            let text = newValue ?? []
            let place = Place(start: bytes.count, length: UInt32(clamping: text.count))
            bytes += text.prefix(Int(place.length))
            if reference < 0 || reference > counted.count + Self.mostLeftOut {
                others[reference] = place
            } else {
                while counted.count <= reference { counted.append(Place()) }
                counted[reference] = place
                others[reference] = nil
            }
        }
    }
}
