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

    @inline(__always)
    subscript(row: Int) -> Double {
        switch storage {
        case .coded(let codes, let numbers): numbers[codes[row]]
        case .float32(let numbers): Double(numbers[row])
        case .float64(let numbers): numbers[row]
        case .dates(let seconds): seconds[row] == .min ? .nan : Double(seconds[row])
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
    private let numbers: ColumnNumbers

    init(_ numbers: ColumnNumbers, rows: RowList, cancellation: Cancellation?) throws {
        var sort = StableSort(rows.map(UInt32.init).filter { !numbers[Int($0)].isNaN }, cancellation: cancellation)
        try sort.sort { OrderKey.of(numbers[$0], descending: false) }
        self.rows = sort.rows
        self.numbers = numbers
    }

    /// - Complexity: O(rows).
    var summary: NumberSummary? {
        guard let first = rows.first, let last = rows.last else { return nil }
        var sum = 0.0
        var distinct = 0
        var before = Double.nan
        // Sums of segments, so that rounding does not grow with the number of rows.
        var segment = 0.0
        for (place, row) in rows.enumerated() {
            let number = numbers[Int(row)]
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
            count: rows.count, distinct: distinct, minimum: numbers[Int(first)], maximum: numbers[Int(last)],
            mean: sum / Double(rows.count), quartiles: [0.25, 0.5, 0.75].map(quantile))
    }

    private func quantile(_ share: Double) -> Double {
        let place = share * Double(rows.count - 1)
        let below = Int(place.rounded(.down))
        let low = numbers[Int(rows[below])]
        let high = numbers[Int(rows[min(below + 1, rows.count - 1)])]
        return low + (high - low) * (place - Double(below))
    }
}
