public import Learning
import Records
import Synchronization

/// What removing records does to a quantity, by removing them: the model forgets each, exactly, and is asked again. For families
/// that have no slopes, such as trees, of a sample of the training records; and for what is to be known rather than predicted.
public struct RemovalEffects: Sendable {
    public struct Effects: Sendable {
        /// φ as it is, of probabilities.
        public let value: Double
        /// The training records that were looked at, ascending, and how many there are.
        public let rows: [Int]
        public let total: Int
        /// Of |φ| for a gap, of φ for a single group's quantity. Nil where forgetting the record is refused, or leaves φ
        /// undefined.
        public let changes: [Double?]
    }

    private let model: any Model
    private let fitted: any FittedModel
    private let examples: Examples
    private let training: [Int]

    /// - Parameter training: the rows that `fitted` was fitted to, ascending.
    public init(_ model: any Model, _ fitted: any FittedModel, examples: Examples, training: [Int]) {
        (self.model, self.fitted, self.examples, self.training) = (model, fitted, examples, training)
    }

    /// The effects of a sample of the training records, those with the least hashes of their ids: the same whatever else is
    /// removed, and more of them with a larger `count`.
    ///
    /// - Throws: as `of`.
    public func sampled(
        _ count: Int, on quantity: Quantity, seed: UInt64, work: Work = .silent
    ) throws -> Effects {
        let hash = IDHash(domain: "lethe/effect-sample", seed: seed)
        let order = training.map { (hash.value(examples.ids[$0]), $0) }.sorted { $0 < $1 }
        return try of(order.prefix(max(0, count)).map(\.1).sorted(), on: quantity, work: work)
    }

    /// The effect of each of `rows` alone.
    ///
    /// - Throws: `Refusal` where φ is undefined as it is; `CancellationError`.
    /// - Complexity: a forgetting of each, and of what differs after it a look at the quantity's records.
    public func of(_ rows: [Int], on quantity: Quantity, work: Work = .silent) throws -> Effects {
        let margins = fitted.margins(examples, rows: quantity.rows)
        guard let value = quantity.expected(margins, by: fitted) else { throw Self.undefined }
        let found = Mutex(Array(repeating: Double?.none, count: rows.count))
        let done = Mutex(0)
        try Parallel.attempt(rows.count) { place in
            do {
                let change = try change(without: [rows[place]], quantity, margins, value)
                found.withLock { $0[place] = change }
                try done.withLock { done in
                    done += 1
                    try work.step(
                        Progress(
                            phase: "removing records one by one", fraction: Double(done) / Double(rows.count),
                            detail: "\(done) of \(rows.count)"))
                }
            } catch is Refusal {
                // The last of its class: it can't be removed, so there is no effect.
            }
        }
        return Effects(value: value, rows: rows, total: training.count, changes: found.withLock { $0 })
    }

    /// The effect of removing all of `rows` together: what a prediction for them is held against.
    ///
    /// - Returns: nil where it leaves φ undefined.
    /// - Throws: `Refusal` where φ is undefined as it is, or they can't be forgotten; `CancellationError`.
    public func together(_ rows: [Int], on quantity: Quantity, work: Work = .silent) throws -> Double? {
        let margins = fitted.margins(examples, rows: quantity.rows)
        guard let value = quantity.expected(margins, by: fitted) else { throw Self.undefined }
        return try change(without: rows, quantity, margins, value, work: work)
    }

    private static var undefined: Refusal {
        Refusal(
            .badData, "No record of a group is predicted positive, so there is no predictive value.",
            next: "Choose another quantity.")
    }

    private func change(
        without rows: [Int], _ quantity: Quantity, _ margins: [Double], _ value: Double, work: Work = .silent
    ) throws -> Double? {
        let going = Set(rows)
        let after = try model.forget(
            any: fitted, examples: examples, retained: training.filter { !going.contains($0) }, removed: rows.sorted(),
            work: work)
        let changes = after.marginChanges(since: fitted, examples, rows: quantity.rows)
        guard let new = quantity.expected(zip(margins, changes).map { $0 + $1 }, by: after) else { return nil }
        return quantity.isGap ? abs(new) - abs(value) : new - value
    }
}
