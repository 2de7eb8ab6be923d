/// Where the records come from, how they were read, and which of them were not counted.
public struct DataFacts: Encodable, Sendable {
    /// Records that are not among the audited ones, and why.
    public struct Exclusion: Encodable, Sendable, Hashable {
        public var count: Int
        public var reason: String

        public init(_ count: Int, _ reason: String) {
            self.count = count
            self.reason = reason
        }
    }

    /// The file's name, without its folder.
    public var source: String
    /// SHA-256 of the file, hexadecimal.
    public var digest: String
    /// How many records the file has.
    public var records: Int
    /// What was done between the file and the figures, a sentence each.
    public var preprocessing: [String]
    public var exclusions: [Exclusion]
    /// "the held-out test records"
    public var audited: String

    public init(
        source: String, digest: String, records: Int, preprocessing: [String] = [], exclusions: [Exclusion] = [],
        audited: String
    ) {
        self.source = source
        self.digest = digest
        self.records = records
        self.preprocessing = preprocessing
        self.exclusions = exclusions
        self.audited = audited
    }
}
