import Records

/// A family of models under one recipe: what is fitted to records, and can be made to forget any of them.
///
/// What `fit` gives is a function of the recipe and the retained records alone, and so is what `forget` gives: the same
/// canonical bytes, whatever was learned and forgotten on the way.
public protocol Model: Sendable {
    associatedtype Fitted: FittedModel

    /// Learns from `rows`, ascending, without any memory of an earlier model.
    ///
    /// - Throws: `Refusal` where the records can't be learned from; `CancellationError`.
    func fit(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted

    /// A model good to three digits, for judging records by; never published.
    ///
    /// - Throws: as `fit`.
    func fitRoughly(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted

    /// The model without the records `removed`, equal to one fitted to `retained`.
    ///
    /// Forgetting nothing, or records that were forgotten before, gives the same bytes again.
    /// - Parameters:
    ///   - retained: the rows that stay, ascending; none of `removed` is among them.
    ///   - removed: the rows to forget; those that `fitted` does not know do no harm.
    /// - Throws: as `fit`; `fitted` itself never changes.
    func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work
    ) throws -> Fitted

    /// The same model with what the next forgetting would begin with, computed while nobody waits.
    func prepared(_ fitted: Fitted, examples: Examples) throws -> Fitted

    /// The model that was published, with all that forgetting needs, from its bytes and the rows it was fitted to.
    ///
    /// - Throws: as `fit`.
    func restore(_ published: PublishedModel, examples: Examples, rows: [Int], work: Work) throws -> Fitted
}

/// What a family learned.
public protocol FittedModel: Sendable {
    /// What is published, in one spelling: a function of the recipe and the records that it was fitted to, with nothing of
    /// any other record.
    func parameters(_ examples: Examples) -> [UInt8]

    /// How far each of `rows` is on the positive side: above 0 is predicted positive. In the family's own unit.
    func margins(_ examples: Examples, rows: [Int]) -> [Double]

    /// The probability of the positive class at a margin, 0…1.
    func probability(ofMargin margin: Double) -> Double

    /// The likeliest class of each row where there are more than two, of equally likely ones the first; nil where the model
    /// tells yes from no, or predicts a number.
    func predictedClasses(_ examples: Examples, rows: [Int]) -> [String]?

    /// How the margins of `rows` differ from those of the model before some forgetting. Families of which forgetting changes
    /// few parts look at those alone.
    func marginChanges(since before: any FittedModel, _ examples: Examples, rows: [Int]) -> [Double]

    /// What is promised, with the figures behind it; `rows` are those whose decisions are looked at.
    func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee

    /// Records that it was fitted to.
    var records: Int { get }
    /// Times that the records were gone through to get here.
    var passes: Int { get }

    /// How forgetting was planned; nil after a fit, and where there is nothing to choose.
    var plan: Plan? { get }
    /// What the time of forgetting grows with.
    var forgettingCost: ForgettingCost { get }
}

/// What the time of forgetting grows with.
public enum ForgettingCost: Sendable {
    /// Passes over the records that stay: weights are solved for again.
    case passes
    /// The records that go: sums are taken apart.
    case records
}

extension FittedModel {
    public var plan: Plan? { nil }

    public var forgettingCost: ForgettingCost { .records }

    public func predictedClasses(_ examples: Examples, rows: [Int]) -> [String]? { nil }

    public func marginChanges(since before: any FittedModel, _ examples: Examples, rows: [Int]) -> [Double] {
        zip(margins(examples, rows: rows), before.margins(examples, rows: rows)).map { $0 - $1 }
    }
}

extension Model {
    public func fitRoughly(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted {
        try fit(examples, rows: rows, work: work)
    }

    /// Fits again: a function of the records needs no more than them.
    public func restore(_ published: PublishedModel, examples: Examples, rows: [Int], work: Work) throws -> Fitted {
        try fit(examples, rows: rows, work: work)
    }

    /// Nothing is worth keeping.
    public func prepared(_ fitted: Fitted, examples: Examples) throws -> Fitted { fitted }

    /// `prepared` for a model known by its protocol.
    ///
    /// - Precondition: `fitted` is of this family.
    public func prepared(any fitted: any FittedModel, examples: Examples) throws -> any FittedModel {
        guard let fitted = fitted as? Fitted else { preconditionFailure("a model of another family") }
        return try prepared(fitted, examples: examples)
    }

    /// `forget` for a model that was fitted by this family, known by its protocol.
    ///
    /// - Precondition: `fitted` is of this family.
    public func forget(
        any fitted: any FittedModel, examples: Examples, retained: [Int], removed: [Int], work: Work
    ) throws -> any FittedModel {
        guard let fitted = fitted as? Fitted else { preconditionFailure("a model of another family") }
        return try forget(fitted, examples: examples, retained: retained, removed: removed, work: work)
    }
}

extension FittedModel {
    /// −ln of the probability that the model gives to what is true.
    package func loss(ofMargin margin: Double, isPositive: Bool) -> Double {
        let p = probability(ofMargin: margin)
        return Elementary.log1p(nonNegative: 1 / max(isPositive ? p : 1 - p, 1e-15) - 1)
    }
}
