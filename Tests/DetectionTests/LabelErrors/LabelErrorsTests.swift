import TestSupport
import Testing

@testable import Detection

/// Figures of `cleanlab` 2.9.0 on invented probabilities of a seed.
@Suite struct LabelErrorsTests {
    struct Case: Sendable {
        let seed: UInt64
        let count: Int
        let classes: Int
        let thresholds: [Double]
        let joint: [[Int]]
        let bySelfConfidence: [Int]
        let byMargin: [Int]
        let margins: [Double]

        var errors: LabelErrors {
            get throws {
                var dice = Seeded(seed)
                var values: [Double] = []
                var labels: [Int] = []
                for _ in 0..<count {
                    let truth = Int(dice.fraction() * Double(classes))
                    let weights = (0..<classes).map { dice.fraction() + ($0 == truth ? 2 : 0) }
                    let sum = weights.reduce(0, +)
                    values += weights.map { $0 / sum }
                    labels.append(dice.fraction() > 0.25 ? truth : Int(dice.fraction() * Double(classes)))
                }
                return try LabelErrors(labels, ClassProbabilities(values, classes: classes))
            }
        }
    }

    static let cases = [
        Case(
            seed: 1, count: 60, classes: 3, thresholds: [0.5498554025859611, 0.6253884775158953, 0.6080000870732981],
            joint: [[15, 3, 2], [2, 19, 2], [2, 2, 13]],
            bySelfConfidence: [33, 39, 30, 53, 37, 47, 54, 48, 50, 18, 40, 49, 21],
            byMargin: [33, 39, 37, 50, 54, 53, 48, 18, 40, 30, 47, 21, 49],
            margins: [0.767380934405296, 0.6910185596780767, 0.7575616000751996, 0.7208850409831946]),
        Case(
            seed: 2, count: 40, classes: 2, thresholds: [0.770916684747535, 0.6378052788864653],
            joint: [[16, 2], [5, 17]], bySelfConfidence: [9, 36, 4, 14, 3, 12, 38],
            byMargin: [9, 36, 4, 14, 3, 12, 38],
            margins: [0.776024747623264, 0.7636318533838216, 0.8893150225720203, 0.11307486178097476]),
        Case(
            seed: 3, count: 120, classes: 5,
            thresholds: [
                0.4588981276943988, 0.5603751794930326, 0.4861492377494089, 0.5195603623411733, 0.5027830687739355,
            ],
            joint: [[20, 1, 0, 3, 0], [0, 20, 0, 2, 0], [1, 1, 26, 0, 0], [1, 0, 1, 19, 0], [4, 1, 0, 0, 20]],
            bySelfConfidence: [58, 113, 115, 81, 28, 92, 12, 9, 46, 0, 44, 39, 24],
            byMargin: [113, 92, 81, 115, 0, 44, 28, 58, 9, 12, 39, 46, 24],
            margins: [0.25652626078015195, 0.6782356629088696, 0.7216026827687866, 0.6640492638982698]),
    ]

    @Test(arguments: cases)
    func `thresholds, joint and found records are cleanlab's`(_ given: Case) throws {
        let errors = try given.errors
        let learning = ConfidentLearning(errors)
        for (own, other) in zip(learning.thresholds, given.thresholds) { #expect(abs(own - other) < 1e-12) }
        #expect(learning.joint == given.joint)
        #expect(learning.rows(by: .selfConfidence) == given.bySelfConfidence)
        #expect(learning.rows(by: .normalizedMargin) == given.byMargin)
        for (own, other) in zip(errors.normalizedMargins, given.margins) { #expect(abs(own - other) < 1e-12) }
    }

    @Test func `a label is harder to believe the less probable it is`() throws {
        let probabilities = try ClassProbabilities(positive: [0.9, 0.2, 0.5, 0])
        let errors = try LabelErrors([1, 1, 0, 1], probabilities)
        #expect(errors.selfConfidence == [0.9, 0.2, 0.5, 0])
        #expect(errors.losses[3] == .infinity)
        #expect(LabelErrors.ranked(errors.losses) == [3, 1, 2, 0])
    }

    @Test func `ties go by row`() {
        #expect(LabelErrors.ranked([1, 2, 1, 2]) == [1, 3, 0, 2])
    }

    @Test func `within a group that is believed less as a whole, the least believed come first`() throws {
        // Group 1 has its labels changed one way: the model believes class 0 of it at .6, that of group 0 at .95.
        var values: [Double] = []
        var groups: [Int] = []
        for row in 0..<400 {
            groups.append(row % 2)
            values.append(row % 2 == 0 ? 0.05 : row % 20 == 1 ? 0.6 : 0.4)
        }
        values[0] = 0.55
        let errors = try LabelErrors([Int](repeating: 0, count: 400), ClassProbabilities(positive: values))
        let byGroup = errors.shortfalls(groups: groups)
        // What is odd for its own group, rather than all of the other.
        #expect(LabelErrors.ranked(byGroup)[0] == 0)
        #expect(byGroup[1] > byGroup[3])
        #expect(byGroup[3] < 0.02)
        #expect(errors.shortfalls()[3] > 0.1)
    }

    @Test func `a group of few is measured by its class too`() throws {
        let values = [Double](repeating: 0.1, count: 50) + [0.9]
        let groups = [Int](repeating: 0, count: 50) + [1]
        let errors = try LabelErrors([Int](repeating: 0, count: 51), ClassProbabilities(positive: values))
        #expect(LabelErrors.ranked(errors.shortfalls(groups: groups))[0] == 50)
    }

    @Test func `what is no probability and no label is refused`() throws {
        #expect(throws: (any Error).self) { try ClassProbabilities([0.5, 0.6], classes: 2) }
        #expect(throws: (any Error).self) { try ClassProbabilities([.nan, 0.6], classes: 2) }
        #expect(throws: (any Error).self) { try ClassProbabilities([1.5, -0.5], classes: 2) }
        #expect(throws: (any Error).self) { try ClassProbabilities([1], classes: 1) }
        #expect(throws: (any Error).self) { try ClassProbabilities([0.5, 0.5, 1], classes: 2) }
        let two = try ClassProbabilities(positive: [0.5, 0.5])
        #expect(throws: (any Error).self) { try LabelErrors([0], two) }
        #expect(throws: (any Error).self) { try LabelErrors([0, 2], two) }
    }

    @Test func `classes that nothing is labelled as, and none at all, have no errors`() throws {
        let errors = try LabelErrors(
            [0, 0, 2], ClassProbabilities([0.9, 0.05, 0.05, 0.8, 0.1, 0.1, 0.1, 0.1, 0.8], classes: 3))
        let learning = ConfidentLearning(errors)
        #expect(learning.thresholds[1] == 2)
        #expect(learning.rows() == [])
        let none = try LabelErrors([], ClassProbabilities([], classes: 2))
        #expect(ConfidentLearning(none).rows() == [])
        #expect(none.shortfalls(groups: []) == [])
    }

    @Test func `whole counts add up to what they are made of`() {
        #expect(WholeCounts.rounded([1.4, 1.4, 1.2]) == [1, 2, 1])
        #expect(WholeCounts.rounded([0.5, 1.5, 2.0]).reduce(0, +) == 4)
        #expect(WholeCounts.rounded([2, 3]) == [2, 3])
    }
}
