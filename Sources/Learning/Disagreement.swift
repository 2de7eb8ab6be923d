public import Records

/// How much a model that never saw a record disagrees with its label: a sign of a wrong label. Northcutt, Jiang & Chuang
/// 2021, doi:10.1613/jair.1.12125, for the use of out-of-sample predictions.
public enum Disagreement {
    /// The log-loss of every record of `rows` under a model trained on the other folds, parallel to `rows`.
    ///
    /// Folds are by a hash of the record's id, so a record stays in its fold whatever else is removed.
    ///
    /// - Parameters:
    ///   - ids: parallel to `rows`.
    /// - Throws: `Refusal` where the other folds hold one class only; `CancellationError`.
    /// - Complexity: `folds` fits.
    public static func losses(
        _ model: LogisticRegression, features: Features, labels: [Bool], rows: [Int], ids: [RecordID], folds: Int = 5,
        seed: UInt64, work: Work = .silent
    ) throws -> [Double] {
        precondition(ids.count == rows.count, "one id a row")
        precondition(folds > 1, "at least two folds")
        let hash = IDHash(domain: "lethe/fold", seed: seed)
        let fold = ids.map { Int(hash.value($0) % UInt64(folds)) }
        // A loss needs three digits, not ten.
        var recipe = model.recipe
        recipe.relativeTolerance = max(recipe.relativeTolerance, 1e-5)
        let judge = LogisticRegression(recipe)
        var losses = Array(repeating: 0.0, count: rows.count)
        for k in 0..<folds where fold.contains(k) {
            let part = work.part(k, of: folds, phase: "judging labels")
            let others = rows.indices.filter { fold[$0] != k }.map { rows[$0] }
            let fitted = try judge.fit(features, labels: labels, rows: others, work: part)
            for i in rows.indices where fold[i] == k {
                let logit = features.dot(rows[i], fitted.weights)
                losses[i] = Elementary.softplus(labels[rows[i]] ? -logit : logit)
            }
        }
        return losses
    }
}
