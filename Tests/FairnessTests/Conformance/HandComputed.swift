import Foundation

@testable import Fairness

/// What a metric comes to on a small input, worked out by hand.
struct Example {
    var group: String?
    var part: String?
    var value: Double
    /// Of an input of its own; nil for `HandComputed.input`.
    var input: AuditInput?

    /// All measures of the input that the example is about.
    var measures: [Measure] { input.map(Measure.all) ?? HandComputed.measures }
}

/// An example for every metric of the catalogue, by id: a metric that is registered without one fails.
enum HandComputed {
    static let examples = rates.merging(gaps) { a, _ in a }.merging(figures) { a, _ in a }
        .merging(scores) { a, _ in a }

    /// Group a: 3 true positives, 1 false positive, 5 true negatives, 2 false negatives; b: 1, 2, 4, 1; and one true
    /// negative of unknown group. Every false positive is marked. Within stratum x are a: 3, 0, 3, 0; b: 1, 0, 1, 0.
    static let input: AuditInput = {
        typealias Cell = (group: String?, truth: Bool, prediction: Bool, stratum: String, times: Int)
        let cells: [Cell] = [
            ("a", true, true, "x", 3), ("a", false, true, "y", 1), ("a", false, false, "x", 3),
            ("a", false, false, "y", 2), ("a", true, false, "y", 2),
            ("b", true, true, "x", 1), ("b", false, true, "y", 2), ("b", false, false, "x", 1),
            ("b", false, false, "y", 3), ("b", true, false, "y", 1),
            (nil, false, false, "x", 1),
        ]
        let records = cells.flatMap { Array(repeating: $0, count: $0.times) }
        var input = AuditInput(
            outcomes: Outcomes(truth: records.map(\.truth), prediction: records.map(\.prediction)),
            groupings: [Grouping(column: "g", texts: records.map(\.group))])
        input.controls = [Grouping(column: "c", texts: records.map(\.stratum))]
        input.marks = ["detectorHitRate", "duplicateRate", "labelNoiseRate"].map {
            RecordMark(metric: $0, holds: records.map { $0.prediction && !$0.truth })
        }
        input.settings.minimumDenominator = 1
        input.settings.permutations = 19
        return input
    }()

    static let measures = Measure.all(input)

    private static let rates: [String: [Example]] = [
        "baseRate": [Example(group: "a", value: 5 / 11)],
        "selectionRate": [Example(group: "a", value: 4 / 11)],
        "truePositiveRate": [Example(group: "a", value: 3 / 5)],
        "falsePositiveRate": [Example(group: "a", value: 1 / 6)],
        "falseNegativeRate": [Example(group: "a", value: 2 / 5)],
        "trueNegativeRate": [Example(group: "a", value: 5 / 6)],
        "positivePredictiveValue": [Example(group: "a", value: 3 / 4)],
        "negativePredictiveValue": [Example(group: "a", value: 5 / 7)],
        "falseDiscoveryRate": [Example(group: "a", value: 1 / 4)],
        "falseOmissionRate": [Example(group: "a", value: 2 / 7)],
        "accuracy": [Example(group: "a", value: 8 / 11)],
        "errorRate": [Example(group: "a", value: 3 / 11)],
        "balancedAccuracy": [Example(group: "a", value: 43 / 60)],
        "f1": [Example(group: "a", value: 2 / 3), Example(value: 4 / 7)],
    ]

