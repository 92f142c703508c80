/// Strings for libxml2's interned names, found by address: the same name has the same address for as long as the
/// parser lives.
struct NameCache {
    private struct Slot {
        var address: UInt = 0
        var name = ""
    }

    private var slots = [Slot](repeating: Slot(), count: 256)
    private var all: [UInt: String] = [:]

    /// Number of different names seen.
    var count: Int { all.count }

    /// The string at `pointer`, which is interned and ends with a zero byte; empty for nil.
    mutating func name(_ pointer: UnsafePointer<UInt8>?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        let address = UInt(bitPattern: pointer)
        // Names stand close together in the dictionary's memory: every bit of the address counts.
        let slot = Int((address ^ (address >> 8)) & 255)
        if slots[slot].address == address { return slots[slot].name }
        let name: String
        if let known = all[address] {
            name = known
        } else {
            // SAFETY: libxml2 interns names in its dictionary, each with a zero byte behind it.
            name = unsafe String(cString: pointer)
            all[address] = name
        }
        slots[slot] = Slot(address: address, name: name)
        return name
    }
}
