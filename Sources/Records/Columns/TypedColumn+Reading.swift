extension TypedColumn.Codes {
    /// Calls `body` with every row of a list and its code.
    @inline(__always)
    func forEach(in rows: RowList, _ body: (Int, Int) throws -> Void) rethrows {
        switch self {
        case .narrow(let codes):
            try codes.withUnsafeBufferPointer { codes in try rows.forEachRow { try body($0, Int(codes[$0])) } }
        case .wide(let codes):
            try codes.withUnsafeBufferPointer { codes in try rows.forEachRow { try body($0, Int(codes[$0])) } }
        }
    }
}

extension TypedColumn {
    /// How many rows of a list have no value.
    func missingCount(in rows: RowList) -> Int {
        var missing = 0
        switch storage {
        case .coded(let codes, let dictionary):
            codes.forEach(in: rows) { if dictionary.isMissing[$1] { missing += 1 } }
        case .float32(let numbers): rows.forEachRow { if numbers[$0].isNaN { missing += 1 } }
        case .float64(let numbers): rows.forEachRow { if numbers[$0].isNaN { missing += 1 } }
        case .dates(let seconds): rows.forEachRow { if seconds[$0] == .min { missing += 1 } }
        case .text(let set): rows.forEachRow { if set.contains($0) { missing += 1 } }
        }
        return missing
    }
}

extension RowList {
    /// As `forEach`, without asking at every row how the list is stored.
    @inline(__always)
    func forEachRow(_ body: (Int) throws -> Void) rethrows {
        try withRows { rows in
            if let rows {
                for row in rows { try body(Int(row)) }
            } else {
                for row in 0..<count { try body(row) }
            }
        }
    }
}
