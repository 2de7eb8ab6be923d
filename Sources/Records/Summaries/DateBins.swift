/// Bins of time that people count in.
enum DateBins {
    private enum Unit {
        case seconds(Int64)
        /// Seven days from Monday.
        case week
        case months(Int)
    }

    private static let units: [Unit] =
        [
            .seconds(60), .seconds(600), .seconds(3600), .seconds(21_600), .seconds(86_400), .week, .months(1),
            .months(3),
        ]
        + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000].map { .months($0 * 12) }

    /// Ends of bins, ascending, by the finest unit that needs at most `most` of them.
    static func edges(from minimum: Int64, to maximum: Int64, most: Int) -> [Int64] {
        for unit in units {
            var edges = [start(of: minimum, unit)]
            while edges[edges.count - 1] <= maximum, edges.count <= most + 1 {
                edges.append(next(after: edges[edges.count - 1], unit))
            }
            if edges.count <= most + 1, edges[edges.count - 1] > maximum { return edges }
        }
        return [start(of: minimum, .months(120_000)), maximum + 1]
    }

    /// From a bin's first second to its last one.
    static func comparison(from lower: Int64, to upper: Int64) -> Filter.Comparison {
        let units: [DateText.Precision] = [.day, .minute, .second]
        let precision =
            units.first { lower % $0.rawValue == 0 && upper % $0.rawValue == 0 } ?? DateText.Precision.second
        let first = DateText(seconds: lower, precision: precision)
        if first.lastSecond == upper - 1 { return .equal(first.description) }
        let last = DateText(seconds: upper - precision.rawValue, precision: precision)
        return .within(.init(lower: .date(first), upper: .date(last)))
    }

    private static func start(of seconds: Int64, _ unit: Unit) -> Int64 {
        switch unit {
        case .seconds(let size): return Int64(Calendar.floored(Int(seconds), by: Int(size))) * size
        case .week:
            // 1970-01-05 was a Monday.
            let days = Calendar.floored(Int(seconds), by: 86_400)
            return Int64(Calendar.floored(days - 4, by: 7) * 7 + 4) * 86_400
        case .months(let count):
            let day = Calendar.day(Calendar.floored(Int(seconds), by: 86_400))
            let months = Calendar.floored(day.year * 12 + day.month - 1, by: count) * count
            return self.seconds(ofMonth: months)
        }
    }

    private static func next(after start: Int64, _ unit: Unit) -> Int64 {
        switch unit {
        case .seconds(let size): return start + size
        case .week: return start + 7 * 86_400
        case .months(let count):
            let day = Calendar.day(Calendar.floored(Int(start), by: 86_400))
            return seconds(ofMonth: day.year * 12 + day.month - 1 + count)
        }
    }

    /// - Parameter months: since the year 0.
    private static func seconds(ofMonth months: Int) -> Int64 {
        let year = Calendar.floored(months, by: 12)
        return Int64(Calendar.days(year: year, month: months - year * 12 + 1, day: 1) ?? 0) * 86_400
    }
}
