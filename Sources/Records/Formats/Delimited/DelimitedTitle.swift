/// Lines above the header that are no records: a title, who made it, when.
enum DelimitedTitle {
    private static let mostLines = 10

    /// How many records at the beginning of a sample are a title: they have one field that holds something, where those
    /// behind them have as many as the table has columns.
    static func count(_ trial: DelimitedTrial) -> Int {
        let records = trial.records
        guard trial.fields > 1 else { return 0 }
        let titles = records.prefix(while: { isTitle($0, of: trial.fields) }).count
        guard titles > 0, titles <= mostLines, records.count >= titles + 2 else { return 0 }
        let rest = records[titles...]
        guard rest.count(where: { $0.count == trial.fields }) * 10 >= rest.count * 9 else { return 0 }
        let header = rest[titles]
        guard header.count == trial.fields, !header.contains(where: { $0.trimmingBlanks().isEmpty }) else { return 0 }
        // Of two columns, or of a name less than there are columns, a blank line between has to say so.
        let hasGap = trial.starts[titles] > trial.lines[titles - 1]
        let last = records[titles - 1]
        guard hasGap || trial.fields > last.count + 1 || last.count == trial.fields else { return 0 }
        return titles
    }

    private static func isTitle(_ record: [String], of fields: Int) -> Bool {
        let full = record.count { !$0.trimmingBlanks().isEmpty }
        if record.count == fields { return fields > 2 && full <= 1 && record.first?.isEmpty == false || full == 0 }
        return record.count < fields && full <= max(1, fields - 2) && (record.count == 1 || fields - record.count >= 1)
    }

    static func notice(_ texts: [[String]], lines: Int) -> String {
        let title = texts.first?.joined(separator: " ").trimmingBlanks() ?? ""
        let shown = title.count > 60 ? title.prefix(60) + "…" : title
        let what = lines == 1 ? "A title at the top was skipped" : "A title of \(lines) lines at the top was skipped"
        return "\(what): '\(shown)'; to read it as a record: --skip 0"
    }
}
