import Foundation

@testable import Fairness

/// Every figure that is neither a rate nor a gap, from its own definition line: naive, record by record, without anything of
/// what it checks. A metric without an entry fails the test.
enum FigureDefinitions {
    typealias Record = Ask.Record
    typealias Entry = @Sendable (Ask) -> Double?

    static let all: [String: Entry] = data.merging(outcomes) { a, _ in a }.merging(scores) { a, _ in a }
        .merging(others) { a, _ in a }

    // MARK: Data

    private static func isPositive(_ record: Record) -> Bool { record.truth }

    private static func labels(_ records: [Record]) -> [Double]? {
        records.isEmpty
            ? nil
            : (0..<3).map { label in Double(records.filter { $0.category == label }.count) / Double(records.count) }
    }

    private static func divergence(_ p: [Double], _ q: [Double]) -> Double {
        zip(p, q).reduce(0) { $1.0 > 0 ? $0 + $1.0 * log($1.0 / $1.1) : $0 }
    }

    private static func distance(_ ask: Ask, _ of: ([Double], [Double]) -> Double) -> Double? {
        guard let p = labels(ask.side), let q = labels(ask.base) else { return nil }
        return of(p, q)
    }

    private static func disparity(_ group: [Record], _ known: [Record]) -> Double? {
        let (negatives, positives) = (known.filter { !$0.truth }.count, known.filter(\.truth).count)
        guard negatives > 0, positives > 0 else { return nil }
        return Double(group.filter { !$0.truth }.count) / Double(negatives)
            - Double(group.filter(\.truth).count) / Double(positives)
    }

    private static func epsilon(_ ask: Ask, _ holds: (Record) -> Bool) -> Double {
        let shares = ask.groups.map { group -> Double in
            let records = ask.of(group)
            return (Double(records.filter(holds).count) + 0.5) / (Double(records.count) + 1)
        }
        var most = 0.0
        for a in shares {
            for b in shares { most = max(most, abs(log(a) - log(b)), abs(log(1 - a) - log(1 - b))) }
        }
        return most
    }

    private static let mark: Entry = { Ask.share($0.records, \.mark) }

