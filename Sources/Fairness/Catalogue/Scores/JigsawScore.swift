import Foundation

extension Catalogue {
    static let jigsawScore = FigureMetric(
        MetricDescription(
            "jigsawScore", "Jigsaw unintended bias score", .score, better: .higher,
            definition: "¼ AUC + ¼ (M(subgroup AUC) + M(BPSN) + M(BNSP)), M the power mean with p = −5 over identities",
            denominator: "positives and negatives of every identity and of its background",
            convention: "One score over all columns that are one identity each (0/1), and one over the groups of every "
                + "other column. Identities with fewer records than the minimum are left out. " + Identity.convention,
            edgeCases: "An identity without one of its three AUCs is left out and named, and the verdict is "
                + "insufficient evidence; undefined with no identity left, or no AUC of all records.",
            source: "Jigsaw Unintended Bias in Toxicity Classification (2019); Borkan et al. (2019), "
                + "doi:10.1145/3308560.3317593",
            "One number for how well all records are ranked and how much the worst-ranked identities suffer."),
        { input in
            let figures = ScoreFigures("jigsawScore", input)
            return figures.ranking { ranking in
                let flags = ranking.columns.filter(\.isFlag).flatMap(\.identities)
                let flagged =
                    flags.isEmpty
                    ? []
                    : JigsawScore(flags, ranking.overall, column: nil, minimum: figures.minimum).figures
                return flagged
                    + ranking.columns.filter { !$0.isFlag }.flatMap {
                        JigsawScore($0.identities, ranking.overall, column: $0.name, minimum: figures.minimum).figures
                    }
            }
        })
}

/// The final score of some identities and the power means that it is made of.
struct JigsawScore {
    private static let parts = ["power mean of subgroup AUC", "power mean of BPSN AUC", "power mean of BNSP AUC"]
    private let column: String?
    private let overall: Estimate
    /// Of every identity that counts: its three AUCs.
    private var areas: [[Double]] = []
    private var leftOut: [Gap.LeftOut] = []

    init(_ identities: [Identity], _ all: ScoreDistribution, column: String?, minimum: Int) {
        self.column = column
        overall = all.auc(minimum: minimum)
        for identity in identities {
            let name = column == nil ? identity.column : identity.group
            let estimates = [
                identity.subgroupAUC(minimum: minimum), identity.bpsn(minimum: minimum),
                identity.bnsp(minimum: minimum),
            ]
            let values = estimates.compactMap(\.value)
            let few = Estimate.shortage(identity.subgroup.count, "records", minimum: minimum)
            let isCounted = values.count == estimates.count && few == nil
            if isCounted { areas.append(values) }
            let reasons = estimates.compactMap { $0.undefined ?? $0.shortage }
            if let reason = few ?? estimates.compactMap(\.undefined).first ?? reasons.first {
                leftOut.append(Gap.LeftOut(group: name, reason: reason, isCounted: isCounted))
            }
        }
    }

    /// The power mean with p = −5: near the lowest value. 0 where a value is 0; nil of none.
    static func powerMean(_ values: [Double]) -> Double? {
        guard let lowest = values.min() else { return nil }
        if lowest <= 0 { return 0 }
        let mean = values.reduce(0) { $0 + pow($1, -5) } / Double(values.count)
        return pow(mean, -0.2)
    }

    var figures: [Figure] {
        let means = Self.parts.indices.map { part in Self.powerMean(areas.map { $0[part] }) }
        return [final(means)]
            + zip(Self.parts, means).map { part, mean in
                Figure(
                    "jigsawScore", column: column, part: part, value: mean, leftOut: leftOut,
                    undefined: mean == nil ? Self.noIdentity : nil)
            }
    }

    private static let noIdentity = "no identity with enough records and every AUC"

    private func final(_ means: [Double?]) -> Figure {
        let known = means.compactMap(\.self)
        guard let area = overall.value, known.count == means.count else {
            return Figure(
                "jigsawScore", column: column, value: nil, leftOut: leftOut,
                undefined: overall.undefined ?? Self.noIdentity)
        }
        let all = overall.leftOut("all").map { [$0] } ?? []
        return Figure(
            "jigsawScore", column: column, value: 0.25 * (area + known.reduce(0, +)), leftOut: all + leftOut)
    }
}
