import Canvas

/// A plain table: columns as wide as their widest cell, numbers to the right.
struct TextTable {
    var header: [String]
    var rows: [[String]] = []
    /// Columns that are aligned to the right.
    var right: Set<Int> = []

    func lines(limit: Int = .max) -> [String] {
        let all = [header] + rows
        let cells = all.map { $0.map { DisplayText($0).truncated(to: 76) } }
        let widths = header.indices.map { column in cells.map { $0[column].columns }.max() ?? 0 }
        return cells.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                let text =
                    isLast && !right.contains(column)
                    ? cell : cell.padded(to: widths[column], right: right.contains(column))
                line += (column == 0 ? "" : "  ") + text.string
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