    private static let data: [String: Entry] = [
        "groupShare": { Double($0.records.count) / Double($0.known.count) },
        "missingIdentityRate": { Ask.share($0.all) { $0.group == nil } },
        "baseRateDifference": {
            Ask.difference(Ask.share($0.side, isPositive), Ask.share($0.base, isPositive))
        },
        "baseRateRatio": { ask in
            guard let a = Ask.share(ask.side, isPositive), let b = Ask.share(ask.base, isPositive) else { return nil }
            return a / b
        },
        "classImbalance": {
            Double($0.side.count - $0.base.count) / Double($0.side.count + $0.base.count)
        },
        "klDivergence": { distance($0, divergence) },
        "jsDivergence": {
            distance($0) { p, q in
                let m = zip(p, q).map { 0.5 * ($0 + $1) }
                return 0.5 * divergence(p, m) + 0.5 * divergence(q, m)
            }
        },
        "totalVariation": { distance($0) { p, q in 0.5 * zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) } } },
        "demographicDisparity": { disparity($0.records, $0.known) },
        "conditionalDemographicDisparity": { ask in
            var (sum, n) = (0.0, 0.0)
            for stratum in ["x", "y"] {
                let known = ask.known.filter { $0.control == stratum }
                guard let within = disparity(known.filter { $0.group == ask.group }, known) else { continue }
                sum += Double(known.count) * within
                n += Double(known.count)
            }
            return sum / n
        },
        "smoothedDifferentialFairness": { ask in
            epsilon(ask) { ask.part == "labels" ? $0.truth : $0.prediction }
        },
        "differentialFairnessBiasAmplification": { epsilon($0, \.prediction) - epsilon($0, \.truth) },
        "detectorHitRate": mark, "duplicateRate": mark, "labelNoiseRate": mark,
    ]

    // MARK: Outcomes

    private static func formula(_ id: String) -> Entry {
        { ask in
            guard let metric = Catalogue.figures.first(where: { $0.id == id }) else { return nil }
            return Formula.value(metric.description.definition, Ask.cells(ask.records))
        }
    }

    /// b = 1 + ŷ − y
    private static func benefit(_ record: Record) -> Double {
        1 + (record.prediction ? 1 : 0) - (record.truth ? 1 : 0)
    }

    private static func entropy(_ benefits: [Double], _ alpha: Double) -> Double {
        let n = Double(benefits.count)
        let mean = benefits.reduce(0, +) / n
        switch alpha {
        case 0: return -benefits.reduce(0) { $0 + log($1 / mean) } / n
        case 1: return benefits.reduce(0) { $1 > 0 ? $0 + $1 / mean * log($1 / mean) : $0 } / n
        default: return benefits.reduce(0) { $0 + pow($1 / mean, alpha) - 1 } / (n * alpha * (alpha - 1))
        }
    }

    private static func alpha(_ part: String?) -> Double {
        part?.components(separatedBy: "α = ").last.flatMap { Double($0.prefix(1)) } ?? 1
    }

    /// Every record with its group's mean benefit.
    private static func between(_ ask: Ask, _ alpha: Double) -> Double {
        let isAll = ask.part?.hasSuffix("all groups") == true
        let sides = isAll ? ask.groups.map(ask.of) : [ask.side, ask.base]
        let means = sides.flatMap { side -> [Double] in
            let mean = side.reduce(0) { $0 + benefit($1) } / Double(side.count)
            return side.map { _ in mean }
        }
        return entropy(means, alpha)
    }

    private static let outcomes: [String: Entry] = [
        "balancedAccuracy": formula("balancedAccuracy"), "f1": formula("f1"),
        "worstGroupAccuracy": { ask in
            ask.groups.flatMap { group in
                [true, false].compactMap { label in
                    Ask.share(ask.of(group).filter { $0.truth == label }) { $0.truth == $0.prediction }
                }
            }.min()
        },
        "generalizedEntropyIndex": { entropy($0.all.map(benefit), alpha($0.part)) },
        "theilIndex": { ask in
            let isOther = ask.part == "positive = the other label"
            return entropy(ask.all.map { isOther ? 2 - benefit($0) : benefit($0) }, 1)
        },
        "coefficientOfVariation": { ask in
            let benefits = ask.all.map(benefit)
            let mean = benefits.reduce(0, +) / Double(benefits.count)
            let squares = benefits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares / Double(benefits.count)).squareRoot() / mean
        },
        "betweenGroupGeneralizedEntropy": { between($0, alpha($0.part)) },
        "betweenGroupTheilIndex": { between($0, 1) },
    ]

    // MARK: Scores

    private static func negatives(_ records: [Record]) -> [Record] { records.filter { !$0.truth } }
    private static func positives(_ records: [Record]) -> [Record] { records.filter(\.truth) }

    private static func bpsn(_ ask: Ask, _ group: String) -> Double? {
        Ask.above(positives(ask.known.filter { $0.group != group }), negatives(ask.of(group)))
    }

    private static func bnsp(_ ask: Ask, _ group: String) -> Double? {
        Ask.above(positives(ask.of(group)), negatives(ask.known.filter { $0.group != group }))
    }

    private static func powerMean(_ values: [Double]) -> Double {
        pow(values.reduce(0) { $0 + pow($1, -5) } / Double(values.count), -0.2)
    }

    /// |share of positives − mean score| of every bin of ten that has records, with its size.
    private static func bins(_ ask: Ask) -> [(error: Double, count: Int)] {
        let isLeft = ask.part == "bins [lower, upper)"
        let bins = Dictionary(grouping: ask.records) { record -> Int in
            let edges = (1..<10).map { Double($0) / 10 }
            return edges.filter { isLeft ? record.score >= $0 : record.score > $0 }.count
        }
        return bins.sorted { $0.key < $1.key }.map { _, records in
            let hits = Double(records.filter(\.truth).count)
            let sum = records.reduce(0) { $0 + $1.score }
            return (abs(hits - sum) / Double(records.count), records.count)
        }
    }

    private static func rootMeanSquare(_ records: [Record]) -> Double? {
        let n = records.count
        guard n > 0 else { return nil }
        let wanted = n < 100 ? 5 : n < 1000 ? 10 : 20
        let bins = Dictionary(grouping: records) { record -> Int in
            let below = records.filter { $0.score < record.score }.count
            let tied = records.filter { $0.score == record.score }.count
            return min(wanted - 1, (2 * below + tied) * wanted / (2 * n))
        }
        var sum = 0.0
        for bin in bins.keys.sorted() {
            let own = bins[bin] ?? []
            let size = Double(own.count)
            let hits = Double(own.filter(\.truth).count)
            let scores = own.reduce(0) { $0 + $1.score }
            let rate = (hits + 2 * scores / size) / (size + 2)
            sum += (hits - scores) * (hits - scores) / size
            sum -= rate * (1 - rate)
        }
        return max(0, sum / Double(n)).squareRoot()
    }

    private static func loss(_ record: Record) -> Double {
        (record.score - (record.truth ? 1 : 0)) * (record.score - (record.truth ? 1 : 0))
    }

    private static let scores: [String: Entry] = [
        "auc": { Ask.area($0.records) }, "aucDifference": { $0.spread(Ask.area) },
        "subgroupAuc": { Ask.area($0.records) }, "bpsnAuc": { ask in ask.group.flatMap { bpsn(ask, $0) } },
        "bnspAuc": { ask in ask.group.flatMap { bnsp(ask, $0) } },
        "averageEqualityGap": { ask in
            let label = ask.part == "positives"
            return Ask.above(
                ask.background.filter { $0.truth == label }, ask.records.filter { $0.truth == label }
            ).map { 0.5 - $0 }
        },
        "jigsawScore": { ask in
            let means = [
                powerMean(ask.groups.compactMap { Ask.area(ask.of($0)) }),
                powerMean(ask.groups.compactMap { bpsn(ask, $0) }), powerMean(ask.groups.compactMap { bnsp(ask, $0) }),
            ]
            switch ask.part {
            case "power mean of subgroup AUC": return means[0]
            case "power mean of BPSN AUC": return means[1]
            case "power mean of BNSP AUC": return means[2]
            case nil: return Ask.area(ask.all).map { 0.25 * $0 + 0.25 * means.reduce(0, +) }
            default: return nil
            }
        },
        "expectedCalibrationError": { ask in
            bins(ask).reduce(0) { $0 + $1.error * Double($1.count) } / Double(ask.records.count)
        },
        "maximumCalibrationError": { bins($0).map(\.error).max() },
        "rootMeanSquaredCalibrationError": { rootMeanSquare($0.records) },
        "signedCalibrationError": {
            Ask.difference(Ask.share($0.records, \.truth), Ask.mean($0.records.map(\.score)))
        },
        "brierScore": { Ask.mean($0.records.map(loss)) },
        "generalizedFalsePositiveRate": { Ask.mean(negatives($0.records).map(\.score)) },
        "generalizedFalseNegativeRate": { Ask.mean(positives($0.records).map { 1 - $0.score }) },
    ]

    // MARK: Others

    private static func consistency(_ ask: Ask) -> Double? {
        let records = ask.all
        func distance(_ a: Record, _ b: Record) -> Double {
            zip(a.feature, b.feature).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let isSelf = ask.part == "self included"
        let sum = records.indices.reduce(0.0) { sum, i in
            let others = records.indices.filter { $0 != i }.sorted {
                (distance(records[$0], records[i]), $0) < (distance(records[$1], records[i]), $1)
            }
            let nearest = (isSelf ? [i] : []) + others.prefix(isSelf ? 4 : 5)
            let mean = Double(nearest.filter { records[$0].prediction }.count) / 5
            return sum + abs((records[i].prediction ? 1 : 0) - mean)
        }
        return 1 - sum / Double(records.count)
    }

    private static func flips(_ ask: Ask) -> Double? {
        let swaps = SampleInputs.input(SampleInputs.records).swaps
        let among = swaps.filter { swap in
            ask.part == nil || (ask.part == "positive → negative") == (swap.score >= 0.5)
        }
        let flipped = among.filter { ($0.score >= 0.5) != ($0.swapped >= 0.5) }.count
        return among.isEmpty ? nil : Double(flipped) / Double(among.count)
    }

    private typealias ClassRate = @Sendable (_ records: [Record], _ label: Int) -> Double?

    /// "class k", the mean over classes, and the worst of them.
    private static func ofClasses(_ ask: Ask, isLower: Bool, _ rate: (Int) -> Double?) -> Double? {
        let values = (0..<3).compactMap(rate)
        switch ask.part {
        case "class k": return rate(0)
        case "class l": return rate(1)
        case "class m": return rate(2)
        case "macro": return values.count == 3 ? values.reduce(0, +) / 3 : nil
        case "worst": return values.count == 3 ? (isLower ? values.max() : values.min()) : nil
        default: return nil
        }
    }

    private static let classRates: [(id: String, isLower: Bool, rate: ClassRate)] = [
        ("classSelectionRate", false, { records, label in Ask.share(records) { $0.predictedCategory == label } }),
        (
            "classRecall", false,
            { records, label in
                Ask.share(records.filter { $0.category == label }) { $0.predictedCategory == label }
            }
        ),
        (
            "classFalsePositiveRate", true,
            { records, label in
                Ask.share(records.filter { $0.category != label }) { $0.predictedCategory == label }
            }
        ),
        (
            "classPrecision", false,
            { records, label in
                Ask.share(records.filter { $0.predictedCategory == label }) { $0.category == label }
            }
        ),
    ]

    /// "class k taken for l": of the records of the one, those that are predicted to be the other.
    private static func confusion(_ ask: Ask) -> Double? {
        let classes = ["k", "l", "m"]
        let words = ask.part?.split(separator: " ").map(String.init) ?? []
        guard words.count == 5, let one = classes.firstIndex(of: words[1]), let other = classes.firstIndex(of: words[4])
        else { return nil }
        return Ask.share(ask.records.filter { $0.category == one }) { $0.predictedCategory == other }
    }

    private static func error(_ record: Record) -> Double { record.predictedNumber - record.number }
    private static func absolute(_ records: [Record]) -> Double? { Ask.mean(records.map { abs(error($0)) }) }
    private static func signed(_ records: [Record]) -> Double? { Ask.mean(records.map(error)) }
    private static func root(_ records: [Record]) -> Double? {
        Ask.mean(records.map { error($0) * error($0) }).map { $0.squareRoot() }
    }

    private static let others: [String: Entry] = {
        var others: [String: Entry] = [
            "consistency": consistency, "counterfactualFlipRate": flips, "classConfusion": confusion,
            "counterfactualScoreChange": { ask in
                let swaps = SampleInputs.input(SampleInputs.records).swaps
                return Ask.mean(
                    swaps.filter { ask.part == nil || $0.pair == ask.part }.map { abs($0.swapped - $0.score) })
            },
            "meanAbsoluteError": { absolute($0.records) }, "meanAbsoluteErrorDifference": { $0.spread(absolute) },
            "meanError": { signed($0.records) }, "meanErrorDifference": { $0.spread(signed) },
            "rootMeanSquaredError": { root($0.records) }, "rootMeanSquaredErrorDifference": { $0.spread(root) },
        ]
        for (id, isLower, rate) in classRates {
            others[id] = { ask in ofClasses(ask, isLower: isLower) { rate(ask.records, $0) } }
            others[id + "Difference"] = { ask in
                ofClasses(ask, isLower: true) { label in ask.spread { rate($0, label) } }
            }
        }
        return others
    }()
}
