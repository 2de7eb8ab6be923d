import Foundation
import Measuring
import Records

/// Opens a file of comments, filters, searches and sorts it as a person at the screen would.
struct RecordsBenchmark {
    let path: String

    /// - Returns: each step's seconds by the clock.
    @discardableResult
    func run() throws -> [String: Double] {
        var seconds: [String: Double] = [:]
        var note = ""
        func step<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
            let (measure, result) = try Measure.of(name, body)
            seconds[name] = measure.wall
            let memory = Measure.memory()
            let padded = name.padding(toLength: 44, withPad: " ", startingAt: 0)
            let figures = String(format: "%8.4f s  %8.4f cpu  %5d MB", measure.wall, measure.cpu, memory.now)
            print("\(padded) \(figures)  \(note)")
            note = ""
            return result
        }
        try step(Thresholds.plainPass) { try plainPass() }
        let table = try step("first screen: opened, 50 records") {
            let table = try Table(opening: path)
            for row in 0..<min(50, table.rowCount) { _ = table.record(row) }
            return table
        }
        try step("all records known") { try table.load() }
        print("  \(table.rowCount) records, \(table.columnNames.count) columns")
        // The file's pages are mapped now; once more shows what the reading itself takes.
        try step("all records known, pages mapped") { _ = try Table(path: path) }
        let filter = try Filter(parsing: "target>0.8 rating=rejected")
        for name in ["filter, columns built for it", "filter, columns there"] {
            try step(name) { note = "\(try filter.rows(in: table).cardinality) rows" }
        }
        let search = try Filter(parsing: "comment_text~people")
        for name in ["search 'people', either case", "search again"] {
            try step(name) { note = "\(try search.rows(in: table).cardinality) rows" }
        }
        let pattern = try Filter(parsing: "comment_text~/vot(e|ing)/i")
        try step("search a pattern") { note = "\(try pattern.rows(in: table).cardinality) rows" }
        let keys = [SortKey(name: "target", descending: true), SortKey(name: "id", descending: true)]
        for name in ["sort by two columns + 50 records", "sort again"] {
            try step(name) {
                let sorted = try Sorting.sort(.all(table.rowCount), by: keys, in: table)
                for row in sorted.prefix(50) { _ = table.record(row) }
                note = "first id \(table.field(sorted[0], 0))"
            }
        }
        try step("sort by text") {
            _ = try Sorting.sort(.all(table.rowCount), by: [SortKey(name: "comment_text")], in: table)
        }
        try step("values of rating") {
            _ = try ValueCounts(of: "rating", by: nil, rows: .all(table.rowCount), in: table)
        }
        seconds["page, p99"] = try pages(of: table)
        print("peak memory beside the file's pages: \(Measure.memory().peak) MB")
        return seconds
    }

    /// Sums the file as 64-bit words: what reading it at all costs.
    private func plainPass() throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        let sum = data.withUnsafeBytes { bytes in
            var sum: UInt64 = 0
            for offset in stride(from: 0, to: bytes.count - 7, by: 8) {
                sum &+= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            }
            return sum
        }
        if sum == 42 { print("unlikely") }
    }

    /// What it takes to read the fields of a page of 50 records anywhere; the 99th percentile of 1,000.
    private func pages(of table: Table) throws -> Double {
        var state: UInt64 = 1
        var times = (0..<1000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let row = Int(state >> 16) % max(1, table.rowCount - 50)
            return Measure.of("page") { for place in row..<min(row + 50, table.rowCount) { _ = table.record(place) } }.0
                .wall
        }
        times.sort()
        print(String(format: "a page of 50 records anywhere: p50 %.5f s, p99 %.5f s", times[500], times[990]))
        return times[990]
    }
}
