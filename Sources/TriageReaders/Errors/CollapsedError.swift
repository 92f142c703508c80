import TriageModel

/// An error whose line breaks got lost: `Set-X : message At line:1 char:5 + … + ~~~ + CategoryInfo : … + Fully…`.
struct CollapsedError {
    /// Takes a text apart that holds a label with its plus; false when it holds none.
    static func read(_ text: LocatedText, into error: inout ErrorDraft) -> Bool {
        var places: [(label: ErrorLabel, start: Int, value: Int)] = []
        for label in ErrorLabel.allCases {
            if let place = find(label, in: text.bytes) { places.append((label, place.start, place.value)) }
        }
        guard places.contains(where: { $0.label != .computer }) else { return false }
        places.sort { $0.start < $1.start }
        for (index, place) in places.enumerated() {
            let end = index + 1 < places.count ? places[index + 1].start : text.count
            let value = text[place.value..<max(place.value, end)].trimmed
            switch place.label {
            case .category: error.setCategory(value)
            case .errorID: error.setErrorID(value)
            case .computer: if !value.isEmpty { error.computer = value.value() }
            }
        }
        readHead(text[0..<places[0].start].trimmed, &error)
        return true
    }

    private static func readHead(_ head: LocatedText, _ error: inout ErrorDraft) {
        var message = head
        if let cut = position(in: head) {
            error.setPosition(cut.position)
            message = head[0..<cut.start].trimmed
            var source = head[cut.end..<head.count].trimmed
            if source.bytes.first == 0x2B { source = source[1..<source.count] }
            if let underline = underline(in: source.bytes) { source = source[0..<underline] }
            error.setSourceLine(source)
        }
        let (name, body) = ErrorHeader.split(message)
        error.invokedAs = name?.value()
        error.setMessage(body)
    }

    /// The position: its known first word, up to a ` + ` behind which the source line stands.
    private static func position(in head: LocatedText) -> (start: Int, end: Int, position: ErrorPosition)? {
        let bytes = head.bytes
        var tries = 0
        var index = 0
        while index < bytes.count, tries < 64 {
            let isStart = index == 0 || bytes[index - 1].isBlankByte
            if isStart, ErrorLanguage.opensPosition(bytes[index..<min(bytes.count, index + 60)]) {
                tries += 1
                let end = plus(bytes, from: index)
                if end - index < 600, let position = ErrorPosition(head[index..<end]) { return (index, end, position) }
            }
            index += 1
        }
        return nil
    }

    private static func plus(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < min(bytes.count, start + 600) {
            if bytes[index] == 0x2B, index > start, bytes[index - 1].isBlankByte { return index }
            index += 1
        }
        return bytes.count
    }

    private static func underline(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index + 2 < bytes.count {
            if bytes[index] == 0x2B, bytes[index + 1] == 0x20 {
                var behind = index + 1
                while behind < bytes.count, bytes[behind] == 0x20 { behind += 1 }
                if behind < bytes.count, bytes[behind] == 0x7E { return index }
            }
            index += 1
        }
        return nil
    }

    /// `+ Label :` somewhere in a text: where the plus and where the value starts.
    private static func find(_ label: ErrorLabel, in bytes: [UInt8]) -> (start: Int, value: Int)? {
        let word = Array(label.rawValue.utf8)
        var index = 1
        while index + word.count < bytes.count {
            guard bytes[index] == word[0], bytes[index..<(index + word.count)].elementsEqual(word) else {
                index += 1
                continue
            }
            var before = index
            while before > 0, bytes[before - 1].isBlankByte { before -= 1 }
            var behind = index + word.count
            while behind < bytes.count, bytes[behind].isBlankByte { behind += 1 }
            if before > 0, bytes[before - 1] == 0x2B, behind < bytes.count, bytes[behind] == 0x3A {
                return (before - 1, behind + 1)
            }
            index += word.count
        }
        return nil
    }
}
