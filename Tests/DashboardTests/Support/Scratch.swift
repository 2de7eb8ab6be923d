import Foundation

/// A folder of the tests' own; all of them go when the tests end.
struct Scratch {
    let path: String

    private static let root: String = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lethe-\(UUID().uuidString)").path
        atexit { try? FileManager.default.removeItem(atPath: Scratch.root) }
        return folder
    }()

    init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
