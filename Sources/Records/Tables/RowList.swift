/// Rows of a table in some order: all of them, or those that a filter left, ascending or sorted. Four bytes a row, and
/// none where it is every row in the file's order.
public struct RowList: RandomAccessCollection, Sendable, Hashable {
    private enum Storage: Sendable, Hashable {
        case range(Int)
        case rows([UInt32], isAscending: Bool)
    }

    private let storage: Storage

    /// Every row of a table with `count` of them.
    public static func all(_ count: Int) -> RowList { RowList(storage: .range(count)) }

    private init(storage: Storage) { self.storage = storage }

    /// - Parameter isAscending: Whether the rows are in the file's order, which makes finding one fast.
    public init(_ rows: [UInt32], isAscending: Bool) { storage = .rows(rows, isAscending: isAscending) }

    public init(_ rows: [Int]) {
        storage = .rows(rows.map(UInt32.init), isAscending: zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 })
    }

    public init() { self = .all(0) }

    public var startIndex: Int { 0 }

    public var endIndex: Int {
        switch storage {
        case .range(let count): count
        case .rows(let rows, _): rows.count
        }
    }

    public subscript(place: Int) -> Int {
        switch storage {
        case .range(let count):
            precondition(place >= 0 && place < count, "no row at place \(place)")
            return place
        case .rows(let rows, _): return Int(rows[place])
        }
    }

    /// Whether the rows are in the file's order.
    public var isAscending: Bool {
        switch storage {
        case .range: true
        case .rows(_, let isAscending): isAscending
        }
    }

    /// Where `row` stands in the list, if it does.
    ///
    /// - Complexity: O(log rows) in the file's order, else O(rows).
    public func place(of row: Int) -> Int? {
        switch storage {
        case .range(let count): return row >= 0 && row < count ? row : nil
        case .rows(let rows, false): return rows.firstIndex { $0 == UInt32(row) }
        case .rows(let rows, true):
            var low = 0
            var high = rows.count
            while low < high {
                let middle = (low + high) / 2
                if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
            }
            return low < rows.count && Int(rows[low]) == row ? low : nil
        }
    }

    /// The rows as they are stored, for loops that must be fast.
    func withRows<R>(_ body: (UnsafeBufferPointer<UInt32>?) throws -> R) rethrows -> R {
        switch storage {
        case .range: try body(nil)
        case .rows(let rows, _): try rows.withUnsafeBufferPointer { try body($0) }
        }
    }
}
