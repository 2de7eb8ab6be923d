/// Which columns a person asked to learn from; what was left open is proposed from the records, again whenever they change.
public struct ColumnRoles: Hashable, Codable, Sendable {
    /// Columns of numbers and categories; nil: proposed.
    public var features: [String]?
    /// Columns of free text; nil: proposed.
    public var texts: [String]?
    /// Columns that are never learned from.
    public var excluded: [String]
    /// Columns whose values are categories, though they are numbers; nil in projects of earlier versions.
    public var categories: [String]?
    /// Whether other columns are learned from beside a text that was proposed; nil in projects of earlier versions: not.
    public var learnsBesideTexts: Bool?

    public init(
        features: [String]? = nil, texts: [String]? = nil, excluded: [String] = [], categories: [String]? = nil,
        learnsBesideTexts: Bool? = true
    ) {
        self.features = features
        self.texts = texts
        self.excluded = excluded
        self.categories = categories
        self.learnsBesideTexts = learnsBesideTexts
    }
}
