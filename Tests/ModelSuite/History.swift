package import Learning
package import Records
import TestSupport

/// A random table, and a random way to forget part of it.
package struct History: Sendable {
    package let rows: [[String]]
    package let ids: [RecordID]
    /// What is forgotten, request by request; some name records that are gone already.
    package let batches: [[Int]]
    package let forgotten: Set<Int>

    package static let columns = ["age", "income", "group", "note", "label"]
    package static let classes = ["no", "perhaps", "yes"]

    package var table: MemoryTable { MemoryTable(columnNames: Self.columns, rows: rows) }
    package var retained: [Int] { rows.indices.filter { !forgotten.contains($0) } }

    /// - Parameter manyClasses: three of them instead of two.
    package init(seed: UInt64, manyClasses: Bool) {
        var random = Seeded(seed)
        let sample = Sample(count: Int.random(in: 24...72, using: &random), seed: seed &* 31)
        var rows = zip(sample.rows, sample.labels).map { row, label in
            let isUnsure = manyClasses && random.next() % 3 == 0
            return row + [isUnsure ? "perhaps" : label ? "yes" : "no"]
        }
        // Copies, of which some are forgotten and some are not.
        rows += rows.prefix(Int.random(in: 0...5, using: &random))
        // Two records of each class stay, so that no class can be gone.
        let kept = Set(Self.classes.flatMap { name in rows.indices.filter { rows[$0][4] == name }.suffix(2) })
        let free = rows.indices.filter { !kept.contains($0) }.shuffled(using: &random)
        let share = [0.01, 0.05, 0.2, 0.5].randomElement(using: &random) ?? 0.2
        let going: [Int]
        if random.next() % 5 == 0 {
            let group = ["north", "south", "east", "west"].randomElement(using: &random) ?? "north"
            going = free.filter { rows[$0][2] == group }
        } else {
            going = Array(free.prefix(max(1, Int(share * Double(rows.count)))))
        }
        var batches: [[Int]] = []
        var place = 0
        while place < going.count {
            let size = Int.random(in: 1...max(1, going.count / 2), using: &random)
            var batch = Array(going[place..<min(place + size, going.count)])
            if place > 0, random.next() % 3 == 0 { batch.append(going[Int(random.next() % UInt64(place))]) }
            batches.append(batch)
            place += size
        }
        self.rows = rows
        ids = rows.indices.map { _ in RecordID(high: random.next(), low: random.next()) }
        self.batches = batches
        forgotten = Set(going)
    }

    /// The bytes of the model that learned everything and was asked to forget.
    package func forgetting(_ recipe: ModelRecipe) throws -> [UInt8] {
        try forgetting(recipe, by: recipe.model())
    }

    private func forgetting(_ recipe: ModelRecipe, by model: some Model) throws -> [UInt8] {
        let examples = try Examples(recipe: recipe, table: table, ids: ids)
        var retained = Array(rows.indices)
        var fitted = try model.fit(examples, rows: retained, work: .silent)
        for (index, batch) in batches.enumerated() {
            // Ready to forget or not: it may not reach the bytes.
            if index % 2 == 0 { fitted = try model.prepared(fitted, examples: examples) }
            let gone = Set(batch)
            retained.removeAll { gone.contains($0) }
            fitted = try model.forget(fitted, examples: examples, retained: retained, removed: batch, work: .silent)
        }
        return PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)).bytes
    }

    /// The bytes of a model that never saw the forgotten, among them all the same.
    package func cold(_ recipe: ModelRecipe) throws -> [UInt8] {
        let examples = try Examples(recipe: recipe, table: table, ids: ids)
        return try Self.cold(recipe, recipe.model(), examples, retained)
    }

    /// The bytes of a model of a table that never had the forgotten, in another order.
    package func coldOnRedacted(_ recipe: ModelRecipe) throws -> [UInt8] {
        var random = Seeded(ids[0].low)
        let order = retained.shuffled(using: &random)
        let table = MemoryTable(columnNames: Self.columns, rows: order.map { rows[$0] })
        let examples = try Examples(recipe: recipe, table: table, ids: order.map { ids[$0] })
        return try Self.cold(recipe, recipe.model(), examples, Array(order.indices))
    }

    private static func cold(
        _ recipe: ModelRecipe, _ model: some Model, _ examples: Examples, _ rows: [Int]
    ) throws -> [UInt8] {
        let fitted = try model.fit(examples, rows: rows, work: .silent)
        return PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)).bytes
    }
}
