import Foundation

/// A folder for one test; all of them go when the tests end.
public struct Scratch: Sendable {
    public let path: String

    private static let root: String = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lethe-\(UUID().uuidString)").path
        atexit { try? FileManager.default.removeItem(atPath: Scratch.root) }
        return folder
    }()

    public init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    public func file(_ name: String = "data.csv") -> String { path + "/" + name }

    public func write(_ bytes: [UInt8], to name: String = "data.csv") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    public func write(_ text: String, to name: String = "data.csv") throws -> String {
        try write(Array(text.utf8), to: name)
    }
}
