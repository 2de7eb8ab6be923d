import Foundation
package import Learning
package import Records
package import TestSupport

extension Seeded {
    /// Roughly normal: the sum of twelve uniform numbers, less six.
    package mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + fraction() } }
}

/// A table with numbers (some missing), categories, and text, and labels that depend on all of them and on chance.
package struct Sample {
    package var names = ["age", "income", "group", "note"]
    package var rows: [[String]] = []
    package var labels: [Bool] = []

    package static let words = [
        "river", "stone", "quiet", "market", "lantern", "winter", "signal", "copper", "harbour", "meadow", "violet",
        "engine", "paper", "thunder", "garden", "mirror", "candle", "forest", "ribbon", "anchor",
    ]

    package init(count: Int, seed: UInt64) {
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

    package var table: MemoryTable { MemoryTable(columnNames: names, rows: rows) }

    /// Numbers, a category and text hashed to few buckets, so that some collide.
    package var recipe: ModelRecipe {
        ModelRecipe(
            features: FeatureRecipe(
                numbers: [
                    .init(column: "age", center: 40, width: 20), .init(column: "income", center: 3000, width: 2000),
                ], categories: ["group"],
                texts: [.init(column: "note", bits: 7, characters: .init(3, 4))]),
            target: Target(column: "label", positive: .value("yes")))
    }
}
