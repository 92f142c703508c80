import Foundation
import Testing
import TriageModel
import TriageTestSupport

/// One printed form of one case, with what must come of it.
struct DumpForm: Sendable, CustomStringConvertible {
    var name: String
    var file: String
    var verdict: String
    var causes: Set<String>
    var forbid: Set<String>
    var asOf: String
    /// True when the deciding value does not stand in this form.
    var isHidden: Bool
    var isListed: Bool

    var description: String { name + "/" + file }

    static let all: [DumpForm] = JSONLines.objects("samples/powershell/dumps/expect.jsonl").flatMap { line in
        let name = line["case"] as? String ?? ""
        let hidden = Set(line["hidden_by"] as? [String] ?? [])
        return SharedSamples.entries(of: "samples/powershell/dumps/" + name).map(\.lastPathComponent).map { file in
            DumpForm(
                name: name, file: file, verdict: line["verdict"] as? String ?? "",
                causes: Set(line["causes"] as? [String] ?? []), forbid: Set(line["forbid"] as? [String] ?? []),
                asOf: line["as_of"] as? String ?? "",
                isHidden: hidden.contains(file) && !readable.contains(name + "/" + file)
                    || alsoHidden.contains(name + "/" + file), isListed: hidden.contains(file))
        }
    }

    /// Forms listed as hiding the value in which it stands all the same: the column was not dropped.
    static let readable: Set<String> = [
        "10-owa-policy/table-100.txt", "10-owa-policy/table-wrap-80.txt", "14-photos-not-shared/table-100.txt",
    ]

    /// Forms not listed in which it does not stand: bytes cut or named by their type, columns dropped.
    static let alsoHidden: Set<String> = [
        "01-photo-14532/list-full-100.txt", "03-photo-10100/list-full-100.txt", "04-three-people/list-full-100.txt",
        "01-photo-14532/convertto-xml.xml", "03-photo-10100/convertto-xml.xml", "04-three-people/convertto-xml.xml",
        "06-png/convertto-xml.xml", "05-jpegphoto-only/table-100.txt", "05-jpegphoto-only/table-wrap-80.txt",
        "11-photo-update-settings/table-wrap-80.txt",
    ]

    func input() throws -> SampleInput {
        try SharedSamples.file("samples/powershell/dumps/" + name + "/" + file).inputs[0]
    }
}

@Suite("The same objects in every printed form", .needsSharedSamples)
struct PowerShellDumpTests {
    @Test func allFormsAreThere() { #expect(DumpForm.all.count >= 14 * 20) }

    @Test(arguments: DumpForm.all)
    func theVerdictIsTheSame(form: DumpForm) throws {
        let diagnosis = try CaseTriage.diagnose([form.input()], asOf: form.asOf, explain: true)
        #expect(diagnosis.causes.isDisjoint(with: form.forbid))
        guard form.isHidden else {
            #expect(diagnosis.causes.isSuperset(of: form.causes))
            #expect(diagnosis.verdict.rawValue == form.verdict)
            return
        }
        // Hidden: neither matched nor ruled out.
        #expect(diagnosis.causes.isDisjoint(with: form.causes))
        #expect(diagnosis.ruledOut.map(\.cause).filter(form.causes.contains) == [])
    }

    @Test(arguments: DumpForm.all)
    func everyValuePointsIntoTheFile(form: DumpForm) throws {
        let evidence = try CaseTriage.read([form.input()])
        #expect(SpanCheck.faults(in: evidence) == [])
    }
}
