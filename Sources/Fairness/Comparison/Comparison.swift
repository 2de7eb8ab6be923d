/// What a change of the model did to the same records: every group's rates, the gaps, and who was harmed.
public struct Comparison: Codable, Sendable {
    /// One metric of one group.
    public struct Row: Codable, Hashable, Sendable {
        public let column: String
        public let group: String
        /// The id of a `Metric`.
        public let metric: String
        public internal(set) var change: Change
        /// Why there is too little evidence: "12 positives, fewer than 20".
        public let insufficient: String?
        /// The test's p-value in view of the family; nil where there is no test or too little evidence.
        public var adjusted: AdjustedP? = nil
    }

    /// A group that a change was made for.
    public struct Target: Codable, Hashable, Sendable {
        public var column: String
        public var group: String

        public init(column: String, group: String) {
            self.column = column
            self.group = group
        }
    }

    /// A rate of a group that clearly became worse.
    public struct Harm: Codable, Hashable, Sendable {
        public let column: String
        public let group: String
        public let metric: String
        /// after − before
        public let difference: Double
        /// Whether the change was made for this group; nil where no target was declared.
        public var isTarget: Bool? = nil
    }

    public let n: Int
    public let minimumDenominator: Int
    /// How often cells were drawn for an interval that no formula gives; 0 unpaired.
    public let resamples: Int
    public let rows: [Row]
    public let gaps: [GapRow]
    /// Of all records.
    public let accuracy: Change
    public let harmed: [Harm]
    /// How many hypotheses were tested: rows, gaps and scores with a test and enough evidence, what several ask counted
    /// once.
    public let family: Int
    /// Whether the same records were compared one by one; nil, as in earlier versions: they were.
    public var isPaired: Bool? = nil
    /// The groups that the change was made for, where that was declared.
    public var targets: [Target]? = nil
    /// AUC, calibration error and Brier score of all records and of every group; nil without scores.
    public var scores: [ScoreChange]? = nil
    /// F1 and balanced accuracy of all records and of every group; nil unpaired.
    public var composites: [ScoreChange]? = nil
    /// False where nothing says what was true, so that decisions alone are compared; else nil.
    public var knowsTruth: Bool? = nil
    /// True where records have weights, which a comparison doesn't use: every record counts the same in it; else nil.
    public var isUnweighted: Bool? = nil

