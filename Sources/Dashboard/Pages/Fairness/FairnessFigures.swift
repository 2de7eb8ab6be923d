import Engine
import Fairness
import Records

/// What the Fairness screen shows: the current model's figures, or those of two save points side by side.
struct FairnessFigures: Sendable {
    let report: FairnessReport
    let before: FairnessReport?
    let comparison: Comparison?
    let accuracy: Double?
    let auc: Double?
    let records: Int
    /// The digests, where two save points were compared.
    let pair: FairnessPage.Pair?
    let minimumDenominator: Int

    /// Whether the same records were compared one by one.
    var isPaired: Bool { comparison?.isPaired ?? true }

    /// The groups of a column, within a stratum or of all records.
    func groups(of column: String, within stratum: Stratum?) -> [GroupReport] {
        Self.groups(report, column, stratum)
    }

    func group(_ value: String, of column: String, within stratum: Stratum?) -> GroupReport? {
        groups(of: column, within: stratum).first { $0.value == value }
    }

    func groupsBefore(of column: String, within stratum: Stratum?) -> [GroupReport] {
        before.map { Self.groups($0, column, stratum) } ?? []
    }

    private static func groups(_ report: FairnessReport, _ column: String, _ stratum: Stratum?) -> [GroupReport] {
        let all = stratum == nil ? report.groups : report.strata?.first { $0.stratum == stratum }?.groups ?? []
        return all.filter { $0.column == column }
    }

    /// The gap of a metric over all groups of a column.
    func gap(_ metric: String, in column: String, within stratum: Stratum?) -> Gap? {
        gaps(metric, in: column, within: stratum).first { $0.kind == .maxMin }
    }

    func gaps(_ metric: String, in column: String, within stratum: Stratum?) -> [Gap] {
        Self.gaps(report, metric, column, stratum)
    }

    func gapsBefore(_ metric: String, in column: String, within stratum: Stratum?) -> [Gap] {
        before.map { Self.gaps($0, metric, column, stratum) } ?? []
    }

    private static func gaps(_ report: FairnessReport, _ metric: String, _ column: String, _ stratum: Stratum?)
        -> [Gap]
    {
        let all = stratum == nil ? report.gaps : report.strata?.first { $0.stratum == stratum }?.gaps ?? []
        return all.filter { $0.metric == metric && $0.column == column }
    }

    /// The control columns' groups that the groups of a column are measured within.
    func strata(of column: String) -> [Stratum] {
        (report.strata ?? []).filter { $0.groups.contains { $0.column == column } }.map(\.stratum)
    }

    /// The metrics of the catalogue that there are figures of, in its order.
    var metrics: [MetricDescription] {
        let figures = Set((report.figures ?? []).map(\.metric))
        let gaps = Set(report.gaps.map(\.metric))
        return Catalogue.all.filter { description in
            switch description.kind {
            case .rate where report.overall.metrics[description.id] != nil: true
            case .gap where gaps.contains(description.id): true
            default: figures.contains(description.id)
            }
        }
    }
}

extension Snapshot {
    /// What the screen shows now; nil where nothing was measured.
    func fairnessFigures(_ state: FairnessPage) -> FairnessFigures? {
        if state.isComparing, let compared {
            return FairnessFigures(
                report: compared.after.report, before: compared.before.report, comparison: compared.comparison,
                accuracy: compared.after.accuracy, auc: compared.after.auc, records: compared.after.report.n,
                pair: FairnessPage.Pair(compared), minimumDenominator: policy.minimumDenominator)
        }
        guard let evaluation else { return nil }
        return FairnessFigures(
            report: evaluation.report, before: evaluation.before, comparison: evaluation.comparison,
            accuracy: evaluation.accuracy, auc: evaluation.auc, records: evaluation.records, pair: nil,
            minimumDenominator: policy.minimumDenominator)
    }

    /// The group columns, then their crossings that were measured.
    func fairnessColumns(_ figures: FairnessFigures?) -> [String] {
        var columns = schema.groups
        guard !columns.isEmpty, let figures else { return columns }
        for group in figures.report.groups where !columns.contains(group.column) { columns.append(group.column) }
        return columns
    }
}
