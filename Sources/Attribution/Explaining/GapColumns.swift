public import Learning
public import Records

/// Which columns carry a gap: how well each tells the groups apart, and how much of the gap goes without it, by learning again.
public struct GapColumns: Sendable {
    /// Folds, by a hash of the ids.
    private static let folds = 5
    private static let bins = 10

    private let parts: GroupedParts
    private let pair: (Int, Int)
    private let ids: [RecordID]
    private let seed: UInt64

    public init(parts: GroupedParts, first: Int, second: Int, ids: [RecordID], seed: UInt64) {
        (self.parts, pair, self.ids, self.seed) = (parts, (first, second), ids, seed)
    }

    /// Every column of `names`, those that tell the groups best first.
    ///
    /// - Parameters:
    ///   - texts: which of them are free text: told apart by a logistic regression on their words.
    ///   - leavingOut: the alternative without a column; throws a `Refusal` where that can't be learned from.
    /// - Throws: `Refusal` where there is no such column; what `leavingOut` throws beside refusals; `CancellationError`.
    /// - Complexity: a pass and a fit a column; of texts five rough fits besides.
    public func columns(
        _ names: [String], texts: Set<String> = [], table: some ColumnSource,
        leavingOut: (String) throws -> Alternative, work: Work = .silent
    ) throws -> [GapColumn] {
        var columns: [GapColumn] = []
        for (index, name) in names.enumerated() {
            try work.step(
                Progress(
                    phase: "looking at columns", fraction: Double(index) / Double(max(1, names.count)), detail: name))
            let area =
                texts.contains(name)
                ? try textArea(name, table, work) : try valueArea(try table.column(named: name))
            var without: Alternative?
            do {
                without = try leavingOut(name)
            } catch is Refusal {
                // Nothing would be left to learn from.
            }
            columns.append(GapColumn(name: name, tellsGroup: area, without: without))
        }
        return columns.sorted { a, b in
            let (left, right) = (a.tellsGroup ?? 0, b.tellsGroup ?? 0)
            return left != right ? left > right : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
        }
    }

    /// Training records of the two groups, and the fold of each.
    private var members: (rows: [Int], isFirst: [Bool], folds: [Int]) {
        let rows = parts.training.filter { parts.group[$0] == pair.0 || parts.group[$0] == pair.1 }
        let hash = IDHash(domain: "lethe/fold", seed: seed)
        return (
            rows, rows.map { parts.group[$0] == pair.0 }, rows.map { Int(hash.value(ids[$0]) % UInt64(Self.folds)) }
        )
    }

    /// By the share of the first group among the other folds' records with the same value, or a number near it.
    private func valueArea(_ column: Column) throws -> Double? {
        let (rows, isFirst, folds) = members
        let bin = Self.bins(column, rows)
        var counts = Array(repeating: [Int: (first: Int, all: Int)](), count: Self.folds)
        for (place, row) in rows.enumerated() {
            let own = bin[Int(column.codes[row])]
            counts[folds[place]][own, default: (0, 0)].all += 1
            if isFirst[place] { counts[folds[place]][own, default: (0, 0)].first += 1 }
        }
        let share = Double(isFirst.count { $0 }) / Double(max(1, rows.count))
        let scores = rows.indices.map { place in
            let own = bin[Int(column.codes[rows[place]])]
            var (first, all) = (0, 0)
            for fold in 0..<Self.folds where fold != folds[place] {
                first += counts[fold][own]?.first ?? 0
                all += counts[fold][own]?.all ?? 0
            }
            // Rare values say little: a few records' worth of the share of all.
            return (Double(first) + 4 * share) / (Double(all) + 4)
        }
        return RankStatistics.auc(scores: scores, labels: isFirst)
    }

    /// A bin a value; of many numbers tenths of the records; missing ones share one.
    private static func bins(_ column: Column, _ rows: [Int]) -> [Int] {
        let present = column.distinct.indices.filter { !column.isMissingCode[$0] }
        var bin = Array(repeating: -1, count: column.distinct.count)
        guard present.count > bins, present.allSatisfy({ column.numbers[$0].isFinite }) else {
            for code in present { bin[code] = code }
            return bin
        }
        var counts = Array(repeating: 0, count: column.distinct.count)
        for row in rows { counts[Int(column.codes[row])] += 1 }
        var passed = 0
        let total = max(1, present.reduce(0) { $0 + counts[$1] })
        for code in present.sorted(by: { column.numbers[$0] < column.numbers[$1] }) {
            bin[code] = min(bins - 1, passed * bins / total)
            passed += counts[code]
        }
        return bin
    }

    /// By a logistic regression on the words, learned from the other folds.
    private func textArea(_ name: String, _ table: some ColumnSource, _ work: Work) throws -> Double? {
        let (rows, isFirst, folds) = members
        let recipe = ModelRecipe(
            features: FeatureRecipe(texts: [.init(column: name, bits: 16)]),
            target: Target(column: name, positive: .value("")))
        let features = try Features(recipe: recipe.features, table: table, work: work)
        var labels = Array(repeating: false, count: features.rowCount)
        for (row, label) in zip(rows, isFirst) { labels[row] = label }
        let examples = Examples(ids: ids, response: Response(isPositive: labels), features: features)
        let model = try recipe.model()
        var scores = Array(repeating: 0.0, count: rows.count)
        for fold in 0..<Self.folds {
            let own = rows.indices.filter { folds[$0] == fold }
            let others = rows.indices.filter { folds[$0] != fold }.map { rows[$0] }
            do {
                let fitted: any FittedModel = try model.fitRoughly(examples, rows: others, work: work)
                let margins = fitted.margins(examples, rows: own.map { rows[$0] })
                for (place, margin) in zip(own, margins) { scores[place] = margin }
            } catch is Refusal {
                return nil
            }
        }
        return RankStatistics.auc(scores: scores, labels: isFirst)
    }
}
