@testable import Fairness

/// Inputs that have something for every metric of the catalogue.
enum SampleInputs {
    /// One record with everything that a metric may ask for.
    struct Record {
        var truth: Bool
        var prediction: Bool
        var score: Double
        var group: String?
        var control: String?
        var category: Int
        var predictedCategory: Int
        var number: Double
        var predictedNumber: Double
        var feature: [Double]
        var mark: Bool
        var weight: Double = 1
    }

    /// Records of three groups of unequal size, some of unknown group.
    static let records: [Record] = {
        var random = SplitMix64(seed: 7)
        return (0..<160).map { i in
            let truth = random.uniform() < 0.45
            let score = ((truth ? 0.25 : 0) + 0.75 * random.uniform())
            return Record(
                truth: truth, prediction: score > 0.5, score: score,
                group: i % 23 == 0 ? nil : i % 5 == 0 ? "c" : i % 3 == 0 ? "b" : "a", control: i % 2 == 0 ? "x" : "y",
                category: Int(random.next() % 3), predictedCategory: Int(random.next() % 3),
                number: random.uniform(), predictedNumber: random.uniform(),
                feature: [random.uniform(), random.uniform()], mark: random.uniform() < 0.3)
        }
    }()

    /// - Parameter isWeighted: whether the records' weights count.
    static func input(_ records: [Record], isWeighted: Bool = false, reference: String? = "a") -> AuditInput {
        var input = AuditInput(
            outcomes: Outcomes(
                truth: records.map(\.truth), prediction: records.map(\.prediction), score: records.map(\.score),
                weight: isWeighted ? records.map(\.weight) : nil),
            groupings: [Grouping(column: "g", texts: records.map(\.group))])
        input.controls = [Grouping(column: "c", texts: records.map(\.control))]
        input.classes = ClassOutcomes(
            names: ["k", "l", "m"], truth: records.map(\.category), prediction: records.map(\.predictedCategory))
        input.numbers = NumberOutcomes(truth: records.map(\.number), prediction: records.map(\.predictedNumber))
        input.features = FeatureRows(width: 2, values: records.flatMap(\.feature))
        input.swaps = [
            TermSwap(pair: "woman → man", score: 0.7, swapped: 0.4),
            TermSwap(pair: "woman → man", score: 0.2, swapped: 0.3),
        ]
        input.marks = ["detectorHitRate", "duplicateRate", "labelNoiseRate"].map {
            RecordMark(metric: $0, holds: records.map(\.mark))
        }
        input.settings.minimumDenominator = 1
        input.settings.resamples = 20
        input.settings.permutations = 19
        if let reference { input.settings.references = ["g": reference] }
        return input
    }

    /// The same records, each changed.
    static func changed(_ change: (inout Record, Int) -> Void) -> [Record] {
        records.enumerated().map { i, record in
            var record = record
            change(&record, i)
            return record
        }
    }

    static let measures = Measure.all(input(records))

    /// Measures of inputs in which some denominator is empty.
    static let degenerate = inputs.map { (name: $0.name, measures: Measure.all($0.input)) }

    private static let inputs: [(name: String, input: AuditInput)] = {
        var noSwaps = input(records)
        noSwaps.swaps = []
        var noScores = noSwaps
        noScores.swaps = [TermSwap(pair: "woman → man", score: .nan, swapped: 0.5)]
        var thin = input(Array(records.prefix(3)), reference: nil)
        thin.settings.minimumDenominator = 20
        return [
            ("no records", input([], reference: nil)), ("one record", input(Array(records.prefix(2).suffix(1)))),
            ("three records", thin), ("no swaps", noSwaps),
            ("swaps without scores", noScores),
            ("all positive", input(changed { record, _ in record.truth = true })),
            ("all negative", input(changed { record, _ in record.truth = false })),
            ("never selected", input(changed { record, _ in (record.prediction, record.score) = (false, 0) })),
            ("always selected", input(changed { record, _ in (record.prediction, record.score) = (true, 1) })),
            (
                "always selected wrongly",
                input(
                    changed { record, _ in (record.truth, record.prediction, record.score) = (false, true, 1) })
            ),
            (
                "never selected wrongly",
                input(changed { record, _ in (record.truth, record.prediction, record.score) = (true, false, 0) })
            ),
            ("always right", input(changed { record, _ in record.prediction = record.truth })),
            ("no positives in b", input(changed { record, _ in record.truth = record.truth && record.group != "b" })),
            (
                "no positives in the reference",
                input(changed { record, _ in record.truth = record.truth && record.group != "a" })
            ),
            ("one group", input(changed { record, _ in record.group = "a" })),
            ("no known group", input(changed { record, _ in record.group = nil }, reference: nil)),
            (
                "no weight in b",
                input(changed { record, _ in record.weight = record.group == "b" ? 0 : 1 }, isWeighted: true)
            ),
            (
                "weight in unknown groups only",
                input(changed { record, _ in record.weight = record.group == nil ? 1 : 0 }, isWeighted: true)
            ),
            ("no weight", input(changed { record, _ in record.weight = 0 }, isWeighted: true)),
        ]
    }()
}
