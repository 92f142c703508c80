import Foundation
import Testing
import TriageBytes
import TriageRules

@testable import TriageKit

/// What the program carries is what its rules say.
struct KnowledgeStoreTests {
    private static func readAnew() throws -> KnowledgeBase {
        let files = BuiltInKnowledge.files()
        return try KnowledgeLoader.load(files: files, hash: KnowledgeHash.of(files), validate: false)
    }

    @Test func theBuiltInFormIsWhatTheFilesSay() throws {
        let stored = try #require(BuiltInKnowledge.knowledge())
        #expect(try stored == Self.readAnew())
        #expect(stored.rules.count > 40)
        #expect(stored.hash.count == 16)
    }

    @Test func isTextThatALiteralCanCarry() throws {
        let bytes = KnowledgeStore.bytes(of: try Self.readAnew())
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        #expect(!bytes.contains(0))
    }

    @Test func readsNothingOfACutForm() throws {
        let bytes = KnowledgeStore.bytes(of: try Self.readAnew())
        for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 400)) {
            #expect(KnowledgeStore.knowledge(from: Array(bytes[..<end])) == nil)
        }
        #expect(KnowledgeStore.knowledge(from: bytes + [0x20]) == nil)
    }

    @Test func neverTrapsOnDamage() throws {
        let bytes = KnowledgeStore.bytes(of: try Self.readAnew())
        var generator = SystemRandomNumberGenerator()
        var refused = 0
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<4 {
                damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(in: 0...255)
            }
            if KnowledgeStore.knowledge(from: damaged) == nil { refused += 1 }
        }
        #expect(refused > 0)
    }
}
