/// Records that one to three conditions pick out, and what they do to a quantity.
public struct GapPattern: Sendable {
    public let conditions: [Condition]
    /// Rows of the table, ascending.
    public let rows: [Int]
    /// The share of the training records.
    public let support: Double
    /// What |φ| changes by, as predicted, if they all go; below 0 narrows.
    public let predicted: Double
    /// The share of |φ| that goes with them, as predicted: 1 closes the gap.
    public let responsibility: Double
    /// What |φ| changed by when they were removed; nil where it was not measured, or removing them is refused.
    public internal(set) var measured: Double?

    /// What patterns are ranked by: the share of the gap for each share of the records.
    public var interest: Double { responsibility / support }
}
