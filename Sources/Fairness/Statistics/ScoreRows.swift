/// Records with a score, in the order of their scores: what AUC, calibration and Brier score are computed from, for any
/// number of times that each record counts.
struct ScoreRows: Sendable {
    /// Bit 0: truly positive; bit 1: the score is higher than that of the record before.
    let flags: [UInt8]
    /// The place of each record, in the order of its score, among the records as they were given.
    let places: [Int32]
    /// score − truth, in the order of the scores.
    let errors: [Double]
    /// Where each bin begins, and the end: bins of equal width, open on the left and closed on the right, the first
    /// holding 0 too.
    let bins: [Int]

    /// - Precondition: the arrays are of one length, scores in [0, 1].
    /// - Complexity: O(n log n)
    init(scores: [Double], truth: [Bool], bins count: Int) {
        precondition(scores.count == truth.count && scores.count < Int(Int32.max), "a truth for every score")
        let order = Self.order(scores)
        places = order
        var flags = Array(repeating: UInt8(0), count: order.count)
        var last = -Double.infinity
        for (i, place) in order.enumerated() {
            let score = scores[Int(place)]
            flags[i] = (truth[Int(place)] ? 1 : 0) | (score > last ? 2 : 0)
            last = score
        }
        self.flags = flags
        errors = order.map { scores[Int($0)] - (truth[Int($0)] ? 1 : 0) }
        var (starts, next) = ([0], 0)
        for bin in 1..<max(1, count) {
            let upper = Double(bin) / Double(count)
            while next < order.count, scores[Int(order[next])] <= upper { next += 1 }
            starts.append(next)
        }
        bins = starts + [order.count]
    }

    /// The places in the order of the scores, of equal ones in their own.
    private static func order(_ scores: [Double]) -> [Int32] {
        var pairs = scores.enumerated().map { (score: $1, place: Int32($0)) }
        pairs.sort { ($0.score, $0.place) < ($1.score, $1.place) }
        return pairs.map(\.place)
    }

    var count: Int { flags.count }
    var positives: Int { flags.reduce(0) { $0 + Int($1 & 1) } }
}

/// What is measured of scores.
struct ScoreFigures: Sendable {
    /// The area under the ROC curve, ties ½; NaN with one class only.
    var auc: Double
    /// The expected calibration error; NaN without records.
    var ece: Double
    /// The mean squared error; NaN without records.
    var brier: Double

    static func - (a: Self, b: Self) -> Self {
        Self(auc: a.auc - b.auc, ece: a.ece - b.ece, brier: a.brier - b.brier)
    }
}

extension ScoreRows {
    /// The figures where every record counts once.
    ///
    /// - Complexity: O(n)
    func figures() -> ScoreFigures {
        let once = Array(repeating: UInt8(1), count: count)
        return once.withUnsafeBufferPointer { figures(counts: $0) }
    }

    /// The figures where the record at each place, in the order of the scores, counts as often as stated; the safe
    /// version of `figures(counts:)`.
    func figures(times: [Int]) -> ScoreFigures {
        var (positives, negatives, pairs) = (0, 0, 0.0)
        var i = 0
        while i < count {
            var end = i + 1
            while end < count, flags[end] & 2 == 0 { end += 1 }
            let p = (i..<end).reduce(0) { $0 + (flags[$1] & 1 == 1 ? times[$1] : 0) }
            let n = (i..<end).reduce(0) { $0 + (flags[$1] & 1 == 0 ? times[$1] : 0) }
            pairs += Double(p) * (Double(negatives) + Double(n) / 2)
            positives += p
            negatives += n
            i = end
        }
        var (ece, brier) = (0.0, 0.0)
        for bin in 0..<(bins.count - 1) {
            ece += abs((bins[bin]..<bins[bin + 1]).reduce(0) { $0 + Double(times[$1]) * errors[$1] })
        }
        for i in 0..<count { brier += Double(times[i]) * errors[i] * errors[i] }
        let all = Double(positives + negatives)
        return ScoreFigures(
            auc: positives > 0 && negatives > 0 ? pairs / (Double(positives) * Double(negatives)) : .nan,
            ece: all > 0 ? ece / all : .nan, brier: all > 0 ? brier / all : .nan)
    }

    /// The figures where the record at each place, in the order of the scores, counts as often as stated.
    ///
    /// One pass without branches on the data, through pointers; it equals `figures(times:)`.
    ///
    /// - Precondition: a count for every record.
    /// - Complexity: O(n)
    func figures(counts: UnsafeBufferPointer<UInt8>) -> ScoreFigures {
        precondition(counts.count == count, "a count for every record")
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
        let all = Double(records)
        return ScoreFigures(
            auc: auc(counts: counts), ece: records > 0 ? ece / all : .nan, brier: records > 0 ? brier / all : .nan)
    }

    /// The area under the ROC curve alone, as `figures(counts:)` has it.
    func auc(counts: UnsafeBufferPointer<UInt8>) -> Double {
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
