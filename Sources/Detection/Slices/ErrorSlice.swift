/// Records of some values, among which the model errs more often than among others.
public struct ErrorSlice: Hashable, Sendable {
    public let conditions: [RareCells.Condition]
    public let count: Int
    public let errors: Int
    /// The chance of so many errors or more if errors fell on anyone (hypergeometric, one-sided).
    public let pValue: Double
    /// The same, for so many slices having been looked at (Holm 1979, jstor:4615733), which holds however they overlap.
    public let adjusted: Double
    /// Errors beyond those at the rate of all records.
    public let excess: Double

    public var rate: Double { Double(errors) / Double(count) }
}
