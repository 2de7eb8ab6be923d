/// The confusion cells of some records: how many there are, and what they count for where records are weighted.
public struct Tally: Hashable, Sendable {
    public private(set) var counts: ConfusionCounts
    /// Nil where every record counts the same.
    private(set) var weights: CellWeights?
    /// The records that were predicted rightly, where the cells are of one of several classes; nil where they say it.
    private(set) var right: Mass?
    /// Whether anything says what was true; where not, the cells tell decisions apart and nothing else.
    public private(set) var knowsTruth = true

    /// Records that count the same.
    public init(_ counts: ConfusionCounts) {
        self.counts = counts
    }

    /// No record yet, of outcomes like these.
    private init(like outcomes: Outcomes) {
        counts = ConfusionCounts()
        weights = outcomes.weight == nil ? nil : CellWeights()
        right = outcomes.right == nil ? nil : Mass(0)
        knowsTruth = outcomes.knowsTruth
    }

    /// All records.
    public init(_ outcomes: Outcomes) {
        self.init(outcomes, where: { _ in true })
    }

    /// The records of a choice.
    init(_ outcomes: Outcomes, where holds: (Int) -> Bool) {
        self.init(like: outcomes)
        for i in 0..<outcomes.count where holds(i) { add(i, outcomes) }
    }

    /// The tally of every group, in the order of `grouping.values`.
    ///
    /// - Precondition: the grouping is of the same records.
    /// - Complexity: O(n)
    public static func byGroup(_ outcomes: Outcomes, _ grouping: Grouping) -> [Tally] {
        byCode(outcomes, grouping.codes, count: grouping.values.count)
    }

    /// The tally of every code from 0 on; records with a negative code are in none.
    ///
    /// - Precondition: a code below `count` for every outcome.
    /// - Complexity: O(n)
    static func byCode(_ outcomes: Outcomes, _ codes: [Int], count: Int) -> [Tally] {
        precondition(codes.count == outcomes.count, "a group for every outcome")
        var tallies = Array(repeating: Tally(like: outcomes), count: count)
        for (i, code) in codes.enumerated() where code >= 0 { tallies[code].add(i, outcomes) }
        return tallies
    }

    private mutating func add(_ i: Int, _ outcomes: Outcomes) {
        counts.add(truth: outcomes.truth[i], prediction: outcomes.prediction[i])
        if let weight = outcomes.weight {
            weights?.add(truth: outcomes.truth[i], prediction: outcomes.prediction[i], weight: weight[i])
        }
        if outcomes.right?[i] == true { right?.add(outcomes.weight?[i] ?? 1) }
    }

    /// The records of all of them.
    static func sum(_ tallies: some Sequence<Tally>) -> Tally {
        var total: Tally?
        for tally in tallies {
            guard var so = total else {
                total = tally
                continue
            }
            so.counts.tp += tally.counts.tp
            so.counts.fp += tally.counts.fp
            so.counts.tn += tally.counts.tn
            so.counts.fn += tally.counts.fn
            if let more = tally.weights { so.weights?.add(more) }
            if let more = tally.right { so.right?.add(more) }
            total = so
        }
        return total ?? Tally(ConfusionCounts())
    }

    /// Whether records are weighted.
    var isWeighted: Bool { weights != nil }

    /// What the records of some cells count for: their number, or the sum of their weights.
    func mass(_ cells: Cells) -> Double {
        weights?.sum(cells) ?? Double(counts.count(in: cells))
    }

    /// The records of some cells: how many, and what they count for.
    func records(_ cells: Cells) -> Mass {
        weights?.records(cells, counts.count(in: cells)) ?? Mass(counts.count(in: cells))
    }

    /// A rate's numerator and denominator; both empty where the rate needs a truth that nobody knows.
    func share(_ metric: Metric) -> Share {
        guard knowsTruth || !metric.needsTruth else { return Share(Mass(0), of: Mass(0)) }
        let whole = records(metric.denominator)
        if let right, metric.denominator == .all, metric.numerator == .right || metric.numerator == .wrong {
            return Share(metric.numerator == .right ? right : whole.without(right), of: whole)
        }
        return Share(records(metric.numerator.intersection(metric.denominator)), of: whole)
    }

    /// A rate's numerator and denominator in records, whatever they weigh.
    func counted(_ metric: Metric) -> (numerator: Int, denominator: Int) {
        let share = share(metric)
        return (share.part.records, share.whole.records)
    }
}

/// Sums of weights, and of their squares, of the four confusion cells.
struct CellWeights: Hashable, Sendable {
    private var sums = [0.0, 0, 0, 0]
    private var squares = [0.0, 0, 0, 0]

    private static let order: [Cells] = [.truePositives, .falsePositives, .trueNegatives, .falseNegatives]

    mutating func add(truth: Bool, prediction: Bool, weight: Double) {
        let cell = truth ? (prediction ? 0 : 3) : (prediction ? 1 : 2)
        sums[cell] += weight
        squares[cell] += weight * weight
    }

    mutating func add(_ other: CellWeights) {
        for cell in 0..<4 {
            sums[cell] += other.sums[cell]
            squares[cell] += other.squares[cell]
        }
    }

    func sum(_ cells: Cells) -> Double { Self.total(sums, cells) }

    func records(_ cells: Cells, _ count: Int) -> Mass {
        Mass(records: count, weight: Self.total(sums, cells), squares: Self.total(squares, cells))
    }

    private static func total(_ values: [Double], _ cells: Cells) -> Double {
        zip(order, values).reduce(0) { cells.contains($1.0) ? $0 + $1.1 : $0 }
    }
}
