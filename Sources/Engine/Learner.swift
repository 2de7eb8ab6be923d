import Learning
import Records

/// A data set under a frozen recipe: its features, and everything that is computed from them. Values in, values out;
/// no state, so any job may use it on any thread.
struct Learner: Sendable {
    let dataset: Dataset
    let recipe: ModelRecipe
    let features: Features

    init(dataset: Dataset, recipe: ModelRecipe, work: Work) throws {
        self.dataset = dataset
        self.recipe = recipe
        try work.step(Progress(phase: "reading features", fraction: 0, detail: ""))
        features = try Features(recipe: recipe.features, table: dataset.table, work: work)
    }

    var model: LogisticRegression { LogisticRegression(recipe) }

    /// Trains without any memory of an earlier model.
    func cold(_ assignment: Assignment, work: Work) throws -> Learned {
        learned(
            try model.fit(features, labels: dataset.knownLabels, rows: assignment.training, warm: nil, work: work),
            assignment)
    }

    /// The model that `published` is, certified again on the records that trained it.
    func restored(_ published: PublishedModel, _ assignment: Assignment, work: Work) throws -> Learned {
        let fitted = try model.fit(
            features, labels: dataset.knownLabels, rows: assignment.training,
            warm: published.weights(for: features), work: work)
        return Learned(fitted: fitted, published: published, logits: fitted.logits(features: features, rows: allRows))
    }

    /// The model after `before`'s training records that are absent from `after` were forgotten.
    func forget(_ current: Learned, before: Assignment, after: Assignment, work: Work) throws -> Learned {
        let staying = Set(after.training)
        let removed = before.training.filter { !staying.contains($0) }
        let fitted = try model.forget(
            current.fitted, features: features, labels: dataset.knownLabels, retained: after.training,
            removed: removed, work: work)
        return learned(fitted, after)
    }

    private var allRows: [Int] { Array(0..<dataset.table.rowCount) }

    private func learned(_ fitted: Fitted, _ assignment: Assignment) -> Learned {
        Learned(
            fitted: fitted,
            published: PublishedModel(
                recipe: recipe, fitted: fitted, features: features, retained: assignment.training),
            logits: fitted.logits(features: features, rows: allRows))
    }
}

/// A model with its certificate, its published bytes, and what it says about every row.
struct Learned: Sendable {
    let fitted: Fitted
    let published: PublishedModel
    /// One a row of the table.
    let logits: [Double]

    var digest: String { published.digest }

    func guarantee(_ learner: Learner, _ assignment: Assignment) -> Guarantee {
        Guarantee(
            kind: "within-bound", digest: digest, bound: fitted.bound, gradientNorm: fitted.gradientNorm,
            certifiedShare: assignment.test.isEmpty
                ? nil : fitted.certifiedShare(features: learner.features, rows: assignment.test))
    }

    /// The probability of the positive class for one row.
    func probability(_ row: Int) -> Double { Elementary.sigmoid(logits[row]) }
}
