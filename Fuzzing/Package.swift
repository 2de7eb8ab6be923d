// swift-tools-version: 6.2
import PackageDescription

/// A libFuzzer target for the readers of files. A package of its own: a plain build can't link it.
///
///     cd Fuzzing && swift build -c release --sanitize=fuzzer
///     .build/release/fuzz-tables -max_total_time=60 corpus ../fixtures/hostile
let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "lethe", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz-tables", dependencies: [.product(name: "Records", package: "lethe")],
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
    ])
