public import Records

extension Snapshot {
    /// Counts the values of a column among the records that a filter leaves.
    ///
    /// - Throws: `FilterError`, `Refusal` for a column that is not there, `CancellationError`.
    public func values(_ question: ValuesQuestion, cancellation: Cancellation? = nil) throws -> ValuesFound {
        let set = try found(Query(filter: question.filter), cancellation: cancellation).set
        let column = try table.column(named: question.column)
        let groupColumn = try question.by.map { try table.column(named: $0) }
        let labels = try schema.target?.labels(in: table)
        try cancellation?.check()
        let groups = groupColumn.map(Self.mostFrequent) ?? []
        let isHistogram =
            question.form == .histogram
            || (question.form == .automatic && column.kind == .number && column.distinct.count > 24)
        let bins = isHistogram ? Bins(column) : nil
        var counts: [Int: ValuesFound.Line] = [:]
        set.forEach { row in
            let code = Int(column.codes[row])
            let key = bins?.bin(column.numbers[code]) ?? code
            var line =
                counts[key]
                ?? ValuesFound.Line(
                    label: "", isMissing: false, count: 0, share: 0,
                    countsByGroup: Array(repeating: 0, count: groups.count), positives: labels == nil ? nil : 0,
                    labelled: 0, filterText: "")
            line.count += 1
            if let groupColumn, let place = groups.firstIndex(of: groupColumn.text(row)) {
                line.countsByGroup[place] += 1
            }
            if let label = labels?[row] {
                line.labelled += 1
                if label { line.positives = (line.positives ?? 0) + 1 }
            }
            counts[key] = line
        }
        let name = Self.quoted(question.column)
        let total = set.cardinality
        let isByValue = question.order == .value || isHistogram
        let sorted = counts.sorted { a, b in
            if !isByValue, a.value.count != b.value.count { return a.value.count > b.value.count }
            if bins == nil, column.kind == .number {
                let (x, y) = (column.numbers[a.key], column.numbers[b.key])
                if x != y { return x < y || y.isNaN }
            } else if bins == nil {
                return (column.distinct[a.key], a.key) < (column.distinct[b.key], b.key)
            }
            return a.key < b.key
        }
        let lines = sorted.prefix(question.limit).map { key, line in
            var line = line
            line.share = total == 0 ? 0 : Double(line.count) / Double(total)
            if let bins {
                line.isMissing = key == bins.count
                line.label = line.isMissing ? "" : bins.label(key)
                line.filterText = line.isMissing ? "\(name):missing" : bins.filter(key, name)
            } else {
                line.isMissing = column.isMissingCode[key]
                line.label = column.distinct[key]
                line.filterText = line.isMissing ? "\(name):missing" : "\(name)=\(Self.quoted(line.label))"
            }
            return line
        }
        return ValuesFound(
            lines: lines, total: total, distinct: column.isMissingCode.count { !$0 },
            groups: groups, isHistogram: isHistogram)
    }

    private static func mostFrequent(_ column: Column) -> [String] {
        var counts = Array(repeating: 0, count: column.distinct.count)
        for code in column.codes { counts[Int(code)] += 1 }
        return counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(8).map { column.distinct[$0] }
    }

    /// A name or value as the filter language reads it.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Looks at every column among the records that a filter leaves; `each` hears of one after the other.
    public func summarize(
        _ filter: Filter, cancellation: Cancellation? = nil, each: (SummaryLine) -> Void
    ) throws {
        for name in table.columnNames {
            try cancellation?.check()
            let summary = ColumnSummary(try table.column(named: name))
            each(
                SummaryLine(
                    name: name, kind: summary.kind.rawValue, missing: summary.missing, distinct: summary.distinct,
                    minimum: summary.minimum.map { "\($0)" }, maximum: summary.maximum.map { "\($0)" }, mean: nil,
                    examples: summary.examples))
        }
    }
}

/// Twenty bins of equal width.
private struct Bins {
    let low: Double
    let width: Double
    let count = 20

    init(_ column: Column) {
        let numbers = column.numbers.filter { !$0.isNaN }
        low = numbers.min() ?? 0
        width = max(((numbers.max() ?? 1) - low) / 20, .leastNonzeroMagnitude)
    }

    func bin(_ number: Double) -> Int { number.isNaN ? count : min(count - 1, Int((number - low) / width)) }
    func edge(_ bin: Int) -> Double { low + Double(bin) * width }
    func label(_ bin: Int) -> String { "\(edge(bin)) … \(edge(bin + 1))" }
    func filter(_ bin: Int, _ name: String) -> String {
        "\(name)>=\(edge(bin)) \(name)\(bin == count - 1 ? "<=" : "<")\(edge(bin + 1))"
    }
}
