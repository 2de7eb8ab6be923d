import Attribution
import Learning
import Records
import TestSupport
import Testing

/// Predictions are held against the truth: the model is trained again without the record.
@Suite struct GapEffectTests {
    private struct Case {
        let features: Features
        let labels: [Bool]
        let model: LogisticRegression
        let training = Array(0..<150)
        let groupA: [Int]
        let groupB: [Int]
        let fitted: LogisticRegression.Fitted

        init(_ form: LogisticRecipe.Form, seed: UInt64 = 1) throws {
            var random = Seeded(seed)
            var rows: [[(column: Int, value: Double)]] = []
            var labels: [Bool] = []
            for _ in 0..<270 {
                var row = (0..<6).map { (column: $0, value: 2 * random.fraction() - 1) }
                let inA = random.next() % 2 == 0
                row.append((column: 6, value: inA ? 1 : 0))
                row.append((column: 7, value: 1))
                labels.append(row[0].value + row[1].value + (inA ? 0.5 : 0) + 2 * random.fraction() - 1 > 0.2)
                rows.append(row)
            }
            features = Features(rows: rows, dimension: 8)
            self.labels = labels
            groupA = (150..<270).filter { rows[$0][6].value == 1 }
            groupB = (150..<270).filter { rows[$0][6].value == 0 }
            model = LogisticRegression(
                ModelRecipe(
                    family: .logistic(LogisticRecipe(form: form)), features: FeatureRecipe(),
                    target: Target(column: "y", positive: .value("1"))))
            fitted = try model.fit(.numbered(features, labels), rows: training)
        }

        func predicted(_ metric: GapEffect.Metric, _ a: [Int], _ b: [Int]) throws -> [Double] {
            try GapEffect.effects(
                metric: metric, examples: .numbered(features, labels), training: training, fitted: fitted, groupA: a,
                groupB: b)
        }

        /// The change of φ by a retrain without each record, along the sign that φ has.
        func measured(_ counts: (Bool) -> Bool, _ a: [Int], _ b: [Int]) throws -> [Double] {
            let examples = Examples.numbered(features, labels)
            func gap(_ fitted: LogisticRegression.Fitted) -> Double {
                func mean(_ rows: [Int]) -> Double {
                    let counted = rows.filter { counts(labels[$0]) }
                    let logits = fitted.margins(examples, rows: counted)
                    return logits.map(Elementary.sigmoid).reduce(0, +) / Double(counted.count)
                }
                return mean(a) - mean(b)
            }
            let before = gap(fitted)
            return try training.map { row in
                let others = training.filter { $0 != row }
                return (gap(try model.fit(examples, rows: others)) - before) * (before < 0 ? -1 : 1)
            }
        }
    }

    @Test(arguments: [LogisticRecipe.Form.sum(c: 1), .sum(c: 0.2), .mean(lambda: 0.01), .mean(lambda: 0.1)])
    func `predictions agree with retraining without each record`(_ form: LogisticRecipe.Form) throws {
        let test = try Case(form)
        let kinds: [(GapEffect.Metric, (Bool) -> Bool)] = [
            (.parity, { _ in true }), (.equalOpportunity, { $0 }), (.falsePositiveRate, { !$0 }),
        ]
        for (metric, counts) in kinds {
            let predicted = try test.predicted(metric, test.groupA, test.groupB)
            let truth = try test.measured(counts, test.groupA, test.groupB)
            #expect(correlation(predicted, truth) > 0.995, "\(metric)")
            // To first order: what is left is the leverage of a record among 150.
            let error = Vectors.norm(zip(predicted, truth).map { $0 - $1 }) / Vectors.norm(truth)
            #expect(error < 0.1, "\(metric)")
        }
    }

    @Test func `a negative effect narrows the gap, whichever group comes first`() throws {
        let test = try Case(.sum(c: 1))
        let forward = try test.predicted(.parity, test.groupA, test.groupB)
        let backward = try test.predicted(.parity, test.groupB, test.groupA)
        #expect(zip(forward, backward).allSatisfy { abs($0 - $1) <= 1e-9 * abs($0) })
        let truth = try test.measured({ _ in true }, test.groupA, test.groupB)
        let best = try #require(forward.indices.min { forward[$0] < forward[$1] })
        #expect(forward[best] < 0 && truth[best] < 0)
    }

    @Test func `a group without records that count is refused`() throws {
        let test = try Case(.sum(c: 1))
        #expect(throws: Refusal.self) { try test.predicted(.parity, test.groupA, []) }
        let negatives = test.groupB.filter { !test.labels[$0] }
        #expect(throws: Refusal.self) { try test.predicted(.equalOpportunity, test.groupA, negatives) }
        #expect(try test.predicted(.falsePositiveRate, test.groupA, negatives).count == 150)
    }

    @Test func `a cancelled prediction ends at the next product`() throws {
        let test = try Case(.sum(c: 1))
        #expect(throws: CancellationError.self) {
            try GapEffect.effects(
                examples: .numbered(test.features, test.labels), training: test.training, fitted: test.fitted,
                groupA: test.groupA, groupB: test.groupB,
                work: Work(cancellation: Cancellation { true }))
        }
    }
}
