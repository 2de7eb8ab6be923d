import Learning
import Records

/// What a model's decisions make of a part: the gap in question, how many are right, and every group's own figure.
public struct GroupFigures: Hashable, Sendable {
    public struct Group: Hashable, Sendable {
        public let name: String
        /// Records that count for the quantity.
        public let count: Int
        /// The quantity of the group; nil where it is undefined.
        public let value: Double?
        public let accuracy: Double?
    }

    /// The quantity of the first group less that of the second; nil where one of them is undefined.
    public let gap: Double?
    /// The share of the part's records that is decided right.
    public let accuracy: Double
    public let records: Int
    /// Every group, in the order of their names.
    public let groups: [Group]

    /// - Parameters:
    ///   - margins: of `rows`, in their order.
    ///   - thresholds: where a group's decisions turn; 0 where none is given.
    init(
        _ kind: Quantity.Kind, _ pair: (Int, Int), _ rows: [Int], _ margins: [Double], _ parts: GroupedParts,
        _ examples: Examples, _ fitted: any FittedModel, thresholds: [Int: Double] = [:]
    ) {
        var tallies = Array(repeating: Tally(), count: parts.names.count)
        var right = 0
        for (row, margin) in zip(rows, margins) {
            let truth = examples.isPositive(row)
            let decision = margin > (parts.group[row].flatMap { thresholds[$0] } ?? 0)
            if decision == truth { right += 1 }
            guard let group = parts.group[row] else { continue }
            tallies[group].add(
                kind, decision, truth, kind == .loss ? fitted.loss(ofMargin: margin, isPositive: truth) : 0)
        }
        groups = zip(parts.names, tallies).map {
            Group(name: $0, count: $1.counted, value: $1.value(kind), accuracy: $1.accuracy)
        }
        let values = (groups[pair.0].value, groups[pair.1].value)
        gap = if let high = values.0, let low = values.1 { high - low } else { nil }
        accuracy = Double(right) / Double(max(1, rows.count))
        records = rows.count
    }

    private struct Tally {
        var (records, right, counted, positive, hits) = (0, 0, 0, 0, 0)
        var losses = 0.0

        mutating func add(_ kind: Quantity.Kind, _ decision: Bool, _ truth: Bool, _ loss: Double) {
            records += 1
            if decision == truth { right += 1 }
            guard kind.counts(truth) else { return }
            counted += 1
            if decision { positive += 1 }
            if decision, truth { hits += 1 }
            losses += loss
        }

        func value(_ kind: Quantity.Kind) -> Double? {
            switch kind {
            case .predictiveValue: positive > 0 ? Double(hits) / Double(positive) : nil
            case .loss: counted > 0 ? losses / Double(counted) : nil
            case .parity, .equalOpportunity, .falsePositiveRate:
                counted > 0 ? Double(positive) / Double(counted) : nil
            }
        }

        var accuracy: Double? { records > 0 ? Double(right) / Double(records) : nil }
    }
}
