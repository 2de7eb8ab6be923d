internal import Synchronization

extension Table {
    /// Several whole columns, dictionary-coded, in one pass over the records on all processors; those of few values are kept
    /// as long as there is room.
    ///
    /// - Throws: `Refusal` when there is no such column.
    /// - Complexity: O(bytes of the file).
    public func columns(named names: [String]) throws -> [Column] {
        let indices = try names.map(index(of:))
        var columns = indices.map { index in wholeColumns.withLock { $0[index] } }
        let missing = indices.indices.filter { columns[$0] == nil }
        // A conversation's columns are made one by one; one column is found faster than a whole record.
        let isPlain = missing.allSatisfy { indices[$0] < fileColumnNames.count }
        if missing.count < 2 || !isPlain {
            for place in missing { columns[place] = column(indices[place]) }
        } else {
            let made = makeColumns(missing.map { indices[$0] })
            for (place, column) in zip(missing, made) {
                columns[place] = column
                keep(column, at: indices[place])
            }
        }
        return columns.compactMap(\.self)
    }

    /// What one piece of the table holds of each column.
    private struct Piece: Sendable {
        var texts: [TextCodes]
        var codes: [[UInt32]]

        init(columns: Int, rows: Int) {
            texts = Array(repeating: TextCodes(), count: columns)
            codes = (0..<columns).map { _ in
                var codes: [UInt32] = []
                codes.reserveCapacity(rows)
                return codes
            }
        }
    }

    private func makeColumns(_ indices: [Int]) -> [Column] {
        let rows = rowCount
        let ranges = Parallel.ranges(rows, pieces: Parallel.width * 4, atLeast: 4096)
        let pieces = Parallel.map(ranges.count) { piece(ranges[$0], indices) }
        let (names, values) = (columnNames, valueReading)
        return Parallel.map(indices.count) { place in
            // Texts of later pieces come behind those of earlier ones, so that the order is that of the first appearance.
            var texts = TextCodes()
            var codes: [UInt32] = []
            codes.reserveCapacity(rows)
            for piece in pieces {
                let known = piece.texts[place].distinct.map { texts.code(for: $0) }
                for code in piece.codes[place] { codes.append(known[Int(code)]) }
            }
            return Column(
                name: names[indices[place]], codes: codes, distinct: texts.distinct, values: values,
                declared: declaredKind(indices[place]))
        }
    }

    private func piece(_ rows: Range<Int>, _ indices: [Int]) -> Piece {
        var piece = Piece(columns: indices.count, rows: rows.count)
        var decoded: [UInt8] = []
        forEachRecord(in: rows) { fields in
            for (place, index) in indices.enumerated() {
                let code: UInt32
                if index < fields.spans.count, !fields.spans[index].isEncoded {
                    let bytes = UnsafeBufferPointer(rebasing: fields.view[fields.spans[index].range])
                    code = piece.texts[place].code(for: bytes)
                } else {
                    decoded.removeAll(keepingCapacity: true)
                    fields.append(index, to: &decoded)
                    code = decoded.withUnsafeBufferPointer { piece.texts[place].code(for: $0) }
                }
                piece.codes[place].append(code)
            }
        }
        return piece
    }
}

extension Table {
    /// Bytes of the text that the records are read from, as far as it is known.
    public var byteCount: Int { source.text.view.count }
}
