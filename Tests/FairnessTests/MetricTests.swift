import Fairness
import Foundation
import Records
import Testing

@Suite struct MetricTests {
    let counts = ConfusionCounts(tp: 3, fp: 1, tn: 5, fn: 2)

    @Test(arguments: [
        ("baseRate", 5, 11), ("selectionRate", 4, 11), ("truePositiveRate", 3, 5), ("falsePositiveRate", 1, 6),
        ("falseNegativeRate", 2, 5), ("trueNegativeRate", 5, 6), ("positivePredictiveValue", 3, 4),
        ("negativePredictiveValue", 5, 7), ("falseDiscoveryRate", 1, 4), ("falseOmissionRate", 2, 7),
        ("accuracy", 8, 11), ("errorRate", 3, 11),
    ])
    func `every metric is its numerator over its denominator`(id: String, numerator: Int, denominator: Int) throws {
        let value = MetricValue(try Metric.named(id), counts)
        #expect(value.numerator == numerator)
        #expect(value.denominator == denominator)
        #expect(value.value == Double(numerator) / Double(denominator))
        #expect(value.undefined == nil)
    }

    @Test func `the catalogue above is complete and its ids are distinct`() {
        #expect(Metric.all.count == 12)
        #expect(Set(Metric.all.map(\.id)).count == 12)
        #expect(Set(GapMetric.all.map(\.id)).count == GapMetric.all.count)
    }

    @Test func `a rate without a denominator is undefined with a reason`() {
        let allNegative = ConfusionCounts(fp: 1, tn: 2)
        let missed = MetricValue(.truePositiveRate, allNegative)
        #expect(missed.value == nil)
        #expect(missed.interval == nil)
        #expect(missed.undefined == "no positives")
        #expect(MetricValue(.falseNegativeRate, allNegative).undefined == "no positives")
        let neverSelected = ConfusionCounts(tn: 2, fn: 1)
        #expect(MetricValue(.positivePredictiveValue, neverSelected).undefined == "no predicted positives")
        #expect(MetricValue(.accuracy, ConfusionCounts()).undefined == "no records")
    }

    @Test func `a value in JSON has an interval of two numbers, and null where undefined`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let half = try encoder.encode(MetricValue(.truePositiveRate, ConfusionCounts(tp: 1, fn: 1)))
        let undefined = try encoder.encode(MetricValue(.truePositiveRate, ConfusionCounts(fp: 1)))
        let halfText = String(decoding: half, as: UTF8.self)
        #expect(halfText.hasPrefix(#"{"denominator":2,"interval":[0.0945"#))
        #expect(halfText.hasSuffix(#","numerator":1,"value":0.5}"#))
        #expect(
            String(decoding: undefined, as: UTF8.self)
                == #"{"denominator":0,"interval":null,"numerator":0,"undefined":"no positives","value":null}"#)
        for data in [half, undefined] {
            let decoded = try JSONDecoder().decode(MetricValue.self, from: data)
            #expect(try encoder.encode(decoded) == data)
        }
    }

    @Test func `names are found in either case and a slip is corrected`() throws {
        #expect(try Metric.named("false-positive-rate").id == "falsePositiveRate")
        #expect(try GapMetric.named("demographic-parity").id == "demographicParityDifference")
        #expect(try GapMetric.named("equalizedOddsDifference").id == "equalizedOddsDifference")
        let refusal = #expect(throws: Refusal.self) { try Metric.named("acuracy") }
        #expect(refusal?.nextStep == "Did you mean 'accuracy'?")
        #expect(refusal?.kind == .usage)
    }
}

@Suite struct GroupingTests {
    @Test func `groups are sorted by bytes and the unknown stays unknown`() throws {
        let grouping = Grouping(column: "sex", texts: ["b", nil, "a", "Z", "b"])
        #expect(grouping.values == ["Z", "a", "b"])
        #expect(grouping.codes == [2, -1, 1, 0, 2])
        #expect(grouping.unknown == 1)
        #expect(try grouping.code(of: "b") == 2)
        #expect(throws: Refusal.self) { try grouping.code(of: "c") }
    }

    @Test func `rows of a table's column keep only the groups that occur in them`() {
        let column = Column(
            name: "race", kind: .category, codes: [0, 1, 2, 1], distinct: ["y", "?", "x"],
            numbers: [.nan, .nan, .nan], isMissingCode: [false, true, false])
        #expect(Grouping(column, rows: 0..<4).values == ["x", "y"])
        #expect(Grouping(column, rows: 0..<4).codes == [1, -1, 0, -1])
        #expect(Grouping(column, rows: [1, 2]).values == ["x"])
        #expect(Grouping(column, rows: [1, 2]).codes == [-1, 0])
    }

    @Test func `an intersection is unknown where either side is`() {
        let sex = Grouping(column: "sex", texts: ["f", "m", nil])
        let race = Grouping(column: "race", texts: ["x", nil, "y"])
        let both = sex.crossed(with: race)
        #expect(both.column == "sex × race")
        #expect(both.values == ["f × x"])
        #expect(both.codes == [0, -1, -1])
    }
}
