/// What a change of the model did to the same records: every group's rates, the gaps, and who was harmed.
public struct Comparison: Codable, Sendable {
    /// One metric of one group.
    public struct Row: Codable, Hashable, Sendable {
        public let column: String
        public let group: String
        /// The id of a `Metric`.
        public let metric: String
        public let change: Change
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
    public let resamples: Int
    public let rows: [Row]
    public let gaps: [GapRow]
    /// Of all records.
    public let accuracy: Change
    public let harmed: [Harm]
    /// How many hypotheses were tested: rows and gaps with a test and enough evidence, what several ask counted once.
    public let family: Int
    /// Whether the same records were compared one by one; nil, as in earlier versions: they were.
    public var isPaired: Bool? = nil
    /// The groups that the change was made for, where that was declared.
    public var targets: [Target]? = nil
    /// AUC, calibration and Brier score of all records and of every group; nil without scores.
    public var scores: [ScoreChange]? = nil

    /// Compares two predictions for the same records in the same order.
    ///
    /// - Parameters:
    ///   - scoresBefore: in [0, 1]; AUC, calibration and Brier score are compared where both scores are given.
    ///   - targets: the groups that the change was made for.
    ///   - declared: ids of metrics and gap metrics that were declared beforehand: Holm's family.
    ///   - bins: of the calibration error.
    /// - Precondition: all arrays, and the groupings, are of one length.
    /// - Complexity: O(n × columns + resamples × groups × metrics), and O(resamples × n × columns) with scores.
    public init(
        truth: [Bool], before: [Bool], after: [Bool], scoresBefore: [Double]? = nil, scoresAfter: [Double]? = nil,
        groupings: [Grouping], targets: [Target]? = nil, declared: [String] = [], minimumDenominator: Int = 20,
        bins: Int = 10, resamples: Int = 1000, seed: UInt64 = 1
    ) {
        precondition(truth.count == before.count && truth.count == after.count, "the same records")
        precondition(groupings.allSatisfy { $0.count == truth.count }, "a group for every record")
        func bootstrap(_ codes: [Int], _ groupCount: Int, _ purpose: String) -> PairedBootstrap {
            PairedBootstrap(
                PairedCells(truth: truth, before: before, after: after, codes: codes, groupCount: groupCount),
                resamples: resamples, seed: seed, purpose: purpose)
        }
        var rows: [Row] = []
        var gaps: [GapRow] = []
        for grouping in groupings {
            let paired = bootstrap(grouping.codes, grouping.values.count, grouping.column)
            for (group, value) in grouping.values.enumerated() {
                rows += Metric.compared.map {
                    Row(column: grouping.column, group: value, $0, of: group, paired, minimumDenominator)
                }
            }
            gaps += GapMetric.all.filter(\.followsOnePair).map {
                GapRow($0, grouping, paired, minimumDenominator: minimumDenominator)
            }
        }
        let accuracy = Row(
            column: "", group: "all", .accuracy, of: 0, bootstrap(Array(repeating: 0, count: truth.count), 1, ""),
            minimumDenominator)
        self.init(
            n: truth.count, minimumDenominator: minimumDenominator, resamples: resamples, rows: rows, gaps: gaps,
            accuracy: accuracy.change, isPaired: true, targets: targets, declared: declared)
        if let scoresBefore, let scoresAfter {
            let pairs = ScorePairs(truth: truth, before: scoresBefore, after: scoresAfter, bins: bins)
            scores = pairs.changes(groupings, minimum: minimumDenominator, resamples: resamples, seed: seed)
        }
    }

    /// Puts rows and gaps in view of their families, and names the harmed: groups that the change was not made for first.
    init(
        n: Int, minimumDenominator: Int, resamples: Int, rows: [Row], gaps: [GapRow], accuracy: Change, isPaired: Bool,
        targets: [Target]?, declared: [String]
    ) {
        let families = Families(rows, gaps, declared: declared)
        self.n = n
        self.minimumDenominator = minimumDenominator
        self.resamples = resamples
        self.rows = rows.map(families.adjusted)
        self.gaps = gaps.map(families.adjusted)
        self.accuracy = accuracy
        let harmed = rows.compactMap { $0.harm(targets) }
        self.harmed = harmed.filter { $0.isTarget != true } + harmed.filter { $0.isTarget == true }
        family = families.count
        self.isPaired = isPaired
        self.targets = targets
    }

    /// The comparison as JSON with sorted keys; equal comparisons give equal text.
    public func json() throws -> String { try sortedJSON(self) }
}

extension Comparison.Row {
    init(
        column: String, group value: String, _ metric: Metric, of group: Int, _ paired: PairedBootstrap, _ minimum: Int
    ) {
        func shortage(_ before: MetricValue, _ after: MetricValue) -> String? {
            metric.shortage(min(before.denominator, after.denominator), minimum: minimum)
        }
        self.column = column
        self.group = value
        self.metric = metric.id
        change = Change(metric, of: group, paired) { shortage($0, $1) == nil }
        insufficient = shortage(change.before, change.after)
    }

    /// Compares a metric of independent records.
    init(
        column: String, group value: String, _ metric: Metric, before: ConfusionCounts, after: ConfusionCounts,
        _ minimum: Int
    ) {
        func shortage(_ before: MetricValue, _ after: MetricValue) -> String? {
            metric.shortage(min(before.denominator, after.denominator), minimum: minimum)
        }
        self.column = column
        self.group = value
        self.metric = metric.id
        change = Change(metric, before: before, after: after) { shortage($0, $1) == nil }
        insufficient = shortage(change.before, change.after)
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