    /// Compares two predictions for the same records in the same order.
    ///
    /// - Parameters:
    ///   - right: whether each record was predicted rightly, where truth and predictions are of one class of several.
    ///   - scoresBefore: in [0, 1]; AUC, calibration and Brier score are compared where both scores are given.
    ///   - knowsTruth: whether anything says what was true; where not, `truth` is not looked at.
    ///   - targets: the groups that the change was made for.
    ///   - declared: ids of metrics and gap metrics that were declared beforehand: Westfall and Young's family.
    ///   - resamples: draws of cells for the intervals that no formula gives.
    /// - Precondition: all arrays, and the groupings, are of one length.
    /// - Complexity: O(n × columns + draws × groups × metrics), with scores O(n log n × columns) too and, for up to some
    ///   thousands of records, O(draws × n × columns); draws are twenty a test, and no fewer than 1,999.
    public init(
        truth: [Bool], before: [Bool], after: [Bool], right: (before: [Bool], after: [Bool])? = nil,
        scoresBefore: [Double]? = nil, scoresAfter: [Double]? = nil, knowsTruth: Bool = true,
        groupings: [Grouping], targets: [Target]? = nil, declared: [String] = [], minimumDenominator: Int = 20,
        resamples: Int = 2000, seed: UInt64 = 1
    ) {
        precondition(truth.count == before.count && truth.count == after.count, "the same records")
        precondition(groupings.allSatisfy { $0.count == truth.count }, "a group for every record")
        func counted(_ codes: [Int], _ groupCount: Int) -> PairedCells {
            PairedCells(truth: truth, before: before, after: after, codes: codes, groupCount: groupCount)
        }
        // What is right of several classes, as if right were positive: accuracy is read from these cells.
        func rightness(_ codes: [Int], _ groupCount: Int) -> PairedCells? {
            right.map {
                PairedCells(
                    truth: Array(repeating: true, count: truth.count), before: $0.before, after: $0.after, codes: codes,
                    groupCount: groupCount)
            }
        }
        let rightAll = rightness(Array(repeating: 0, count: truth.count), 1)?.groups[0]
        let rightCells = groupings.map { rightness($0.codes, $0.values.count) }
        let cells = groupings.map { counted($0.codes, $0.values.count) }
        let all = counted(Array(repeating: 0, count: truth.count), 1).groups[0]
        let draws = Self.draws(groupings, hasScores: scoresBefore != nil && scoresAfter != nil)
        let places = zip(groupings, cells).flatMap { grouping, cells in
            zip(grouping.values, cells.groups).map { (column: grouping.column, group: $0, cells: $1) }
        }
        func rightOf(_ column: String, _ group: String) -> EightCells? {
            guard let place = groupings.firstIndex(where: { $0.column == column }) else { return rightAll }
            return groupings[place].values.firstIndex(of: group).flatMap { rightCells[place]?.groups[$0] }
        }
        func own(_ purpose: [String]) -> UInt64 {
            var random = SplitMix64(seed: seed, purpose: ["comparison"] + purpose)
            return random.next()
        }
        func row(_ place: (column: String, group: String, cells: EightCells), _ metric: Metric) -> Row {
            let ofRight = metric.id == Metric.accuracy.id ? rightOf(place.column, place.group) : nil
            let change = Change(
                metric, of: ofRight ?? place.cells, draws: draws, seed: own([place.column, place.group, metric.id]))
            return Row(place.column, place.group, metric, change, minimumDenominator)
        }
        let gaps = zip(groupings, cells).flatMap { grouping, cells in
            GapMetric.all.filter { $0.followsOnePair && (knowsTruth || !$0.needsTruth) }.map { metric in
                let place = groupings.firstIndex { $0.column == grouping.column }
                let cells = metric.isOfRight ? place.flatMap { rightCells[$0] } ?? cells : cells
                return GapRow(
                    metric, in: grouping.column, grouping.values, cells.marginals,
                    minimumDenominator: minimumDenominator,
                    judge: GapRow.Judge(
                        metric, cells.groups, resamples: resamples, draws: draws,
                        seed: own([grouping.column, metric.restates ?? metric.id])))
            }
        }
        let whole = (column: "", group: "all", cells: all)
        let rates = Metric.compared.filter { knowsTruth || !$0.needsTruth }
        var parts = Parts(
            rows: places.flatMap { place in rates.map { row(place, $0) } },
            accuracy: knowsTruth ? row(whole, .accuracy) : .untold(.accuracy), gaps: gaps)
        if knowsTruth {
            parts.composites = Self.composites(
                [whole] + places, minimum: minimumDenominator, draws: draws, seed: seed)
        }
        if knowsTruth, let scoresBefore, let scoresAfter {
            parts.scores = ScorePairs(truth: truth, before: scoresBefore, after: scoresAfter)
                .changes(groupings, .init(minimum: minimumDenominator, draws: draws, seed: seed))
        }
        let judgeable = parts
        let joint = JointSwaps(
            truth: truth, before: before, after: after, right: right, groupings: groupings, cells: cells,
            rightCells: rightCells.compactMap(\.self))
        self.init(
            n: truth.count, minimumDenominator: minimumDenominator, resamples: resamples, judgeable, isPaired: true,
            targets: targets, declared: declared
        ) { keys in
            let asked = Self.hypotheses(judgeable, groupings).filter { keys.contains($0.key) }
            return joint.adjusted(asked, draws: draws, seed: own(["declared"]))
        }
        self.knowsTruth = knowsTruth ? nil : false
    }

    /// Puts everything in view of its family, and names the harmed: groups that the change was not made for first.
    init(
        n: Int, minimumDenominator: Int, resamples: Int, _ parts: Parts, isPaired: Bool, targets: [Target]?,
        declared: [String], joint: ((Set<String>) -> [String: AdjustedP])? = nil
    ) {
        let families = Families(parts, declared: declared, joint: joint)
        let judged = families.judged(parts)
        self.n = n
        self.minimumDenominator = minimumDenominator
        self.resamples = resamples
        rows = judged.rows
        gaps = judged.gaps
        accuracy = judged.accuracy.change
        let harmed = judged.rows.compactMap { $0.harm(targets) }
        self.harmed = harmed.filter { $0.isTarget != true } + harmed.filter { $0.isTarget == true }
        family = families.count
        self.isPaired = isPaired
        self.targets = targets
        scores = judged.scores.isEmpty ? nil : judged.scores
        composites = judged.composites.isEmpty ? nil : judged.composites
    }

