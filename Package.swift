// swift-tools-version: 6.2
import PackageDescription

/// One array for every target, so that no part of the house is built by weaker rules.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0444-member-import-visibility.md
    .enableUpcomingFeature("MemberImportVisibility"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0409-access-level-on-imports.md
    .enableUpcomingFeature("InternalImportsByDefault"),
    // https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
    .enableUpcomingFeature("ExistentialAny"),
]

/// A module of the product. `uses` is the whole list of what it may import: a module exists to forbid an import.
func module(
    _ name: String, uses: [Target.Dependency] = [], exclude: [String] = [], plugins: [Target.PluginUsage] = []
) -> Target {
    .target(name: name, dependencies: uses, exclude: exclude, swiftSettings: settings, plugins: plugins)
}

func tests(_ name: String, uses: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses + ["TriageTestSupport"], exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "kbtriage",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "TriageKit", targets: ["TriageKit"]),
        .library(name: "CommandArguments", targets: ["CommandArguments"]),
        .library(name: "TriageBatch", targets: ["TriageBatch"]),
        .executable(name: "kbtriage", targets: ["kbtriage"]),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(
            name: "CVectorscan", pkgConfig: "libhs", providers: [.apt(["libvectorscan-dev"]), .brew(["vectorscan"])]),
        // No pkgConfig: it would link the library, which is opened when the first digest is made.
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        // Opened when the first archive is read.
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
        // Opened when a batch keeps its results, as the library above.
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),

        module("CommandArguments"),
        module("TriageModel"),
        module("TriageBytes", uses: ["TriageModel", "CCrypto"]),
        module("TriageXML", uses: ["TriageModel", "CLibXML2"]),
        module("TriageArchives", uses: ["CArchive"]),
        module("TriagePatterns", uses: ["TriageModel", "TriageBytes", "CVectorscan"]),
        module("TriageReaders", uses: ["TriageModel", "TriageBytes", "TriageXML", "TriageArchives"]),
        module("TriageRules", uses: ["TriageModel", "TriageBytes", "TriageXML", "TriagePatterns"]),
        module("TriageEngine", uses: ["TriageModel", "TriageRules", "TriagePatterns"]),
        module("TriageReporting", uses: ["TriageModel"], exclude: ["HTML/Page"], plugins: ["EmbedPage"]),
        module("TriageRedaction", uses: ["TriageModel", "TriageBytes", "TriagePatterns"]),
        module(
            "TriageKit",
            uses: [
                "TriageModel", "TriageBytes", "TriageXML", "TriagePatterns", "TriageReaders", "TriageRules",
                "TriageEngine", "TriageReporting", "TriageRedaction",
            ], plugins: ["EmbedKnowledge"]),
        module(
            "TriageBatch",
            uses: [
                "TriageModel", "TriageBytes", "TriagePatterns", "TriageReaders", "TriageRules", "TriageEngine",
                "TriageReporting", "TriageKit", "CSQLite",
            ]),
        .executableTarget(
            name: "kbtriage",
            dependencies: [
                "CommandArguments", "TriageModel", "TriageBytes", "TriagePatterns", "TriageRules", "TriageEngine",
                "TriageReporting", "TriageKit", "TriageBatch",
            ], swiftSettings: settings),

        // Checks rules/ and writes it into TriageKit while it is built. The link `rules` in its folder puts rules/ among
        // what the build watches: without it a rule added yesterday and changed today would not be embedded anew.
        .executableTarget(
            name: "embed-knowledge", dependencies: ["TriageBytes", "TriagePatterns", "TriageRules"],
            exclude: ["rules"], swiftSettings: settings),
        .plugin(name: "EmbedKnowledge", capability: .buildTool, dependencies: ["embed-knowledge"]),
        .plugin(name: "EmbedPage", capability: .buildTool, dependencies: ["embed-knowledge"]),

        .target(
            name: "TriageTestSupport",
            dependencies: ["TriageModel", "TriageBytes", "TriageReaders", "TriageRules", "TriageEngine", "TriageKit"],
            path: "Tests/TriageTestSupport", swiftSettings: settings),
        tests("CommandArgumentsTests", uses: ["CommandArguments"], exclude: ["Golden"]),
        tests("TriageModelTests", uses: ["TriageModel"]),
        tests("TriageBytesTests", uses: ["TriageBytes", "TriageModel"]),
        tests("TriageXMLTests", uses: ["TriageXML", "TriageModel"]),
        tests("TriageArchivesTests", uses: ["TriageArchives"]),
        tests("TriagePatternsTests", uses: ["TriagePatterns", "TriageModel", "TriageBytes"]),
        tests("TriageReadersTests", uses: ["TriageReaders", "TriageModel", "TriageBytes", "TriageRules"]),
        tests("TriageRulesTests", uses: ["TriageRules", "TriageModel"]),
        tests("TriageEngineTests", uses: ["TriageEngine", "TriageRules", "TriageModel"]),
        tests(
            "TriageReportingTests",
            uses: ["TriageReporting", "TriageModel", "TriageBytes", "TriageBatch", "TriageXML"],
            exclude: ["Golden", "Schemas"]),
        tests(
            "AgreementTests",
            uses: [
                "TriageReporting", "TriageKit", "TriageBatch", "TriageModel", "TriageBytes", "TriageEngine",
                "TriageRules",
            ]),
        tests(
            "TriageKitTests",
            uses: ["TriageKit", "TriageModel", "TriageBytes", "TriageRules", "TriageEngine", "TriageReporting"]),
        tests(
            "TriageRedactionTests",
            uses: ["TriageRedaction", "TriageKit", "TriageModel", "TriageBytes", "TriageRules", "TriageEngine"]),
        tests(
            "TriageBatchTests",
            uses: [
                "TriageBatch", "TriageKit", "TriageModel", "TriageBytes", "TriageReaders", "TriageRules",
                "TriageEngine",
            ]),
        tests("RuleSampleTests", uses: ["TriageKit", "TriageModel", "TriageRules", "TriageReaders", "TriageBytes"]),
        tests("CommandLineTests", uses: ["TriageKit", "TriageModel", "CommandArguments", "kbtriage"]),
        tests("CorpusTests", uses: ["TriageKit", "TriageModel", "TriageReaders", "TriageBytes"]),
    ]
)
