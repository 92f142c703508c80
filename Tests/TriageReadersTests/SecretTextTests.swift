import Testing
import TriageModel

@testable import TriageReaders

@Suite("Secure strings") struct SecretTextTests {
    private let secret = "01000000d08c9ddf0115d1118c7a00c04fc297eb"

    private func document(_ value: String) -> String {
        """
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
          <Obj RefId="0"><TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN>
            <Props><S N="SamAccountName">anna</S>\(value)<S N="Title">x</S></Props></Obj>
        </Objs>
        """
    }

    @Test func theirValueStandsNowhere() {
        for text in [
            document("<SS N=\"thumbnailPhoto\">\(secret)</SS>"), "<SS>\(secret)</SS>", "before <SS>\(secret)",
            "{\"x\": \"<SS>\(secret)<\\/SS>\"}",
        ] {
            let evidence = read(text)
            for source in evidence.sources {
                #expect(!String(decoding: source.text, as: UTF8.self).contains(secret))
            }
            for text in evidence.texts { #expect(!String(decoding: text.bytes, as: UTF8.self).contains(secret)) }
            #expect(evidence.sources.map(\.text.count) == [text.utf8.count])
        }
    }

    @Test func whatItIsIsNotKnownAndNotBlank() {
        let value = read(document("<SS N=\"thumbnailPhoto\">\(secret)</SS>")).records.first?["thumbnailPhoto"]
        #expect(value?.partial == "a secure string is not read")
        #expect(read(document("<SS N=\"thumbnailPhoto\">\(secret)</SS>")).records.first?["Title"]?.short == "x")
    }

    @Test(arguments: ["<SSN>visible</SSN>", "<SS/>visible", "<SS N=\"x\"/><S>visible</S>", "a <SS"])
    func otherElementsStayAsTheyAre(text: String) {
        var bytes = Array(text.utf8)
        SecretText.hide(in: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }

    @Test func manyOpenOnesTakeOnePass() {
        var bytes = Array(String(repeating: "<SS>", count: 200_000).utf8)
        SecretText.hide(in: &bytes)
        #expect(bytes.count == 800_000)
    }
}
