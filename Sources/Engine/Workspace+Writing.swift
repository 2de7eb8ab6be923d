import Foundation
import Journal
import Records

extension Workspace {
    /// Writes something out; its event comes first.
    func write(_ writing: Writing) throws -> Echo {
        switch writing {
        case .bundle(let path):
            try refuseOverwriting(path)
            _ = try finishErasures()
            try commit(EventDraft(.export, params: ["what": "journal bundle"]))
            try store.exportBundle(to: path)
            return Echo("wrote the journal to \(path)", hint: "check it with: lethe verify \(path)")
        case .redactedCopy(let path):
            let gone = Set(forgotten.indices.filter { forgotten[$0] })
            try refuseOverwriting(path)
            try commit(
                EventDraft(.export, params: ["what": "redacted copy", "without": .integer(Int64(gone.count))]))
            try dataset.table.writeCopy(without: gone, to: path)
            return Echo("wrote \(path) without \(gone.count.grouped) forgotten records")
        case .fairness(let path):
            guard let evaluation else {
                throw Refusal(.usage, "There are no figures yet.", next: "Train a model first.")
            }
            try refuseOverwriting(path)
            try commit(EventDraft(.export, inputs: [evaluation.digest], params: ["what": "fairness figures"]))
            try Self.write(try evaluation.json() + "\n", to: path)
            return Echo("wrote the fairness figures to \(path)")
        case .report(let path):
            guard let reporter else {
                throw Refusal(.usage, "No report can be written here.", next: "Use: lethe report")
            }
            let text = try reporter(snapshotForWriting(), path)
            try refuseOverwriting(path)
            let inputs = [evaluation?.digest].compactMap(\.self)
            try commit(EventDraft(.export, inputs: inputs, params: ["what": "report"]))
            try Self.write(text, to: path)
            return Echo("wrote the report to \(path)")
        case .removal(let path, let rows, let erase): return try startRemoval(rows, erase: erase, to: path)
        case .records(let path, let rows):
            try refuseOverwriting(path)
            try commit(draft(.export, rows, params: ["what": "records with flags"]))
            try Self.write(snapshotForWriting().csv(rows: rows, columns: nil), to: path)
            return Echo("wrote \(rows.count.counted("record")) with their flags and reasons to \(path)")
        }
    }

    private func snapshotForWriting() -> Snapshot {
        publishSnapshot()
        return mailbox.latest
    }

    private func refuseOverwriting(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            throw Refusal(
                .cannotCreate, "\(path) is already there.", next: "Choose another name; nothing was overwritten.")
        }
    }

    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Refusal(
                .cannotCreate, "Can't write \(path): \(error.localizedDescription)",
                next: "Choose a folder you may write to.")
        }
    }
}

extension Snapshot {
    /// Records as CSV, with what people decided: safe to open in a spreadsheet.
    ///
    /// A text that a spreadsheet would run as a formula (it starts with = + - @, their full-width forms, a tab or a line
    /// end, and is not a number) is preceded by an apostrophe.
    public func csv(rows: [Int], columns: [String]?) -> String {
        let names = columns ?? table.columnNames
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

/// One field of a CSV file, as others should read it.
public enum CSV {
    private static let formulaStarts: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Quoted where needed, and never a formula.
    public static func field(_ text: String) -> String {
        // Scalar by scalar: to Swift a sign with a combining mark, or a return with a line feed, is another Character.
        var scalars = text.unicodeScalars
        if let first = scalars.first, formulaStarts.contains(first), Double(text) == nil {
            scalars.insert("'", at: scalars.startIndex)
        }
        guard scalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" })
        else { return String(scalars) }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        quoted.append("\"")
        return String(quoted)
    }
}
