extension Catalogue {
    /// What metrics are called elsewhere, in letters and digits alone: "tpr", "statisticalparity".
    static let otherNames: [String: String] = {
        let names: [(String, String)] = [
            ("truePositiveRate", "tpr recall sensitivity hitrate power detectionrate probabilityofdetection"),
            (
                "falsePositiveRate",
                "fpr fallout falsealarmrate falsealarm type1error typeierror probabilityoffalsealarm"
            ),
            ("falseNegativeRate", "fnr missrate type2error typeiierror"),
            ("trueNegativeRate", "tnr specificity selectivity"),
            ("positivePredictiveValue", "ppv precision"),
            ("negativePredictiveValue", "npv"),
            ("falseDiscoveryRate", "fdr"),
            ("falseOmissionRate", "for"),
            (
                "selectionRate",
                "acceptancerate approvalrate positiverate pprev predictedprevalence hiringrate selection"
            ),
            ("baseRate", "prevalence positivesrate"),
            ("accuracy", "acc overallaccuracy shareright"),
            ("errorRate", "error misclassificationrate zerooneloss 01loss"),
            ("f1", "f1score fscore fmeasure dice"),
            ("balancedAccuracy", "bacc bac"),
            ("auc", "roc rocauc auroc areaunderthecurve areaunderroc areaunderroccurve cstatistic concordance"),
            ("expectedCalibrationError", "ece calibration calibrationerror"),
            ("brierScore", "brier"),
            ("demographicParityDifference", "spd dpd statisticalparity statisticalparitydifference dp independence"),
            (
                "demographicParityRatio",
                "di disparateimpact disparateimpactratio adverseimpact adverseimpactratio impactratio fourfifths "
                    + "fourfifthsrule 80percentrule 80rule dpr statisticalparityratio"
            ),
            ("equalOpportunityDifference", "eopp eopportunity tprdifference recalldifference"),
            ("equalizedOddsDifference", "eo eodds equalodds separation"),
            ("falsePositiveRateDifference", "predictiveequality predictiveequalitydifference fprdifference"),
            ("falsePositiveRateRatio", "fprratio"),
            ("predictiveParityDifference", "ppvdifference precisiondifference sufficiency"),
            ("averageOddsDifference", "aod averageodds"),
            ("averageAbsoluteOddsDifference", "aaod"),
            ("accuracyDifference", "overallaccuracyequality accuracyequality"),
            ("generalizedEntropyIndex", "gei generalizedentropy generalisedentropy"),
            ("theilIndex", "theil"),
            ("classRecall", "macrorecall uar recallbyclass"),
            ("classPrecision", "macroprecision"),
            ("classConfusion", "confusion confusionmatrix"),
            ("bpsnAuc", "bpsn"),
            ("bnspAuc", "bnsp"),
            ("averageEqualityGap", "aeg"),
            ("jigsawScore", "jigsaw"),
            ("klDivergence", "kl kullbackleibler"),
            ("jsDivergence", "js jensenshannon"),
            ("totalVariation", "tv tvd totalvariationdistance"),
            ("meanAbsoluteError", "mae"),
            ("meanError", "bias meanbias"),
            ("rootMeanSquaredError", "rmse"),
            ("worstGroupAccuracy", "worstgroup"),
            ("counterfactualFlipRate", "fliprate counterfactualfairness"),
            ("consistency", "individualfairness"),
        ]
        var result: [String: String] = [:]
        for (id, others) in names {
            for other in others.split(separator: " ") { result[String(other)] = id }
        }
        return result
    }()

    /// A name as it is compared: "False-positive rate" is "falsepositiverate".
    static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

    /// The id that a name is meant for, among some: as it is written or called, with "Difference" left out, or by any name
    /// that it has elsewhere; nil of none.
    static func id(of name: String, among known: [(id: String, title: String)]) -> String? {
        let wanted = plain(name)
        guard !wanted.isEmpty else { return nil }
        func isCalled(_ metric: (id: String, title: String), _ name: String) -> Bool {
            plain(metric.id) == name || plain(metric.title) == name
        }
        let exact = known.first { isCalled($0, wanted) } ?? known.first { isCalled($0, wanted + "difference") }
        if let exact { return exact.id }
        return otherNames[wanted].flatMap { id in known.contains { $0.id == id } ? id : nil }
    }
}
