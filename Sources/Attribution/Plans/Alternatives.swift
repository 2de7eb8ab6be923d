public import Learning
import Records

/// The alternatives that keep the data.
public struct Alternatives: Sendable {
    private let model: any Model
    private let examples: Examples
    private let parts: GroupedParts
    private let kind: Quantity.Kind
    private let pair: (Int, Int)

    /// Fewest records of a group that count for it to have a threshold of its own.
    static let fewest = 20

    /// - Parameters:
    ///   - first: the place of the group among the names, likewise `second`; the gap is the first less the second.
    public init(
        _ model: any Model, examples: Examples, parts: GroupedParts, kind: Quantity.Kind, first: Int, second: Int
    ) {
        (self.model, self.examples, self.parts) = (model, examples, parts)
        (self.kind, pair) = (kind, (first, second))
    }

    public func asIs(_ fitted: any FittedModel) -> Alternative { outcome(.asIs, fitted, examples) }

    /// The records of a plan with the other label, learned from again.
    ///
    /// - Throws: `Refusal` where that can't be learned from; `CancellationError`.
    public func relabelling(_ rows: [Int], work: Work = .silent) throws -> Alternative {
        let fitted: any FittedModel = try model.fit(examples.relabelled(rows), rows: parts.training, work: work)
        return outcome(.relabel(records: rows.count), fitted, examples)
    }

    /// A record of group g and label y weighs P(g)P(y) / P(g, y); as families know no weights, it is repeated so often on
    /// average, whole times by the weight and once more by a hash of its id.
    ///
    /// - Throws: `Refusal` where that can't be learned from; `CancellationError`.
    public func reweighing(seed: UInt64, work: Work = .silent) throws -> Alternative {
        var counts: [Int?: (positive: Int, all: Int)] = [:]
        var positives = 0
        for row in parts.training {
            let isPositive = examples.isPositive(row)
            counts[parts.group[row], default: (0, 0)].all += 1
            if isPositive {
                counts[parts.group[row], default: (0, 0)].positive += 1
                positives += 1
            }
        }
        let total = Double(parts.training.count)
        let hash = IDHash(domain: "lethe/reweigh", seed: seed)
        var (rows, leftOut) = ([Int](), 0)
        for row in parts.training {
            let (positive, all) = counts[parts.group[row]] ?? (0, 0)
            let isPositive = examples.isPositive(row)
            let own = Double(isPositive ? positive : all - positive)
            let label = Double(isPositive ? positives : parts.training.count - positives)
            let weight = Double(all) * label / (total * max(1, own))
            let whole = weight.rounded(.down)
            let copies = Int(whole) + (hash.fraction(examples.ids[row]) < weight - whole ? 1 : 0)
            if copies == 0 { leftOut += 1 }
            rows.append(contentsOf: repeatElement(row, count: copies))
        }
        let repeated = examples.repeating(rows)
        let fitted: any FittedModel = try model.fit(repeated, rows: Array(0..<rows.count), work: work)
        return outcome(
            .reweigh(repeated: rows.count - (parts.training.count - leftOut), leftOut: leftOut), fitted, examples)
    }

    /// - Throws: `Refusal` where that can't be learned from; `CancellationError`.
    public func leavingOut(_ column: String, work: Work = .silent) throws -> Alternative {
        let without = examples.without([column])
        let fitted: any FittedModel = try model.fit(without, rows: parts.training, work: work)
        return outcome(.withoutColumn(column), fitted, without)
    }

    /// The same model, each group decided where it has the rate that all have together.
    ///
    /// - Throws: `Refusal` for a quantity that no threshold sets.
    public func thresholds(_ fitted: any FittedModel) throws -> Alternative {
        guard kind != .loss, kind != .predictiveValue else {
            throw Refusal(
                .usage, "No thresholds make \(kind == .loss ? "losses" : "predictive values") equal by themselves.",
                next: "Choose a gap of rates.")
        }
        let margins = fitted.margins(examples, rows: parts.selection)
        var counted = Array(repeating: [Double](), count: parts.names.count)
        var (positive, all) = (0, 0)
        for (row, margin) in zip(parts.selection, margins) where kind.counts(examples.isPositive(row)) {
            guard let group = parts.group[row] else { continue }
            counted[group].append(margin)
            all += 1
            if margin > 0 { positive += 1 }
        }
        let thresholds = counted.map { margins -> Double? in
            guard margins.count >= Self.fewest else { return nil }
            return Self.threshold(margins.sorted(by: >), share: Double(positive) / Double(max(1, all)))
        }
        let chosen = Dictionary(
            uniqueKeysWithValues: thresholds.enumerated().compactMap { group, threshold in threshold.map { (group, $0) }
            })
        return outcome(.thresholds(thresholds), fitted, examples, thresholds: chosen)
    }

    /// Half-way between the last margin above and the first below it; of equal ones none is parted.
    private static func threshold(_ descending: [Double], share: Double) -> Double {
        let wanted = Int((share * Double(descending.count)).rounded())
        guard wanted > 0 else { return descending[0] }
        guard wanted < descending.count else { return descending[descending.count - 1] - 1 }
        return (descending[wanted - 1] + descending[wanted]) / 2
    }

    /// A model of another recipe, on the examples that were made for it.
    ///
    /// - Throws: as `Model.fit`.
    public func recipe(
        _ name: String, _ other: any Model, examples: Examples, work: Work = .silent
    ) throws -> Alternative {
        let fitted: any FittedModel = try other.fit(examples, rows: parts.training, work: work)
        return outcome(.recipe(name), fitted, examples)
    }

    /// - Parameter asked: what the model reads; truth is that of the records as they are.
    private func outcome(
        _ alternative: Alternative.Kind, _ fitted: any FittedModel, _ asked: Examples, thresholds: [Int: Double] = [:]
    ) -> Alternative {
        func figures(_ rows: [Int]) -> GroupFigures {
            GroupFigures(
                kind, pair, rows, fitted.margins(asked, rows: rows), parts, examples, fitted, thresholds: thresholds)
        }
        return Alternative(kind: alternative, selection: figures(parts.selection), test: figures(parts.test))
    }
}
