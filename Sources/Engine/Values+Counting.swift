public import Records

extension Snapshot {
    /// Counts the values of a column among the records that a filter leaves.
    ///
    /// - Throws: `FilterError`, `Refusal` for a column that is not there or can't be split by, `CancellationError`.
    /// - Complexity: O(records), and O(bytes) for texts in the file.
    public func values(_ question: ValuesQuestion, cancellation: Cancellation? = nil) throws -> ValuesFound {
        let rows = try found(Query(filter: question.filter), cancellation: cancellation).rows
        if try isHistogram(question, cancellation) { return try bins(question, rows, cancellation) }
        let target = try targetRows(cancellation)
        let counts = try ValueCounts(
            of: question.column, by: question.by, positive: target?.positive, rows: rows, in: table,
            limit: question.limit, cancellation: cancellation)
        let labelled = try target?.labelled.map {
            try ValueCounts(
                of: question.column, positive: $0, rows: rows, in: table, limit: question.limit,
                cancellation: cancellation)
        }
        var lines = counts.lines.enumerated().map { place, line in
            ValuesFound.Line(
                label: line.text, isMissing: line.isMissing, count: line.count, share: line.share,
                countsByGroup: line.countsByGroup, positives: line.positives,
                labelled: labelled?.lines[place].positives ?? line.count, filterText: counts.filterText(for: line))
        }
        let veiled = question.isVeiling ? try veiledTexts(of: question.column) : []
        for index in lines.indices { lines[index].isVeiled = veiled?.contains(lines[index].label) ?? true }
        if question.order == .value { lines = Self.byValue(lines, isNumber: try kind(of: question.column) == .number) }
        return ValuesFound(
            lines: lines, total: counts.rows, distinct: counts.distinct, groups: counts.groups.map(\.title),
            isHistogram: false)
    }

    private func kind(of column: String) throws -> Column.Kind { table.kind(of: try table.index(of: column)) }

    /// Numbers, or dates, of which there are more than fit on a screen.
    private func isHistogram(_ question: ValuesQuestion, _ cancellation: Cancellation?) throws -> Bool {
        guard question.form == .automatic else { return question.form == .histogram }
        switch try table.typedColumn(named: question.column, cancellation).storage {
        case .float32, .float64, .dates: return true
        case .text: return false
        case .coded(_, let dictionary):
            return try kind(of: question.column) == .number && dictionary.texts.count > Self.fewValues
        }
    }

    private static let fewValues = 24

    private func bins(
        _ question: ValuesQuestion, _ rows: RowList, _ cancellation: Cancellation?
    ) throws -> ValuesFound {
        let histogram = try Histogram(
            of: question.column, by: question.by, rows: rows, in: table, cancellation: cancellation)
        let total = max(1, histogram.rows)
        var lines = histogram.bins.map { bin in
            ValuesFound.Line(
                label: "\(histogram.text(bin.lower)) … \(histogram.text(bin.upper))", isMissing: false,
                count: bin.count, share: Double(bin.count) / Double(total), countsByGroup: bin.countsByGroup,
                positives: nil, labelled: bin.count, filterText: bin.filterText)
        }
        if histogram.missing > 0 {
            lines.append(
                ValuesFound.Line(
                    label: "", isMissing: true, count: histogram.missing,
                    share: Double(histogram.missing) / Double(total),
                    countsByGroup: [], positives: nil, labelled: histogram.missing,
                    filterText: "\(Filter.quoted(question.column)):missing"))
        }
        return ValuesFound(
            lines: lines, total: histogram.rows, distinct: histogram.summary?.distinct ?? 0,
            groups: histogram.groups.map(\.title), isHistogram: true)
    }

    /// Records that the target calls positive; and those with a label, where some have none. Nil without a target.
    private func targetRows(_ cancellation: Cancellation?) throws -> (positive: RowSet, labelled: RowSet?)? {
        guard let target = schema.target else { return nil }
        let name = Filter.quoted(target.column)
        let isBound = target.positiveText.hasPrefix(">=")
        let test = isBound ? target.positiveText : "=" + Filter.quoted(target.positiveText)
        let positive = try Filter(parsing: name + test).rows(in: table, cancellation: cancellation)
        let missing = try table.typedColumn(named: target.column, cancellation).missingCount
        guard missing > 0 else { return (positive, nil) }
        return (positive, try Filter(parsing: "-\(name):missing").rows(in: table, cancellation: cancellation))
    }

    /// In the order of numbers, or of the texts' bytes; missing values last.
    private static func byValue(_ lines: [ValuesFound.Line], isNumber: Bool) -> [ValuesFound.Line] {
        lines.sorted { a, b in
            if a.isMissing != b.isMissing { return b.isMissing }
            if isNumber, let x = Double(a.label), let y = Double(b.label), x != y { return x < y }
            return a.label.utf8.lexicographicallyPrecedes(b.label.utf8)
        }
    }

    /// Looks at every column among the records that a filter leaves; `each` hears of one after the other.
    ///
    /// - Throws: `FilterError`, `Refusal`, `CancellationError`.
    public func summarize(
        _ filter: Filter, isVeiling: Bool = false, cancellation: Cancellation? = nil, each: (SummaryLine) -> Void
    ) throws {
        let rows = try found(Query(filter: filter), cancellation: cancellation).rows
        for name in table.columnNames {
            let summary = try TableSummary.Line(name, rows: rows, in: table, cancellation: cancellation)
            var line = SummaryLine(summary)
            let veiled = isVeiling ? try veiledTexts(of: name) : []
            line.isVeiled = line.examples.map { veiled?.contains($0) ?? true }
            each(line)
        }
    }
}

extension ValueGroups.Group {
    /// "Female", "(missing)".
    var title: String { kind == .missing ? "(missing)" : text }
}

extension SummaryLine {
    init(_ line: TableSummary.Line) {
        self.init(
            name: line.name, kind: line.kind.rawValue, missing: line.missing, distinct: line.distinct,
            minimum: line.numbers.map { Self.text($0.minimum, line.kind) },
            maximum: line.numbers.map { Self.text($0.maximum, line.kind) },
            mean: line.kind == .date ? nil : line.numbers?.mean, examples: line.examples,
            isVeiled: line.examples.map { _ in false })
    }

    private static func text(_ number: Double, _ kind: TableSummary.Kind) -> String {
        if kind == .date {
            let seconds = Int64(number)
            return "\(DateText(seconds: seconds, precision: seconds % 86_400 == 0 ? .day : .second))"
        }
        return number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
    }
}

extension Filter {
    /// A name or value as the filter language reads it, whatever is in it.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
