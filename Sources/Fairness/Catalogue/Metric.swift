import Records

/// A rate within a group: how many records of some cells there are among those of others.
public struct Metric: Sendable, Identifiable {
    /// Which way the rate moves when the group is treated better.
    public enum Aim: Sendable {
        case higher, lower
        /// Better or worse depends on what a positive decision means to the person.
        case neither
    }

    /// The name in commands and JSON, such as "falsePositiveRate".
    public let id: String
    /// "false positive rate"
    public let title: String
    public let numerator: Cells
    public let denominator: Cells
    /// "negatives"
    public let denominatorName: String
    public let aim: Aim
    /// The id of the rate that this one is 1 minus of: the two are one hypothesis, so a family of tests counts them
    /// once.
    public let complementOf: String?
    /// Who defined it, with a DOI.
    public let source: String
    /// Whose convention it is, where libraries disagree.
    public let convention: String?
    /// One sentence for someone who meets the metric for the first time.
    public let explanation: String

    public init(
        _ id: String, _ title: String, _ numerator: Cells, of denominator: Cells, called denominatorName: String,
        better aim: Aim, complementOf: String? = nil, source: String = "", convention: String? = nil,
        _ explanation: String
    ) {
        self.id = id
        self.title = title
        self.numerator = numerator
        self.denominator = denominator
        self.denominatorName = denominatorName
        self.aim = aim
        self.complementOf = complementOf
        self.source = source
        self.convention = convention
        self.explanation = explanation
    }

    public func counts(_ counts: ConfusionCounts) -> (numerator: Int, denominator: Int) {
        (counts.count(in: numerator.intersection(denominator)), counts.count(in: denominator))
    }

    /// Why the metric has no value where its denominator is empty: "no negatives".
    public var undefinedReason: String { "no \(denominatorName)" }

    /// Whether the rate is undefined where nobody knows what was true: every rate but that of decisions.
    public var needsTruth: Bool {
        let decisions: [Cells] = [.all, .predictedPositives, .predictedNegatives]
        return denominator != .all || !decisions.contains(numerator)
    }

    /// Why there is no value where there is no truth.
    static let noTruth = "needs truth, which nothing says"

    /// Whether a record's place in the denominator depends on its truth only, so that predictions before and after can
    /// be paired within it.
    var isPaired: Bool {
        [Cells.all, .positives, .negatives].contains(denominator)
    }

    /// Finds a metric by its id or title in any spelling, or by a name that it has elsewhere.
    ///
    /// - Throws: `Refusal` when there is none; it says which one may have been meant.
    public static func named(_ name: String) throws -> Metric {
        let id = Catalogue.id(of: name, among: all.map { ($0.id, $0.title) })
        if let metric = all.first(where: { $0.id == id }) { return metric }
        throw Refusal.unknown("metric", name, among: all.map(\.id))
    }
}
