/// What appointments, tasks, contacts and journal entries say beside their text. Most of it stands in properties that have
/// names ([MS-OXOCAL], [MS-OXOTASK], [MS-OXOCNTC], [MS-OXOJRNL]).
enum OutlookItem {
    private typealias Times = (field: String, names: [(NamedProperties.PropertySet, UInt32)], tag: UInt16?)

    /// Fields with the properties that hold them, the best first; the last resort is a property without a name.
    private static let times: [Times] = [
        (
            "Start",
            [(.appointment, 0x820D), (.common, 0x8516), (.task, 0x8104), (.log, 0x8706)], 0x0060
        ),
        ("End", [(.appointment, 0x820E), (.log, 0x8708)], 0x0061),
        ("Due", [(.task, 0x8105)], nil),
        ("Completed", [(.task, 0x810F)], nil),
    ]

    /// The fields of an item, in the words of a header; empty values are left out later.
    static func fields(of properties: MessageProperties) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for (field, names, tag) in times {
            let numbers = names.compactMap { properties.names.number($0.0, $0.1) } + (tag.map { [$0] } ?? [])
            let time = numbers.lazy.compactMap { properties.time($0) }.first
            fields.append((field, time.flatMap(FileTime.mailDate) ?? ""))
        }
        if let place = properties.names.number(.appointment, 0x8208) {
            fields.append(("Location", properties.string(place)))
        }
        // The three addresses a contact may have.
        let addresses = [UInt32(0x8083), 0x8093, 0x80A3].compactMap { properties.names.number(.address, $0) }.map {
            properties.string($0)
        }
        let contact = addresses.filter { $0.contains("@") }
        if !contact.isEmpty { fields.append(("Email", contact.joined(separator: "; "))) }
        return fields
    }
}
