/// Counts the values of a column that has too many of them to be coded.
struct ManyValues {
    let column: TypedColumn
    let runs: DistinctRuns
    let table: any ColumnSource
    let groups: ValueGroups
    let positive: RowSet?

    /// The most frequent values; of equally frequent ones the least number, the first date, or the first text in bytes.
    func counted(limit: Int, _ cancellation: Cancellation?) throws -> ValueCounts.Counted {
        var sizes: [Int: Int] = [:]
        var distinct = 0
        runs.forEachRun {
            sizes[$0.count, default: 0] += 1
            distinct += 1
        }
        // So many rows has the last value that is shown; of those that have exactly as many, `left` are.
        var left = limit
        var threshold = 1
        for size in sizes.keys.sorted(by: >) {
            threshold = size
            if sizes[size, default: 0] >= left { break }
            left -= sizes[size, default: 0]
        }
        var chosen: [Range<Int>] = []
        var equal: [Range<Int>] = []
        runs.forEachRun { run in
            if run.count > threshold { chosen.append(run) }
            if run.count == threshold { equal.append(run) }
        }
        chosen = try affordable(chosen + first(left, of: equal, cancellation))
        let lines = try lines(of: chosen, cancellation)
        return ValueCounts.Counted(lines: lines, distinct: distinct, omittedValues: distinct - chosen.count)
    }

    /// The first values in order. Numbers and dates are in order already.
    private func first(
        _ count: Int, of equal: [Range<Int>], _ cancellation: Cancellation?
    ) throws -> ArraySlice<Range<Int>> {
        guard runs.areHashes, count < equal.count else { return equal.prefix(count) }
        var firstRows = RowSet.none(column.count)
        for run in equal { firstRows.insert(Int(runs.rows[run.lowerBound])) }
        let ranks = try TextRanks(of: column.name, for: firstRows, in: table, cancellation: cancellation)
        // Ranks are dense, and every run has a text of its own.
        return equal.filter { ranks.ofRow[Int(runs.rows[$0.lowerBound])] < count }.prefix(count)
    }

    /// Bytes of the texts of all lines together: long ones are left out from the least frequent on.
    private static let mostTextBytes = 64 << 20

    private func affordable(_ chosen: [Range<Int>]) throws -> [Range<Int>] {
        guard runs.areHashes else { return chosen }
        var sizes = [Int](repeating: 0, count: chosen.count)
        try table.forEachText(of: column.name, at: firstRows(of: chosen)) { sizes[$0] = $1.count }
        if sizes.reduce(0, +) <= Self.mostTextBytes { return chosen }
        var left = Self.mostTextBytes
        let order = chosen.indices.sorted { a, b in
            (chosen[b].count, runs.rows[chosen[a].lowerBound]) < (chosen[a].count, runs.rows[chosen[b].lowerBound])
        }
        return order.prefix { place in
            left -= sizes[place]
            return left >= 0
        }.map { chosen[$0] }
    }

    private func firstRows(of chosen: [Range<Int>]) -> [Int] { chosen.map { Int(runs.rows[$0.lowerBound]) } }

    private func lines(of chosen: [Range<Int>], _ cancellation: Cancellation?) throws -> [ValueCounts.Counted.Line] {
        let values = try values(of: firstRows(of: chosen))
        let proven = try proven(chosen, values.map { Array($0.0.utf8) }, cancellation)
        var lines = zip(chosen, values).map { run, value in
            ValueCounts.Counted.Line(text: value.0, value: value.1, counts: counts(runs.rows[run], proven))
        }
        if !runs.missing.isEmpty {
            lines.append(.init(text: "", value: .missing, counts: counts(runs.missing, nil)))
        }
        let order = lines.indices.sorted { a, b in
            if lines[a].counts.rows != lines[b].counts.rows { return lines[a].counts.rows > lines[b].counts.rows }
            if !runs.areHashes || lines[a].value == .missing || lines[b].value == .missing { return a < b }
            return lines[a].text.precedesInBytes(lines[b].text)
        }
        return order.map { lines[$0] }
    }

    private func values(of rows: [Int]) throws -> [(String, ValueCounts.Value)] {
        switch column.storage {
        case .float32(let numbers): return rows.map { number(Double(numbers[$0])) }
        case .float64(let numbers): return rows.map { number(numbers[$0]) }
        case .dates(let seconds):
            let unit = dateUnit
            return rows.map { row in
                let date = unit.date(seconds[row])
                return (date.description, .date(date))
            }
        case .coded, .text: return try table.texts(of: column.name, at: rows).map { ($0, .text($0)) }
        }
    }

    private func number(_ number: Double) -> (String, ValueCounts.Value) {
        let number = number == 0 ? 0 : number
        return (FilterNumber.text(number), .number(number))
    }

    private var dateUnit: DateUnit {
        guard case .dates(let seconds) = column.storage else { return DateUnit(of: EmptyCollection()) }
        return DateUnit(of: seconds.lazy.filter { $0 != .min })
    }

    private func counts(_ rows: ArraySlice<UInt32>, _ proven: RowSet?) -> Tally.Line {
        var tally = Tally(values: 1, groups: groups, positive: positive)
        for row in rows where proven?.contains(Int(row)) ?? true { tally.count(Int(row), of: 0) }
        return tally[0]
    }

    /// The rows that really hold the text of their run; nil where keys are no hashes.
    private func proven(
        _ chosen: [Range<Int>], _ texts: [[UInt8]], _ cancellation: Cancellation?
    ) throws -> RowSet? {
        guard runs.areHashes else { return nil }
        var valueOfRow = [UInt32](repeating: 0, count: column.count)
        var asked = RowSet.none(column.count)
        for (value, run) in chosen.enumerated() {
            for row in runs.rows[run] {
                asked.insert(Int(row))
                valueOfRow[Int(row)] = UInt32(value)
            }
        }
        let (name, table, values, rows) = (column.name, table, valueOfRow, asked)
        try asked.withWords { words in
            let words = SharedBuffer(words)
            try RowSegments.perform(rows.count, cancellation: cancellation) { segment in
                let alive = rows.alive(in: segment)
                try alive.forEachRun { run in
                    try table.forEachText(of: name, in: run) { row, text in
                        guard alive.contains(row), !text.elementsEqual(texts[Int(values[row])]) else { return }
                        words[row / 64] &= ~(1 << UInt64(row % 64))
                    }
                }
            }
        }
        return asked
    }
}
