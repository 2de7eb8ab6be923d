// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let records: Target.Dependency = .product(name: "Records", package: "lethe")
let fairness: Target.Dependency = .product(name: "Fairness", package: "lethe")
let learning: Target.Dependency = .product(name: "Learning", package: "lethe")
let detection: Target.Dependency = .product(name: "Detection", package: "lethe")
let journal: Target.Dependency = .product(name: "Journal", package: "lethe")
let attribution: Target.Dependency = .product(name: "Attribution", package: "lethe")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

/// What opening and querying files, learning, unlearning, attributing, auditing and checking a journal cost; a package of its own, so that nobody who
/// builds Lethe needs it.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "lethe", path: ".."), .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "Measuring", swiftSettings: strict),
        .executableTarget(name: "records-bench", dependencies: ["Measuring", records], swiftSettings: strict),
        .executableTarget(
            name: "learning-bench", dependencies: ["Measuring", records, learning], swiftSettings: strict),
        .executableTarget(
            name: "attribution-bench", dependencies: ["Measuring", records, learning, attribution],
            swiftSettings: strict),
        .executableTarget(name: "fairness-bench", dependencies: ["Measuring", fairness], swiftSettings: strict),
        .executableTarget(name: "detection-bench", dependencies: ["Measuring", detection], swiftSettings: strict),
        .executableTarget(
            name: "neighbours-bench", dependencies: ["Measuring", detection, learning], swiftSettings: strict),
        .executableTarget(
            name: "journal-bench", dependencies: ["Measuring", journal, records, crypto], swiftSettings: strict),
    ])
