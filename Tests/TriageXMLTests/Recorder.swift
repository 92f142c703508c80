@testable import TriageXML

/// Writes down every event; neighbouring pieces of text are kept apart and joined on demand.
final class Recorder: XMLEventHandler {
    enum Event: Equatable {
        case start(name: String, attributes: [String], line: Int, range: Range<Int>)
        case end(name: String, line: Int, range: Range<Int>)
        case text(String, line: Int, range: Range<Int>)
    }

    var events: [Event] = []
    var pieces: [(bytes: [UInt8], place: XMLTextPlace)] = []
    var deepest = 0
    private var depth = 0
    var keepsEvents = true

    func startElement(_ tag: XMLStartTag) {
        depth += 1
        deepest = max(deepest, depth)
        guard keepsEvents else { return }
        var attributes: [String] = []
        for index in 0..<tag.attributes.count {
            let prefix = tag.attributes.namespace(at: index).isEmpty ? "" : "{\(tag.attributes.namespace(at: index))}"
            attributes.append("\(prefix)\(tag.attributes.name(at: index))=\(tag.attributes.value(at: index))")
        }
        let prefix = tag.namespace.isEmpty ? "" : "{\(tag.namespace)}"
        events.append(
            .start(name: prefix + tag.name, attributes: attributes, line: tag.line, range: tag.offset..<tag.endOffset))
    }

    func endElement(_ tag: XMLEndTag) {
        depth -= 1
        guard keepsEvents else { return }
        let prefix = tag.namespace.isEmpty ? "" : "{\(tag.namespace)}"
        events.append(.end(name: prefix + tag.name, line: tag.line, range: tag.offset..<tag.endOffset))
    }

    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) {
        guard keepsEvents else { return }
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes)
        pieces.append((copy, place))
        let range = place.offset..<(place.offset + place.length)
        if case .text(let before, let line, let old) = events.last, old.upperBound == range.lowerBound {
            events[events.count - 1] = .text(
                before + String(decoding: copy, as: UTF8.self), line: line, range: old.lowerBound..<range.upperBound)
        } else {
            events.append(.text(String(decoding: copy, as: UTF8.self), line: place.line, range: range))
        }
    }
}

/// Reads a document in chunks of `chunk` bytes, libxml2 given `batch` at once.
func record(
    _ text: [UInt8], chunk: Int = .max, batch: Int = 32_768, limits: XMLLimits = XMLLimits()
) -> (Recorder, XMLFault?) {
    let recorder = Recorder()
    let parser = XMLPushParser(handler: recorder, limits: limits, batch: batch)
    do throws(XMLFault) {
        var rest = text[...]
        while !rest.isEmpty {
            try parser.feed(rest.prefix(chunk))
            rest = rest.dropFirst(min(chunk, rest.count))
        }
        try parser.finish()
        return (recorder, nil)
    } catch {
        return (recorder, error)
    }
}

func record(_ text: String, chunk: Int = .max, batch: Int = 32_768) -> (Recorder, XMLFault?) {
    record(Array(text.utf8), chunk: chunk, batch: batch)
}
