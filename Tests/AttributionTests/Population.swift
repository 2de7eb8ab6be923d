import Attribution
import Learning
import Records
import TestSupport

/// Records with two groups and, where asked for, three classes, whose labels depend on the features, the group and chance.
struct Population {
    let examples: Examples
    let recipe: ModelRecipe
    let training: [Int]
    let groupA: [Int]
    let groupB: [Int]

    init(
        _ form: LogisticRecipe.Form, classes: ModelRecipe.Classes = .two, training count: Int = 150, heldOut: Int = 120,
        seed: UInt64 = 1
    ) {
        var random = Seeded(seed)
        var rows: [[(column: Int, value: Double)]] = []
        var codes: [UInt32] = []
        for _ in 0..<count + heldOut {
            var row = (0..<6).map { (column: $0, value: 2 * random.fraction() - 1) }
            let inA = random.next() % 2 == 0
            row.append((column: 6, value: inA ? 1 : 0))
            row.append((column: 7, value: 1))
            let score = row[0].value + row[1].value + (inA ? 0.5 : 0) + 2 * random.fraction() - 1
            let other = row[2].value - row[1].value + 2 * random.fraction() - 1
            codes.append(classes == .all && other > 0.6 ? 2 : score > 0.2 ? 1 : 0)
            rows.append(row)
        }
        let names = classes == .all ? ["no", "yes", "maybe"] : ["no", "yes"]
        examples = Examples(
            ids: codes.indices.map { RecordID(high: UInt64($0) &* 0x9e37_79b9_7f4a_7c15, low: UInt64($0)) },
            response: .classes(codes: codes, names: names, positive: 1), features: Features(rows: rows, dimension: 8))
        recipe = ModelRecipe(
            family: .logistic(LogisticRecipe(form: form, grid: 34)), features: FeatureRecipe(),
            target: Target(column: "y", positive: .value("yes")), classes: classes)
        training = Array(0..<count)
        groupA = (count..<count + heldOut).filter { rows[$0][6].value == 1 }
        groupB = (count..<count + heldOut).filter { rows[$0][6].value == 0 }
    }

    func fitted(_ rows: [Int]? = nil) throws -> LogisticRegression.Fitted {
        try LogisticRegression(recipe).fit(examples, rows: rows ?? training)
    }

    func gap(_ kind: Quantity.Kind) throws -> Quantity { try Quantity(kind, of: groupA, minus: groupB, in: examples) }
}

/// ‖a − b‖ / ‖b‖.
func relativeError(_ a: [Double], _ b: [Double]) -> Double {
    Vectors.norm(zip(a, b).map { $0 - $1 }) / Vectors.norm(b)
}

/// Pearson's.
func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let (ma, mb) = (a.reduce(0, +) / Double(a.count), b.reduce(0, +) / Double(b.count))
    let (da, db) = (a.map { $0 - ma }, b.map { $0 - mb })
    return Vectors.dot(da, db) / (Vectors.norm(da) * Vectors.norm(db))
}
