import Engine
import Journal
import Records

/// Prints records of a project or of a file alone.
struct RecordPrinter {
    enum Form {
        case table, json
        /// Safe: nothing in it is a formula to a spreadsheet, at the price of an apostrophe.
        case csv(isSafe: Bool)
    }

    let snapshot: Snapshot
    private var table: Table { snapshot.table }
    private var overlay: Overlay { snapshot.overlay }
    private var hasProject: Bool { snapshot.browsing == nil }

    /// The name, if there is such a column here, or if Lethe adds one: of two that are called alike the file's.
    func check(_ name: String) throws -> String {
        guard overlay.numbers[name] == nil, !table.columnNames.contains(name) else { return name }
        if let own = OwnColumn(name, overlay) { return own.name }
        if OwnColumn.ofProjects.contains(name) {
            throw Refusal(
                .usage, "'\(name)' is what a project knows, and \(table.fileName) has none.",
                next: "Make one with: lethe init \(table.fileName)")
        }
        do { _ = try table.index(of: name) } catch {
            let names = table.columnNames + overlay.numbers.keys.sorted() + OwnColumn.names(overlay)
            throw Refusal.unknown("column", name, among: names)
        }
        return name
    }

    func print(_ rows: some Collection<Int>, of total: Int, columns: [String]?, as form: Form) throws {
        switch form {
        case .csv(let isSafe):
            // The file's columns and no other, so that what is written is what was read.
            let names = columns ?? table.fileColumnNames
            let line = { CSV.line($0, isSafe: isSafe) }
            Output.record(line(names))
            for row in rows where Output.isWanted { Output.record(line(names.map { cell($0, row) })) }
        case .json:
            let names = columns ?? table.fileColumnNames + overlay.numbers.keys.sorted()
            try Output.json(Document(count: total, records: rows.map { record($0, names) }))
        case .table:
            let names = columns ?? shownByDefault(of: rows) + overlay.numbers.keys.sorted()
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

    /// What is looked at says who speaks, instead of how it is written down.
    private func shownByDefault(of rows: some Collection<Int>) -> [String] {
        guard let dialogue = table.dialogue else { return table.fileColumnNames }
        return table.columnNames.enumerated().filter { index, name in
            if table.isDerived(index) { return rows.contains { !table.field($0, index).isEmpty } }
            return !dialogue.conversations.contains(name)
        }.map(\.element)
    }

    private func cell(_ name: String, _ row: Int) -> String {
        if let numbers = overlay.numbers[name] { return numbers[row].isNaN ? "" : "\(numbers[row])" }
        guard let index = table.columnNames.firstIndex(of: name) else {
            return OwnColumn(name, overlay)?.text(row, in: snapshot) ?? ""
        }
        return table.field(row, index)
    }

    /// A number where the column holds numbers, null where there is no value.
    private func jsonCell(_ name: String, _ row: Int) -> JSONCell {
        if let numbers = overlay.numbers[name] { return numbers[row].isFinite ? .number(numbers[row]) : .null }
        guard let index = table.columnNames.firstIndex(of: name) else {
            guard let own = OwnColumn(name, overlay) else { return .null }
            return own == .row ? .integer(Int64(row + 1)) : .text(own.text(row, in: snapshot))
        }
        let text = table.field(row, index)
        return table.kind(of: index) == .number ? JSONCell(number: text) : .text(text)
    }

    private func flags(_ row: Int) -> String {
        snapshot.mask(of: row).flags.map(\.rawValue).joined(separator: " ")
    }

    private func record(_ row: Int, _ names: [String]) -> Record {
        var values: [String: JSONCell] = [:]
        for name in names { values[name] = jsonCell(name, row) }
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
        let values: [String: JSONCell]
        let flags: [String]?
    }
}
