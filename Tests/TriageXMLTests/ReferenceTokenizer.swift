/// A slow and simple second opinion on where things stand in a well-formed document.
struct ReferenceTokenizer {
    let bytes: [UInt8]
    var events: [Recorder.Event] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        run()
    }

    private func line(_ offset: Int) -> Int {
        var line = 1
        for index in 0..<offset {
            if bytes[index] == 0x0A || (bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A))
            {
                line += 1
            }
        }
        // Between CR and LF the line has not ended yet.
        return line
    }

    private func find(_ text: String, from start: Int) -> Int {
        let wanted = Array(text.utf8)
        var index = start
        while index + wanted.count <= bytes.count {
            if Array(bytes[index..<index + wanted.count]) == wanted { return index }
            index += 1
        }
        return bytes.count
    }

    private func starts(_ text: String, at index: Int) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func addText(_ text: String, _ range: Range<Int>) {
        guard !text.isEmpty else { return }
        if case .text(let before, let line, let old) = events.last, old.upperBound == range.lowerBound {
            events[events.count - 1] = .text(before + text, line: line, range: old.lowerBound..<range.upperBound)
        } else {
            events.append(.text(text, line: line(range.lowerBound), range: range))
        }
    }

    private static func decode(_ raw: ArraySlice<UInt8>, references: Bool) -> String {
        var text = String(decoding: raw, as: UTF8.self)
        text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        guard references else { return text }
        for (name, value) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#65;", "A"),
            ("&#x20AC;", "€"), ("&#xD;", "\u{D}"), ("&amp;", "&"),
        ] {
            text = text.replacing(name, with: value)
        }
        return text
    }

    private mutating func run() {
        var index = starts("\u{FEFF}", at: 0) ? 3 : 0
        var open: [String] = []
        while index < bytes.count {
            if starts("<!--", at: index) {
                index = find("-->", from: index + 4) + 3
            } else if starts("<?", at: index) {
                index = find("?>", from: index) + 2
            } else if starts("<![CDATA[", at: index) {
                let end = find("]]>", from: index)
                addText(Self.decode(bytes[(index + 9)..<end], references: false), (index + 9)..<end)
                index = end + 3
            } else if starts("</", at: index) {
                let end = find(">", from: index) + 1
                events.append(.end(name: open.popLast() ?? "?", line: line(index), range: index..<end))
                index = end
            } else if bytes[index] == 0x3C {
                index = tag(at: index, open: &open)
            } else {
                var end = index
                while end < bytes.count, bytes[end] != 0x3C { end += 1 }
                if !open.isEmpty { addText(Self.decode(bytes[index..<end], references: true), index..<end) }
                index = end
            }
        }
    }

    private mutating func tag(at index: Int, open: inout [String]) -> Int {
        var end = index + 1
        var quote: UInt8 = 0
        while quote != 0 || bytes[end] != 0x3E {
            if quote == 0, bytes[end] == 0x22 || bytes[end] == 0x27 {
                quote = bytes[end]
            } else if bytes[end] == quote {
                quote = 0
            }
            end += 1
        }
        end += 1
        var nameEnd = index + 1
        while !" \r\n\t/>".utf8.contains(bytes[nameEnd]) { nameEnd += 1 }
        let name = String(decoding: bytes[(index + 1)..<nameEnd], as: UTF8.self)
        var attributes: [String] = []
        var cursor = nameEnd
        while let equals = bytes[cursor..<end].firstIndex(of: 0x3D) {
            let key = String(decoding: bytes[cursor..<equals], as: UTF8.self).filter { !$0.isWhitespace }
            var open = equals + 1
            while bytes[open] != 0x22, bytes[open] != 0x27 { open += 1 }
            let close = bytes[(open + 1)...].firstIndex(of: bytes[open]) ?? end
            var value = Self.decode(bytes[(open + 1)..<close], references: true)
            value = String(value.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
            attributes.append(key + "=" + value)
            cursor = close + 1
        }
        events.append(.start(name: name, attributes: attributes, line: line(index), range: index..<end))
        if bytes[end - 2] == 0x2F {
            events.append(.end(name: name, line: line(end), range: end..<end))
        } else {
            open.append(name)
        }
        return end
    }
}
