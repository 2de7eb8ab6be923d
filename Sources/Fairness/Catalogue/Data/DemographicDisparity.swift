extension FigureMetric {
    public static let demographicDisparity = FigureMetric(
        MetricDescription(
            "demographicDisparity", "demographic disparity", .data, better: .nearZero,
            definition: "n_g⁰ / n⁰ − n_g¹ / n¹: the group's share of the negatives less its share of the positives",
            denominator: "negatives and positives of known group",
            convention:
                "Of the labels; above 0 where the group has more than its share of the negatives (Clarify's DD).",
            edgeCases: "Undefined with no negatives or no positives.", source: disparitySource,
            "Whether the group is found among the rejected more than among the accepted.")
    ) { input in
        input.columns.flatMap { view in
            zip(view.groups, view.tallies).map { group, tally in
                let disparity = Disparity(tally, of: view.known)
                return Figure(
                    "demographicDisparity", column: view.column, group: group, value: disparity.value,
                    interval: disparity.interval,
                    intervalMethod: disparity.interval == nil
                        ? nil : "Newcombe" + (tally.isWeighted ? Share.weighted : ""),
                    noInterval: disparity.noInterval,
                    leftOut: disparity.leftOut("all", input.settings),
                    undefined: disparity.value == nil ? "no negatives or no positives" : nil)
            }
        }
    }

    public static let conditionalDemographicDisparity = FigureMetric(
        MetricDescription(
            "conditionalDemographicDisparity", "conditional demographic disparity", .data, better: .nearZero,
            definition:
                "Σ n_s DD_s / Σ n_s over the strata s of a control column, DD_s the demographic disparity within",
            denominator: "negatives and positives of every stratum",
            convention: "Strata are weighted by their records; the part names the control column.",
            edgeCases: "A stratum without negatives or positives is left out by name and the verdict is "
                + "\"\(Gap.insufficientEvidence)\"; undefined where all are. No figures without a control column.",
            source: disparitySource, "Demographic disparity of like with like: within the strata of a control column.")
    ) { input in
        input.controls.flatMap { control in
            input.columns.flatMap { view in
                let groups = view.groups.count
                let codes = zip(control.codes, view.grouping.codes).map { stratum, group in
                    stratum < 0 || group < 0 ? -1 : stratum * groups + group
                }
                let tallies = Tally.byCode(input.outcomes, codes, count: control.values.count * groups)
                let strata = control.values.indices.map { Array(tallies[$0 * groups..<($0 + 1) * groups]) }
                return view.groups.indices.map { group in
                    var (sum, mass) = (0.0, 0.0)
                    var leftOut: [Gap.LeftOut] = []
                    for (value, stratum) in zip(control.values, strata) {
                        let known = Tally.sum(stratum)
                        let disparity = Disparity(stratum[group], of: known)
                        leftOut += disparity.leftOut("\(control.column) = \(value)", input.settings)
                        guard let within = disparity.value else { continue }
                        sum += within * known.mass(.all)
                        mass += known.mass(.all)
                    }
                    return Figure(
                        "conditionalDemographicDisparity", column: view.column, group: view.groups[group],
                        part: "within \(control.column)", value: mass > 0 ? sum / mass : nil, leftOut: leftOut,
                        undefined: mass > 0 ? nil : "no stratum with negatives and positives")
                }
            }
        }
    }

    private static let disparitySource =
        "Wachter, Mittelstadt & Russell (2021), doi:10.2139/ssrn.3547922; Das et al. (2021), "
        + "doi:10.48550/arXiv.2109.03285."
}

/// A group's share of the negatives, and of the positives.
private struct Disparity {
    let negatives: Share
    let positives: Share
    private let all: Tally

    init(_ tally: Tally, of all: Tally) {
        self.all = all
        func share(_ cells: Cells) -> Share {
            Share(tally.records(cells), of: all.records(cells))
        }
        (negatives, positives) = (share(.negatives), share(.positives))
    }

    var value: Double? { negatives.value.flatMap { negative in positives.value.map { negative - $0 } } }
    var noInterval: String? {
        negatives.combinableShortage("negatives") ?? positives.combinableShortage("positives")
    }
    var interval: Interval? { Share.combination([(1, negatives), (-1, positives)]) }

    func leftOut(_ name: String, _ settings: AuditSettings) -> [Gap.LeftOut] {
        [all.leftOut(name, .falsePositiveRate, settings), all.leftOut(name, .truePositiveRate, settings)]
            .compactMap(\.self)
    }
}
