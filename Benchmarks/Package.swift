// swift-tools-version: 6.2
import PackageDescription

/// What opening and querying files costs; a package of its own, so that nobody who builds Lethe needs it.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "lethe", path: "..")],
    targets: [
        .executableTarget(
            name: "records-bench", dependencies: [.product(name: "Records", package: "lethe")],
            swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
    ])
