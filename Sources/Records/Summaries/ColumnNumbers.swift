/// A column read as numbers: dates as seconds since 1970, NaN for what is neither.
struct ColumnNumbers: Sendable {
    private enum Storage {
        case coded(TypedColumn.Codes, [Double])
        case float32([Float])
        case float64([Double])
        case dates([Int64])
    }

    private let storage: Storage
    let areDates: Bool
    /// Whether every number is whole.
    let areWhole: Bool

    /// Nil where the column holds none.
    init?(_ column: TypedColumn) {
        switch column.storage {
        case .coded(let codes, let dictionary):
            areDates = dictionary.isOfDates
            let numbers = areDates ? dictionary.texts.map(Self.seconds) : dictionary.numbers
            guard !numbers.allSatisfy(\.isNaN) else { return nil }
            areWhole = numbers.allSatisfy { $0.isNaN || Self.isWhole($0) }
            storage = .coded(codes, numbers)
        case .float32(let numbers):
            areDates = false
            areWhole = numbers.allSatisfy { $0.isNaN || Self.isWhole(Double($0)) }
            storage = .float32(numbers)
        case .float64(let numbers):
            areDates = false
            areWhole = numbers.allSatisfy { $0.isNaN || Self.isWhole($0) }
            storage = .float64(numbers)
        case .dates(let seconds):
            areDates = true
            areWhole = true
            storage = .dates(seconds)
        case .text: return nil
        }
    }

    /// The numbers of some rows.
    func values(of rows: some Collection<Int>) -> [Double] {
        switch storage {
        case .coded(.narrow(let codes), let numbers): rows.map { numbers[Int(codes[$0])] }
        case .coded(.wide(let codes), let numbers): rows.map { numbers[Int(codes[$0])] }
        case .float32(let numbers): rows.map { Double(numbers[$0]) }
        case .float64(let numbers): rows.map { numbers[$0] }
        case .dates(let seconds): rows.map { seconds[$0] == .min ? .nan : Double(seconds[$0]) }
        }
    }

    /// Beyond 2⁵³ numbers are whole because there are no others.
    private static func isWhole(_ number: Double) -> Bool { number.rounded() == number && abs(number) <= 0x1p53 }

    private static func seconds(_ text: String) -> Double { DateText(text).map { Double($0.seconds) } ?? .nan }
}

/// What describes many numbers.
public struct NumberSummary: Hashable, Sendable {
    public let count: Int
    public let distinct: Int
    public let minimum: Double
    public let maximum: Double
    public let mean: Double
    /// The first quartile, the median and the third, between two numbers in proportion (Hyndman and Fan's type 7).
    public let quartiles: [Double]
}

/// The rows of a list that hold a number, in the order of the numbers.
struct SortedNumbers {
    let rows: [UInt32]
    /// One a row, ascending.
    let values: [Double]

    init(_ numbers: ColumnNumbers, rows: RowList, cancellation: Cancellation?) throws {
        // Sorted by place, not by row: their numbers lie side by side.
        let all = numbers.values(of: rows)
        var sort = StableSort(all.indices.filter { !all[$0].isNaN }, cancellation: cancellation)
        try sort.sort { OrderKey.of(all[$0], descending: false) }
        let places = sort.rows
        values = places.map { all[Int($0)] }
        self.rows = places.map { UInt32(rows[Int($0)]) }
    }

    /// - Complexity: O(rows).
    var summary: NumberSummary? {
        guard let first = values.first, let last = values.last else { return nil }
        var sum = 0.0
        var distinct = 0
        var before = Double.nan
        // Sums of segments, so that rounding does not grow with the number of rows.
        var segment = 0.0
        for (place, number) in values.enumerated() {
            segment += number
            if number != before { distinct += 1 }
            before = number
            if place % 4_096 == 4_095 {
                sum += segment
                segment = 0
            }
        }
        sum += segment
        return NumberSummary(
            count: rows.count, distinct: distinct, minimum: first, maximum: last,
            mean: sum / Double(rows.count), quartiles: [0.25, 0.5, 0.75].map(quantile))
    }

    private func quantile(_ share: Double) -> Double {
        let place = share * Double(rows.count - 1)
        let below = Int(place.rounded(.down))
        let low = values[below]
        let high = values[min(below + 1, values.count - 1)]
        return low + (high - low) * (place - Double(below))
    }
}
