/// How a file is read: found out when it is opened, and kept with a project.
public struct Reading: Hashable, Codable, Sendable {
    public var format: FileFormat
    public var compression: Compression
    public var encoding: TextEncoding
    /// What separates fields; of delimited files only.
    public var dialect: Dialect?
    /// Paths of NumPy matrices whose columns are added.
    public var matrices: [String] = []
    /// What stands for no value; nil in projects of earlier versions, which are read strictly.
    public var values: ValueReading?
    /// How arrays become the texts of their fields; nil in projects of earlier versions: as they are written.
    public var arrays: ArrayText?
    /// Files beside whose records are held out.
    public var testSet: TestSet? {
        get { testSets?.first }
        set { testSets = newValue.map { [$0] } }
    }
    /// One at most; a list, as it holds a reading of its own.
    private var testSets: [TestSet]?

    public init(
        format: FileFormat = .delimited, compression: Compression = .none, encoding: TextEncoding = .utf8,
        dialect: Dialect? = Dialect()
    ) {
        self.format = format
        self.compression = compression
        self.encoding = encoding
        self.dialect = dialect
        values = .usual
        arrays = .canonical
    }
}

/// What a person says about how a file is to be read; nil is found out.
public struct ReadingChoice: Hashable, Codable, Sendable {
    public var format: FileFormat?
    public var compression: Compression?
    public var encoding: TextEncoding?
    public var delimiter: UInt8?
    /// What separates fields, where it is a character beyond ASCII.
    public var delimiterText: String?
    public var hasHeader: Bool?
    /// Records at the top that name columns.
    public var headerRows: Int?
    public var quoting: Quoting?
    /// A byte that begins a line which is no record.
    public var comment: UInt8?
    /// What begins such a line, where it is a character beyond ASCII.
    public var commentText: String?
    /// Whether a line that begins as a comment does is a record where it has as many fields as the others.
    public var keepsFullComments = false
    /// Lines at the top that are left out.
    public var skippedLines: Int?
    /// Whether the line of the names begins as a comment does, and is the first that is not left out.
    public var isHeaderCommented = false
    /// Whether records begin with a name that the header has none for.
    public var hasRowNames: Bool?
    /// Whether blanks after delimiters are left out.
    public var skipsBlanks: Bool?
    /// Whether quotes inside of quotes are kept, as they were not in earlier versions.
    public var keepsInnerQuotes = true
    /// Whether the rules of this version are read by, not those of earlier ones.
    public var isLenient = true
    /// What stands for no value.
    public var values: ValueReading?
    /// Paths of NumPy matrices whose columns are to be added.
    public var matrices: [String] = []
    /// Files beside whose records are held out.
    public var testSet: TestSet? {
        get { testSets.first }
        set { testSets = newValue.map { [$0] } ?? [] }
    }
    private var testSets: [TestSet] = []
    /// Whether arrays are read as they are written, as a project of an earlier version knows them.
    public var keepsArrays = false
    /// Whether a header without records is no mistake: that of one file of several.
    var mayBeEmpty = false
    /// Whether this is how a file was found to be read, and not what somebody said.
    private(set) var isFound = false

    public init() {}

    /// Leaves nothing to be found out.
    public init(_ reading: Reading) {
        format = reading.format
        compression = reading.compression
        encoding = reading.encoding
        matrices = reading.matrices
        values = reading.values ?? .strict
        keepsArrays = reading.arrays == nil
        testSet = reading.testSet
        isFound = true
        guard let dialect = reading.dialect else { return }
        delimiter = dialect.delimiter
        delimiterText = dialect.delimiterText
        commentText = dialect.commentText
        hasHeader = dialect.hasHeader
        headerRows = dialect.headerRows
        keepsInnerQuotes = dialect.keepsInnerQuotes
        quoting = dialect.quoting
        comment = dialect.comment
        hasRowNames = dialect.hasRowNames
        keepsFullComments = dialect.keepsFullComments
        skippedLines = dialect.skippedLines
        isHeaderCommented = dialect.isHeaderCommented
        isLenient = dialect.isLenient
        if isLenient { skipsBlanks = dialect.skipsBlanks }
    }
}

/// What the text of a field is that holds an array.
public enum ArrayText: String, Codable, Sendable {
    /// One spelling, whatever wrote it (`CanonicalNested`).
    case canonical
}

public enum Compression: String, Codable, Sendable, CaseIterable {
    case none
    case gzip
    case zstd
}

/// How fields that hold delimiters, quotes or line ends are written.
public enum Quoting: String, Codable, Sendable, CaseIterable {
    /// `"…"`, and `""` for a quote inside (RFC 4180).
    case doubled
    /// `"…"`, and `\"` for a quote inside.
    case backslash
    /// A quote is a character like others.
    case none
}
