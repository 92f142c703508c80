import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// What psrpcore, an independent reader, says of one file.
struct CLIXMLTruth: Sendable, CustomStringConvertible {
    var file: String
    var objects: Int
    /// Type names and numbers of properties of the first two objects; no number where they have none.
    var first: [(type: String, count: Int?)]

    var description: String { file }

    static let all: [CLIXMLTruth] = JSONLines.objects("samples/oracle/clixml.jsonl").compactMap { line in
        guard line["ok"] as? Bool == true, let file = line["file"] as? String, let objects = line["objects"] as? Int
        else { return nil }
        let first = (line["first"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
        return CLIXMLTruth(
            file: file, objects: objects, first: first.map { ($0["$type"] as? String ?? "", $0["$n"] as? Int) })
    }

    /// Values of single elements, by what the peers' own tests expect of them (EXPECTATIONS.md, table 1).
    static let fragments: [(file: String, type: String, value: String)] = [
        ("psrpcore-01.fragment.xml", "String", ""), ("psrpcore-02.fragment.xml", "String", "just newline \n"),
        ("psrpcore-03.fragment.xml", "String", "surrogate pair \u{1F3B5}"),
        ("psrpcore-04.fragment.xml", "String", "null char \u{0}"),
        ("psrpcore-05.fragment.xml", "String", "normal char a"),
        ("psrpcore-06.fragment.xml", "String", "escaped literal _x005F_"),
        ("psrpcore-09.fragment.xml", "String", "surrogate low \u{FFFD}"),
        ("psrpcore-10.fragment.xml", "String", "lower case hex _"),
        ("psrpcore-11.fragment.xml", "String", "invalid hex _x005G_"),
        ("psrpcore-12.fragment.xml", "String", "_x\u{6100}\u{6200}\u{6300}\u{6400}_"),
        ("psrpcore-13.fragment.xml", "Boolean", "True"), ("psrpcore-21.fragment.xml", "TimeSpan", "00:00:09.0269026"),
        ("psrpcore-25.fragment.xml", "Int64", "1"), ("psrpcore-27.fragment.xml", "SByte", "1"),
        (
            "psrpcore-28.fragment.xml", "String",
            "treble clef\n _x0000_ _X0000_ \u{1D11E} caf\u{E9} \u{FFFD} _x001G_"
        ),
        ("psrpcore-31.fragment.xml", "UInt16", "1"),
    ]
}

@Suite("CLIXML against psrpcore and the peers' own tests", .needsSharedSamples)
struct CLIXMLOracleTests {
    @Test(arguments: CLIXMLTruth.all)
    func objectsTypesAndPropertiesAreThoseOfThePeer(truth: CLIXMLTruth) throws {
        let leaves = try CaseTriage.readRaw(SharedSamples.file("samples/" + truth.file).inputs)
        let roots = leaves.filter { $0.path == "$" }
        #expect(roots.count == truth.objects)
        guard roots.count == truth.objects else { return }
        for (root, wanted) in zip(roots, truth.first) where root.type == "object" && !wanted.type.isEmpty {
            // PowerShell adds the prefix to every type but live ones; the peer keeps what is written.
            guard case .text(let type) = root.value else { continue }
            #expect(type.replacing("Deserialized.", with: "") == wanted.type.replacing("Deserialized.", with: ""))
        }
        if let count = truth.first.first?.count, roots.first?.type == "object" {
            let second = leaves.indices.dropFirst().first { leaves[$0].path == "$" } ?? leaves.endIndex
            let names = Set(
                leaves[..<second].dropFirst().compactMap { leaf -> String? in
                    // Names hold no blanks or brackets in these files; a deeper leaf starts with the name of its property.
                    let rest = leaf.path.dropFirst(2)
                    return leaf.type.isEmpty ? nil : String(rest.prefix { $0 != "." && $0 != "[" && $0 != "{" })
                })
            #expect(names.count == count)
        }
    }

    @Test(arguments: CLIXMLTruth.fragments)
    func singleElementsHaveTheValueThePeersExpect(file: String, type: String, value: String) throws {
        let leaves = try CaseTriage.readRaw(SharedSamples.file("samples/clixml-peer/" + file).inputs)
        #expect(leaves == [RawLeaf(path: "$", type: type, value: .text(value))])
    }

    @Test func whatThePeerRefusesWronglyIsRead() throws {
        // A root element that closes itself holds nothing; a reference to another document's type names is left open.
        let empty = try CaseTriage.read(
            SharedSamples.file("samples/clixml/19-E19-OS-Win32_PageFileSetting.xml").inputs)
        #expect(empty.regions.map(\.format) == ["clixml"])
        #expect(empty.problems.isEmpty)
        let open = try CaseTriage.readRaw(
            SharedSamples.file("samples/clixml-peer/pypsrp-51-deserialize_dynamic_obj_type_ref2.xml").inputs)
        #expect(open.map(\.type) == ["String"])
    }

    @Test func aCycleEndsAtTheDepthLimit() throws {
        let leaves = try CaseTriage.readRaw(
            SharedSamples.file("samples/clixml-peer/psrpcore-46-circular_reference.xml").inputs)
        #expect(leaves.contains { $0.path == "$.List[1].MyProp" && $0.value == .text("1") })
        #expect(leaves.count <= 4001)
    }

    @Test func aSecureStringIsNeverShown() throws {
        let leaves = try CaseTriage.readRaw(
            SharedSamples.file("samples/clixml-peer/psrpcore-39-deserialize_secure_string_failure.xml").inputs)
        #expect(leaves == [RawLeaf(path: "$", type: "SecureString", value: .null)])
    }
}
