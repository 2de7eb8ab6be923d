import Learning
import Records
import TestSupport
import Testing

/// Records with numbers (some missing), a category, a text and targets, some of them there twice.
struct Survey {
    static let names = ["age", "income", "region", "note", "verdict", "amount"]
    static let words = ["river", "stone", "quiet", "market", "lantern", "winter", "signal", "copper", "harbour"]

    var rows: [[String]] = []

    init(count: Int, classes: Int, seed: UInt64) {
        var random = Seeded(seed)
        for index in 0..<count {
            let note = (0..<Int(random.next() % 4)).map { _ in Self.words[Int(random.next() % 9)] }
            // Every class occurs.
            let verdict = index < classes ? index : Int(random.next() % UInt64(classes))
            rows.append([
                String(18 + random.next() % 60), random.next() % 8 == 0 ? "?" : "\(Double(random.next() % 90_000) / 7)",
                ["north", "south", "east", "west", "?"][Int(random.next() % 5)], note.joined(separator: " "),
                ["yes", "no", "maybe", "never"][verdict], "\(Double(random.next() % 5_000) / 9 - 200)",
            ])
        }
        rows += rows.shuffled(using: &random).prefix(4)
    }

    /// No number is negative where `counts`.
    static func recipe(_ family: Family, classes: ModelRecipe.Classes, counts: Bool = false) -> ModelRecipe {
        let isNumber = family.type.traits.contains(.numbers)
        return ModelRecipe(
            family: family,
            features: FeatureRecipe(
                numbers: [
                    .init(column: "age", center: counts ? 0 : 40, width: 20),
                    .init(column: "income", center: counts ? 0 : 6000, width: 3000),
                ], categories: ["region"], texts: [.init(column: "note", bits: 5, words: .init(1, 1))]),
            target: isNumber
                ? Target(column: "amount", positive: .atLeast(50)) : Target(column: "verdict", positive: .value("yes")),
            classes: classes)
    }

    /// The records `rows` of it, in that order, as a table of their own.
    func examples(_ recipe: ModelRecipe, rows chosen: [Int]? = nil) throws -> Examples {
        let chosen = chosen ?? Array(rows.indices)
        let table = MemoryTable(columnNames: Self.names, rows: chosen.map { rows[$0] })
        return try Examples(
            recipe: recipe, table: table, ids: chosen.map { RecordID(high: 0, low: UInt64($0)) })
    }

    /// Records to forget, in any order: 1…50 %, or a whole region; the first of every verdict stays.
    func removal(_ random: inout Seeded) -> [Int] {
        var staying = Set<String>()
        let free = rows.indices.filter { !staying.insert(rows[$0][4]).inserted }
        if random.next() % 4 == 0 {
            let region = ["north", "south", "east", "west", "?"][Int(random.next() % 5)]
            return free.filter { rows[$0][2] == region }.shuffled(using: &random)
        }
        let share = 0.01 + 0.49 * random.fraction()
        return Array(free.shuffled(using: &random).prefix(max(1, Int(share * Double(rows.count)))))
    }
}

/// Forgets at random, and compares every result with two cold fits: one on the records that stay, and one on a table that
/// never held the others, in another order.
func expectExactForgetting<M: Model>(_ model: M, _ survey: Survey, recipe: ModelRecipe, seed: UInt64) throws {
    var random = Seeded(seed)
    let examples = try survey.examples(recipe)
    let rows = Array(survey.rows.indices)
    let before = try model.fit(examples, rows: rows, work: .silent)
    let published = before.parameters(examples)
    let removal = survey.removal(&random)
    var (fitted, retained, start) = (before, rows, 0)
    while start < removal.count {
        let end = min(removal.count, start + 1 + Int(random.next() % 12))
        // Some records were forgotten before.
        let batch = Array(removal[start..<end]) + removal[..<start].shuffled(using: &random).prefix(2)
        let gone = Set(batch)
        retained.removeAll { gone.contains($0) }
        fitted = try model.forget(fitted, examples: examples, retained: retained, removed: batch, work: .silent)
        start = end
    }
    let what: Comment = "seed \(seed), \(removal.count) of \(rows.count) forgotten"
    #expect(fitted.records == retained.count && fitted.passes == (removal.isEmpty ? 1 : 0), what)
    #expect(before.parameters(examples) == published, "an earlier model stays as it was")
    if !removal.isEmpty { #expect(fitted.parameters(examples) != published, what) }

    let order = retained.shuffled(using: &random)
    let redacted = try survey.examples(recipe, rows: order)
    let cold = try model.fit(examples, rows: retained, work: .silent)
    let apart = try model.fit(redacted, rows: Array(order.indices), work: .silent)
    // As digests, so that a failure is said in one line.
    let own = PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)).digest
    #expect(own == PublishedModel(recipe: recipe, parameters: cold.parameters(examples)).digest, what)
    #expect(own == PublishedModel(recipe: recipe, parameters: apart.parameters(redacted)).digest, what)
    let margins = fitted.margins(examples, rows: order)
    let isSame =
        margins == apart.margins(redacted, rows: Array(order.indices)) && margins == cold.margins(examples, rows: order)
    #expect(isSame, what)
    #expect(margins.allSatisfy { $0.isFinite }, what)
}

extension [UInt8] {
    func holdsText(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: wanted) }
    }
}

/// What `body` refuses, in words.
func refusalText(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was refused"
    } catch {
        return "\(error)"
    }
}
