/// How deep arrays and objects of JSON can lie inside of each other in a text, whatever in it is JSON.
enum JSONDepth {
    /// True when no reader of JSON comes to its limit (``JSONParser/maximumDepth``). Linear.
    ///
    /// What opens and closes in a string does not count, and where a string begins depends on where the JSON does. But
    /// there are two ways only: every quote mark that is not escaped opens one or closes one. Both are followed, and neither
    /// goes below the ground, so that what is counted is never less than what a reader counts that began later.
    static func isBounded(_ text: Span<UInt8>) -> Bool {
        var opened = 0
        for index in text.indices where text[index] == 0x7B || text[index] == 0x5B { opened += 1 }
        if opened < JSONParser.maximumDepth { return true }
        var depths = (one: 0, other: 0)
        var isOther = false
        var index = 0
        while index < text.count {
            switch text[index] {
            case 0x5C:
                // What was cut by the end of a line is put together by readers in a way that is not followed here.
                guard index + 1 < text.count, text[index + 1] > 0x20 else { return false }
                // A bracket behind one, as in the name of a folder, may be where JSON begins.
                if text[index + 1] == 0x22 || text[index + 1] == 0x5C { index += 1 }
            case 0x22: isOther.toggle()
            case 0x7B, 0x5B: if isOther { depths.other += 1 } else { depths.one += 1 }
            case 0x7D, 0x5D:
                if isOther { depths.other = max(0, depths.other - 1) } else { depths.one = max(0, depths.one - 1) }
            default: break
            }
            if max(depths.one, depths.other) >= JSONParser.maximumDepth { return false }
            index += 1
        }
        return true
    }
}
