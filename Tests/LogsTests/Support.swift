import Foundation
import Synchronization

/// A temporary folder of one test, gone with it.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "lethe-logs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func text(of name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }
}

/// What a log complained of.
final class Complaints: Sendable {
    private let sentences = Mutex<[String]>([])

    var all: [String] { sentences.withLock { $0 } }

    func add(_ sentence: String) { sentences.withLock { $0.append(sentence) } }
}

/// A clock that moves on by a second each time it is read.
final class SteppingClock: Sendable {
    private let seconds = Mutex(0)

    func now() -> String {
        seconds.withLock { seconds in
            defer { seconds += 1 }
            return "2026-01-01T00:00:0\(seconds).000Z"
        }
    }
}
