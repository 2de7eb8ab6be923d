internal import Records

/// Puts the entries of features where their layout has them, on all cores.
struct FeatureFilling: Sendable {
    let starts: [Int]
    let columns: [UInt32]
    let values: [Double]
    let unit: Double
    /// The row at every place.
    let rows: [Int]
    let newStarts: [Int]
    let placeOfColumn: [UInt32]
    let constant: Int?
    let head: Int
    let firstSingle: Int

    struct Filled {
        var columns: [UInt32] = []
        var values: [Float] = []
        var singleStart: [Int] = []
        var singleSquares: [Double] = []
        var sums: [Double] = []
        var squares: [Double] = []
        var longest = 0.0
    }

    /// What one piece of the rows comes to.
    private struct Piece: Sendable {
        var singleStart: [Int] = []
        var singleSquares: [Double] = []
        var sums: [Double]
        var squares: [Double]
        var longest = 0.0
    }

    /// Into how many pieces rows are cut, whatever the number of cores: sums are added a piece.
    private static let pieces = 8

    /// - Complexity: O(entries + columns)
    func filled() -> Filled {
        let ranges = Parallel.ranges(rows.count, pieces: Self.pieces, atLeast: 4096)
        var filled = Filled()
        var found: [Piece] = []
        let count = newStarts[rows.count]
        filled.columns = [UInt32](unsafeUninitializedCapacity: count) { columnBuffer, columnCount in
            nonisolated(unsafe) let newColumns = columnBuffer
            filled.values = [Float](unsafeUninitializedCapacity: count) { valueBuffer, valueCount in
                nonisolated(unsafe) let newValues = valueBuffer
                // Every place is in one piece.
                found = Parallel.map(ranges.count) { piece(ranges[$0], newColumns, newValues) }
                valueCount = count
            }
            columnCount = count
        }
        filled.sums = Array(repeating: 0, count: placeOfColumn.count)
        filled.squares = filled.sums
        for piece in found {
            filled.singleStart += piece.singleStart
            filled.singleSquares += piece.singleSquares
            filled.longest = max(filled.longest, piece.longest)
            for column in filled.sums.indices {
                filled.sums[column] += piece.sums[column]
                filled.squares[column] += piece.squares[column]
            }
        }
        return filled
    }

    private func piece(
        _ places: Range<Int>, _ newColumns: UnsafeMutableBufferPointer<UInt32>,
        _ newValues: UnsafeMutableBufferPointer<Float>
    ) -> Piece {
        let zeros = Array(repeating: 0.0, count: placeOfColumn.count)
        var piece = Piece(sums: zeros, squares: zeros)
        piece.singleStart.reserveCapacity(places.count)
        piece.singleSquares.reserveCapacity(places.count)
        let constant = constant.map { UInt32($0) }
        // Of a row, what comes behind the head's columns, and what behind those.
        var (tail, last): ([(UInt32, Float)], [(UInt32, Float)]) = ([], [])
        for place in places {
            var next = newStarts[place]
            func put(_ column: UInt32, _ value: Float) {
                newColumns.baseAddress.map { ($0 + next).initialize(to: column) }
                newValues.baseAddress.map { ($0 + next).initialize(to: value) }
                next += 1
            }
            var (size, single) = (0.0, 0.0)
            for entry in starts[rows[place]]..<starts[rows[place] + 1] {
                let value = values[entry]
                let column = placeOfColumn[Int(columns[entry])]
                size += abs(value * unit)
                piece.sums[Int(column)] += value
                piece.squares[Int(column)] += value * value
                if constant == columns[entry] { continue }
                if column < head {
                    put(column, Float(value * unit))
                } else if column < firstSingle {
                    tail.append((column, Float(value * unit)))
                } else {
                    last.append((column, Float(value * unit)))
                    single += value * value
                }
            }
            for (column, value) in tail { put(column, value) }
            piece.singleStart.append(next)
            piece.singleSquares.append(single)
            for (column, value) in last { put(column, value) }
            tail.removeAll(keepingCapacity: true)
            last.removeAll(keepingCapacity: true)
            piece.longest = max(piece.longest, size)
        }
        return piece
    }
}
