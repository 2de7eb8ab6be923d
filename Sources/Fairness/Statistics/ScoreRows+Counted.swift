// Figures where the record at each place, in the order of the scores, counts as often as stated.
extension ScoreRows {
    /// The safe version of the passes below, and the one for weighted records.
    ///
    /// - Complexity: O(n)
    func figures(times: (Int) -> Double) -> ScoreSummary {
        var (positives, negatives, pairs) = (0.0, 0.0, 0.0)
        var i = 0
        while i < count {
            var (ofBlock, others, end) = (0.0, 0.0, i)
            while end < count, end == i || flags[end] & 2 == 0 {
                let weight = times(end) * (weights?[end] ?? 1)
                if flags[end] & 1 == 1 { ofBlock += weight } else { others += weight }
                end += 1
            }
            pairs += ofBlock * (negatives + others / 2)
            positives += ofBlock
            negatives += others
            i = end
        }
        var (ece, brier) = (0.0, 0.0)
        for bin in 0..<(bins.count - 1) {
            var sum = 0.0
            for i in bins[bin]..<bins[bin + 1] {
                let part = times(i) * (weights?[i] ?? 1) * errors[i]
                sum += part
                brier += part * errors[i]
            }
            ece += abs(sum)
        }
        let all = positives + negatives
        return ScoreSummary(
            auc: positives > 0 && negatives > 0 ? pairs / (positives * negatives) : .nan,
            ece: all > 0 ? ece / all : .nan, brier: all > 0 ? brier / all : .nan)
    }

    /// All figures.
    ///
    /// - Precondition: a count for every record.
    /// - Complexity: O(n)
    func figures(counts: UnsafeBufferPointer<UInt8>) -> ScoreSummary {
        if weights != nil { return figures { Double(counts[$0]) } }
        let (ece, brier) = errors(counts: counts)
        return ScoreSummary(auc: auc(counts: counts), ece: ece, brier: brier)
    }

    /// Calibration error and Brier score of records that all count the same, through pointers.
    ///
    /// - Precondition: a count for every record, and no weights.
    func errors(counts: UnsafeBufferPointer<UInt8>) -> (ece: Double, brier: Double) {
        precondition(counts.count == count && weights == nil, "a count for every record")
        var (ece, brier, records) = (0.0, 0.0, 0)
        errors.withUnsafeBufferPointer { errors in
            for bin in 0..<(bins.count - 1) {
                var sum = 0.0
                for i in bins[bin]..<bins[bin + 1] {
                    let part = Double(counts[i]) * errors[i]
                    sum += part
                    brier += part * errors[i]
                    records &+= Int(counts[i])
                }
                ece += abs(sum)
            }
        }
        guard records > 0 else { return (.nan, .nan) }
        return (ece / Double(records), brier / Double(records))
    }

    /// The area under the ROC curve of records that all count the same, through pointers and without branches on the data.
    ///
    /// - Precondition: a count for every record, and no weights.
    func auc(counts: UnsafeBufferPointer<UInt8>) -> Double {
        precondition(counts.count == count && weights == nil, "a count for every record")
        // Twice the pairs of a positive above a negative: a positive gains two for every negative below its block, and
        // each of a pair within a block gains one for the other that came before it.
        var (positives, negatives, positivesBelow, negativesBelow, pairs) = (0, 0, 0, 0, 0)
        flags.withUnsafeBufferPointer { flags in
            for i in 0..<flags.count {
                let isPositive = 0 &- Int(flags[i] & 1)
                let starts = flags[i] & 2 != 0
                positivesBelow = starts ? positives : positivesBelow
                negativesBelow = starts ? negatives : negativesBelow
                let times = Int(counts[i])
                let gain = isPositive & (negatives &+ negativesBelow) | ~isPositive & (positives &- positivesBelow)
                pairs &+= times &* gain
                positives &+= times & isPositive
                negatives &+= times & ~isPositive
            }
        }
        guard positives > 0, negatives > 0 else { return .nan }
        return Double(pairs) / (2 * Double(positives) * Double(negatives))
    }
}
