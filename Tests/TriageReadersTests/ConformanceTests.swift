import Testing
import TriageModel

/// What holds for every reader of a structured format, whatever the format.
@Suite("Every structured reader") struct ConformanceTests {
    /// Records as text without places, for comparing.
    private func facts(_ evidence: Evidence) -> [String] {
        evidence.records.map { record in
            record.kind + "(" + record.fields.map { "\($0.name)=\($0.value.short)" }.joined(separator: "; ") + ")"
        }
    }

    private func checkSpans(_ evidence: Evidence, _ comment: String = "") { Self.checkSpans(evidence, comment) }

    static func checkSpans(_ evidence: Evidence, _ comment: String = "") {
        func isValid(_ span: SourceSpan) -> Bool {
            evidence.sources.indices.contains(span.source.number) && span.start >= 0
                && span.end <= evidence.sources[span.source.number].text.count
        }
        for region in evidence.regions { #expect(isValid(region.span), "\(comment)") }
        for record in evidence.records {
            #expect(isValid(record.span), "\(comment)")
            for field in record.fields {
                #expect(field.value.spans.allSatisfy(isValid), "\(field.name) \(comment)")
            }
        }
        for text in evidence.texts {
            #expect(text.map.allSatisfy { $0.offset >= 0 && $0.offset + $0.length <= text.bytes.count }, "\(comment)")
        }
    }

    @Test(arguments: StructuredFixture.all)
    func readsItsFormatAndNoOtherReaderClaimsIt(fixture: StructuredFixture) {
        let evidence = read(fixture.text)
        let formats = evidence.regions.map(\.format).filter { $0 != "prose" }
        #expect(formats == [fixture.format])
        #expect(evidence.records.count == fixture.records)
        #expect(evidence.problems.isEmpty)
        #expect(evidence.regions.allSatisfy { !$0.why.isEmpty })
        checkSpans(evidence)
    }

    @Test(arguments: StructuredFixture.all)
    func everyValuePointsAtSomething(fixture: StructuredFixture) {
        let evidence = read(fixture.text)
        for record in evidence.records {
            for field in record.fields {
                #expect(!field.value.spans.isEmpty, "\(field.name)")
                // A plain text stands where it points, unless it was put together.
                guard case .text(let text) = field.value.content, field.value.spans.count == 1 else { continue }
                let source = evidence.text(under: field.value)
                #expect(
                    source.contains(text) || source.contains("&") || source.contains("_x") || source.contains("\\u")
                        || source.contains("\"") || source.contains("\n") || field.name == "DistinguishedName"
                        || field.name == "provider" || field.name == "view" || record.format == "sync-xml",
                    "\(field.name): \(source)")
            }
        }
    }

    @Test(arguments: StructuredFixture.all)
    func standsBetweenProse(fixture: StructuredFixture) {
        let alone = facts(read(fixture.text))
        let evidence = read("Hello,\n\nhere is the export:\n\n\(fixture.text)\n\nKind regards\n")
        #expect(facts(evidence) == alone)
        #expect(evidence.regions.first?.format == "prose")
        #expect(evidence.regions.last?.format == "prose")
    }

    @Test(arguments: StructuredFixture.all)
    func survivesACutAtEveryByte(fixture: StructuredFixture) {
        let bytes = Array(fixture.text.utf8)
        for end in 0...bytes.count { checkSpans(read(Array(bytes[..<end])), "cut at \(end)") }
    }

    @Test(arguments: StructuredFixture.all)
    func survivesALostByteAnywhere(fixture: StructuredFixture) {
        let bytes = Array(fixture.text.utf8)
        for place in bytes.indices {
            var damaged = bytes
            damaged.remove(at: place)
            checkSpans(read(damaged), "without \(place)")
        }
    }

    @Test(arguments: StructuredFixture.all)
    func lineEndsDoNotMatter(fixture: StructuredFixture) {
        let plain = facts(read(fixture.text))
        let windows = fixture.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(facts(read(windows)) == plain)
    }

    @Test(arguments: StructuredFixture.all)
    func theEncodingDoesNotMatter(fixture: StructuredFixture) {
        let plain = facts(read(fixture.text))
        #expect(facts(read([0xEF, 0xBB, 0xBF] + Array(fixture.text.utf8))) == plain)
        let units = Array(fixture.text.utf16)
        #expect(facts(read([0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })) == plain)
        #expect(facts(read([0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })) == plain)
    }

    @Test(arguments: StructuredFixture.all)
    func readsAQuotedCopy(fixture: StructuredFixture) {
        let plain = facts(read(fixture.text))
        let quoted = fixture.text.split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 }
        // Blank lines inside a quotation keep their sign.
        let evidence = read(quoted.joined(separator: "\n"))
        checkSpans(evidence)
        #expect(evidence.records.count == plain.count)
    }

    @Test(arguments: StructuredFixture.all)
    func takesLinearTime(fixture: StructuredFixture) {
        func seconds(_ count: Int) -> Double {
            let text = Array(repeatElement(fixture.text, count: count).joined(separator: "\n\n").utf8)
            let clock = ContinuousClock()
            let times = (0..<2).map { _ in
                clock.measure { #expect(read(text).sources.count == 1) } / .seconds(1)
            }
            return times.min() ?? 0
        }
        let small = seconds(40)
        // Four times the input: sixteen times the time would be quadratic; machines under load vary.
        #expect(seconds(160) < max(small * 11, 0.4))
    }
}
