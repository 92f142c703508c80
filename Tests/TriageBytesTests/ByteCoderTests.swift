import Testing
import TriageBytes

/// What is written is read back, and what is anything else is refused.
struct ByteCoderTests {
    private enum Choice: String { case one, two }

    private struct Thing: Equatable {
        var numbers = [0, 1, -1, 31, 32, -33, 63, 64, 127, 128, .max, .min]
        var wide: Int64 = .min
        var flag = true
        var text = "Käse \u{1F9C0}"
        var empty = ""
        var data: [UInt8] = [0, 255, 10]
        var choice = Choice.two
        var texts = ["a", ""]
        var missing: String?
        var there: Int? = 7

        mutating func code(_ coder: inout ByteCoder) {
            coder.code(&numbers)
            coder.code(&wide)
            coder.code(&flag)
            coder.code(&text)
            coder.code(&empty)
            coder.code(&data)
            coder.code(&choice)
            coder.code(&texts)
            coder.code(&missing)
            coder.code(&there)
        }
    }

    private static func bytes(_ form: ByteCoder.Form, _ thing: Thing = Thing()) -> [UInt8] {
        var coder = ByteCoder(form)
        var thing = thing
        thing.code(&coder)
        return coder.bytes
    }

    @Test(arguments: [ByteCoder.Form.binary, .text])
    func readsWhatItWrote(form: ByteCoder.Form) {
        var coder = ByteCoder(reading: Self.bytes(form), form)
        var thing = Thing(
            numbers: [], wide: 0, flag: false, text: "", empty: "x", data: [], choice: .one, texts: [], missing: "x",
            there: nil)
        thing.code(&coder)
        #expect(coder.isDone)
        #expect(thing == Thing())
    }

    @Test func theTextFormIsText() {
        var thing = Thing()
        thing.data = Array("bytes are as they are".utf8)
        let bytes = Self.bytes(.text, thing)
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        #expect(bytes.allSatisfy { $0 >= 0x20 })
    }

    @Test(arguments: [ByteCoder.Form.binary, .text])
    func refusesWhatIsCutOrHasMore(form: ByteCoder.Form) {
        let bytes = Self.bytes(form)
        for end in bytes.indices {
            var coder = ByteCoder(reading: Array(bytes[..<end]), form)
            var thing = Thing()
            thing.code(&coder)
            #expect(!coder.isDone)
        }
        var coder = ByteCoder(reading: bytes + [0x20], form)
        var thing = Thing()
        thing.code(&coder)
        #expect(!coder.isDone)
        #expect(!coder.hasFailed)
    }

    @Test(arguments: [ByteCoder.Form.binary, .text])
    func neverTraps(form: ByteCoder.Form) {
        let bytes = Self.bytes(form)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5_000 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var coder = ByteCoder(reading: damaged, form)
            var thing = Thing()
            thing.code(&coder)
        }
        for value in [UInt8(0xFF), 0x5F, 0x7F, 0x80] {
            var coder = ByteCoder(reading: [UInt8](repeating: value, count: 40), form)
            var list: [Int] = []
            coder.code(&list)
            #expect(coder.hasFailed || coder.isDone || !list.isEmpty)
        }
    }
}
