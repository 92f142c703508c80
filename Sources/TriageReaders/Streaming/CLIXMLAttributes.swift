import TriageBytes
import TriageXML

/// The attributes of a plain tag that count: `N` and `RefId`.
struct CLIXMLAttributes {
    /// Value of `N`.
    private(set) var name: Range<Int>?
    private var reference: Range<Int>?
    /// True for an element of one of PowerShell's streams (`S="Error"`).
    private(set) var isStream = false
    /// First letters of the others, which PowerShell writes once each; what stands twice is for the other reader to judge.
    private var others: UInt64 = 0

    /// Reads the attributes behind an element's name.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TextFault) {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            guard bytes[index].isBlankByte else { throw .irregular }
            while index < end, bytes[index].isBlankByte { index += 1 }
            guard index < end else { return }
            let start = index
            while index < end, bytes[index].isAlphanumeric { index += 1 }
            let nameEnd = index
            guard nameEnd > start, index + 2 < end, bytes[index] == UInt8(ascii: "=") else { throw .irregular }
            let quote = bytes[index + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .irregular }
            index += 2
            let value = index
            while index < end, bytes[index] != quote {
                if bytes[index] < 0x20 || bytes[index] == UInt8(ascii: "<") { throw .irregular }
                index += 1
            }
            guard index < end else { throw .irregular }
            try take(bytes, start..<nameEnd, value..<index)
            index += 1
        }
    }

    private mutating func take(_ bytes: Span<UInt8>, _ attribute: Range<Int>, _ value: Range<Int>) throws(TextFault) {
        let first = bytes[attribute.lowerBound]
        if attribute.count == 1, first == UInt8(ascii: "N") {
            guard name == nil else { throw .irregular }
            name = value
        } else if attribute.count == 1, first == UInt8(ascii: "S") {
            guard !isStream else { throw .irregular }
            isStream = true
        } else if attribute.count == 5, first == UInt8(ascii: "R"), bytes[attribute.lowerBound + 3] == UInt8(ascii: "I")
        {
            guard reference == nil else { throw .irregular }
            reference = value
        } else {
            let letter = UInt64(1) << UInt64(first & 63)
            guard others & letter == 0 else { throw .irregular }
            others |= letter
        }
    }

    /// The value of `N`, references replaced.
    func nameBytes(_ bytes: Span<UInt8>) throws(TextFault) -> [UInt8]? {
        guard let name else { return nil }
        if !XMLReferences.isPlain(bytes, name) { return try XMLReferences.replaced(bytes, name) }
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes.extracting(name))
        return copy
    }

    /// The value of `RefId`.
    func number(_ bytes: Span<UInt8>) throws(TextFault) -> Int? {
        guard let reference else { return nil }
        var number = 0
        for index in reference {
            guard bytes[index].isDigit, number < 1 << 40 else { throw .irregular }
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return reference.isEmpty ? nil : number
    }
}

/// The names of CLIXML's elements ([MS-PSRP] 2.2.5), found without making a string each time.
struct CLIXMLTagNames {
    private let known: [(code: UInt64, name: String, isValue: Bool)]

    init() {
        // The most frequent first.
        let values = [
            "S", "B", "G", "DT", "BA", "I32", "Nil", "I64", "By", "TS", "U32", "C", "SB", "I16", "U16", "U64", "Sg",
            "Db",
            "D", "URI", "Version", "XD", "SBK", "SS", "PR",
        ]
        let parts = [
            "Obj", "Props", "TNRef", "ToString", "Ref", "MS", "LST", "TN", "T", "DCT", "En", "Objs", "STK", "QUE", "IE",
        ]
        known =
            values.map { (Self.code($0.utf8), $0, $0 != "PR") } + parts.map { (Self.code($0.utf8), $0, false) }
    }

    private static func code(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    /// The name of an element.
    func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        if let place = place(bytes, range) { return known[place].name }
        var name: [UInt8] = []
        name.append(contentsOf: bytes.extracting(range))
        return String(decoding: name, as: UTF8.self)
    }

    /// True for an element that holds a value and nothing else.
    func isValue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        place(bytes, range).map { known[$0].isValue } ?? false
    }

    private func place(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count <= 8 else { return nil }
        var code: UInt64 = 0
        for index in range { code = code << 8 | UInt64(bytes[index]) }
        return known.firstIndex { $0.code == code }
    }
}
