import TriageBytes
import TriagePatterns
import TriageRules

/// The Swift source with the knowledge in two literals: one, because a compiler reads 300 KB of it in no time, and needs
/// half a minute for an array of numbers.
struct KnowledgeLiteral {
    private let files: [KnowledgeLoader.File]
    private let knowledge: KnowledgeBase

    /// Reads and checks a folder.
    init(folder: FilePath) throws(EmbedFailure) {
        do throws(InputError) {
            files = try KnowledgeFolder(folder).files()
        } catch {
            throw EmbedFailure(error.description)
        }
        do throws(KnowledgeError) {
            knowledge = try KnowledgeLoader.load(
                files: files, hash: KnowledgeHash.of(files), folder: folder.lastComponent.description
            ) { text in
                PatternSet.check(Pattern(id: 0, text: text, kind: .regularExpression, ignoresCase: true))?.message
            }
        } catch {
            throw EmbedFailure(error.description)
        }
    }

    /// The whole source file.
    var source: String {
        get throws(EmbedFailure) {
            """
            // Generated from rules/ while building; see Plugins/EmbedKnowledge.

            /// The files below rules/ as they are, and what `KnowledgeStore` made of them; `BuiltInKnowledge` reads both.
            enum BuiltInKnowledgeText {
                static let files: StaticString = "\(try filesText)"
                static let store: StaticString = "\(try literal(KnowledgeStore.bytes(of: knowledge), of: "the store"))"
            }

            """
        }
    }

    /// Per file its path, a line feed, its length in decimal UTF-8 bytes, a line feed, its bytes.
    private var filesText: String {
        get throws(EmbedFailure) {
            var text = ""
            for file in files {
                text += try literal(Array("\(file.path)\n\(file.bytes.count)\n".utf8), of: file.path)
                text += try literal(file.bytes, of: file.path)
            }
            return text
        }
    }

    /// The inside of a string literal; it cannot carry what is not UTF-8, nor NUL.
    private func literal(_ bytes: [UInt8], of name: String) throws(EmbedFailure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw EmbedFailure("\(name) is not UTF-8 text")
        }
        return SwiftLiteral.escaped(text)
    }
}
