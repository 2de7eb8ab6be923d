import Foundation

/// The reference files beside the project: LETHE_SHARED, or `../shared` from the package's folder.
enum Shared {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["LETHE_SHARED"] { return URL(fileURLWithPath: path) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appendingPathComponent("../shared").standardizedFileURL
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path)
    }

    /// The columns of a file whose fields hold neither quotes nor commas.
    static func columns(_ path: String) throws -> [String: [String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        return Dictionary(
            uniqueKeysWithValues: rows[0].enumerated().map { i, name in (name, rows.dropFirst().map { $0[i] }) })
    }

    static func object(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appendingPathComponent(path))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}

extension [String: Any] {
    /// A number or an object further down: `object["a", "b"]`.
    subscript(path: String...) -> Any? {
        path.reduce(self as Any?) { ($0 as? [String: Any])?[$1] }
    }
}
