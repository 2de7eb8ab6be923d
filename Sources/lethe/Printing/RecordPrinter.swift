import Engine
import Journal
import Records

/// Prints records of a project or of a file alone.
struct RecordPrinter {
    enum Form { case table, csv, json }

    let snapshot: Snapshot
    private var table: Table { snapshot.table }
    private var overlay: Overlay { snapshot.overlay }
    private var hasProject: Bool { snapshot.browsing == nil }

    /// The name, if there is such a column here.
    func check(_ name: String) throws -> String {
        if overlay.numbers[name] == nil { _ = try table.index(of: name) }
        return name
    }

    func print(_ rows: some Collection<Int>, of total: Int, columns: [String]?, as form: Form) throws {
        let names = columns ?? shownByDefault(form, of: rows) + overlay.numbers.keys.sorted()
        switch form {
        case .csv:
            Output.record((["row"] + names + ["flags"]).map(CSV.field).joined(separator: ","))
            for row in rows where Output.isWanted {
                Output.record(
                    (["\(row + 1)"] + names.map { cell($0, row) } + [flags(row)]).map(CSV.field).joined(separator: ","))
            }
        case .json:
            try Output.json(Document(count: total, records: rows.map { record($0, names) }))
        case .table:
            var text = TextTable(header: ["row"] + (hasProject ? ["flags"] : []) + names, right: [0])
            for row in rows {
                text.rows.append(["\(row + 1)"] + (hasProject ? [flags(row)] : []) + names.map { cell($0, row) })
            }
            text.lines().forEach(Output.line)
            if rows.count < total {
                Narration.say("\(rows.count.grouped) of \(total.grouped) records; --limit shows more.")
            }
        }
    }

    /// What is written out is what the file has; what is looked at says who speaks, instead of how it is written down.
    private func shownByDefault(_ form: Form, of rows: some Collection<Int>) -> [String] {
        guard case .table = form, let dialogue = table.dialogue else { return table.fileColumnNames }
        return table.columnNames.enumerated().filter { index, name in
            if table.isDerived(index) { return rows.contains { !table.field($0, index).isEmpty } }
            return !dialogue.conversations.contains(name)
        }.map(\.element)
    }

    private func cell(_ name: String, _ row: Int) -> String {
        if let numbers = overlay.numbers[name] { return numbers[row].isNaN ? "" : "\(numbers[row])" }
        guard let index = table.columnNames.firstIndex(of: name) else { return "" }
        return table.field(row, index)
    }

    private func flags(_ row: Int) -> String {
        snapshot.mask(of: row).flags.map(\.rawValue).joined(separator: " ")
    }

    private func record(_ row: Int, _ names: [String]) -> Record {
        var values: [String: String] = [:]
        for name in names { values[name] = cell(name, row) }
        return Record(
            row: row + 1, id: hasProject ? overlay.ids[row].description : nil, values: values,
            flags: hasProject ? snapshot.mask(of: row).flags.map(\.rawValue) : nil)
    }

    private struct Document: Encodable {
        let count: Int
        let records: [Record]
    }
    private struct Record: Encodable {
        let row: Int
        let id: String?
        let values: [String: String]
        let flags: [String]?
    }
}
