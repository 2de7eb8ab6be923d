import Records

/// The sums of two groups' features, as whole numbers: whatever was added can be taken off again without a trace, in any order.
struct GapSums: Sendable {
    /// Features are multiples of 2⁻ˢᶜᵃˡᵉ here; those that a recipe rounds are so already.
    static let fixed = FixedPoint(scale: 20)

    private(set) var sums: [[Int128]]
    private(set) var counts = [0, 0]

    init(dimension: Int) { sums = Array(repeating: Array(repeating: 0, count: dimension), count: 2) }

    /// Adds or takes off those of `rows` that count.
    ///
    /// - Throws: `Refusal` where a feature is too large to be added up exactly.
    /// - Complexity: O(entries of the rows).
    mutating func add(_ rows: [Int], of examples: Examples, among: FairRecipe.Among, sign: Int = 1) throws {
        let features = examples.features
        for row in rows where examples.sides[row] != 0 && (among == .all || examples.isPositive(row)) {
            let side = Int(examples.sides[row]) - 1
            counts[side] += sign
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                let (column, value) = (Int(features.columns[k]), features.values[k])
                guard abs(value) <= Self.fixed.limit else {
                    throw Refusal(
                        .badData,
                        "The feature '\(features.key(of: column))' is \(value) in a record; means of a group are exact up to ±\(Self.fixed.limit).",
                        next: "Give it in a larger unit, scale it, or leave the column out.")
                }
                sums[side][column] += Int128(sign) * Int128(Self.fixed.multiple(value))
            }
        }
    }

    /// δ = μ₁ − μ₂, to a share of 2⁻¹⁰⁰ of itself. All 0 where a group has no record: there is no gap to pay for.
    var difference: [DoubleDouble] {
        guard counts[0] > 0, counts[1] > 0 else {
            return Array(repeating: DoubleDouble(0), count: sums[0].count)
        }
        let (first, second) = (Int128(counts[0]), Int128(counts[1]))
        let whole = DoubleDouble.reciprocal(DoubleDouble(first * second) * Self.fixed.unit)
        return zip(sums[0], sums[1]).map { DoubleDouble($0 * second - $1 * first) * whole }
    }
}