    /// Twenty for every test that may be made, so that a drawn p-value can be small enough in view of all of them.
    private static func draws(_ groupings: [Grouping], hasScores: Bool) -> Int {
        let groups = groupings.reduce(1) { $0 + $1.values.count }
        let ofGroup = Metric.compared.count + 2 + (hasScores ? 3 : 0)
        let gaps = groupings.count * GapMetric.all.count(where: \.followsOnePair)
        return max(1999, 20 * (groups * ofGroup + gaps) - 1)
    }

    /// What rows and gaps ask of paired cells.
    private static func hypotheses(_ parts: Parts, _ groupings: [Grouping]) -> [JointSwaps.Hypothesis] {
        var seen: Set<String> = []
        func place(_ column: String, _ groups: [String]) -> (column: Int, groups: [Int])? {
            guard let index = groupings.firstIndex(where: { $0.column == column }) else { return nil }
            let codes = groups.compactMap { groupings[index].values.firstIndex(of: $0) }
            return codes.count == groups.count ? (index, codes) : nil
        }
        let rows = parts.rows.compactMap { row -> JointSwaps.Hypothesis? in
            guard let key = row.hypothesis, let place = place(row.column, [row.group]),
                let metric = Metric.all.first(where: { $0.id == row.metric })
            else { return nil }
            let isOfRight = metric.id == Metric.accuracy.id
            return .init(key: key, column: place.column, isOfRight: isOfRight) { $0[place.groups[0]].change(metric) }
        }
        let gaps = parts.gaps.compactMap { gap -> JointSwaps.Hypothesis? in
            guard let key = gap.hypothesis, let place = place(gap.column, gap.pair),
                let rate = Metric.all.first(where: { $0.id == gap.part })
            else { return nil }
            let isOfRight = [Metric.accuracy.id, Metric.errorRate.id].contains(rate.id)
            return .init(key: key, column: place.column, isOfRight: isOfRight) { cells in
                let (high, low) = (cells[place.groups[0]], cells[place.groups[1]])
                return high.change(rate).flatMap { a in low.change(rate).map { a - $0 } }
            }
        }
        return (rows + gaps).filter { seen.insert($0.key).inserted }
    }

    /// The comparison as JSON with sorted keys; equal comparisons give equal text.
    public func json() throws -> String { try sortedJSON(self) }
}

extension Comparison.Row {
    init(_ column: String, _ group: String, _ metric: Metric, _ change: Change, _ minimum: Int) {
        self.column = column
        self.group = group
        self.metric = metric.id
        self.change = change
        let least = min(change.before.denominator, change.after.denominator)
        insufficient = metric.shortage(least, minimum: minimum) ?? change.noInterval
    }

    /// Of all records, a rate that needs a truth which nobody knows.
    static func untold(_ metric: Metric) -> Comparison.Row {
        Comparison.Row(
            column: "", group: "all", metric: metric.id, change: Change(untold: metric), insufficient: Metric.noTruth)
    }

    /// The clear worsening that the row shows, if any; a selection rate is neither better nor worse.
    func harm(_ targets: [Comparison.Target]?) -> Comparison.Harm? {
        guard change.isClear, let difference = change.difference else { return nil }
        switch Metric.all.first(where: { $0.id == metric })?.aim {
        case .higher where difference < 0, .lower where difference > 0:
            return Comparison.Harm(
                column: column, group: group, metric: metric, difference: difference,
                isTarget: targets.map { $0.contains(Comparison.Target(column: column, group: group)) })
        default: return nil
        }
    }
}

extension GapMetric {
    /// Whether it is of what is right and wrong, which of several classes other cells tell than those of one of them.
    var isOfRight: Bool { parts.allSatisfy { [Metric.accuracy.id, Metric.errorRate.id].contains($0.id) } }
}
