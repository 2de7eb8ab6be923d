import Engine
import Journal
import Records

/// Prints records of a table, with or without what a project adds to it.
struct RecordPrinter {
    enum Form { case table, csv, json }

    let table: Table
    let overlay: Overlay
    let snapshot: Snapshot?

    func rows(_ filter: Filter, _ sort: [SortKey]) throws -> [Int] {
        if let snapshot { return try snapshot.rows(Query(filter: filter, sort: sort)) }
        let rows = try filter.rows(in: table, overlay: overlay).list
        return Array(try Sorting.sort(rows, by: sort, in: table, overlay: overlay))
    }

    /// The name, if there is such a column here.
    func check(_ name: String) throws -> String {
        if overlay.numbers[name] == nil { _ = try table.index(of: name) }
        return name
    }

    func print(_ rows: [Int], of total: Int, columns: [String]?, as form: Form) throws {
        let names = columns ?? table.columnNames + overlay.numbers.keys.sorted()
        switch form {
        case .csv:
            Output.line((["row"] + names + ["flags"]).map(CSV.field).joined(separator: ","))
            for row in rows {
                Output.line(
                    (["\(row + 1)"] + names.map { cell($0, row) } + [flags(row)]).map(CSV.field).joined(separator: ","))
            }
        case .json:
            try Output.json(Document(count: total, records: rows.map { record($0, names) }))
        case .table:
            var text = TextTable(header: ["row"] + (snapshot == nil ? [] : ["flags"]) + names, right: [0])
            for row in rows {
                text.rows.append(["\(row + 1)"] + (snapshot == nil ? [] : [flags(row)]) + names.map { cell($0, row) })
            }
            text.lines().forEach(Output.line)
            if rows.count < total {
                Narration.say("\(rows.count.grouped) of \(total.grouped) records; --limit shows more.")
            }
        }
    }

    private func cell(_ name: String, _ row: Int) -> String {
        if let numbers = overlay.numbers[name] { return numbers[row].isNaN ? "" : "\(numbers[row])" }
        guard let index = table.columnNames.firstIndex(of: name) else { return "" }
        return table.field(row, index)
    }

    private func flags(_ row: Int) -> String {
        snapshot.map { $0.flags[row].flags.map(\.rawValue).joined(separator: " ") } ?? ""
    }

    private func record(_ row: Int, _ names: [String]) -> Record {
        var values: [String: String] = [:]
        for name in names { values[name] = cell(name, row) }
        return Record(
            row: row + 1, id: snapshot?.overlay.ids[row].description, values: values,
            flags: snapshot?.flags[row].flags.map(\.rawValue))
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
