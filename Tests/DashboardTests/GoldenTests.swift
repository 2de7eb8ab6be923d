import Canvas
import Engine
import Foundation
import TestSupport
import Testing

@testable import Dashboard

/// What each screen looks like, kept as text in `Goldens/`.
///
/// `LETHE_RECORD_GOLDENS=1 swift test --filter GoldenTests` writes them anew; that run fails, so that it can't pass for a
/// test. Read the difference before it is committed: it is the review of a change to a screen.
struct GoldenTests {
    static let sizes = [(80, 24), (100, 30), (160, 40)]

    @Test func `every screen looks as it was agreed`() async throws {
        // "path" shows the folder that the tests run in.
        for scene in try await Scene.all() where scene.name != "path" {
            for (width, height) in Self.sizes {
                try Golden.check("\(scene.name)-\(width)x\(height)", scene.sitting.resized(width, height).text)
            }
        }
        try Golden.check("too-small", Sitting(try await Stages.all.fresh, width: 40, height: 8).text)
        for scene in try await Scene.all(isASCII: true)
        where ["records-decided", "fairness-after"].contains(scene.name) {
            try Golden.check("\(scene.name)-ascii-80x24", scene.sitting.resized(80, 24).text)
        }
    }

    @Test func `the meaning of every cell is as it was agreed`() async throws {
        for scene in try await Scene.all()
        where ["records-decided", "jobs", "fairness-after", "queue-measured"].contains(scene.name) {
            try Golden.check("\(scene.name)-styled", scene.sitting.resized(100, 30).canvas.styledText(), isPlain: false)
        }
    }

    @Test func `no golden is left over from a screen that is gone`() async throws {
        var names: Set = ["too-small"]
        for scene in try await Scene.all() {
            names.formUnion(Self.sizes.map { "\(scene.name)-\($0.0)x\($0.1)" })
            names.formUnion(["\(scene.name)-styled", "\(scene.name)-ascii-80x24"])
        }
        let stored = try FileManager.default.contentsOfDirectory(atPath: Golden.folder).map { $0.dropLast(4) }
        for name in stored where !names.contains(String(name)) { Issue.record("\(name).txt belongs to no screen") }
    }
}

enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
        .path

    static func check(_ name: String, _ text: String, isPlain: Bool = true) throws {
        let path = folder + "/" + name + ".txt"
        // In a styled golden, letters of roles and digits of emphasis would pass for a hash.
        let text = (isPlain ? settled(text) : text) + "\n"
        if ProcessInfo.processInfo.environment["LETHE_RECORD_GOLDENS"] != nil {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("recorded \(name).txt: run again without LETHE_RECORD_GOLDENS")
            return
        }
        guard let stored = try? String(contentsOfFile: path, encoding: .utf8) else {
            Issue.record("there is no golden \(name).txt: record it with LETHE_RECORD_GOLDENS=1")
            return
        }
        guard stored != text else { return }
        let pairs = zip(lines(stored), lines(text)).enumerated().filter { $0.element.0 != $0.element.1 }
        let difference = pairs.prefix(8).map {
            "\($0.offset + 1)  − \($0.element.0)\n\($0.offset + 1)  + \($0.element.1)"
        }
        Issue.record(
            "\(name):\n\(difference.joined(separator: "\n"))\n(\(lines(stored).count) and \(lines(text).count) lines)")
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Event hashes and the chain's origin follow from the project's random key and differ from run to run: they become
    /// dots of the same length, and so do, for simplicity, all digests and ids. Nothing moves.
    static func settled(_ text: String) -> String {
        text.replacing(/[0-9a-f]{12,}/) { dots($0.output) }
            .replacing(/head [0-9a-f]+/) { "head " + dots($0.output.dropFirst(5)) }
    }

    private static func dots(_ text: Substring) -> String { String(repeating: "·", count: text.count) }
}
