import Foundation
import Learning
import Records
import TestSupport

/// Two-class examples with ids by position.
extension Examples {
    init(_ features: Features, _ labels: [Bool]) {
        self.init(
            ids: labels.indices.map { RecordID(high: UInt64($0) &* 0x9e37_79b9_7f4a_7c15, low: UInt64($0)) },
            response: Response(isPositive: labels), features: features)
    }
}

extension ModelRecipe {
    /// The form of the logistic recipe.
    var form: LogisticRecipe.Form {
        get {
            guard let logistic = family.settings as? LogisticRecipe else {
                preconditionFailure("a recipe of another family")
            }
            return logistic.form
        }
        set { family = .logistic(LogisticRecipe(form: newValue)) }
    }
}

extension LogisticObjective {
    init(_ form: LogisticRecipe.Form, features: Features, labels: [Bool], rows: [Int]) {
        self.init(form, features: features, codes: labels.map { $0 ? 1 : 0 }, rows: rows)
    }
}

extension LogisticRegression {
    func fit(_ features: Features, labels: [Bool], rows: [Int], work: Work = .silent) throws -> Fitted {
        try fit(Examples(features, labels), rows: rows, work: work)
    }
}

/// Bit for bit.
func isSame(_ a: [Double], _ b: [Double]) -> Bool { a.map(\.bitPattern) == b.map(\.bitPattern) }

func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}

/// Data and reference values that are not part of the project.
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

    static func path(_ name: String) throws -> String {
        guard let root else { throw CocoaError(.fileNoSuchFile) }
        return root.appendingPathComponent(name).path
    }

    /// Reads libsvm lines "label column:value …", columns from 0.
    static func svm(_ name: String, dimension: Int) throws -> (features: Features, labels: [Bool]) {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        var labels: [Bool] = []
        var rows: [[(column: Int, value: Double)]] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " ")).map { Substring($0) }
            labels.append(parts[0] == "1")
            rows.append(
                parts.dropFirst().map { part in
                    let pair = part.split(separator: ":")
                    return (Int(pair[0]) ?? -1, Double(pair[1]) ?? .nan)
                })
        }
        return (Features(rows: rows, dimension: dimension), labels)
    }
}
