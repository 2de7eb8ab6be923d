extension Headline {
    static func alerts(_ report: FairnessReport) -> [Alert] {
        guard report.n > 0 else { return [] }
        let isOfNumbers = (report.figures ?? []).contains { $0.metric == "meanAbsoluteError" }
        return isOfNumbers
            ? [] : report.confusion?.first.map { alerts($0, report) } ?? alerts(ofDecisions: report.overall)
    }

    /// Of yes and no.
    private static func alerts(ofDecisions all: GroupReport) -> [Alert] {
        var alerts: [Alert] = []
        if all.selected == 0 || all.selected == all.n {
            alerts.append(same("says \(all.selected == 0 ? "no" : "yes") to", all.n))
        }
        guard all.knowsTruth else { return alerts }
        let positives = all.tp + all.fn
        if positives == 0 || positives == all.n {
            let (label, other) = positives == 0 ? ("negative", "positives") : ("positive", "negatives")
            let undefined = Metric.all.filter {
                $0.denominator.isDisjoint(with: positives == 0 ? Cells.negatives : .positives)
            }
            let rates = undefined.map(\.title).joined(separator: ", ")
            alerts.append(
                Alert(
                    .constantTruth,
                    "Every record is truly \(label): with no \(other) these rates and every gap of them are undefined: "
                        + "\(rates)."))
        }
        if let share = all.metrics["baseRate"]?.value, positives > 0, positives < all.n {
            alerts += belowMajority(all, max(share, 1 - share), "saying \(share > 0.5 ? "yes" : "no")")
        }
        return alerts
    }

    /// Of several classes.
    private static func alerts(_ confusion: ClassConfusion, _ report: FairnessReport) -> [Alert] {
        var alerts: [Alert] = []
        let (said, so) = (confusion.predictedCounts, confusion.trueCounts)
        if let only = said.firstIndex(of: report.n) {
            alerts.append(same("predicts '\(confusion.classes[only])' for", report.n))
        }
        if let only = so.firstIndex(of: report.n) {
            alerts.append(
                Alert(
                    .constantTruth,
                    "Every record is truly '\(confusion.classes[only])', so nothing shows whether classes are told "
                        + "apart."))
        } else if report.overall.effectiveN == nil, let most = so.max(), let first = so.firstIndex(of: most) {
            alerts += belowMajority(
                report.overall, Double(most) / Double(report.n), "predicting '\(confusion.classes[first])'")
        }
        let never = confusion.classes.indices.filter { said[$0] == 0 && so[$0] > 0 }
        if !never.isEmpty {
            let names = never.map { "'\(confusion.classes[$0])', which \(so[$0]) of \(report.n) records are" }
            alerts.append(
                Alert(.classNeverPredicted, "It never predicts \(names.joined(separator: ", nor "))."))
        }
        return alerts
    }

    private static func same(_ what: String, _ n: Int) -> Alert {
        Alert(
            .degenerate,
            "It \(what) \(n) of \(n) records, whatever they say: gaps of 0 show nothing about how groups are treated.")
    }

    private static func belowMajority(_ all: GroupReport, _ share: Double, _ answer: String) -> [Alert] {
        guard let accuracy = all.metrics["accuracy"]?.value, accuracy < share - 1e-12 else { return [] }
        return [
            Alert(
                .belowMajority,
                "Its accuracy, \(decimals(accuracy)), is below the \(decimals(share)) that always \(answer) would have."
            )
        ]
    }

    /// "Insufficient evidence for 18 of 18 gaps by race: …"; nil where a gap could be measured.
    static func insufficient(_ report: FairnessReport, _ column: String) -> Alert? {
        let gaps = report.gaps.filter { $0.column == column && $0.kind == .maxMin && $0.stratum == nil }
        guard !gaps.isEmpty, gaps.allSatisfy({ $0.verdict == Gap.insufficientEvidence }) else { return nil }
        let groups = report.groups.filter { $0.column == column && $0.stratum == nil }
        let enough = groups.count { $0.n >= report.minimumDenominator }
        let why =
            groups.count < 2
            ? "there is one group only"
            : enough < 2
                ? "\(enough == 0 ? "no group has" : "only one group has") \(report.minimumDenominator) records or more"
                : "fewer than two groups have enough records behind a rate"
        return Alert(
            .insufficientEvidence, "Insufficient evidence for \(gaps.count) of \(gaps.count) gaps by \(column): \(why)."
        )
    }
}

/// "0.240", "−0.031"
func decimals(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "−" : ""
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}
