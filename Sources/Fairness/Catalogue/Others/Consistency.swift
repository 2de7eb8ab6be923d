extension Catalogue {
    static let consistency = FigureMetric(
        MetricDescription(
            "consistency", "consistency", .individual, better: .higher,
            definition: "1 − mean over records |ŷ − mean ŷ of the \(Consistency.neighbours) nearest records|",
            denominator: "records",
            convention:
                "Euclidean distance over all features; of equal distances the first record in the file is nearer. "
                + "With the record itself as its first neighbour (AIF360's) and without it; weights are not used.",
            edgeCases: "Undefined with no more than \(Consistency.neighbours) records, with more than "
                + "\(Consistency.mostRecords) or records² × features above 4·10⁹, and where a feature is not a finite "
                + "number.",
            source: "Zemel, Wu, Swersky, Pitassi & Dwork (2013), \"Learning Fair Representations\", ICML; "
                + "AIF360's consistency_score",
            "Whether similar records get the same prediction: 1 where every record is treated as its neighbours are."),
        needsTruth: false,
        { input in
            guard let features = input.features else { return [] }
            return Consistency(features, input.outcomes.prediction, minimum: input.settings.minimumDenominator).figures
        })
}

/// How far predictions are from those of the nearest records.
struct Consistency {
    static let neighbours = 5
    static let mostRecords = 20_000
    /// Of records × records × features: with many features every record is compared with nearly every other.
    static let mostWork = 4e9
    private let included: Estimate
    private let excluded: Estimate

    init(_ features: FeatureRows, _ predictions: [Bool], minimum: Int) {
        if let reason = Self.obstacle(features, predictions.count) {
            included = .undefined(reason)
            excluded = .undefined(reason)
            return
        }
        let tree = Neighbours(features)
        let k = Self.neighbours
        var (withSelf, withoutSelf) = (0.0, 0.0)
        for row in predictions.indices {
            let others = tree.nearest(k, to: row).map { predictions[$0.row] ? 1 : 0 }
            let mine = predictions[row] ? 1 : 0
            let ofOthers = others.reduce(0, +)
            let inner = mine + others.prefix(k - 1).reduce(0, +)
            withSelf += 1 - Double(abs(k * mine - inner)) / Double(k)
            withoutSelf += 1 - Double(abs(k * mine - ofOthers)) / Double(k)
        }
        let shortage = Estimate.shortage(predictions.count, "records", minimum: minimum)
        let n = Double(predictions.count)
        func estimate(_ sum: Double) -> Estimate {
            Estimate(value: sum / n, numerator: sum, denominator: n, shortage: shortage)
        }
        included = estimate(withSelf)
        excluded = estimate(withoutSelf)
    }

    private static func obstacle(_ features: FeatureRows, _ records: Int) -> String? {
        if features.values.count / features.width != records { return "features of other records" }
        if records <= neighbours { return "\(records) records, no more than \(neighbours) neighbours" }
        if records > mostRecords { return "\(records) records, more than \(mostRecords)" }
        if Double(records) * Double(records) * Double(features.width) > mostWork {
            return "\(records) records of \(features.width) features, too many to compare each with every other"
        }
        return features.values.allSatisfy(\.isFinite) ? nil : "a feature that is not a finite number"
    }

    var figures: [Figure] {
        [
            included.figure("consistency", part: "self included"),
            excluded.figure("consistency", part: "self excluded"),
        ]
    }
}
