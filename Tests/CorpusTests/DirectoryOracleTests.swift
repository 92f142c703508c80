import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What python-ldap and ldif3 say of one LDIF file, and where they are wrong.
struct LDIFTruth: Sendable, CustomStringConvertible {
    var file: String
    var entries: Int
    /// Attribute values of the first entries, as far as the peer printed them: attribute, number of value, text or size.
    var values: [(entry: Int, attribute: String, index: Int, text: String, size: Int?)]

    var description: String { file }

    /// Entries where the peers are wrong or refuse the file, with the reason.
    static let corrections: [String: (entries: Int, why: String)] = [
        "ldif/14-ldbsearch-show-binary.ldif": (1, "raw bytes in a value; python-ldap stops"),
        "ldif/26-referrals.out": (8, "ldapsearch's trailers between entries; python-ldap stops at the first"),
    ]

    static let all: [LDIFTruth] = JSONLines.objects("samples/oracle/ldif.jsonl").compactMap { line in
        guard let file = line["file"] as? String,
            let entries = corrections[file]?.entries ?? line["entries"] as? Int ?? line["entries_before_error"] as? Int
        else { return nil }
        var values: [(entry: Int, attribute: String, index: Int, text: String, size: Int?)] = []
        for (number, entry) in (line["first"] as? [[String: Any]] ?? []).enumerated() {
            for (name, list) in entry["attrs"] as? [String: [Any]] ?? [:] where !name.contains(";") {
                for (index, value) in list.enumerated() {
                    let size = (value as? [String: Any])?["$len"] as? Int
                    values.append((number, name, index, value as? String ?? "", size))
                }
            }
        }
        return LDIFTruth(file: file, entries: entries, values: values)
    }
}

@Suite("LDIF against python-ldap and ldif3", .needsSharedSamples)
struct DirectoryOracleTests {
    @Test(arguments: LDIFTruth.all)
    func entriesAndValuesAreThoseOfThePeers(truth: LDIFTruth) throws {
        let leaves = try CaseTriage.readRaw(SharedSamples.file("samples/" + truth.file).inputs)
        let starts = leaves.indices.filter { leaves[$0].path == "$" }
        #expect(starts.count == truth.entries)
        // A change record's attributes are steps, which the peers count as values.
        guard !leaves.contains(where: { $0.path.lowercased() == "$.changetype" }) else { return }
        for value in truth.values where value.entry < starts.count {
            let end = value.entry + 1 < starts.count ? starts[value.entry + 1] : leaves.count
            let path = "$." + value.attribute
            let fields = leaves[starts[value.entry]..<end].filter {
                $0.path.lowercased() == path.lowercased()
                    || $0.path.lowercased() == "\(path)[\(value.index)]".lowercased()
            }
            // A name stated twice, as the entry's and as its attribute, is one value.
            guard value.attribute.lowercased() != "distinguishedname" else { continue }
            guard let leaf = fields.last else {
                Issue.record("\(value.attribute) is missing")
                continue
            }
            switch (leaf.value, value.size) {
            case (.bytes(let count, _), let size?): #expect(count == Int64(size))
            // 16 bytes are kept as base64 for the GUID they may be; long text is text and no bytes.
            case (.text, .some), (.null, .some),
                (_, nil) where value.text.unicodeScalars.contains("\u{FFFD}"):
                break
            case (.text(let text), nil):
                // Blanks at the end of a line are what a console pads with; the peer prints 40 characters.
                let wanted = value.text
                let isSame = text == wanted || text == wanted.trimmingCharacters(in: .whitespaces)
                #expect(isSame || wanted.count >= 40 && text.hasPrefix(wanted), "\(value.attribute): \(text)")
            case (.null, nil): #expect(value.text.isEmpty)
            default: Issue.record("\(value.attribute) is \(leaf)")
            }
        }
    }

