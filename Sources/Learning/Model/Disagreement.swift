import Records

/// How much a model that never saw a record disagrees with its label: a sign of a wrong label. Northcutt, Jiang & Chuang
/// 2021, doi:10.1613/jair.1.12125, for the use of out-of-sample predictions.
public enum Disagreement {
    /// The log-loss of every record of `rows` under a model trained on the other folds, parallel to `rows`.
    ///
    /// Folds are by a hash of the record's id, so a record stays in its fold whatever else is removed.
    ///
    /// - Throws: `Refusal` where the other folds hold one class only; `CancellationError`.
    /// - Complexity: `folds` fits.
    public static func losses(
        recipe: ModelRecipe, examples: Examples, rows: [Int], folds: Int = 5, seed: UInt64, work: Work = .silent
    ) throws -> [Double] {
        precondition(folds > 1, "at least two folds")
        let hash = IDHash(domain: "lethe/fold", seed: seed)
        let fold = rows.map { Int(hash.value(examples.ids[$0]) % UInt64(folds)) }
        let judge = try recipe.model()
        var losses = Array(repeating: 0.0, count: rows.count)
        for k in 0..<folds where fold.contains(k) {
            let part = work.part(k, of: folds, phase: "judging labels")
            let others = rows.indices.filter { fold[$0] != k }.map { rows[$0] }
            let fitted = try judge.fitRoughly(examples, rows: others, work: part)
            let judged = rows.indices.filter { fold[$0] == k }
            let margins = fitted.margins(examples, rows: judged.map { rows[$0] })
            for (i, margin) in zip(judged, margins) {
                losses[i] = fitted.loss(ofMargin: margin, isPositive: examples.isPositive(rows[i]))
            }
        }
        return losses
    }

    /// The log-loss of every record under a model that is only known by its probabilities, which are taken to be of records that
    /// it did not learn from; NaN where there is none.
    public static func losses(probabilities: [Double], isPositive: [Bool]) -> [Double] {
        precondition(probabilities.count == isPositive.count, "a label a probability")
        return zip(probabilities, isPositive).map { p, isPositive in
            guard (0...1).contains(p) else { return .nan }
            return Elementary.log1p(nonNegative: 1 / max(isPositive ? p : 1 - p, 1e-15) - 1)
        }
    }
}
