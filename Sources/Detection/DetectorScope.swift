/// What a detector has to see to judge a record.
public enum DetectorScope: String, Hashable, Sendable, CaseIterable {
    /// One value: hits have spans in it.
    case text
    /// Several columns of one record.
    case record
    /// All records: clusters, neighbours.
    case table
    /// What a model says of the records.
    case model
}