    @Test(arguments: [
        ("01-ldapsearch-extended-all-users.ldif", [3500, 9999, 10_240, 10_241, 25_000, 44, 99_000, 102_400]),
        ("04-ldapsearch-LL-selected-attrs.ldif", [10_240]),
    ])
    func photosHaveTheSizeTheyWereMadeWith(file: String, sizes: [Int]) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/ldif/" + file).inputs)
        let read = evidence.records.compactMap { record -> Int? in
            guard case .binary(let binary)? = record["thumbnailPhoto"]?.content else { return nil }
            return Int(binary.byteCount.lowerBound)
        }
        #expect(read.sorted() == sizes.sorted())
    }

    @Test(arguments: [
        ("01-netldap-dsml1-adele.xml", 3), ("01-netldap-dsml1-over10k.xml", 1),
        ("17-apache-searchResponse-response_with_1_SRE_0_SRD.xml", 1),
        ("20-apache-searchResultEntry-response_with_0_attr.xml", 1),
        ("25-apache-searchResultEntry-response_with_1_attr_2_value.xml", 1),
        ("29-apache-searchResultEntry-response_with_2_attr_1_value.xml", 1),
        ("32-apache-searchResultEntry-response_with_dn_attribute.xml", 1),
    ])
    func dsmlHasItsEntries(file: String, count: Int) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/dsml/" + file).inputs)
        #expect(evidence.records.count { $0.format == "dsml" } == count)
        #expect(evidence.problems.isEmpty)
    }

    @Test(arguments: [
        "19-apache-searchResultDone-response_with_result_code_not_integer.xml",
        "26-apache-searchResultEntry-response_with_1_attr_without_name_attribute.xml",
        "35-apache-searchResultEntry-response_with_wrong_dn_attribute.xml",
        "36-apache-searchResultEntry-response_without_dn_attribute.xml",
    ])
    func damagedDsmlIsNotReadAndThatIsSaid(file: String) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/dsml/" + file).inputs)
        #expect(evidence.records.isEmpty)
        #expect(evidence.problems.map(\.code) == ["damaged-dsml"])
    }

    @Test(arguments: SharedSamples.entries(of: "samples/aadconnect").map(\.lastPathComponent))
    func exportsOfASyncServerAreRead(file: String) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/aadconnect/" + file).inputs)
        #expect(evidence.regions.map(\.format) == ["sync-xml"])
        #expect(evidence.problems.isEmpty)
        guard file.contains("SyncRule") else { return }
        let rule = try #require(evidence.records.first { $0.kind == "sync-rule" })
        guard case .list(let flows)? = rule["AttributeFlowMappings"]?.content else {
            Issue.record("no attribute flows")
            return
        }
        #expect(
            flows.contains { if case .text(let text) = $0.content { text.contains("thumbnailPhoto") } else { false } })
    }
}

/// What CPython's csv and json say of one file.
struct TableTruth: Sendable, CustomStringConvertible {
    var file: String
    var columns: Int
    var rows: Int

    var description: String { file }

    /// Files whose first line is a comment: the columns stand below or inside of it (Import-Csv's own tests).
    static let corrections: [String: (columns: Int, rows: Int)] = [
        "csv/05-TestImportCsv_W3C_ELF.csv": (3, 4), "csv/06-TestImportCsv_WithHeader.csv": (3, 4),
    ]

    static let all: [TableTruth] = JSONLines.objects("samples/oracle/csvjson.jsonl").compactMap { line in
        guard let file = line["file"] as? String, let columns = line["columns"] as? Int,
            let rows = line["rows"] as? Int
        else { return nil }
        return TableTruth(
            file: file, columns: corrections[file]?.columns ?? columns, rows: corrections[file]?.rows ?? rows)
    }
}

@Suite("Tables against CPython", .needsSharedSamples)
struct TableOracleTests {
    @Test(arguments: TableTruth.all)
    func rowsAndColumnsAreThoseOfThePeer(truth: TableTruth) throws {
        let evidence = try CaseTriage.read(SharedSamples.file("samples/" + truth.file).inputs)
        let rows = evidence.records.filter { $0.format == "csv" || $0.format == "tsv" }
        #expect(rows.count == truth.rows)
        #expect(rows.allSatisfy { $0.fields.count == truth.columns })
    }
}
