import Records

/// Every record of `Examples` as a row of ranks, one a column.
///
/// `@unchecked Sendable`: the memory is written by the initialiser only.
final class RankedRows: @unchecked Sendable {
    let columnCount: Int
    /// Row-major: a record's ranks lie in one or two cache lines.
    let ranks: UnsafePointer<Int32>
    private let memory: UnsafeMutablePointer<Int32>

    /// Ranks `examples` among the values of `columns`, found by name. Columns that `examples` lacks are absent in all rows.
    ///
    /// - Complexity: O(n log n) a column.
    init(_ examples: Examples, columns: [ColumnRanks]) {
        columnCount = columns.count
        memory = .allocate(capacity: max(1, examples.rowCount * columns.count))
        ranks = UnsafePointer(memory)
        for row in 0..<examples.rowCount {
            for (place, column) in columns.enumerated() { memory[row * columns.count + place] = column.absent }
        }
        let places = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        if examples.columns.isEmpty {
            fill(examples.features, columns, places)
        } else {
            for column in examples.columns {
                if let place = places[column.name] { fill(column, columns[place].values, place) }
            }
        }
    }

    deinit { memory.deallocate() }

    private func fill(_ column: RawColumn, _ values: ColumnRanks.Values, _ place: Int) {
        switch column {
        case .numbers(_, let numbers):
            for (row, number) in numbers.enumerated() {
                memory[row * columnCount + place] = ColumnRanks.rank(of: number, in: values)
            }
        case .categories(_, let codes, let texts):
            let ranks = texts.map { ColumnRanks.rank(of: $0, in: values) }
            for (row, code) in codes.enumerated() where code >= 0 {
                memory[row * columnCount + place] = ranks[Int(code)]
            }
        }
    }

    private func fill(_ features: Features, _ columns: [ColumnRanks], _ places: [String: Int]) {
        let targets = (0..<features.dimension).map { places[features.key(of: $0)] }
        for row in 0..<features.rowCount {
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                guard let place = targets[Int(features.columns[k])] else { continue }
                memory[row * columnCount + place] = ColumnRanks.rank(of: features.values[k], in: columns[place].values)
            }
        }
    }
}
