import TestSupport
import Testing

@testable import Records

@Suite struct HistogramTests {
    private func table(_ values: [String], _ form: StoredTable.Form = .coded) -> StoredTable {
        StoredTable([("v", form, values), ("g", .coded, values.indices.map { $0 % 3 == 0 ? "a" : "b" })])
    }

    @Test func `whole numbers lie in bins of whole numbers`() throws {
        let table = table((0..<100).map { "\($0)" } + ["?", "100"])
        let histogram = try Histogram(of: "v", rows: .all(102), in: table, most: 11)
        #expect(histogram.bins.map(\.filterText).prefix(2) == ["v=0..9", "v=10..19"])
        #expect(histogram.bins.map(\.count) == Array(repeating: 10, count: 10) + [1])
        #expect(histogram.missing == 1)
        let few = try Histogram(of: "v", rows: .all(4), in: table)
        #expect(few.bins.map(\.filterText) == ["v=0", "v=1", "v=2", "v=3"])
    }

    @Test func `other numbers lie in bins whose upper end is the next one's, but for the last`() throws {
        let table = table(["0.0", "0.1", "0.25", "0.3", "0.5"])
        let histogram = try Histogram(of: "v", rows: .all(5), in: table, most: 5)
        #expect(
            histogram.bins.map(\.filterText) == [
                "v>=0 v<0.1", "v>=0.1 v<0.2", "v>=0.2 v<0.3", "v>=0.3 v<0.4", "v=0.4..0.5",
            ])
        #expect(histogram.bins.map(\.count) == [1, 1, 1, 1, 1])
        let one = try Histogram(of: "v", rows: RowList([2]), in: table)
        #expect(one.bins.map(\.filterText) == ["v=0.25"])
    }

    @Test func `what describes the numbers is exact`() throws {
        let table = table(["4", "1", "?", "2", "3", "", "3"])
        let summary = try #require(try Histogram(of: "v", rows: .all(7), in: table).summary)
        #expect(
            summary == NumberSummary(count: 5, distinct: 4, minimum: 1, maximum: 4, mean: 2.6, quartiles: [2, 3, 3]))
        let two = try #require(try Histogram(of: "v", rows: RowList([0, 1]), in: table).summary)
        #expect(two.quartiles == [1.75, 2.5, 3.25])
    }

    @Test(arguments: [
        (["2016-01-31", "2016-02-03"], ["v=2016-01-31", "v=2016-02-01", "v=2016-02-02", "v=2016-02-03"]),
        (
            ["2016-01-31", "2016-02-14"],
            ["v=2016-01-25..2016-01-31", "v=2016-02-01..2016-02-07", "v=2016-02-08..2016-02-14"]
        ),
        (
            ["2016-01-31", "2016-03-31"],
            ["v=2016-01-01..2016-01-31", "v=2016-02-01..2016-02-29", "v=2016-03-01..2016-03-31"]
        ),
        (
            ["1999-06-01", "2001-06-01"],
            ["v=1999-01-01..1999-12-31", "v=2000-01-01..2000-12-31", "v=2001-01-01..2001-12-31"]
        ),
        (
            ["2016-01-31T10:30", "2016-01-31T12:05"],
            [
                "v=2016-01-31T10:00..2016-01-31T10:59", "v=2016-01-31T11:00..2016-01-31T11:59",
                "v=2016-01-31T12:00..2016-01-31T12:59",
            ]
        ),
    ])
    func `dates lie in days, weeks, months or years`(values: [String], expected: [String]) throws {
        for form in [StoredTable.Form.coded, .dates] {
            let histogram = try Histogram(of: "v", rows: .all(2), in: table(values, form), most: 4)
            #expect(histogram.isOfDates)
            #expect(histogram.bins.map(\.filterText) == expected)
        }
    }

    @Test func `the filter of every bin shows exactly its rows`() throws {
        var numbers = Seeded(71)
        for round in 0..<60 {
            let scale = numbers.pick([1e-12, 1e-3, 0.3, 1, 7, 1e4, 1e15, 1e300])
            let offset = numbers.pick([0, -5, 1e6, 0.1])
            let form = numbers.pick([StoredTable.Form.coded, .float64])
            let isDate = round % 5 == 4
            let values = (0..<400).map { _ in
                if numbers.below(12) == 0 { return "?" }
                if isDate {
                    let span = [60, 4_000, 400_000, 40_000_000, 4_000_000_000][round / 5 % 5]
                    return DateText(seconds: Int64(numbers.below(span)) - 1_000, precision: .second).description
                }
                let number = (numbers.fraction() - 0.5) * scale + offset
                return round % 3 == 0 ? "\(Int64(number.rounded(.down).clamped(to: -9e15...9e15)))" : "\(number)"
            }
            let table = table(values, isDate ? .dates : form)
            let rows = RowList((0..<400).filter { $0 % 5 != 0 })
            let most = 1 + numbers.below(25)
            let histogram = try Histogram(of: "v", by: "g", rows: rows, in: table, most: most)
            #expect(histogram.bins.count <= most && !histogram.bins.isEmpty)
            #expect(histogram.bins.reduce(0) { $0 + $1.count } + histogram.missing + histogram.others == rows.count)
            for bin in histogram.bins {
                var found = try Filter(parsing: bin.filterText).rows(in: table)
                found.formIntersection(RowSet(rows, of: 400))
                #expect(found.cardinality == bin.count, "\(bin.filterText)")
                #expect(bin.countsByGroup.reduce(0, +) == bin.count)
            }
        }
    }

    @Test func `texts have no histogram, and no rows an empty one`() throws {
        #expect(throws: Refusal.self) { try Histogram(of: "g", rows: .all(2), in: table(["1", "2"])) }
        let empty = try Histogram(of: "v", rows: RowList(), in: table(["1", "2"]))
        #expect(empty.bins.isEmpty && empty.summary == nil)
        let missing = try Histogram(of: "v", rows: RowList([1]), in: table(["1", "?"]))
        #expect(missing.bins.isEmpty && missing.missing == 1)
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
