/// How the records of a group fall out for one class against all others.
struct ClassCounts: Sendable {
    /// Records, in the cells of truth and prediction being the class.
    private(set) var counts = ConfusionCounts()
    /// The same, weighted.
    private var weights = SIMD4<Double>.zero

    mutating func add(truth: Bool, prediction: Bool, weight: Double) {
        guard weight > 0 else { return }
        counts.add(truth: truth, prediction: prediction)
        weights[Self.cell(truth, prediction)] += weight
    }

    private static func cell(_ truth: Bool, _ prediction: Bool) -> Int { (truth ? 2 : 0) + (prediction ? 1 : 0) }

    private func weight(in cells: Cells) -> Double {
        var sum = 0.0
        for (truth, prediction) in [(false, false), (false, true), (true, false), (true, true)]
        where cells.holds(truth: truth, prediction: prediction) {
            sum += weights[Self.cell(truth, prediction)]
        }
        return sum
    }

    /// The rate, with Wilson's interval where records are not weighted.
    func estimate(_ metric: Metric, isWeighted: Bool, minimum: Int) -> Estimate {
        let (numerator, denominator) = metric.counts(counts)
        guard isWeighted, denominator > 0 else {
            return .share(numerator, of: denominator, called: metric.denominatorName, minimum: minimum)
        }
        let above = weight(in: metric.numerator.intersection(metric.denominator))
        let below = weight(in: metric.denominator)
        return Estimate(
            value: above / below, numerator: above, denominator: below,
            shortage: Estimate.shortage(denominator, metric.denominatorName, minimum: minimum))
    }

    /// The counts of every class in every group, `[class][group]`; without a grouping, of all records.
    ///
    /// - Complexity: O(n × classes)
    static func all(_ classes: ClassOutcomes, _ grouping: Grouping?, weight: [Double]?) -> [[ClassCounts]] {
        let groups = grouping?.values.count ?? 1
        var sums = Array(
            repeating: Array(repeating: ClassCounts(), count: groups), count: classes.names.count)
        for row in classes.truth.indices {
            let group = grouping.map { $0.codes[row] } ?? 0
            guard group >= 0 else { continue }
            for c in classes.names.indices {
                sums[c][group].add(
                    truth: classes.truth[row] == c, prediction: classes.prediction[row] == c,
                    weight: weight?[row] ?? 1)
            }
        }
        return sums
    }
}
