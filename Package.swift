// swift-tools-version: 6.2
import PackageDescription

/// Every target is built the same strict way; imports between targets are checked by the build
/// (`--explicit-target-dependency-import-check error`).
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

func house(_ name: String, _ dependencies: [Target.Dependency], _ more: [SwiftSetting] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + more)
}

func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "lethe",
    products: [
        .executable(name: "lethe", targets: ["lethe"]),
        // For Benchmarks and Fuzzing, which are packages of their own.
        .library(name: "Records", targets: ["Records"]),
        .library(name: "Learning", targets: ["Learning"]),
        .library(name: "Fairness", targets: ["Fairness"]),
        .library(name: "Detection", targets: ["Detection"]),
        .library(name: "Attribution", targets: ["Attribution"]),
        .library(name: "Journal", targets: ["Journal"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
        .target(name: "CScan"),
        .target(name: "CCompression", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
        .target(name: "CStore", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("panelw"), .linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

        // What is done, in a file; it can't name a record.
        house("Logs", [logging]),
        house("Records", ["CPCRE2", "CScan", "CCompression", crypto]),
        // Optimised in tests too: thousands of models are trained there.
        house("Learning", ["Records", crypto], [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        // And here: simulations check that intervals cover and tests keep their level.
        house("Fairness", ["Records"], [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        // And here: a million texts are looked through, and near-duplicates are held against all pairs.
        house(
            "Detection", ["Records", "Learning", "CScan", crypto], [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        // And here: models are trained again without each of their records.
        house("Attribution", ["Records", "Learning"], [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        house("Journal", ["Records", "Logs", "CStore", grdb, crypto]),
        house("Engine", ["Records", "Logs", "Learning", "Fairness", "Detection", "Attribution", "Journal"]),
        house("Reporting", ["Engine", "Records", "Fairness", "Journal"]),
        house("Canvas", ["CUtf8proc"]),
        house("Terminal", ["Canvas", "CNcurses"]),
        house("Dashboard", ["Engine", "Canvas", "Records", "Fairness", "Journal"]),
        .executableTarget(
            name: "lethe",
            dependencies: [
                "Records", "Logs", "Learning", "Fairness", "Detection", "Attribution", "Journal", "Engine", "Canvas",
                "Terminal", "Dashboard", "Reporting", arguments,
            ],
            swiftSettings: strict),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        // What every family of models passes, wherever it stands.
        .target(
            name: "ModelSuite", dependencies: ["Learning", "Records", "TestSupport"], path: "Tests/ModelSuite",
            swiftSettings: strict),
        tests(of: "Logs", ["Logs"]),
        tests(of: "Records", ["Records"]),
        tests(of: "Learning", ["Learning", "Records", "ModelSuite"]),
        tests(of: "Fairness", ["Fairness", "Records"]),
        tests(of: "Detection", ["Detection", "Records", "Learning", "CScan", crypto]),
        tests(of: "Attribution", ["Attribution", "Learning", "Records"]),
        // GRDB too: a stranger writes to the database past the store.
        tests(of: "Journal", ["Journal", "Records", grdb]),
        tests(of: "Engine", ["Engine", "Records", "Learning", "Fairness", "Journal"]),
        tests(of: "Reporting", ["Reporting", "Engine", "Records", "Fairness", "Journal", "CCompression"]),
        tests(of: "Canvas", ["Canvas"]),
        tests(
            of: "Dashboard", ["Dashboard", "Engine", "Canvas", "Records", "Fairness", "Journal"], exclude: ["Goldens"]),
        // A family, a format, a detector and a metric by the public lists alone.
        .testTarget(
            name: "ExtensionTests",
            dependencies: [
                "lethe", "Records", "Learning", "Fairness", "Detection", "Journal", "Engine", "ModelSuite",
                "TestSupport", arguments,
            ], swiftSettings: strict),
        .testTarget(
            name: "EndToEnd", dependencies: ["TestSupport", "Learning", "Records"], exclude: ["Faults"],
            swiftSettings: strict),
    ]
)
