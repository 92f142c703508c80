import Testing
import TriageModel
import TriageTestSupport

/// What the peers' own tests expect (EXPECTATIONS.md), as far as no other suite compares it file by file.
@Suite("Expectations of the peers", .needsSharedSamples)
struct ExpectationTests {
    private func read(_ file: String) throws -> Evidence {
        try CaseTriage.read(SharedSamples.file("samples/" + file).inputs)
    }

    // MARK: LDIF

    /// Must fail there. Here the entry is kept as a change, and the fault is said with its place: what a customer sends
    /// is not thrown away for one bad line.
    @Test(arguments: [
        "apache-25-testLdifParserRFC2849Sample7NoOid.ldif", "apache-26-testLdifParserRFC2849Sample7BadOid.ldif",
        "apache-35-testChangeTypeDeleteBadEntry.ldif",
    ])
    func whatMustFailIsSaid(file: String) throws {
        let evidence = try read("ldif-peer/" + file)
        #expect(evidence.problems.map(\.code) == ["damaged-ldif"])
        #expect(evidence.problems.allSatisfy { $0.span != nil })
        #expect(evidence.records.allSatisfy { $0.kind == "directory-change" })
    }

    @Test(arguments: [
        ("apache-01-testLdifComments.ldif", 0), ("apache-02-testLdifVersion.ldif", 0),
        ("apache-04-testLdifWithoutVersion.ldif", 0), ("apache-05-testLdifParserEndSpaces.ldif", 1),
        ("apache-18-testLdifParserRFC2849Sample2.ldif", 1), ("apache-19-testLdifParserRFC2849Sample3.ldif", 1),
        ("apache-20-testLdifParserRFC2849Sample3VariousSpacing.ldif", 1),
        ("apache-21-testLdifParserRFC2849Sample4.ldif", 2), ("apache-29-testChangeTypeAdd.ldif", 1),
        ("apache-32-testChangeTypeDelete.ldif", 1), ("apache-33-testLdifChangeDeleteWithControl.ldif", 1),
        ("apache-38-testLdifParserRootDSE.ldif", 1), ("apache-40-testLdifParserWithUnderscoresAT.ldif", 1),
    ])
    func filesHaveTheirEntries(file: String, count: Int) throws {
        let evidence = try read("ldif-peer/" + file)
        #expect(evidence.records.count { $0.format == "ldif" } == count)
        #expect(evidence.problems.isEmpty)
    }

    @Test(arguments: [
        "apache-22-testLdifParserRFC2849Sample7.ldif", "apache-24-testLdifParserRFC2849Sample7NoCritical.ldif",
        "apache-32-testChangeTypeDelete.ldif", "apache-33-testLdifChangeDeleteWithControl.ldif",
    ])
    func aDeletionIsAChangeAndNoState(file: String) throws {
        let entry = try #require(try read("ldif-peer/" + file).records.first { $0.format == "ldif" })
        #expect(entry.kind == "directory-change")
    }

    @Test func namesMayHaveUnderscores() throws {
        let entry = try #require(
            try read("ldif-peer/apache-40-testLdifParserWithUnderscoresAT.ldif").records.first { $0.format == "ldif" })
        #expect(entry["An_idiot_Attribute"]?.content == .text("thanks M$ for that"))
    }

    // MARK: CLIXML

    /// Returned unchanged there: text that is no document is text.
    @Test(arguments: ["pywinrm-15-decode_clixml_no_clixml.clixml", "pywinrm-17-decode_clixml_invalid_xml.clixml"])
    func textThatIsNoDocumentIsText(file: String) throws {
        let evidence = try read("clixml-peer/" + file)
        #expect(evidence.regions.map(\.format) == ["prose"])
        #expect(evidence.records.isEmpty)
    }

    @Test func aTemplateOfADocumentIsRefusedWithItsPlace() throws {
        let evidence = try read("clixml/44-winrb-error_record.xml.erb")
        #expect(evidence.problems.map(\.code) == ["clixml-not-well-formed"])
        #expect(evidence.problems.first?.span != nil)
        #expect(evidence.records.isEmpty)
    }

    @Test func enumerationsShowTheirNames() throws {
        let hybrid = try #require(
            try read("clixml/01-E19-Exchange-GetHybridConfiguration.xml").records.first { $0["Features"] != nil })
        guard case .list(let features)? = hybrid["Features"]?.content else {
            Issue.record("no list")
            return
        }
        #expect(features.count == 8)
        #expect(features.first?.content == .text("FreeBusy"))
        #expect(features.contains { $0.content == .text("Photos") })
    }

    @Test func UTF16WithoutADeclarationIsRead() throws {
        let evidence = try read("clixml/12-E16-Exchange-GetIrmConfiguration.xml")
        #expect(evidence.sources[0].encoding.lowercased().contains("utf-16"))
        #expect(evidence.records.count == 1)
        #expect(evidence.problems.isEmpty)
    }

    // MARK: CSV

    @Test func theHeaderOfAnExtendedLogIsItsFieldsLine() throws {
        let rows = try read("csv/05-TestImportCsv_W3C_ELF.csv").records
        #expect(rows.count == 4)
        #expect(rows[0].fields.map(\.name) == ["Column1", "Column2", "Column 3"])
        let values = rows[0].fields.map { field in
            if case .text(let text) = field.value.content {
                text
            } else if case .integer(let number) = field.value.content {
                String(number)
            } else {
                "?"
            }
        }
        #expect(values == ["data1", "1", "A"])
    }

    // MARK: DSML

    @Test(
        arguments: [
            ("01-netldap-dsml1-over10k.xml", 10_241),
            ("10-apache-addRequest-request_with_1_attr_with_base64_value.xml", nil),
        ] as [(String, Int64?)])
    func directoryServicesMarkupIsReadInEveryNamespace(file: String, bytes: Int64?) throws {
        let evidence = try read("dsml/" + file)
        #expect(evidence.records.count { $0.format == "dsml" } >= 1)
        guard let bytes, case .binary(let photo)? = evidence.records.first?["thumbnailPhoto"]?.content else { return }
        #expect(photo.byteCount == bytes...bytes)
    }
}
