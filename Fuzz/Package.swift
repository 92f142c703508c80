// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "kbtriage", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz", dependencies: [.product(name: "TriageKit", package: "kbtriage")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    ]
)
