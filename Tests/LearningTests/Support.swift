import Foundation
import Learning
import Records
import TestSupport

extension Seeded {
    /// Roughly normal: the sum of twelve uniform numbers, less six.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + fraction() } }
}

/// A table with numbers (some missing), categories, and text, and labels that depend on all of them and on chance.
struct Sample {
    var names = ["age", "income", "group", "note"]
    var rows: [[String]] = []
    var labels: [Bool] = []

    static let words = [
        "river", "stone", "quiet", "market", "lantern", "winter", "signal", "copper", "harbour", "meadow", "violet",
        "engine", "paper", "thunder", "garden", "mirror", "candle", "forest", "ribbon", "anchor",
    ]

    init(count: Int, seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<count {
            let age = 18 + Int(random.next() % 60)
            let income = random.next() % 10 == 0 ? "?" : String(format: "%.2f", 1000 * (3 + random.normal()))
            let group = ["north", "south", "east", "west", "?"][Int(random.next() % 5)]
            let note = (0..<Int(random.next() % 6)).map { _ in Self.words[Int(random.next() % 20)] }
            let score =
                Double(age - 45) / 20 + (group == "north" ? 0.8 : 0) + (note.contains("river") ? 1.2 : -0.3)
                + random.normal()
            rows.append([String(age), income, group, note.joined(separator: " ")])
            labels.append(score > 0)
        }
    }

    var table: MemoryTable { MemoryTable(columnNames: names, rows: rows) }

    /// Numbers, a category and text hashed to few buckets, so that some collide.
    var recipe: ModelRecipe {
        ModelRecipe(
            features: FeatureRecipe(
                numbers: [
                    .init(column: "age", center: 40, width: 20), .init(column: "income", center: 3000, width: 2000),
                ], categories: ["group"],
                texts: [.init(column: "note", bits: 7, characters: .init(3, 4))]),
            target: Target(column: "label", positive: .value("yes")))
    }
}

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
            guard case .logistic(let logistic) = family else { preconditionFailure("a recipe of another family") }
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
