/// Scores in bins that hold about as many records each; equal scores are in one bin, that of their middle place.
///
/// Bins of equal mass estimate a calibration error with less bias than bins of equal width: Roelofs et al. (2022),
/// "Mitigating bias in calibration error estimation", doi:10.48550/arXiv.2012.08668.
struct EqualMassBins: Sendable {
    struct Bin: Sendable {
        var count = 0.0
        var positives = 0.0
        var scores = 0.0
        /// Σ s (1 − s): the variance of the positives, were the scores right.
        var spread = 0.0
        /// Σ (truth − score)²
        var squares = 0.0

        /// Σ (truth − score)
        var error: Double { positives - scores }
        /// The variance of one record's truth, its rate drawn towards the mean score by two records.
        var variance: Double {
            let rate = (positives + 2 * scores / count) / (count + 2)
            return rate * (1 - rate)
        }
    }

    /// The bins that hold records, in rising order of scores.
    private(set) var bins: [Bin] = []
    /// The highest score of each.
    private(set) var edges: [Double] = []
    let count: Int
    /// How many bins there were to be: 5, 10 from 100 records, 20 from 1,000.
    let wanted: Int

    static func number(of records: Int) -> Int { records < 100 ? 5 : records < 1000 ? 10 : 20 }

    /// - Parameter steps: every score that occurs, in rising order, with its records.
    /// - Complexity: O(scores)
    init(_ steps: [(score: Double, positives: Int, records: Int)]) {
        let all = steps.reduce(0) { $0 + $1.records }
        count = all
        wanted = Self.number(of: all)
        var (below, last) = (0, -1)
        for step in steps where step.records > 0 {
            // Twice the middle place, less one half: whole numbers, so that no rounding moves a score.
            let middle = 2 * below + step.records
            let code = min(wanted - 1, middle * wanted / (2 * all))
            if code != last {
                bins.append(Bin())
                edges.append(step.score)
                last = code
            }
            let (records, hits, score) = (Double(step.records), Double(step.positives), step.score)
            let place = bins.count - 1
            edges[place] = score
            bins[place].count += records
            bins[place].positives += hits
            bins[place].scores += records * score
            bins[place].spread += records * score * (1 - score)
            bins[place].squares += hits * (1 - score) * (1 - score) + (records - hits) * score * score
            below += step.records
        }
    }

    /// - Complexity: O(n log n)
    init(_ scores: [Double], _ truth: [Bool]) {
        self.init(Self.steps(scores, truth))
    }

    /// The scores of some records, each that occurs once.
    static func steps(
        _ scores: [Double], _ truth: [Bool]
    ) -> [(score: Double, positives: Int, records: Int)] {
        var steps: [(score: Double, positives: Int, records: Int)] = []
        for place in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
            if steps.last?.score != scores[place] { steps.append((scores[place], 0, 0)) }
            steps[steps.count - 1].records += 1
            if truth[place] { steps[steps.count - 1].positives += 1 }
        }
        return steps
    }

    /// The bin of a score that occurs. O(log bins)
    func bin(of score: Double) -> Int {
        var (low, high) = (0, edges.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < score { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
