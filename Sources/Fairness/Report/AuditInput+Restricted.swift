extension AuditInput {
    /// The same audit of some of the records, in their order; without controls, and without swaps, which are not of
    /// records.
    func restricted(to rows: [Int]) -> AuditInput {
        func pick<T>(_ values: [T]) -> [T] { rows.map { values[$0] } }
        var result = AuditInput(
            outcomes: outcomes.picked(rows),
            groupings: groupings.map { $0.restricted(to: rows) })
        result.settings = settings
        result.names = names
        result.classes = classes.map {
            ClassOutcomes(names: $0.names, truth: pick($0.truth), prediction: pick($0.prediction))
        }
        result.numbers = numbers.map { NumberOutcomes(truth: pick($0.truth), prediction: pick($0.prediction)) }
        result.features = features.map { features in
            FeatureRows(
                width: features.width,
                values: rows.flatMap { features.values[$0 * features.width..<($0 + 1) * features.width] })
        }
        result.marks = marks.map { RecordMark(metric: $0.metric, holds: pick($0.holds)) }
        return result
    }

    /// What a reader must know of the records as a whole.
    var notices: [String] {
        var notices: [String] = []
        if !outcomes.knowsTruth, outcomes.count > 0 {
            let rates = Metric.all.filter(\.needsTruth).map(\.title).joined(separator: ", ")
            notices.append(
                "Nothing says what was true, so these rates, their gaps and everything else that needs truth are not "
                    + "measured: \(rates).")
        }
        if outcomes.weight != nil {
            notices.append(
                "Records are weighted: values are of weights, intervals of the effective number of records that the "
                    + "weights leave, and gaps are tested by dealing out outcomes together with their weights.")
        }
        return notices
    }
}
