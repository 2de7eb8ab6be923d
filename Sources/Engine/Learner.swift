import Learning
import Records

/// A data set under a frozen recipe: what a model of its family learns from, and everything that is computed from it.
/// Values in, values out; no state, so any job may use it on any thread.
struct Learner: Sendable {
    let dataset: Dataset
    let recipe: ModelRecipe
    let model: any Model
    let examples: Examples

    init(dataset: Dataset, recipe: ModelRecipe, work: Work) throws {
        self.dataset = dataset
        self.recipe = recipe
        model = try recipe.model()
        try work.step(Progress(phase: "reading features", fraction: 0, detail: ""))
        examples = try Examples(recipe: recipe, table: dataset.table, ids: dataset.identities.ids, work: work)
    }

    /// What a record is described by: weights that a model could have, or columns that it compares.
    var featureCount: Int { max(examples.features.dimension, examples.columns.count) }

    /// Trains without any memory of an earlier model.
    func cold(_ assignment: Assignment, work: Work) throws -> Learned {
        try examples.refuseOneSide(of: recipe.target.column, assignment.learningRows)
        return learned(try model.fit(examples, rows: assignment.learningRows, work: work))
    }

    /// The model that `published` is, with all that forgetting needs.
    ///
    /// - Throws: `Refusal` where the records give other bytes: it is not believed then.
    func restored(_ published: PublishedModel, _ assignment: Assignment, work: Work) throws -> Learned {
        let fitted = try model.restore(published, examples: examples, rows: assignment.learningRows, work: work)
        let learned = Learned(fitted: fitted, published: published, margins: fitted.margins(examples, rows: allRows))
        guard learned.guarantee(self, assignment).kind != .bitIdentical || rebuilt(fitted) == published.bytes else {
            throw Refusal(
                .badData,
                "\(published.digest.prefix(6)) is not the model of the records that it is said to be trained on.",
                next: "Check the journal ('lethe verify'); 'lethe train' makes a model of these records.")
        }
        return learned
    }

    /// The model after `before`'s training records that are absent from `after` were forgotten.
    func forget(_ current: Learned, before: Assignment, after: Assignment, work: Work) throws -> Learned {
        try examples.refuseOneSide(of: recipe.target.column, after.learningRows)
        let staying = Set(after.learning)
        let removed = before.learningRows.filter { !staying.contains($0) }
        return learned(
            try model.forget(
                any: current.fitted, examples: examples, retained: after.learningRows, removed: removed, work: work))
    }

    /// The same model, ready to forget.
    func prepared(_ learned: Learned) throws -> Learned {
        Learned(
            fitted: try model.prepared(any: learned.fitted, examples: examples), published: learned.published,
            margins: learned.margins)
    }

    private var allRows: [Int] { Array(0..<dataset.table.rowCount) }

    private func rebuilt(_ fitted: any FittedModel) -> [UInt8] {
        PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)).bytes
    }

    private func learned(_ fitted: any FittedModel) -> Learned {
        Learned(
            fitted: fitted, published: PublishedModel(recipe: recipe, parameters: fitted.parameters(examples)),
            margins: fitted.margins(examples, rows: allRows))
    }
}

/// A model with its published bytes, and what it says about every row.
struct Learned: Sendable {
    let fitted: any FittedModel
    let published: PublishedModel
    /// One a row of the table: positive is above 0.
    let margins: [Double]

    var digest: String { published.digest }

    func guarantee(_ learner: Learner, _ assignment: Assignment) -> Guarantee {
        fitted.guarantee(learner.examples, digest: digest, rows: assignment.test)
    }

    /// Whether the same is said of every record that was not forgotten.
    func isConstant(_ assignment: Assignment) -> Bool {
        let first = assignment.training.first.map { margins[$0] }
        return [assignment.training, assignment.selection, assignment.test].allSatisfy { rows in
            rows.allSatisfy { margins[$0] == first }
        }
    }

    /// Whether one row is predicted positive.
    func isPositive(_ row: Int) -> Bool { margins[row] > 0 }

    /// The probability of the positive class for one row.
    func probability(_ row: Int) -> Double { fitted.probability(ofMargin: margins[row]) }
}
