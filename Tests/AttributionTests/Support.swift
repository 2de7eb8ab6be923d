import Foundation
import Learning
import Records

extension Examples {
    /// Two classes; a record's id is its row.
    static func numbered(_ features: Features, _ labels: [Bool]) -> Examples {
        Examples(
            ids: labels.indices.map { RecordID(high: 0, low: UInt64($0)) }, response: Response(isPositive: labels),
            features: features)
    }
}

/// Reference values that are not part of the project.
enum Shared {
    static let root: URL? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let candidates = [
            ProcessInfo.processInfo.environment["LETHE_SHARED"].map { URL(fileURLWithPath: $0) },
            package.deletingLastPathComponent().appendingPathComponent("shared"),
        ]
        return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0.path) }
    }()

    static var isThere: Bool { root != nil }

    static func text(_ name: String) throws -> String {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        return try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }

    /// Reads libsvm lines "label column:value …", columns from 0, of several files as one.
    static func svm(_ names: [String], dimension: Int) throws -> (features: Features, labels: [Bool]) {
        var labels: [Bool] = []
        var rows: [[(column: Int, value: Double)]] = []
        for name in names {
            for line in try text(name).utf8.split(separator: UInt8(ascii: "\n")) {
                let parts = line.split(separator: UInt8(ascii: " ")).map { Substring($0) }
                labels.append(parts[0] == "1")
                rows.append(
                    parts.dropFirst().map { part in
                        let pair = part.split(separator: ":")
                        return (Int(pair[0]) ?? -1, Double(pair[1]) ?? .nan)
                    })
            }
        }
        return (Features(rows: rows, dimension: dimension), labels)
    }
}
