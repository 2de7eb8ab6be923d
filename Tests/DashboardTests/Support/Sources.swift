import Foundation

/// The program's own sources, for tests that read them.
enum Sources {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func file(_ path: String) -> String { root.appendingPathComponent("Sources/\(path)").path }
}
