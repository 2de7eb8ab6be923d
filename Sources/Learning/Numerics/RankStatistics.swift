/// Statistics of the order of scores.
public enum RankStatistics {
    /// The area under the ROC curve: the chance that a positive outranks a negative, ties counting half. nil where one
    /// class is absent. Mann & Whitney 1947, doi:10.1214/aoms/1177730491.
    ///
    /// - Complexity: O(n log n).
    public static func auc(scores: [Double], labels: [Bool]) -> Double? {
        precondition(scores.count == labels.count, "one label a score")
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        let positives = labels.count { $0 }
        let negatives = labels.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        // Twice the number of pairs won, whole.
        var won = 0
        var below = 0
        var start = 0
        while start < order.count {
            var end = start
            var tied = (positive: 0, negative: 0)
            while end < order.count, scores[order[end]] == scores[order[start]] {
                if labels[order[end]] { tied.positive += 1 } else { tied.negative += 1 }
                end += 1
            }
            won += tied.positive * (2 * below + tied.negative)
            below += tied.negative
            start = max(end, start + 1)
        }
        return Double(won) / 2 / (Double(positives) * Double(negatives))
    }
}
