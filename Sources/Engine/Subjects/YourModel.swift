public import Records

/// A project about a model that was made elsewhere: its predictions are columns of the file, and nothing is trained.
public struct YourModel: Codable, Hashable, Sendable {
    /// The same records as the model says after it was retrained.
    public struct After: Codable, Hashable, Sendable {
        /// Absolute path.
        public var source: String
        public var digest: String
        public var reading: Reading
        /// The column that both files know a record by.
        public var id: String

        /// - Parameter table: loaded.
        public init(_ table: Table, path: String, id: String) {
            source = path
            digest = table.digest
            reading = table.reading
            self.id = id
        }
    }

    public var columns: AuditColumns
    public var after: After?

    public init(columns: AuditColumns, after: After? = nil) {
        self.columns = columns
        self.after = after
    }
}
