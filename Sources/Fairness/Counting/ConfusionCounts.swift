/// How many records are in each of the four cells of truth against prediction.
public struct ConfusionCounts: Codable, Hashable, Sendable {
    /// Positives predicted positive.
    public var tp: Int
    /// Negatives predicted positive.
    public var fp: Int
    /// Negatives predicted negative.
    public var tn: Int
    /// Positives predicted negative.
    public var fn: Int

    public init(tp: Int = 0, fp: Int = 0, tn: Int = 0, fn: Int = 0) {
        self.tp = tp
        self.fp = fp
        self.tn = tn
        self.fn = fn
    }

    public init(_ outcomes: Outcomes) {
        self.init()
        for i in 0..<outcomes.count { add(truth: outcomes.truth[i], prediction: outcomes.prediction[i]) }
    }

    /// The counts of every group, in the order of `grouping.values`.
    ///
    /// - Precondition: the grouping is of the same records.
    /// - Complexity: O(n)
    public static func byGroup(_ outcomes: Outcomes, _ grouping: Grouping) -> [ConfusionCounts] {
        precondition(grouping.count == outcomes.count, "a group for every outcome")
        var counts = Array(repeating: ConfusionCounts(), count: grouping.values.count)
        for (i, group) in grouping.codes.enumerated() where group >= 0 {
            counts[group].add(truth: outcomes.truth[i], prediction: outcomes.prediction[i])
        }
        return counts
    }

    public var n: Int { tp + fp + tn + fn }

    /// Counts one record, or as many as stated.
    public mutating func add(truth: Bool, prediction: Bool, times: Int = 1) {
        switch (truth, prediction) {
        case (true, true): tp += times
        case (true, false): fn += times
        case (false, true): fp += times
        case (false, false): tn += times
        }
    }

    /// How many records are in any of `cells`.
    public func count(in cells: Cells) -> Int {
        (cells.contains(.truePositives) ? tp : 0) + (cells.contains(.falsePositives) ? fp : 0)
            + (cells.contains(.trueNegatives) ? tn : 0) + (cells.contains(.falseNegatives) ? fn : 0)
    }
}

/// A choice among the four cells of truth against prediction.
public struct Cells: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let truePositives = Cells(rawValue: 1)
    public static let falsePositives = Cells(rawValue: 2)
    public static let trueNegatives = Cells(rawValue: 4)
    public static let falseNegatives = Cells(rawValue: 8)

    public static let positives: Cells = [.truePositives, .falseNegatives]
    public static let negatives: Cells = [.falsePositives, .trueNegatives]
    public static let predictedPositives: Cells = [.truePositives, .falsePositives]
    public static let predictedNegatives: Cells = [.trueNegatives, .falseNegatives]
    public static let right: Cells = [.truePositives, .trueNegatives]
    public static let wrong: Cells = [.falsePositives, .falseNegatives]
    public static let all: Cells = [.truePositives, .falsePositives, .trueNegatives, .falseNegatives]

    /// Whether a record with this truth and prediction is in one of the cells.
    public func holds(truth: Bool, prediction: Bool) -> Bool {
        switch (truth, prediction) {
        case (true, true): contains(.truePositives)
        case (true, false): contains(.falseNegatives)
        case (false, true): contains(.falsePositives)
        case (false, false): contains(.trueNegatives)
        }
    }
}
