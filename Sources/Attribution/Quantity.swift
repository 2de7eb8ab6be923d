public import Learning
import Records

/// A number that a model's predictions for some records make: what removals are weighed by.
///
/// A rate of one group, or how far it is above another's (a gap); a loss likewise. To take slopes of it, decisions are
/// smoothed to σ((margin − τ) / T).
public struct Quantity: Sendable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        /// The selection rate: as a gap, demographic parity.
        case parity
        /// The rate among those truly positive: the true positive rate.
        case equalOpportunity
        /// The rate among those truly negative.
        case falsePositiveRate
        /// Of those predicted positive, the share that is: the positive predictive value.
        case predictiveValue
        /// The mean of −ln of the probability of what is true, of the positive class against all others.
        case loss

        /// Whether a record with this label counts.
        public func counts(_ label: Bool) -> Bool {
            switch self {
            case .equalOpportunity: label
            case .falsePositiveRate: !label
            case .parity, .predictiveValue, .loss: true
            }
        }

        var records: String {
            switch self {
            case .equalOpportunity: "record of the positive class"
            case .falsePositiveRate: "record of the negative class"
            case .parity, .predictiveValue, .loss: "record"
            }
        }
    }

    /// The records of one side, as places in `rows`, and whether it is added or taken away.
    struct Side: Sendable {
        let sign: Double
        let places: [Int]
    }

    public let kind: Kind
    /// The rows that are looked at, each once, ascending.
    public let rows: [Int]
    /// Whether one group is compared with another.
    public let isGap: Bool
    /// τ and T: where a decision turns, in margins, and how soft the turn is.
    public let threshold: Double
    public let temperature: Double
    let sides: [Side]
    let isPositive: [Bool]

    /// - Parameters:
    ///   - rows: of the group, of the part that is chosen by.
    ///   - others: of the group it is compared with; nil for the quantity of one.
    /// - Throws: `Refusal` where a group has no record that counts.
    public init(
        _ kind: Kind, of rows: [Int], minus others: [Int]? = nil, in examples: Examples, threshold: Double = 0,
        temperature: Double = 1
    ) throws {
        try self.init(
            kind, of: rows, minus: others, isPositive: examples.isPositive, threshold: threshold,
            temperature: temperature)
    }

    init(
        _ kind: Kind, of rows: [Int], minus others: [Int]?, isPositive: (Int) -> Bool, threshold: Double = 0,
        temperature: Double = 1
    ) throws {
        guard temperature > 0, temperature.isFinite, threshold.isFinite else {
            throw Refusal(
                .usage, "Decisions smoothed by a temperature of \(temperature) at \(threshold) have no slope.",
                next: "Use a finite threshold, and a temperature above 0.")
        }
        self.kind = kind
        (self.threshold, self.temperature) = (threshold, temperature)
        isGap = others != nil
        let groups = ([rows] + [others].compactMap(\.self)).map { $0.filter { kind.counts(isPositive($0)) } }
        for (name, group) in zip(others == nil ? ["chosen"] : ["first", "second"], groups) where group.isEmpty {
            throw Refusal(
                .badData,
                "The \(name) group has no \(kind.records), so there is no \(others == nil ? kind.rawValue : "gap").",
                next: "Choose another group or another \(others == nil ? "quantity" : "gap").")
        }
        let all = Set(groups.joined()).sorted()
        let place = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1, $0) })
        self.rows = all
        self.isPositive = all.map(isPositive)
        sides = zip(groups, [1.0, -1.0]).map { group, sign in Side(sign: sign, places: group.compactMap { place[$0] }) }
    }
}
