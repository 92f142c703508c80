public import TriageModel
import TriageReaders
public import TriageReporting
import TriageRules

extension Triage {
    /// The photos that were measured, as they are, for a report that shows them: the first few, none larger than a limit.
    /// Evidence keeps no bytes, so they are read again: from the text, or by opening the inputs once more.
    ///
    /// - Parameter inputs: those the evidence was read from.
    public func photos(in evidence: Evidence, of inputs: [CaseInput]) -> [ReportPhoto] {
        guard let gauge = knowledge.presentation?.gauge else { return [] }
        var photos: [ReportPhoto] = []
        var seen = Set<String>()
        var pictures: [String: [UInt8]]?
        for record in evidence.records {
            for measure in gauge.measures where measure.kind == record.kind {
                guard photos.count < ReportPhoto.mostPhotos else { return photos }
                guard let value = record[measure.field], let span = value.spans.first,
                    evidence.sources.indices.contains(span.source.number)
                else { continue }
                let source = evidence.sources[span.source.number]
                let bytes: [UInt8]?
                if case .binary(let facts) = value.content {
                    guard facts.format != .other, let hash = facts.sha256, seen.insert(hash).inserted else { continue }
                    bytes = PictureBytes.read(value, in: evidence.sources, limit: ReportPhoto.mostBytes)
                } else if source.encoding == DescribedInput.encoding {
                    if pictures == nil { pictures = Self.pictures(of: inputs) }
                    bytes = pictures?[source.name]
                } else {
                    continue
                }
                if let bytes,
                    let photo = ReportPhoto(
                        subject: owner(of: record, in: evidence), label: measure.label, span: span, bytes: bytes)
                {
                    photos.append(photo)
                }
            }
        }
        return photos
    }

    /// Attached pictures by the name of their source. Two of one name are not told apart: neither is given.
    private static func pictures(of inputs: [CaseInput]) -> [String: [UInt8]] {
        var pictures: [String: [UInt8]?] = [:]
        var expander = CaseExpander()
        for input in inputs where input.format == nil {
            expander.expand(input) { leaf in
                guard case .described(let described) = leaf, let bytes = described.pictureBytes,
                    bytes.count <= ReportPhoto.mostBytes
                else { return }
                let name = described.source.name
                if pictures[name] != nil {
                    pictures[name] = .some(nil)
                } else if pictures.count < 4 * ReportPhoto.mostPhotos {
                    pictures[name] = bytes
                }
            }
        }
        return pictures.compactMapValues { $0 }
    }
}
