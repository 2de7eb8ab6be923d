extension ScoreDistribution {
    /// False positive rate and true positive rate at falling thresholds, from (0, 0) to (1, 1); none with one class.
    ///
    /// Every point is one of a real threshold. Of more than `limit` thresholds those are kept that are the first past
    /// each of equal steps along the curve, so that the area under the points is the AUC to within 1 / (2 × limit).
    ///
    /// - Complexity: O(n)
    func rocPoints(limit: Int = 101) -> [[Double]] {
        guard missingClass == nil else { return [] }
        var points = [[0.0, 0.0]]
        let isShort = steps.count < limit
        let step = 2 / Double(limit - 1)
        var passed = 1
        for i in steps.indices.dropFirst().reversed() {
            let point = [
                (negatives.weight - steps[i].negativesBelow) / negatives.weight,
                (positives.weight - steps[i].positivesBelow) / positives.weight,
            ]
            let position = point[0] + point[1]
            guard isShort || position >= Double(passed) * step else { continue }
            points.append(point)
            while Double(passed) * step <= position { passed += 1 }
        }
        return points + [[1, 1]]
    }
}
