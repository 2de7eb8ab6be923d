import Fairness
import Learning
import Records

extension Workspace {
    /// What a filter finds as `outcome:fp`, and the measures of the model, of every record with truth and prediction.
    func refreshOutcomes() {
        var masks = Array(repeating: UInt32(0), count: dataset.table.rowCount)
        if let audit {
            let (rows, outcomes) = (audit.current.rows, audit.current.input.outcomes)
            var predictions = Array(repeating: Double.nan, count: masks.count)
            for (index, row) in rows.enumerated() {
                if outcomes.knowsTruth { masks[row] = Self.outcome(outcomes.truth[index], outcomes.prediction[index]) }
                predictions[row] = outcomes.prediction[index] ? 1 : 0
            }
            overlay.numbers["model.prediction"] = predictions
            if let scores = outcomes.score {
                var all = Array(repeating: Double.nan, count: masks.count)
                for (index, row) in rows.enumerated() { all[row] = scores[index] }
                overlay.numbers["model.score"] = all
            }
        } else if let learned {
            overlay.numbers["model.score"] = learned.margins.map(learned.fitted.probability)
            overlay.numbers["model.prediction"] = learned.margins.map { $0 > 0 ? 1 : 0 }
            for (row, label) in dataset.labels.enumerated() {
                if let label { masks[row] = Self.outcome(label, learned.isPositive(row)) }
            }
        } else {
            return
        }
        overlay.facets["outcome"] = Overlay.Facet(values: ["tp", "fp", "tn", "fn"], masks: masks)
    }

    private static func outcome(_ truth: Bool, _ prediction: Bool) -> UInt32 {
        switch (truth, prediction) {
        case (true, true): 1
        case (false, true): 2
        case (false, false): 4
        case (true, false): 8
        }
    }
}
