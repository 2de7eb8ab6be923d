import Records

/// The same records otherwise: what would come of other labels, other weights, or without a column is measured by learning
/// from these.
extension Examples {
    /// With the other one of two classes in `rows`: what was positive is the first other class, all others are positive.
    ///
    /// Of numbers, which have no other class, nothing changes.
    public func relabelled(_ rows: [Int]) -> Examples {
        guard case .classes(var codes, let names, let positive) = response, names.count > 1 else { return self }
        let other = UInt32(positive == 0 ? 1 : 0)
        for row in rows { codes[row] = Int(codes[row]) == positive ? other : UInt32(positive) }
        return Examples(
            ids: ids, response: .classes(codes: codes, names: names, positive: positive), features: features,
            columns: columns, sides: sides)
    }

    /// Without what comes from some columns of the table.
    ///
    /// - Complexity: O(entries).
    public func without(_ names: Set<String>) -> Examples {
        Examples(
            ids: ids, response: response, features: features.without(names),
            columns: columns.filter { !names.contains($0.name) }, sides: sides)
    }

    /// Those of `rows`, in their order; a row may occur more than once, and its copies are records of their own.
    ///
    /// - Complexity: O(entries).
    public func repeating(_ rows: [Int]) -> Examples {
        var copies: [Int: UInt64] = [:]
        let ids = rows.map { row in
            let copy = copies[row, default: 0]
            copies[row] = copy + 1
            guard copy > 0 else { return self.ids[row] }
            return RecordID(high: IDHash(domain: "lethe/copy", seed: copy).value(self.ids[row]), low: self.ids[row].low)
        }
        let response: Response
        switch self.response {
        case .classes(let codes, let names, let positive):
            response = .classes(codes: rows.map { codes[$0] }, names: names, positive: positive)
        case .numbers(let numbers, let threshold):
            response = .numbers(rows.map { numbers[$0] }, threshold: threshold)
        }
        let columns = columns.map { column in
            switch column {
            case .numbers(let name, let numbers): RawColumn.numbers(name: name, rows.map { numbers[$0] })
            case .categories(let name, let codes, let values):
                RawColumn.categories(name: name, rows.map { codes[$0] }, values: values)
            }
        }
        return Examples(
            ids: ids, response: response, features: features.rowCount == 0 ? features : features.repeating(rows),
            columns: columns, sides: sides.isEmpty ? [] : rows.map { sides[$0] })
    }
}

extension Features {
    /// The same columns, without the entries of those that come from `names`.
    fileprivate func without(_ names: Set<String>) -> Features {
        var isLeftOut = Array(repeating: false, count: dimension)
        for column in 0..<dimension where source(of: column).column.map(names.contains) == true {
            isLeftOut[column] = true
        }
        var (starts, columns, values) = ([0], [UInt32](), [Double]())
        for row in 0..<rowCount {
            for k in rowStart[row]..<rowStart[row + 1] where !isLeftOut[Int(self.columns[k])] {
                columns.append(self.columns[k])
                values.append(self.values[k])
            }
            starts.append(columns.count)
        }
        return Features(rowStart: starts, columns: columns, values: values, blocks: blocks)
    }

    fileprivate func repeating(_ rows: [Int]) -> Features {
        var (starts, columns, values) = ([0], [UInt32](), [Double]())
        for row in rows {
            columns.append(contentsOf: self.columns[rowStart[row]..<rowStart[row + 1]])
            values.append(contentsOf: self.values[rowStart[row]..<rowStart[row + 1]])
            starts.append(columns.count)
        }
        return Features(rowStart: starts, columns: columns, values: values, blocks: blocks)
    }
}
