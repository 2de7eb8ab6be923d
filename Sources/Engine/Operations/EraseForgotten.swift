import Journal
import Learning
import Records

/// Erases what is kept of records that were forgotten before without being erased: their flags, the models that were
/// trained on them and the journal's texts.
struct EraseForgotten: Operation {
    let rows: [Int]

    var kind: JobStatus.Kind { .erase }
    var title: String { "erasing what is kept of \(rows.count.counted("forgotten record"))" }
    var mark: JobMark? { .given(up: "the erasing of \(rows.count.counted("forgotten record"))") }
    var needsGround: Bool { true }

    init(_ rows: [Int], _ desk: Desk) throws {
        self.rows = rows.filter { desk.state.forgotten[$0] && !desk.state.erased[$0] }
        guard !self.rows.isEmpty else {
            throw Refusal(
                .usage, "Nothing is left to erase: every one of these records was erased.",
                next: "'lethe log' has the erasure.")
        }
        try desk.mayRemove()
        guard desk.state.removals.isEmpty else {
            throw Refusal(
                .busy, "A removal waits or runs.", next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try desk.refuseStrangers()
    }

    /// Nil where the recipe of the model can't remember anybody.
    func prepare(_ desk: Desk) throws -> RemovalInput? {
        guard desk.subject.trains, desk.state.currentDigest != nil else { return nil }
        let input = try desk.removalInput()
        let (recipe, _) = try input.rule.recipe(
            after: input.learner.recipe, desk.dataset, training: desk.assignment.training, erases: true)
        return recipe == input.learner.recipe ? nil : input
    }

    /// The model under the recipe that the records which stay would propose.
    @concurrent func run(_ input: RemovalInput?, _ context: RunContext) async throws -> ComputedRemoval? {
        guard let input else { return nil }
        let nothing = RemovalPlan(
            [], erasing: [], dataset: input.learner.dataset, parts: input.assignment.parts, forgotten: input.forgotten)
        return try input.removal(nothing, erasing: true, context)
    }

    func conclude(_ renewed: ComputedRemoval?, _ desk: Desk) throws -> Conclusion {
        let ids = desk.ids(rows)
        let order = RemovalRequests([
            RemovalRequest(
                event: desk.nextEvent, actor: desk.actor, ids: ids.map(\.description), erases: true)
        ])
        let key = "erase-\(desk.nextEvent)"
        var changes: [Change] = [.forget(ids, erased: true), try order.change(key, .erasing)]
        if let current = renewed?.learned.digest ?? desk.state.currentDigest {
            changes.append(.purgeModels(except: [current]))
        }
        if let change = try desk.settingsChange(forgetting: []) { changes.append(change) }
        let clause = renewed.map { "; \($0.result.recipe.clause)" } ?? ""
        let were = rows.count == 1 ? "was" : "were"
        var conclusion = Conclusion(
            sentence: "erased \(rows.count.counted("record")) that \(were) forgotten before\(clause)")
        if let renewed {
            conclusion.entries = [try publication(of: renewed, desk), LedgerEntry(renewed.evaluation.entry())]
        }
        conclusion.entries.append(LedgerEntry(EraseEntry(desk.store.counted(ids), job: key, .started), changes))
        conclusion.learn = { knowledge in
            guard let renewed else { return }
            knowledge.adopt(renewed.learned, renewed.learner, renewed.evaluation)
        }
        conclusion.changes = [.models, .records]
        conclusion.clearsUndo = true
        conclusion.erasing = ErasureOrder(key: key, ids: ids)
        if renewed != nil { conclusion.next = [Find()] }
        return conclusion
    }

    /// What publishes a model that took the place of another without a removal.
    private func publication(of renewed: ComputedRemoval, _ desk: Desk) throws -> LedgerEntry {
        let before = desk.knowledge.learned?.digest
        let guarantee = renewed.result.guarantee
        let record = try desk.record(
            of: renewed.learned, guarantee: guarantee, records: renewed.assignment.training.count, removed: 0,
            parent: before)
        let event = PublishEntry(
            model: record.digest, before: before, records: record.records, guarantee: guarantee.kind.rawValue,
            recipe: renewed.result.recipe.word)
        return LedgerEntry(
            event,
            [.publish(record, makeCurrent: true), .figures(id: record.digest, json: try renewed.evaluation.json())]
                + (try desk.recipeChanges(renewed)))
    }
}

/// Cleans the project's file, so that no byte of what went stays in it.
struct CleanFile: Operation {
    var kind: JobStatus.Kind { .erase }
    var title: String { "cleaning the project's file" }
    var readsSource: Bool { false }

    func prepare(_ desk: Desk) throws {}
    @concurrent func run(_ input: (), _ context: RunContext) async throws {}
    /// Whoever runs it cleans the file after every conclusion that needs it.
    func conclude(_ output: (), _ desk: Desk) throws -> Conclusion {
        Conclusion(sentence: "the project's file is clean")
    }
}
