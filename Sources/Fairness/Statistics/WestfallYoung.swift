/// p-values in view of how many hypotheses were declared, from draws of all their statistics together.
///
/// Westfall & Young (1993), "Resampling-Based Multiple Testing", algorithm 2.8 (step-down max T): what the statistics share
/// costs nothing, so of many it finds more than Holm's and keeps the chance of any false rejection.
public enum WestfallYoung {
    /// The adjusted p-value of every hypothesis.
    ///
    /// - Parameters:
    ///   - observed: one statistic a hypothesis.
    ///   - draws: one row a draw under the null hypothesis, as long as `observed`; statistics are divided by their
    ///     deviation over draws.
    /// - Complexity: O(draws × hypotheses)
    public static func adjusted(observed: [Double], draws: [[Double]]) -> [Double] {
        let scale = observed.indices.map { place -> Double in
            let moments = draws.reduce(into: Moments()) { $0.add($1[place]) }
            let deviation = moments.variance.squareRoot()
            return deviation > 1e-12 ? 1 / deviation : 0
        }
        func size(_ value: Double, _ place: Int) -> Double { abs(value) * scale[place] }
        let order = observed.indices.sorted {
            (size(observed[$1], $1), $0) < (size(observed[$0], $0), $1)
        }
        var extremes = Array(repeating: 0, count: observed.count)
        for draw in draws {
            var largest = 0.0
            for rank in order.indices.reversed() {
                let place = order[rank]
                largest = max(largest, size(draw[place], place))
                if largest >= size(observed[place], place) - 1e-9 { extremes[rank] += 1 }
            }
        }
        var result = observed
        var highest = 0.0
        for (rank, place) in order.enumerated() {
            highest = max(highest, Double(1 + extremes[rank]) / Double(1 + draws.count))
            result[place] = highest
        }
        return result
    }
}
