/// Percentile intervals of resampled figures.
///
/// Efron & Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13.
enum Percentiles {
    /// The central 95 % of the values, linear between order statistics; nil where more than a twentieth of the
    /// resamples leave the figure undefined (NaN).
    ///
    /// - Complexity: O(n) on average: order statistics are selected, not sorted.
    static func interval(of values: inout [Double]) -> Interval? {
        let all = values.count
        values.removeAll(where: \.isNaN)
        guard !values.isEmpty, values.count * 20 >= all * 19 else { return nil }
        return Interval(lower: quantile(0.025, of: &values), upper: quantile(0.975, of: &values))
    }

    private static func quantile(_ share: Double, of values: inout [Double]) -> Double {
        let position = share * Double(values.count - 1)
        let below = Int(position)
        select(below, in: &values)
        guard below + 1 < values.count else { return values[below] }
        var next = Double.infinity
        for value in values[(below + 1)...] where value < next { next = value }
        return values[below] + (position - Double(below)) * (next - values[below])
    }

    /// Puts the order statistic at its place, what is smaller before it and what is larger behind (Hoare's selection).
    private static func select(_ place: Int, in values: inout [Double]) {
        var (low, high) = (0, values.count - 1)
        while low < high {
            let middle = low + (high - low) / 2
            let (a, b, c) = (values[low], values[middle], values[high])
            let pivot = max(min(a, b), min(max(a, b), c))
            var (i, j) = (low, high)
            while i <= j {
                while values[i] < pivot { i += 1 }
                while values[j] > pivot { j -= 1 }
                if i <= j {
                    values.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if place <= j { high = j } else if place >= i { low = i } else { return }
        }
    }
}
