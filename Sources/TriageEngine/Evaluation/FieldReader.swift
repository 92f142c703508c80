import TriageModel

/// Reads what records say at a path, with what other records dispute or replace taken into account.
struct FieldReader {
    let file: CaseFile

    /// The reading of one record.
    func read(_ path: ValuePath, of record: Int) -> Reading {
        for candidate in path.candidates {
            guard let value = file.field(candidate.field, of: record) else { continue }
            if let override = file.overrides[CaseFile.FieldKey(record: record, field: candidate.field)] {
                switch override {
                case .disputed:
                    return Reading(state: .unknown("sources disagree"), record: record, at: value)
                case .replaced(let later):
                    guard let newer = file.field(candidate.field, of: later) else { continue }
                    return reading(candidate.part, of: newer, path, record: later)
                }
            }
            return reading(candidate.part, of: value, path, record: record)
        }
        return Reading(state: .absent, record: record)
    }

    private func reading(_ part: ValuePath.Part?, of value: Value, _ path: ValuePath, record: Int) -> Reading {
        // What was not followed (a URL, a secure string) is something: nobody knows what.
        if case .blank = value.content, let why = value.partial {
            return Reading(state: .unknown(why), record: record, at: value)
        }
        let isBlank = FieldReader.isBlank(value)
        if isBlank, path.declaration?.blankMeansUnknown == true {
            return Reading(
                state: .unknown("blank, which may mean that it was not asked for"), record: record, at: value)
        }
        let state = part.map { FieldReader.state(of: value, part: $0) } ?? (isBlank ? .blank : .value(value))
        return Reading(state: state, record: record, at: value)
    }

    /// Nothing, an empty text, an empty list, no bytes.
    static func isBlank(_ value: Value) -> Bool {
        guard value.partial == nil else { return false }
        switch value.content {
        case .blank: return true
        case .text(let text): return text.utf8.allSatisfy { $0 <= 0x20 }
        case .list(let values): return values.isEmpty
        case .binary(let binary): return binary.byteCount == 0...0
        default: return false
        }
    }

    private static func state(of value: Value, part: ValuePath.Part) -> Reading.State {
        switch part {
        case .bytes: size(of: value)
        case .count: count(of: value)
        case .length: length(of: value)
        case .format, .width, .height, .sha256: picture(value, part)
        case .scheme, .host, .path, .query: uri(value, part)
        }
    }

    private static func size(of value: Value) -> Reading.State {
        switch value.content {
        case .binary(let binary):
            return binary.byteCount == BinaryValue.anyByteCount
                ? .unknown("size not seen") : .number(.whole(binary.byteCount))
        case .size(let range): return .number(.whole(range))
        case .integer(let count): return count < 0 ? .unknown("no size") : .number(.whole(count...count))
        case .blank: return .number(.whole(0...0))
        case .text(let text) where text.isEmpty && value.partial == nil: return .number(.whole(0...0))
        default: return .unknown("its size was not seen")
        }
    }

    private static func count(of value: Value) -> Reading.State {
        switch value.content {
        case .blank: return .number(.whole(0...0))
        case .list(let values):
            let count = Int64(values.count)
            return .number(.whole(count...(value.partial == nil ? count : .max)))
        default: return value.partial == nil ? .number(.whole(1...1)) : .number(.whole(1...Int64.max))
        }
    }

    private static func length(of value: Value) -> Reading.State {
        switch value.content {
        case .blank: return .number(.whole(0...0))
        case .text(let text):
            let length = Int64(text.unicodeScalars.count)
            return .number(.whole(length...(value.partial == nil ? length : .max)))
        case .guid(let text): return .number(.whole(Int64(text.utf8.count)...Int64(text.utf8.count)))
        default: return .unknown("not a text")
        }
    }

    private static func picture(_ value: Value, _ part: ValuePath.Part) -> Reading.State {
        if case .blank = value.content { return .blank }
        guard case .binary(let binary) = value.content else { return .unknown("its bytes were not seen") }
        if binary.byteCount == 0...0 { return .blank }
        switch part {
        case .format:
            if binary.format == .unknown { return .unknown("too few bytes were seen") }
            return .value(Value(.text(binary.format.rawValue), spans: value.spans))
        case .width: return pixels(binary.width)
        case .height: return pixels(binary.height)
        default:
            return binary.sha256.map { .value(Value(.text($0), spans: value.spans)) }
                ?? .unknown("not every byte was seen")
        }
    }

    private static func pixels(_ number: Int?) -> Reading.State {
        number.map { .number(.whole(Int64($0)...Int64($0))) } ?? .unknown("the picture's header was not seen")
    }

    private static func uri(_ value: Value, _ part: ValuePath.Part) -> Reading.State {
        if case .blank = value.content { return .blank }
        guard case .uri(let uri) = value.content else { return .unknown("not an address that could be read") }
        func text(_ text: String) -> Reading.State {
            if text.isEmpty { return value.partial == nil ? .blank : .unknown("the address is cut") }
            // Of a cut address the last part seen may go on; the host is whole once a path follows.
            let isWhole = value.partial == nil || (part == .scheme || (part == .host && !uri.path.isEmpty))
            return .value(Value(.text(text), spans: value.spans, partial: isWhole ? nil : value.partial))
        }
        switch part {
        case .scheme: return text(uri.scheme)
        case .host: return text(uri.host)
        case .path: return text(uri.path)
        case .query(let name):
            if let item = uri.query.first(where: { $0.name.isEqualIgnoringCase(name) }) {
                // The last item of a cut address may go on.
                if value.partial != nil, item == uri.query.last {
                    return .value(Value(.text(item.value), spans: value.spans, partial: value.partial))
                }
                return item.value.isEmpty ? .blank : .value(Value(.text(item.value), spans: value.spans))
            }
            return value.partial == nil ? .notThere : .unknown("the address is cut")
        default: return .unknown("no part of an address")
        }
    }
}
