/// Errors of predicted numbers, of all records and of every group, and how far the groups are apart.
///
/// Each is a mean of something made of the error, prediction − truth, or a function of that mean.
struct RegressionErrors {
    private let input: AuditInput
    /// Of a record: what is averaged.
    private let value: (Double) -> Double
    /// What becomes of the mean.
    private let transform: (Double) -> Double
    private let method: String
    private let range: ClosedRange<Double>

    init(
        _ input: AuditInput, in range: ClosedRange<Double>, method: String = WeightedMean.method,
        then transform: @escaping (Double) -> Double = { $0 }, meanOf value: @escaping (Double) -> Double
    ) {
        self.input = input
        self.value = value
        self.transform = transform
        self.method = method
        self.range = range
    }

    /// All records, then the groups of every column; none without numbers.
    func figures(_ metric: String) -> [Figure] {
        guard let numbers = input.numbers else { return [] }
        let all = estimates(numbers, Array(repeating: 0, count: numbers.truth.count), groups: 1)
        return all.map { $0.figure(metric) } + columns(numbers).flatMap { $0.figures(metric) }
    }

    /// The largest difference between the groups of every column.
    func spreads(_ metric: String) -> [Figure] {
        input.numbers.map { columns($0).map { $0.spread(metric) } } ?? []
    }

    private func columns(_ numbers: NumberOutcomes) -> [GroupEstimates] {
        input.groupings.map { grouping in
            let estimates = estimates(numbers, grouping.codes, groups: grouping.values.count)
            return GroupEstimates(column: grouping.column, groups: Array(zip(grouping.values, estimates)))
        }
    }

    private func estimates(_ numbers: NumberOutcomes, _ codes: [Int], groups: Int) -> [Estimate] {
        var terms: [[(value: Double, weight: Double)]] = Array(repeating: [], count: groups)
        for (row, code) in codes.enumerated() where code >= 0 {
            let weight = input.outcomes.weight?[row] ?? 1
            guard weight > 0 else { continue }
            terms[code].append((value(numbers.prediction[row] - numbers.truth[row]), weight))
        }
        return terms.map(estimate)
    }

    private func estimate(_ terms: [(value: Double, weight: Double)]) -> Estimate {
        let squaredWeight = terms.reduce(0) { $0 + $1.weight * $1.weight }
        guard let mean = WeightedMean(terms, squaredWeight: squaredWeight) else {
            return .undefined("no records", denominator: 0)
        }
        guard mean.sum.isFinite else { return .undefined("numbers that are not finite, or too large") }
        let ends = mean.interval(in: range)
        let minimum = input.settings.minimumDenominator
        return Estimate(
            value: transform(mean.value), numerator: mean.sum, denominator: mean.weight,
            interval: ends.map { Interval(lower: transform($0.lower), upper: transform($0.upper)) }, method: method,
            shortage: Estimate.shortage(terms.count, "records", minimum: minimum))
    }
}
