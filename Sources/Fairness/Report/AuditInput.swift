/// Everything that an audit is about: what was true, what a model said, who the records are of, and how to measure.
public struct AuditInput: Sendable {
    public var outcomes: Outcomes { didSet { ranking = nil } }
    /// The sensitive columns, and crossings of them; each of the same records as `outcomes`.
    public var groupings: [Grouping] { didSet { ranking = nil } }
    /// Control columns: groups and gaps are measured within each of their groups too.
    public var controls: [Grouping] = []
    public var settings = AuditSettings()
    /// Outcomes of more than two classes, of the same records.
    public var classes: ClassOutcomes?
    /// Outcomes that are numbers, of the same records.
    public var numbers: NumberOutcomes?
    /// What a record's neighbours are found by (individual consistency), of the same records.
    public var features: FeatureRows?
    /// Scores of records with their identity terms swapped.
    public var swaps: [TermSwap] = []
    /// Shares that detectors found per record, by name: "detectorHits", "duplicates", "labelNoise"; of the same
    /// records.
    public var marks: [RecordMark] = []
    /// The scores sorted, where `ranked` has done it.
    var ranking: ScoreRanking?

    /// What truth, prediction, score and weight are called in the source, for what is said of them.
    public var names = OutcomeNames()
    /// The sensitive columns once they are counted.
    var tallied: [ColumnView]?

    public init(outcomes: Outcomes, groupings: [Grouping]) {
        self.outcomes = outcomes
        self.groupings = groupings
    }
}

/// The columns that outcomes come from.
public struct OutcomeNames: Sendable {
    public var truth: String?
    public var prediction: String?
    public var score: String?
    public var weight: String?

    public init(truth: String? = nil, prediction: String? = nil, score: String? = nil, weight: String? = nil) {
        self.truth = truth
        self.prediction = prediction
        self.score = score
        self.weight = weight
    }
}

/// True and predicted class of every record.
public struct ClassOutcomes: Sendable {
    /// The classes' names, sorted by their UTF-8 bytes.
    public let names: [String]
    /// One index into `names` a record.
    public let truth: [Int]
    public let prediction: [Int]

    /// - Precondition: truth and prediction are of one length, indices into `names`.
    public init(names: [String], truth: [Int], prediction: [Int]) {
        precondition(truth.count == prediction.count, "a prediction for every truth")
        self.names = names
        self.truth = truth
        self.prediction = prediction
    }
}

/// True and predicted number of every record.
public struct NumberOutcomes: Sendable {
    public let truth: [Double]
    public let prediction: [Double]

    /// - Precondition: the arrays are of one length.
    public init(truth: [Double], prediction: [Double]) {
        precondition(truth.count == prediction.count, "a prediction for every truth")
        self.truth = truth
        self.prediction = prediction
    }
}

/// Numbers that describe every record, row by row.
public struct FeatureRows: Sendable {
    public let width: Int
    /// `width` numbers a record.
    public let values: [Double]

    /// - Precondition: `values` are whole rows.
    public init(width: Int, values: [Double]) {
        precondition(width > 0 && values.count % width == 0, "whole rows")
        self.width = width
        self.values = values
    }
}

/// One record scored as it is and with an identity term swapped for another.
public struct TermSwap: Sendable {
    /// "woman → man"
    public let pair: String
    public let score: Double
    public let swapped: Double

    public init(pair: String, score: Double, swapped: Double) {
        self.pair = pair
        self.score = score
        self.swapped = swapped
    }
}

/// Which records something was found in.
public struct RecordMark: Sendable {
    /// The id of the data metric that counts it: "detectorHitRate", "duplicateRate", "labelNoiseRate".
    public let metric: String
    public let holds: [Bool]

    public init(metric: String, holds: [Bool]) {
        self.metric = metric
        self.holds = holds
    }
}
