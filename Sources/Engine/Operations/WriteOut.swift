import Fairness
import Foundation
import Journal
import Learning
import Records

/// Writes something out, whole or not at all. Its event comes before it has its name, so that nothing leaves unsaid; where
/// it then does not come to be, the journal says that too.
struct WriteOut: Operation {
    let writing: Writing
    /// What is shown now: what reports and lists are made of.
    let shown: Snapshot
    let reporter: Reporter?

    var kind: JobStatus.Kind { .write }
    var title: String { "writing \(writing.path)" }
    var mark: JobMark? { .given(up: "the writing of \(writing.path)") }

    /// Something that is on the disk and has no name yet.
    struct Output: Sendable {
        let sentence: String
        let event: ExportEntry
        let publish: @Sendable () throws -> Void
    }

    func prepare(_ desk: Desk) throws -> Desk {
        switch writing {
        case .bundle(let path): try AtomicFile.refuseTaken(path)
        case .redactedCopy(let path) where desk.dataset.table.isOfParts: try AtomicFile.refuseTaken(path)
        case .fairness where desk.knowledge.evaluation == nil:
            throw Refusal(.usage, "There are no figures yet.", next: "Train a model first.")
        case .report where reporter == nil:
            throw Refusal(.usage, "No report can be written here.", next: "Use: lethe report")
        default: break
        }
        return desk
    }

    @concurrent func run(_ desk: Desk, _ context: RunContext) async throws -> Output {
        try context.work.step(Progress(phase: "writing", fraction: 0, detail: ""))
        let output = try draft(desk, context.work)
        try context.work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
        return output
    }

    private func draft(_ desk: Desk, _ work: Work) throws -> Output {
        switch writing {
        case .bundle(let path): bundle(path, desk)
        case .redactedCopy(let path): try redactedCopy(path, desk)
        case .fairness(let path): try figures(path, desk)
        case .recipe(let path): try recipe(path, desk)
        case .report(let path, let replacing, let filter):
            try report(path, replacing: replacing, filter, desk, work)
        case .records(let path, let rows): try records(path, rows, desk)
        case .removal: preconditionFailure("a removal is an operation of its own")
        }
    }

    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion {
        Conclusion(sentence: output.sentence, entries: [LedgerEntry(output.event)], publish: output.publish)
    }

    private func bundle(_ path: String, _ desk: Desk) -> Output {
        Output(
            sentence: "wrote the journal to \(path) · check it with: lethe verify \(path)",
            event: ExportEntry(.bundle)
        ) { [store = desk.store] in try store.exportBundle(to: path) }
    }

    private func redactedCopy(_ path: String, _ desk: Desk) throws -> Output {
        let (table, forgotten) = (desk.dataset.table, desk.state.forgotten)
        let gone = Set(forgotten.indices.filter { forgotten[$0] })
        let event = ExportEntry(.redactedCopy(without: gone.count))
        let without = "without \(gone.count.counted("forgotten record"))"
        guard table.isOfParts else {
            let copy = try table.copy(without: gone, to: path)
            return Output(sentence: "wrote \(path) \(without)", event: event) { try copy.commit() }
        }
        // Of several files those that change, in a folder.
        let draft = try table.draftParts(without: gone, to: path)
        return Output(
            sentence: "wrote \(draft.names.count) of \(table.partCount.counted("file")) to \(path) \(without)",
            event: event
        ) { try draft.commit() }
    }

    private func figures(_ path: String, _ desk: Desk) throws -> Output {
        guard let evaluation = desk.knowledge.evaluation else { preconditionFailure("checked when it was prepared") }
        let file = try AtomicFile.holding(path, text: try evaluation.json() + "\n")
        return Output(
            sentence: "wrote the fairness figures to \(path)",
            event: ExportEntry(.fairness, inputs: [evaluation.digest])
        ) { try file.commit() }
    }

    private func recipe(_ path: String, _ desk: Desk) throws -> Output {
        guard let recipe = try desk.storedRecipe()?.recipe, let digest = desk.state.currentDigest else {
            throw Refusal(.usage, "There is no model whose recipe could be written.", next: "Train one: lethe train")
        }
        let file = try AtomicFile.holding(path, text: recipe.canonicalJSON + "\n")
        return Output(
            sentence: "wrote the recipe to \(path)",
            event: ExportEntry(.recipe, inputs: [digest])
        ) { try file.commit() }
    }

    private func report(
        _ path: String, replacing: Bool, _ filter: String?, _ desk: Desk, _ work: Work
    ) throws -> Output {
        guard let reporter else { preconditionFailure("checked when it was prepared") }
        let shown = try filter.map { try desk.narrowed(self.shown, to: $0, work) } ?? self.shown
        let file = try AtomicFile.holding(
            path, ifTaken: replacing ? .replaced : .refused, text: try reporter(shown, path))
        // The filter itself, which may name a person, stays out of the journal.
        let part = filter == nil ? nil : shown.evaluation?.records ?? 0
        return Output(
            sentence: "wrote the report to \(path)",
            event: ExportEntry(
                .report(of: part), inputs: [desk.knowledge.evaluation?.digest].compactMap(\.self))
        ) { try file.commit() }
    }

    private func records(_ path: String, _ rows: [Int], _ desk: Desk) throws -> Output {
        let file = try AtomicFile.holding(path, text: shown.csv(rows: rows, columns: nil))
        return Output(
            sentence: "wrote \(rows.count.counted("record")) with their flags and reasons to \(path)",
            event: ExportEntry(.records, desk.named(rows))
        ) { try file.commit() }
    }
}

extension Writing {
    var path: String {
        switch self {
        case .bundle(let path), .redactedCopy(let path), .fairness(let path), .recipe(let path),
            .report(let path, _, _),
            .records(let path, _), .removal(let path, _, _):
            path
        }
    }
}

extension AtomicFile {
    /// A file with a text, on the disk; it gets its name by `commit`.
    static func holding(_ path: String, ifTaken taken: Taken = .refused, text: String) throws -> AtomicFile {
        let file = try AtomicFile(path, ifTaken: taken)
        try file.write(text)
        try file.finish()
        return file
    }
}
