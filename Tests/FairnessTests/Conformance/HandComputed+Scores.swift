import Foundation

@testable import Fairness

extension HandComputed {
    /// Examples of metrics of scores, individuals, swaps, classes and numbers.
    static let scores: [String: [Example]] = [
        // Of 12 pairs of a positive and a negative 8 are in order, one is a tie.
        "auc": scored(Example(group: "a", value: 3 / 4), Example(value: 17 / 24)),
        "aucDifference": scored(Example(value: 1 / 4)),
        "subgroupAuc": scored(Example(group: "b", value: 1 / 2)),
        "bpsnAuc": scored(Example(group: "a", value: 1), Example(group: "b", value: 5 / 8)),
        "bnspAuc": scored(Example(group: "a", value: 5 / 8), Example(group: "b", value: 1)),
        "averageEqualityGap": scored(
            Example(group: "a", part: "positives", value: 0), Example(group: "a", part: "negatives", value: -1 / 4)),
        "jigsawScore": scored(Example(value: jigsaw)),
        // In two bins a is off by 1/4 in both; b by 0.2 of one record and 0.35 of two.
        "expectedCalibrationError": scored(Example(group: "a", value: 0.25), Example(group: "b", value: 0.3)),
        "maximumCalibrationError": scored(Example(group: "a", value: 0.25), Example(group: "b", value: 0.35)),
        // One record a bin: a's errors, squared, are .01, .36, .36 and .01, b's .04, .81 and .04; of each
        // p (1 − p) goes off, p = (positives + 2 score) / 3.
        "rootMeanSquaredCalibrationError": scored(
            Example(group: "a", value: ((0.74 - (28.0 / 225 + 0.48)) / 4).squareRoot()),
            Example(group: "b", value: ((0.89 - (52.0 / 225 + 0.24)) / 3).squareRoot())),
        "signedCalibrationError": scored(Example(group: "a", value: 0), Example(group: "b", value: 1.0 / 3 - 1.9 / 3)),
        "brierScore": scored(Example(group: "b", value: 0.89 / 3)),
        "generalizedFalsePositiveRate": scored(Example(group: "b", value: 0.55)),
        "generalizedFalseNegativeRate": scored(Example(group: "a", value: 0.35)),
        // Only the first of seven records in a row is predicted positive.
        "consistency": scored(
            Example(part: "self included", value: 1 - 1.2 / 7), Example(part: "self excluded", value: 1 - 1.6 / 7)),
        "counterfactualFlipRate": scored(
            Example(value: 1 / 3), Example(part: "positive → negative", value: 1 / 2),
            Example(part: "negative → positive", value: 0)),
        "counterfactualScoreChange": scored(Example(value: 0.5 / 3)),
        "classSelectionRate": scored(Example(group: "a", part: "class k", value: 1 / 4)),
        "classSelectionRateDifference": scored(Example(part: "class k", value: 5 / 12)),
        "classRecall": scored(Example(part: "class k", value: 2 / 3)),
        "classRecallDifference": scored(Example(part: "class k", value: 1 / 2)),
        "classFalsePositiveRate": scored(Example(group: "b", part: "class k", value: 1 / 2)),
        "classFalsePositiveRateDifference": scored(Example(part: "class k", value: 1 / 2)),
        "classPrecision": scored(Example(group: "b", part: "class k", value: 1 / 2)),
        "classPrecisionDifference": scored(Example(part: "class k", value: 1 / 2)),
        // Of three records of k one is taken for l; of a's two, one.
        "classConfusion": scored(
            Example(part: "class k taken for l", value: 1 / 3),
            Example(group: "a", part: "class k taken for l", value: 1 / 2)),
        "meanAbsoluteError": scored(Example(group: "a", value: 3 / 2)),
        "meanAbsoluteErrorDifference": scored(Example(value: 5 / 6)),
        "meanError": scored(Example(group: "a", value: 1)),
        "meanErrorDifference": scored(Example(value: 2 / 3)),
        "rootMeanSquaredError": scored(Example(group: "a", value: 3.0.squareRoot())),
        "rootMeanSquaredErrorDifference": scored(Example(value: 7.0.squareRoot() - 3.0.squareRoot())),
    ]

    /// A quarter each of the AUC and of the power means of 3/4 and 1/2, of 1 and 5/8, and of 5/8 and 1.
    private static let jigsaw: Double = {
        func powerMean(_ a: Double, _ b: Double) -> Double { pow((pow(a, -5) + pow(b, -5)) / 2, -0.2) }
        let area = 17.0 / 24
        return (area + powerMean(0.75, 0.5) + 2 * powerMean(1, 0.625)) / 4
    }()

    private static func scored(_ examples: Example...) -> [Example] {
        examples.map { example in
            var example = example
            example.input = scoredInput
            return example
        }
    }

    /// Four records of group a and three of b, with scores, features, classes, numbers and swaps.
    private static let scoredInput: AuditInput = {
        let truth = [true, true, false, false, true, false, false]
        var input = AuditInput(
            outcomes: Outcomes(
                truth: truth, prediction: [true] + Array(repeating: false, count: 6),
                score: [0.9, 0.4, 0.6, 0.1, 0.8, 0.9, 0.2]),
            groupings: [Grouping(column: "g", texts: ["a", "a", "a", "a", "b", "b", "b"])])
        input.features = FeatureRows(width: 1, values: [0, 1, 2, 3, 4, 5, 6])
        input.classes = ClassOutcomes(
            names: ["k", "l", "m"], truth: [0, 0, 1, 1, 0, 1, 2], prediction: [0, 1, 1, 2, 0, 0, 2])
        input.numbers = NumberOutcomes(
            truth: [0, 0, 0, 0, 0, 0, 0], prediction: [1, -1, 3, 1, 2, 4, -1])
        input.swaps = [
            TermSwap(pair: "woman → man", score: 0.7, swapped: 0.4),
            TermSwap(pair: "woman → man", score: 0.2, swapped: 0.3),
            TermSwap(pair: "woman → man", score: 0.6, swapped: 0.5),
        ]
        input.settings.minimumDenominator = 1
        input.settings.bins = 2
        input.settings.permutations = 19
        return input
    }()
}
