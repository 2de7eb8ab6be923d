extension Table {
    /// Rows from which it is told, once the file is read, how values are written.
    private static let noticedRows = 1024

    /// What is read as no value, or as a number, though it is not written as one: one sentence each.
    ///
    /// - Complexity: O(1) where nothing is; else O(bytes of the file) for each of those columns.
    func valueNotices() -> [String] {
        let values = valueReading
        guard values == .usual, rowCount > 0 else { return [] }
        let names = columnNames
        let rows = min(rowCount, Self.noticedRows, max(16, (1 << 18) / max(1, names.count)))
        let sample = ColumnSample(of: self, columnNames: names, stretches: [0..<rows])
        var marked: [String] = []
        var written: [String] = []
        for (index, name) in names.enumerated() {
            guard let column = try? sample.column(named: name) else { continue }
            let meaning = ColumnMeaning(column.distinct, values)
            let isOdd = !meaning.marks.isEmpty || (meaning.style ?? .plain) != .plain
            // The sample says that it may be; whether it is tells the whole column.
            guard isOdd, let whole = try? typedColumn(index), whole.holdsNumbersOrDates else { continue }
            if !meaning.marks.isEmpty {
                let marks = meaning.marks.map { "'\($0)'" }
                marked.append("\(HeaderNames.list(marks)) in '\(name)'")
            }
            if let style = meaning.style, style != .plain,
                let code = column.distinct.indices.first(where: {
                    !meaning.isMissing[$0] && FieldText.number(column.distinct[$0].trimmingBlanks()) == nil
                })
            {
                written.append("'\(column.distinct[code])' in '\(name)' as \(Self.plain(meaning.numbers[code]))")
            }
        }
        var notices: [String] = []
        if !marked.isEmpty {
            notices.append(
                "Read as missing, as all else is numbers or dates: \(HeaderNames.list(marked)); other marks: --missing")
        }
        if !written.isEmpty {
            notices.append("Read as numbers, as whole columns are written so: \(HeaderNames.list(written)).")
        }
        return notices
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
}

extension TypedColumn {
    fileprivate var holdsNumbersOrDates: Bool {
        if case .dates = storage { return true }
        if case .coded(_, let dictionary) = storage {
            return zip(dictionary.texts, dictionary.isMissing).allSatisfy { $1 || DateText($0) != nil }
                || kind == .number
                || kind == .identifier && dictionary.numbers.contains { !$0.isNaN }
        }
        return kind == .number || kind == .identifier
    }
}
