import Foundation
import Testing
import TriageTestSupport

/// What the targets of the package cannot enforce by themselves.
@Suite struct HouseRulesTests {
    /// Every module and all it may import besides the standard library.
    static let allowed: [String: Set<String>] = [
        "CommandArguments": [],
        "TriageModel": [],
        "TriageBytes": ["TriageModel", "CCrypto", "Glibc", "Musl", "Darwin", "Bionic", "Synchronization"],
        "TriageXML": ["TriageModel", "CLibXML2"],
        "TriageArchives": ["CArchive", "Glibc", "Musl", "Darwin"],
        "TriagePatterns": ["TriageModel", "TriageBytes", "CVectorscan", "Synchronization", "Glibc", "Musl", "Darwin"],
        "TriageReaders": ["TriageModel", "TriageBytes", "TriageXML", "TriageArchives"],
        "TriageRules": ["TriageModel", "TriageBytes", "TriageXML", "TriagePatterns"],
        "TriageEngine": ["TriageModel", "TriageRules", "TriagePatterns", "Synchronization"],
        "TriageReporting": ["TriageModel"],
        "TriageRedaction": ["TriageModel", "TriageBytes", "TriagePatterns"],
        "TriageKit": [
            "TriageModel", "TriageBytes", "TriageXML", "TriagePatterns", "TriageReaders", "TriageRules",
            "TriageEngine", "TriageReporting", "TriageRedaction", "Synchronization",
        ],
        "TriageBatch": [
            "TriageModel", "TriageBytes", "TriagePatterns", "TriageReaders", "TriageRules", "TriageEngine",
            "TriageReporting", "TriageKit", "CSQLite", "Synchronization", "Glibc", "Musl", "Darwin",
        ],
        "kbtriage": [
            "CommandArguments", "TriageModel", "TriageBytes", "TriagePatterns", "TriageRules", "TriageEngine",
            "TriageReporting", "TriageKit", "TriageBatch", "Synchronization", "Glibc", "Musl", "Darwin",
        ],
    ]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Swift files of a module: name and text.
    static func files(of module: String) -> [(name: String, text: String)] {
        let folder = root.appendingPathComponent("Sources/\(module)")
        let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (paths?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .compactMap { url in (try? String(contentsOf: url, encoding: .utf8)).map { (url.lastPathComponent, $0) } }
            .sorted { $0.name < $1.name }
    }

    @Test(arguments: allowed.keys.sorted())
    func importsOnlyWhatItMay(module: String) throws {
        let files = Self.files(of: module)
        try #require(!files.isEmpty)
        for file in files {
            for line in file.text.split(whereSeparator: \.isNewline) {
                let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
                guard let index = words.firstIndex(of: "import"), index <= 1, index + 1 < words.count,
                    index == 0 || ["public", "package", "internal", "private", "fileprivate"].contains(words[0])
                else { continue }
                let name = String(words.last ?? "").split(separator: ".").first.map(String.init) ?? ""
                #expect(Self.allowed[module]?.contains(name) == true, "\(module)/\(file.name) imports \(name)")
            }
        }
    }

    @Test func knowsEveryModule() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appendingPathComponent("Sources").path)
        let modules = folders.filter { !$0.hasPrefix("C") || $0 == "CommandArguments" }.filter {
            $0 != "embed-knowledge"
        }
        #expect(Set(modules) == Set(Self.allowed.keys))
    }

    /// Readers, engine and reporters know formats and logic; what is about one article stands in `rules/`.
    @Test(arguments: allowed.keys.sorted())
    func namesNothingOfOneArticle(module: String) {
        let words = [
            "proxymethod", "request entity too large", "thumbnailphoto", "userphoto", "photoupdatesettings", "3062745",
            "mailbox policy", "jpegphoto",
        ]
        for file in Self.files(of: module) {
            for (number, line) in file.text.components(separatedBy: "\n").enumerated() {
                guard !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { continue }
                let lower = line.lowercased()
                for word in words {
                    #expect(!lower.contains(word), "\(module)/\(file.name):\(number + 1) names '\(word)'")
                }
            }
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func keepsFilesSmall(module: String) {
        for file in Self.files(of: module) {
            let lines = file.text.components(separatedBy: "\n")
            let excused = lines.prefix(8).contains { $0.lowercased().contains("long because") }
            #expect(
                lines.count <= 400 || excused, "\(module)/\(file.name) has \(lines.count) lines and no reason on top")
        }
    }

    @Test(arguments: allowed.keys.sorted())
    func leavesNothingUnfinished(module: String) {
        let marks = ["TODO", "FIXME", "fatalError(", "try!", "preconditionFailure("]
        for file in Self.files(of: module) {
            for mark in marks { #expect(!file.text.contains(mark), "\(module)/\(file.name) holds \(mark)") }
        }
    }
}
