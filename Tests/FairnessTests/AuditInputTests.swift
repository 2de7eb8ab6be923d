import Fairness
import Records
import Testing

@Suite struct AuditInputTests {
    static let truth = [true, true, false, false]
    static let sex = Grouping(column: "sex", texts: ["f", "f", "m", "m"])

    static func input(
        score: [Double]? = nil, weight: [Double]? = nil, groupings: [Grouping] = [sex],
        _ change: (inout AuditInput) -> Void = { _ in }
    ) -> AuditInput {
        var input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: truth, score: score, weight: weight), groupings: groupings)
        input.names.score = "p"
        input.names.weight = "w"
        change(&input)
        return input
    }

    func refusal(_ input: AuditInput) -> String? {
        do {
            try input.checked()
            return nil
        } catch {
            return (error as? Refusal)?.description
        }
    }

    @Test func `sound input passes, also with all that is optional`() {
        #expect(refusal(Self.input()) == nil)
        #expect(
            refusal(Self.input(score: [0, 1, 0.5, 0.2], weight: [0, 1, 2, 0.5]) { $0.controls = [Self.sex] }) == nil)
    }

    @Test(arguments: [
        (input(score: [0, .nan, 1, 0]), "Record 2 of column 'p' has the score nan, which is no number."),
        (
            input(weight: [1, 1, 1, -2]),
            "Record 4 of column 'w' has the weight -2.0, which is not a number of at least 0."
        ),
        (
            input(weight: [.nan, 1, 1, 1]),
            "Record 1 of column 'w' has the weight nan, which is not a number of at least 0."
        ),
        (input(weight: [0, 0, 0, 0]), "Every weight of column 'w' is 0."),
        (
            input(groupings: [Grouping(column: "age", texts: ["1", "2", "3"])]),
            "The column 'age' has 3 records, but there are 4 outcomes."
        ),
        (
            input(groupings: [Grouping(column: "race", texts: [nil, nil, nil, nil])]),
            "Column 'race' has no value in any of the 4 records."
        ),
        (input { $0.settings.bins = 0 }, "The number of bins is 0."),
        (input { $0.settings.minimumDenominator = 0 }, "The minimum denominator is 0."),
        (input { $0.settings.resamples = -1 }, "The number of resamples is -1."),
        (input { $0.settings.permutations = 0 }, "The number of permutations is 0."),
        (input { $0.settings.threshold = .infinity }, "The threshold is inf, which is no number."),
        (
            input { $0.settings.references = ["sex": "mm"] }, "No group of 'sex' 'mm'. Did you mean 'm'?"
        ),
        (input { $0.settings.references = ["sx": "m"] }, "No audited column 'sx'. Did you mean 'sex'?"),
        (
            input { $0.settings.declared = ["acuracyDifference"] },
            "No gap metric 'acuracyDifference'. Did you mean 'accuracyDifference'?"
        ),
        (
            input { $0.marks = [RecordMark(metric: "duplicateRate", holds: [true])] },
            "The mark 'duplicateRate' has 1 records, but there are 4 outcomes."
        ),
        (
            input { $0.classes = ClassOutcomes(names: ["a"], truth: [0, 0, 0, 0], prediction: [0, 1, 0, 0]) },
            "Record 2 has class number 1 of 1."
        ),
    ])
    func `bad input is refused with what is wrong and where`(input: AuditInput, sentence: String) throws {
        #expect(try #require(refusal(input)).hasPrefix(sentence))
    }

    @Test func `a column of ten thousand values is refused with their number`() throws {
        let many = 10_000
        let truth = Array(repeating: true, count: many)
        let input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: truth),
            groupings: [Grouping(column: "id", texts: (0..<many).map(String.init))])
        #expect(
            try #require(refusal(input))
                == "Column 'id' has 10000 different values; at most 50 groups can be compared. "
                + "Choose a column of groups, or make bands of its values first.")
    }

    @Test func `no records are refused, and arrays of other lengths before they are outcomes`() throws {
        #expect(
            refusal(AuditInput(outcomes: Outcomes(truth: [], prediction: []), groupings: []))?
                .hasPrefix("There are no records to audit.") == true)
        let refusal = #expect(throws: Refusal.self) {
            try Outcomes.checked(truth: [true], prediction: [true], score: [0.5, 0.5])
        }
        #expect(refusal?.sentence == "There are 2 scores for 1 true labels.")
    }

    @Test func `a constant truth is audited, and the rates that it leaves undefined are named`() {
        let truth = Array(repeating: true, count: 4)
        let input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: [true, false, true, true]), groupings: [Self.sex])
        #expect(refusal(input) == nil)
        let report = FairnessReport(input)
        #expect(
            report.verdicts.contains(
                "Every record is truly positive: with no negatives these rates and every gap of them are undefined: "
                    + "false positive rate, true negative rate."))
        #expect(report.overall.metrics["falsePositiveRate"]?.undefined == "no negatives")
        #expect(report.gap("equalizedOddsDifference", in: "sex")?.value == nil)
        #expect(report.gap("demographicParityDifference", in: "sex")?.value == 0.5)
    }
}