    /// Over all groups, then of b from a, the largest, where the two differ in more than the sign.
    private static let gaps: [String: [Example]] = [
        "demographicParityDifference": both(1 / 88, 1 / 88),
        "demographicParityRatio": both(32 / 33, 33 / 32),
        "equalOpportunityDifference": both(1 / 10, -1 / 10),
        "equalOpportunityRatio": both(5 / 6, 5 / 6),
        "falsePositiveRateDifference": both(1 / 6, 1 / 6),
        "falsePositiveRateRatio": both(1 / 2, 2),
        "falseNegativeRateDifference": both(1 / 10, 1 / 10),
        "equalizedOddsDifference": both(1 / 6, 1 / 6),
        "equalizedOddsRatio": both(1 / 2, 1 / 2),
        "averageOddsDifference": both(1 / 30, 1 / 30),
        "averageAbsoluteOddsDifference": both(2 / 15, 2 / 15),
        "predictiveParityDifference": both(5 / 12, -5 / 12),
        "falseDiscoveryRateDifference": both(5 / 12, 5 / 12),
        "falseOmissionRateDifference": both(3 / 35, -3 / 35),
        "averagePredictiveValueDifference": both(211 / 840, -211 / 840),
        "accuracyDifference": both(9 / 88, -9 / 88),
        "accuracyRatio": both(55 / 64, 55 / 64),
        "errorRateDifference": both(9 / 88, 9 / 88),
        "errorRateRatio": both(8 / 11, 11 / 8),
        "worstGroupAccuracy": [Example(group: "b", part: "positives", value: 1 / 2)],
    ]

    private static func both(_ over: Double, _ pair: Double) -> [Example] {
        [Example(part: "all groups", value: over), Example(group: "b", part: "pair", value: pair)]
    }

    /// From (3/4, 1/4) to (6/11, 5/11).
    private static let kullbackLeibler: Double = 0.75 * log(11.0 / 8) + 0.25 * log(11.0 / 20)
    /// The middle of the two is (57/88, 31/88).
    private static let jensenShannon: Double = {
        let ofB: Double = 0.75 * log(66.0 / 57) + 0.25 * log(22.0 / 31)
        let ofA: Double = 6.0 / 11 * log(48.0 / 57) + 5.0 / 11 * log(40.0 / 31)
        return (ofA + ofB) / 2
    }()
    /// The logarithms of the groups' mean benefits.
    private static let ofA = log(10.0 / 11)
    private static let ofB = log(9.0 / 8)

    private static let figures: [String: [Example]] = [
        "groupShare": [Example(group: "a", value: 11 / 19)],
        "missingIdentityRate": [Example(value: 1 / 20)],
        "baseRateDifference": [Example(group: "b", value: -9 / 44)],
        "baseRateRatio": [Example(group: "b", value: 11 / 20)],
        "classImbalance": [Example(group: "b", value: -3 / 19)],
        "klDivergence": [Example(group: "b", value: kullbackLeibler)],
        "jsDivergence": [Example(group: "b", value: jensenShannon)],
        "totalVariation": [Example(group: "b", value: 9 / 44)],
        "demographicDisparity": [Example(group: "b", value: 3 / 14)],
        // 0 within x of 8 records of known group, 5/8 − 1/3 within y of 11.
        "conditionalDemographicDisparity": [Example(group: "b", part: "within c", value: 77 / 456)],
        "smoothedDifferentialFairness": [
            Example(part: "labels", value: log(1.65)), Example(part: "predictions", value: log(28.0 / 27)),
        ],
        "differentialFairnessBiasAmplification": [Example(value: log(28.0 / 27) - log(1.65))],
        "detectorHitRate": [Example(group: "a", value: 1 / 11), Example(value: 3 / 20)],
        "duplicateRate": [Example(group: "b", value: 2 / 8)],
        "labelNoiseRate": [Example(group: "b", value: 2 / 8)],
        // Benefits: 2 three times, 1 fourteen times, 0 three times; their mean is 1.
        "generalizedEntropyIndex": [
            Example(part: "α = 1", value: 0.3 * log(2)), Example(part: "α = 2", value: 0.15),
        ],
        "theilIndex": [
            Example(part: "positive = the given label", value: 0.3 * log(2)),
            Example(part: "positive = the other label", value: 0.3 * log(2)),
        ],
        "coefficientOfVariation": [Example(value: 0.3.squareRoot())],
        // The groups' mean benefits are 10/11 and 9/8, of 11 and 8 records with mean 1.
        "betweenGroupGeneralizedEntropy": [
            Example(part: "α = 2, all groups", value: 1 / 176),
            Example(part: "α = 0, all groups", value: -(11 * ofA + 8 * ofB) / 19),
        ],
        "betweenGroupTheilIndex": [Example(part: "all groups", value: (10 * ofA + 9 * ofB) / 19)],
    ]
}
