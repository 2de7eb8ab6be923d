import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Writes something out, whole or not at all. Its event comes before it has its name, so that nothing leaves unsaid;
    /// where it then does not come to be, the journal says that too.
    func write(_ writing: Writing) throws -> Echo {
        switch writing {
        case .bundle(let path):
            try AtomicFile.refuseTaken(path)
            _ = try finishErasures()
            try export(EventDraft(.export, params: ["what": "journal bundle"])) { try store.exportBundle(to: path) }
            return Echo("wrote the journal to \(path)", hint: "check it with: lethe verify \(path)")
        case .redactedCopy(let path):
            let gone = Set(forgotten.indices.filter { forgotten[$0] })
            let event = EventDraft(
                .export, params: ["what": "redacted copy", "without": .integer(Int64(gone.count))])
            if dataset.table.isOfParts {
                // Of several files those that change, in a folder.
                try AtomicFile.refuseTaken(path)
                var written: [String] = []
                try export(event) { written = try dataset.table.writeParts(without: gone, to: path).names }
                return Echo(
                    "wrote \(written.count) of \(dataset.table.partCount.counted("file")) to \(path) without "
                        + gone.count.counted("forgotten record"))
            }
            let copy = try dataset.table.copy(without: gone, to: path)
            try export(event, copy.commit)
            return Echo("wrote \(path) without \(gone.count.counted("forgotten record"))")
        case .fairness(let path):
            guard let evaluation else {
                throw Refusal(.usage, "There are no figures yet.", next: "Train a model first.")
            }
            let file = try Self.file(path, holding: try evaluation.json() + "\n")
            try export(
                EventDraft(.export, inputs: [evaluation.digest], params: ["what": "fairness figures"]), file.commit)
            return Echo("wrote the fairness figures to \(path)")
        case .recipe(let path):
            guard let recipe = try storedRecipe()?.recipe, let digest = try store.currentDigest() else {
                throw Refusal(
                    .usage, "There is no model whose recipe could be written.", next: "Train one: lethe train")
            }
            let file = try Self.file(path, holding: recipe.canonicalJSON + "\n")
            try export(EventDraft(.export, inputs: [digest], params: ["what": "recipe"]), file.commit)
            return Echo("wrote the recipe to \(path)")
        case .report(let path, let replacing, let filter):
            guard let reporter else {
                throw Refusal(.usage, "No report can be written here.", next: "Use: lethe report")
            }
            let shown = try filter.map(snapshot(only:)) ?? snapshotForWriting()
            let text = try reporter(shown, path)
            let file = try Self.file(path, ifTaken: replacing ? .replaced : .refused, holding: text)
            let inputs = [evaluation?.digest].compactMap(\.self)
            // The filter itself, which may name a person, stays out of the journal.
            let part: [String: JSON] = filter == nil ? [:] : ["of": .integer(Int64(shown.evaluation?.records ?? 0))]
            try export(
                EventDraft(.export, inputs: inputs, params: part.merging(["what": "report"]) { $1 }), file.commit)
            return Echo("wrote the report to \(path)")
        case .removal(let path, let rows, let erase): return try startRemoval(rows, erase: erase, to: path)
        case .records(let path, let rows):
            let file = try Self.file(path, holding: snapshotForWriting().csv(rows: rows, columns: nil))
            try export(draft(.export, rows, params: ["what": "records with flags"]), file.commit)
            return Echo("wrote \(rows.count.counted("record")) with their flags and reasons to \(path)")
        }
    }

    /// Says what is written, and lets it be; an event of its own says where it failed.
    private func export(_ draft: EventDraft, _ publish: () throws -> Void) throws {
        try commit(draft)
        do { try publish() } catch {
            var failed = draft
            failed.outcome = "failed"
            // The journal's disk may have failed as well; what is said is what failed first.
            _ = try? commit(failed)
            throw error
        }
    }

    private func snapshotForWriting() -> Snapshot {
        publishSnapshot()
        return mailbox.latest
    }

    /// A file with a text, on the disk; it gets its name by `commit`.
    static func file(_ path: String, ifTaken taken: AtomicFile.Taken = .refused, holding text: String) throws
        -> AtomicFile
    {
        let file = try AtomicFile(path, ifTaken: taken)
        try file.write(text)
        try file.finish()
        return file
    }
}

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

/// One field of a CSV file, as others should read it.
public enum CSV {
    private static let formulaStarts: [Unicode.Scalar] = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Quoted where needed, as any reader gives it back; blanks at the ends are kept by quotes.
    public static func plainField(_ text: String) -> String { quoted(text.unicodeScalars) }

    /// A record without its line end. One empty field is quoted: an empty line is no record.
    ///
    /// - Parameter isSafe: whether nothing may be a formula.
    public static func line(_ fields: [String], isSafe: Bool = false) -> String {
        fields == [""] ? "\"\"" : fields.map(isSafe ? field : plainField).joined(separator: ",")
    }

    /// Quoted where needed, and never a formula.
    public static func field(_ text: String) -> String {
        // Scalar by scalar: to Swift a sign with a combining mark, or a return with a line feed, is another Character.
        var scalars = text.unicodeScalars
        if let first = scalars.first, formulaStarts.contains(first), Double(text) == nil {
            scalars.insert("'", at: scalars.startIndex)
        }
        return quoted(scalars)
    }

    private static func quoted(_ scalars: String.UnicodeScalarView) -> String {
        guard
            scalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) || scalars.first == " "
                || scalars.last == " "
        else { return String(scalars) }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        quoted.append("\"")
        return String(quoted)
    }
}
