import TriageModel

extension FactsJSON {
    private enum Part {
        case value(Value)
        case endArray
        case endPartial(String)
    }

    /// A value in the contract's form; lists of lists without recursion.
    mutating func value(_ value: Value) {
        var pending: [Part] = [.value(value)]
        while let part = pending.popLast() {
            switch part {
            case .endArray: json.endArray()
            case .endPartial(let why): endPartial(why)
            case .value(let value):
                if case .binary(let binary) = value.content {
                    self.binary(binary, of: value)
                    continue
                }
                if let why = value.partial {
                    json.beginObject()
                    json.key("partial")
                    pending.append(.endPartial(why))
                }
                if case .list(let elements) = value.content {
                    json.beginArray()
                    pending.append(.endArray)
                    pending += elements.reversed().map { .value($0) }
                } else {
                    content(value.content)
                }
            }
        }
    }

    private mutating func endPartial(_ why: String) {
        text("why", why)
        json.endObject()
    }

    private mutating func content(_ content: Value.Content) {
        switch content {
        case .text(let text): json.string(text)
        case .integer(let number): json.integer(number)
        case .real(let number): json.real(number)
        case .boolean(let value): json.boolean(value)
        case .date(let value): date(value)
        case .duration(let seconds):
            json.beginObject()
            json.key("seconds")
            if let whole = Int64(exactly: seconds) { json.integer(whole) } else { json.real(seconds) }
            json.endObject()
        case .size(let range): size(range)
        case .guid(let text): json.string(text)
        case .uri(let uri): json.string(uri.text)
        case .binary, .list, .blank: json.null()
        }
    }

    private mutating func date(_ date: DateValue) {
        json.beginObject()
        text("date", date.iso)
        json.key("zone")
        json.string(orNull: date.zoneMinutes.map { ValueText.zone($0) })
        if let other = date.otherLocal {
            var second = date
            second.local = other
            text("or", second.iso)
        }
        json.endObject()
    }

    private mutating func size(_ range: ClosedRange<Int64>) {
        json.beginObject()
        if range.lowerBound == range.upperBound {
            number("bytes", range.lowerBound)
        } else {
            number("atLeast", range.lowerBound)
            json.key("atMost")
            if range.upperBound == .max { json.null() } else { json.integer(range.upperBound) }
            text("unit", "B")
        }
        json.endObject()
    }

    /// Bytes of source text quoted for a binary that was cut off.
    private static let mostQuoted = 120

    private mutating func binary(_ binary: BinaryValue, of value: Value) {
        let isExact = binary.byteCount.lowerBound == binary.byteCount.upperBound
        json.beginObject()
        if value.partial != nil || !isExact {
            text("partial", quoted(value))
            text("why", value.partial ?? "rounded")
            number("atLeastBytes", binary.byteCount.lowerBound)
            if binary.byteCount.upperBound != .max { number("atMostBytes", binary.byteCount.upperBound) }
            text("format", binary.format.rawValue)
        } else {
            number("bytes", binary.byteCount.lowerBound)
            text("format", binary.format.rawValue)
        }
        if let width = binary.width, let height = binary.height {
            number("width", width)
            number("height", height)
        }
        if let hash = binary.sha256 { text("sha256", hash) }
        json.endObject()
    }

    /// The beginning of what the source shows, on one line.
    private func quoted(_ value: Value) -> String {
        var shown = ""
        for span in value.spans where sources.indices.contains(span.source.number) {
            let room = Self.mostQuoted - shown.utf8.count
            if room <= 0 { break }
            // One byte more than there is room for tells that something is cut.
            let end = min(max(span.start, span.end), span.start + room + 4)
            let quoted = Array(sources[span.source.number].bytes(span.start..<end))
            let (text, isCut) = UTF8Text.text(quoted, quoted.indices, limit: room)
            shown += text + (isCut ? "\u{2026}" : "")
        }
        return shown
    }
}
