import Testing
import TriageBytes
import TriageModel
@testable import TriageReaders

@Suite("The parts of CLIXML") struct CLIXMLPartsTests {
    private func raw(_ body: String) -> [String] {
        let info = TextDecoder.decode(Array((CLIXMLFormTests.open + body + "</Objs>").utf8)).sourceInfo(name: "x")
        return RawReader(vocabulary: testVocabulary).leaves(of: info).leaves.map { leaf in
            switch leaf.value {
            case .null: "\(leaf.path) \(leaf.type)"
            case .text(let text): "\(leaf.path) \(leaf.type) \(text)"
            case .count(let count): "\(leaf.path) \(leaf.type) \(count)"
            case .bytes(let count, _): "\(leaf.path) \(leaf.type) \(count)"
            }
        }
    }

    @Test(arguments: ["LST", "STK", "QUE", "IE"]) func collectionsAreLists(tag: String) {
        let text = "<Obj RefId=\"0\"><TN RefId=\"0\"><T>X</T></TN><\(tag)><I32>1</I32><S>a</S><Nil/></\(tag)></Obj>"
        #expect(raw(text) == ["$ list 3", "$[0] Int32 1", "$[1] String a", "$[2] null"])
        #expect(raw("<Obj RefId=\"0\"><\(tag) /></Obj>") == ["$ list 0"])
    }

    @Test func referencesAreFollowedAndThoseToNothingAreNull() {
        let text =
            "<Obj RefId=\"0\"><MS><Obj N=\"a\" RefId=\"1\"><MS><S N=\"x\">1</S></MS></Obj><Ref N=\"b\" RefId=\"1\"/><Ref N=\"c\" RefId=\"9\"/></MS></Obj>"
        #expect(raw(text).filter { !$0.contains(" object") } == ["$.a.x String 1", "$.b.x String 1", "$.c null"])
    }

    @Test func typeNamesThatAreNowhereLeaveTheObject() {
        let text = "<Obj RefId=\"0\"><TNRef RefId=\"7\"/><MS><S N=\"SamAccountName\">ines</S></MS></Obj>"
        #expect(raw(text).last == "$.SamAccountName String ines")
    }

    @Test(arguments: [
        ("_x0041_", "A"), ("_x005F_x0041_", "_x0041_"), ("_xD83D__xDE00_", "\u{1F600}"), ("_xD83D_x", "\u{FFFD}x"),
        ("_xDE00__xD83D_", "\u{FFFD}\u{FFFD}"), ("_x0000_", "\u{0}"), ("_x004", "_x004"), ("_x00G1_", "_x00G1_"),
        ("&#1;&#x1F;", "\u{1}\u{1F}"), ("&amp;#1;", "&#1;"),
    ]) func escapesAreUndoneInValuesAndNames(written: String, meant: String) {
        #expect(raw("<S>\(written)</S>") == ["$ String \(meant)"])
    }

    @Test func walkingEndsAtADepthAndReadingAtAnother() {
        let deep = String(repeating: "<Obj RefId=\"0\"><MS><Obj N=\"a\" RefId=\"1\"><MS>", count: 20)
        let end = String(repeating: "</MS></Obj></MS></Obj>", count: 20)
        #expect(raw(deep + "<S N=\"x\">1</S>" + end).allSatisfy { !$0.contains("String") })
        let bottomless = CLIXMLFormTests.open + String(repeating: "<Obj RefId=\"0\"><LST>", count: 400)
        #expect(read(bottomless).problems.map(\.code) == ["clixml-limit-depth"])
    }

    @Test func aSecureStringIsSeenNowhere() {
        let secret = "01000000d08c9ddf0115d1118c7a"
        let text =
            CLIXMLFormTests.open
            + "<Obj RefId=\"0\"><MS><S N=\"SamAccountName\">ines</S><SS N=\"Password\">\(secret)</SS></MS></Obj></Objs>"
        let evidence = read(text)
        #expect(evidence.records.count == 1)
        #expect(!evidence.sources.contains { String(decoding: $0.text, as: UTF8.self).contains(secret) })
        #expect(!evidence.texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains(secret) })
        #expect(evidence.records[0]["Password"]?.partial != nil)
    }

    @Test func documentsWithoutObjectsAndTextAroundAreKept() {
        let text = "before \(CLIXMLFormTests.open.dropLast())/> behind\n"
        let evidence = read(text)
        #expect(evidence.records.isEmpty)
        #expect(evidence.problems.isEmpty)
        let shown = evidence.texts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(shown.contains("before") && shown.contains("behind"))
    }
}
