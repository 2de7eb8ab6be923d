/// What the columns of a table are to a project: what is predicted, from what, and for whom.
public struct Schema: Hashable, Codable, Sendable {
    /// What is predicted; nil while none is chosen (browsing and flagging need none).
    public var target: Target?
    /// Columns of free text to learn from.
    public var textColumns: [String]
    /// Columns of numbers and categories to learn from; never the target, the id or the subject.
    public var features: [String]
    /// Columns that people are grouped by.
    public var groups: [String]
    /// Where the learning ids come from; nil for ids of the content.
    public var idColumn: String?
    /// Whom a record is about, where one person may have several.
    public var subjectColumn: String?
    /// The share held out, in 0..<1.
    public var testFraction: Double
    /// A column that says "train" or "test", instead of a split by id.
    public var splitColumn: String?
    /// Pairs or triples of columns whose intersections are groups too.
    public var crossings: [[String]]
    /// Columns within whose groups everything is measured once more.
    public var controls: [String]
    /// Group columns whose numbers are compared in bands; nil: every value is a group.
    public var bands: [String: [Band]]? = nil
    /// Groups of records whose text mentions something.
    public var terms: [TermGroup]? = nil

    public init(
        target: Target? = nil, textColumns: [String] = [], features: [String] = [], groups: [String] = [],
        idColumn: String? = nil, subjectColumn: String? = nil, testFraction: Double = 0.25, splitColumn: String? = nil,
        crossings: [[String]] = [], controls: [String] = []
    ) {
        self.target = target
        self.textColumns = textColumns
        self.features = features
        self.groups = groups
        self.idColumn = idColumn
        self.subjectColumn = subjectColumn
        self.testFraction = testFraction
        self.splitColumn = splitColumn
        self.crossings = crossings
        self.controls = controls
    }

    /// Projects of earlier versions have neither crossings nor controls.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        target = try values.decodeIfPresent(Target.self, forKey: .target)
        textColumns = try values.decode([String].self, forKey: .textColumns)
        features = try values.decode([String].self, forKey: .features)
        groups = try values.decode([String].self, forKey: .groups)
        idColumn = try values.decodeIfPresent(String.self, forKey: .idColumn)
        subjectColumn = try values.decodeIfPresent(String.self, forKey: .subjectColumn)
        testFraction = try values.decode(Double.self, forKey: .testFraction)
        splitColumn = try values.decodeIfPresent(String.self, forKey: .splitColumn)
        crossings = try values.decodeIfPresent([[String]].self, forKey: .crossings) ?? []
        controls = try values.decodeIfPresent([String].self, forKey: .controls) ?? []
        bands = try values.decodeIfPresent([String: [Band]].self, forKey: .bands)
        terms = try values.decodeIfPresent([TermGroup].self, forKey: .terms)
    }
}
