import Testing

@testable import Fairness

/// Intervals of 200,000 resamples of NumPy: of rows, and within groups.
@Suite(
    .enabled(
        if: Shared.has("reference/adult_expected.json"), "needs the shared reference files (LETHE_SHARED or ../shared)")
)
struct ReferenceBootstrapTests {
    /// 40,000 resamples have a standard error of .34 % of the width at each end.
    @Test(arguments: ["sex", "race"], [(CellBootstrap.Scheme.rows, "rows"), (.withinGroup, "stratified_by_group")])
    func `intervals are the reference's within 2 % of their width`(
        column: String, scheme: (CellBootstrap.Scheme, String)
    ) throws {
        let columns = try Shared.columns("reference/adult_predictions.csv")
        let outcomes = Outcomes(
            truth: try #require(columns["y_true"]).map { $0 == "1" },
            prediction: try #require(columns["y_pred"]).map { $0 == "1" })
        let grouping = Grouping(column: column, texts: try #require(columns[column]))
        let expected = try #require(
            Shared.object("reference/adult_expected.json")["groupings", column, "bootstrap_95", scheme.1]
                as? [String: Any])
        let counts = ConfusionCounts.byGroup(outcomes, grouping)
        let bootstrap = CellBootstrap(counts, scheme: scheme.0, resamples: 40_000, seed: 3)
        // Within groups a selection rate is a whole number of n records, so that an end can fall on the next of them.
        func expectSame(_ ours: Interval?, _ ends: Any?, _ name: String, step: Double = 0) throws {
            let (ours, ends) = (try #require(ours, "\(name)"), try #require(ends as? [Double], "\(name)"))
            let allowed = max(0.02 * (ends[1] - ends[0]), step + 1e-12)
            #expect(abs(ours.lower - ends[0]) <= allowed, "\(name): \(ours) \(ends)")
            #expect(abs(ours.upper - ends[1]) <= allowed, "\(name): \(ours) \(ends)")
        }
        for (name, metric) in [
            ("selection_rate", Metric.selectionRate), ("tpr", .truePositiveRate), ("fpr", .falsePositiveRate),
        ] {
            for (group, value) in grouping.values.enumerated() {
                let isFixed = scheme.0 == .withinGroup && name == "selection_rate"
                try expectSame(
                    bootstrap.interval(of: metric, group: group), expected[name, value], "\(name) \(value)",
                    step: isFixed ? 1 / Double(counts[group].n) : 0)
            }
        }
        let (difference, ratio) = (GapMetric.demographicParityDifference, GapMetric.demographicParityRatio)
        try expectSame(
            bootstrap.interval { difference.spread(difference.rates($0))?.value },
            expected["demographic_parity_difference"], difference.id)
        try expectSame(
            bootstrap.interval { ratio.spread(ratio.rates($0))?.value }, expected["demographic_parity_ratio"], ratio.id)
    }
}
