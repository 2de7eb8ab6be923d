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
    /// What each record counts for, in the order of the scores; nil where all count the same.
    let weights: [Double]?

    /// - Precondition: the arrays are of one length, scores in [0, 1], weights finite and not negative.
    /// - Complexity: O(n log n)
    init(scores: [Double], truth: [Bool], weights: [Double]? = nil, bins count: Int) {
        precondition(scores.count == truth.count && scores.count < Int(Int32.max), "a truth for every score")
        precondition(weights == nil || weights?.count == truth.count, "a weight for every score")
        let order = Self.order(scores)
        places = order
        self.weights = weights.map { weights in order.map { weights[Int($0)] } }
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
struct ScoreSummary: Sendable {
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
    func figures() -> ScoreSummary {
        let once = Array(repeating: UInt8(1), count: count)
        return once.withUnsafeBufferPointer { figures(counts: $0) }
    }
}
