import Journal
import Records

extension Snapshot {
    /// Records as CSV, with what people decided: safe to open in a spreadsheet.
    ///
    /// A text that a spreadsheet would run as a formula (it starts with = + - @, their full-width forms, a tab or a line
    /// end, and is not a number) is preceded by an apostrophe.
    public func csv(rows: [Int], columns: [String]?) -> String {
        let names = columns ?? table.fileColumnNames
        let indices = names.compactMap { name in table.columnNames.firstIndex(of: name) }
        var lines = [
            (["row"] + indices.map { table.columnNames[$0] } + ["flags", "reason"]).map(CSV.field).joined(
                separator: ",")
        ]
        for row in rows {
            let fields = indices.map { table.field(row, $0) }
            let decided = [flags[row].flags.map(\.rawValue).joined(separator: " "), reasons[row] ?? ""]
            lines.append((["\(row + 1)"] + (fields + decided).map(CSV.field)).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
