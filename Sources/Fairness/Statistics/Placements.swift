/// Where the scores of records stand among those of the other class: what DeLong's variance of the area under the ROC
/// curve is made of.
///
/// DeLong, DeLong & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating
/// characteristic curves", doi:10.2307/2531595.
struct Placements {
    /// Of every record, the share of the other class on the right side of it; equal scores count half.
    let share: [Double]
    /// The place in the order of all scores, of equal ones the middle place, times two.
    let doubledRank: [Int32]
    let area: Double

    /// Nil with one class.
    ///
    /// - Complexity: O(n log n)
    init?(_ scores: [Double], _ truth: [Bool]) {
        let positives = truth.count { $0 }
        let negatives = truth.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
        var share = Array(repeating: 0.0, count: scores.count)
        var ranks = Array(repeating: Int32(0), count: scores.count)
        var (start, above, below, wins) = (0, 0, 0, 0.0)
        while start < order.count {
            var end = start
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            let mine = order[start..<end].count { truth[$0] }
            let others = end - start - mine
            for place in order[start..<end] {
                ranks[place] = Int32(start + end + 1)
                share[place] =
                    truth[place]
                    ? (Double(below) + Double(others) / 2) / Double(negatives)
                    : 1 - (Double(above) + Double(mine) / 2) / Double(positives)
            }
            wins += Double(mine) * (Double(below) + Double(others) / 2)
            above += mine
            below += others
            start = end
        }
        self.share = share
        doubledRank = ranks
        area = wins / (Double(positives) * Double(negatives))
    }

    /// DeLong's covariance of the areas of two rankings of the same records; nil of fewer than two in a class.
    static func covariance(_ a: Placements, _ b: Placements, _ truth: [Bool]) -> Double? {
        var (sums, counts) = ([0.0, 0.0], [0, 0])
        for (i, isPositive) in truth.enumerated() {
            sums[isPositive ? 1 : 0] += (a.share[i] - a.area) * (b.share[i] - b.area)
            counts[isPositive ? 1 : 0] += 1
        }
        guard counts[0] > 1, counts[1] > 1 else { return nil }
        return zip(sums, counts).reduce(0) { $0 + $1.0 / Double($1.1 - 1) / Double($1.1) }
    }
}
