/// Errors of predicted numbers, of all records and of every group, and how far the groups are apart.
///
/// Each is a mean of something made of the error, prediction − truth, or a function of that mean.
struct RegressionErrors {
    /// How the mean gets its interval.
    enum Method {
        /// Student's t.
        case mean
        /// Student's t on the logarithm, of what is above 0.
        case positive
        /// The same of squares, whose tails are so heavy that it covers from 400 records on, and of their root.
        case rootOfSquares

        var name: String {
            switch self {
            case .mean: "t of the mean"
            case .positive: "t of the logarithm of the mean"
            case .rootOfSquares: "root of the t of the logarithm of the mean square"
            }
        }

        var least: Int { self == .rootOfSquares ? EnoughEvidence.squares : EnoughEvidence.records }
    }

    private let input: AuditInput
    /// Of a record: what is averaged.
    private let value: (Double) -> Double
    private let method: Method

    init(_ input: AuditInput, _ method: Method, meanOf value: @escaping (Double) -> Double) {
        self.input = input
        self.value = value
        self.method = method
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

    /// Sums of one group.
    private struct Sums {
        var moments = Moments()
        var (sum, weight) = (0.0, 0.0)
    }

    private func estimates(_ numbers: NumberOutcomes, _ codes: [Int], groups: Int) -> [Estimate] {
        var sums = Array(repeating: Sums(), count: groups)
        let weights = input.outcomes.unequalWeights
        for (row, code) in codes.enumerated() where code >= 0 {
            let weight = weights?[row] ?? (input.outcomes.weight?[row] == 0 ? 0 : 1)
            guard weight > 0 else { continue }
            let value = value(numbers.prediction[row] - numbers.truth[row])
            sums[code].moments.add(value)
            sums[code].sum += weight * value
            sums[code].weight += weight
        }
        return sums.map { estimate($0, isWeighted: weights != nil) }
    }

    private func estimate(_ sums: Sums, isWeighted: Bool) -> Estimate {
        guard sums.weight > 0 else { return .undefined("no records", denominator: 0) }
        guard sums.sum.isFinite else { return .undefined("numbers that are not finite, or too large") }
        let mean = sums.sum / sums.weight
        let few =
            isWeighted
            ? ScoreDistribution.isWeighted : EnoughEvidence.shortage(sums.moments.count, "records", of: method.least)
        let isRoot = method == .rootOfSquares
        let ends = few == nil ? interval(sums.moments) : nil
        return Estimate(
            value: isRoot ? mean.squareRoot() : mean, numerator: sums.sum, denominator: sums.weight,
            interval: ends.map {
                isRoot ? Interval(lower: $0.lower.squareRoot(), upper: $0.upper.squareRoot()) : $0
            }, method: method.name, noInterval: few,
            shortage: Estimate.shortage(
                sums.moments.count, "records", minimum: input.settings.minimumDenominator))
    }

    private func interval(_ moments: Moments) -> Interval? {
        switch method {
        case .mean: BoundedMeans.student(moments)
        case .positive, .rootOfSquares: BoundedMeans.logarithmic(moments)
        }
    }
}
