/// Some of the audited records, which a filter chose: what a report is of where one was given.
public struct ChosenPart: Sendable, Hashable {
    /// As it was written.
    public var filter: String
    /// Rows of the table that match, audited or not.
    public var rows: Set<Int>
    /// How many audited records don't match.
    public var others: Int
    /// Whether there are figures of the model before that can't be measured on these records alone.
    public var lacksBefore: Bool
}
