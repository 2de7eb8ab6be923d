import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// One transaction: the result's event, the new model, the forgotten records, and what policy purges.
    func publish(_ removal: ComputedRemoval, _ pending: PendingRemoval) throws -> String {
        let plan = removal.plan
        let erased = rows(pending.requests.filter(\.erases))
        var result = removal.result
        result.published = true
        result.prediction = predict(plan)
        result.requests = pending.requests.map {
            RemovalResult.Request(event: $0.event, actor: $0.actor, records: $0.ids.count)
        }
        let record = ModelRecord(
            digest: removal.learned.digest, bytes: Data(removal.learned.published.bytes), createdAt: clock.now(),
            records: result.retained, removed: result.removed, guarantee: try Self.json(result.guarantee),
            parent: result.snapshot.before, proven: nil)
        if !erased.isEmpty {
            do { try refuseStrangers() } catch {
                try removalFailed(error, key: pending.key)
                throw error
            }
        }
        let forgetting = forgetting(plan.going, erased)
        var changes: [Journal.Change] = [.publish(record, makeCurrent: true)]
        changes += forgetting + [.unstage(ids(plan.skipped))]
        if plan.untrainedErased > 0 || (plan.along > 0 && !erased.isEmpty) {
            changes += try figuresWithoutErased(removal)
        }
        changes.append(.figures(id: record.digest, json: try removal.evaluation.json()))
        changes += try recipeChanges(removal)
        if !erased.isEmpty {
            var gone = forgotten
            for row in plan.going { gone[row] = true }
            if let change = try settingsChange(without: gone) { changes.append(change) }
        }
        changes.append(
            erased.isEmpty
                ? .job(id: pending.key, state: nil, json: "")
                : .job(id: pending.key, state: PendingRemoval.Stage.erasing.rawValue, json: try pending.json))
        if let kept = kept(beside: result, erasing: !erased.isEmpty) { changes.append(.purgeModels(except: kept)) }
        do {
            try commit([
                (resultDraft(result, plan, key: pending.key), changes), (evaluateDraft(removal.evaluation), []),
            ])
        } catch {
            try removalFailed(error, key: pending.key)
            throw error
        }
        // From here on the removal is published, whatever else fails.
        for change in forgetting { follow(change) }
        follow(.unstage(ids(plan.skipped)))
        end(pending.key)
        assignment = removal.assignment
        learner = removal.learner
        lastRemoval = result
        undoStack.clear()
        adopt(removal.learned, removal.evaluation)
        let left = conclude(pending, erased: erased)
        lastRemoval?.erasurePending = !erased.isEmpty && (isErasurePending || shortfalls[pending.job] != nil)
        let constant = removal.learned.isConstant(removal.assignment) ? "; \(TrainingResult.constantWarning)" : ""
        return result.sentence + constant + left
    }

    /// What is kept of a recipe that followed the records.
    func recipeChanges(_ removal: ComputedRemoval) throws -> [Journal.Change] {
        guard removal.result.recipe.follows else { return [] }
        let options = try storedRecipe()?.options ?? ModelOptions(of: removal.learner.recipe)
        return [try recipeChange(.proposed, options, removal.learner.recipe)]
    }

    /// Ends a removal that was published: erases what was to be erased. What can't be done now is remembered, said, and
    /// done at the next opening.
    ///
    /// - Returns: the end of the removal's sentence; empty where nothing is left to do.
    func conclude(_ removal: PendingRemoval, erased: [Int]) -> String {
        do {
            if !erased.isEmpty {
                try eraseTraces(of: ids(erased), key: removal.key)
                try forgetInAudit()
                try refreshModels()
            }
        } catch {
            let sentence = Self.cause(error)
            shortfalls[removal.job] = Refusal(
                .busy, "The records are forgotten, but the erasure is not finished: \(sentence)",
                next: "It goes on when the project is opened next: 'lethe open' or any command that writes.")
            return "; the erasure of what was said about them is pending"
        }
        guard let pending = pendingErasure else { return "" }
        if !erased.isEmpty { shortfalls[removal.job] = pending }
        return "; bytes of what went may still be in the project's file, until it is opened next"
    }

    /// What went wrong, without a word on what was changed.
    private static func cause(_ error: any Error) -> String {
        (error as? StoreFailure)?.cause ?? Explanation(error).sentence
    }

    /// The records that go: those to be erased without a trace, the others with what would bring them back.
    func forgetting(_ rows: [Int], _ erased: [Int]) -> [Journal.Change] {
        let traceless = Set(erased)
        let (gone, kept) = (rows.filter(traceless.contains), rows.filter { !traceless.contains($0) })
        return (kept.isEmpty ? [] : [.forget(ids(kept), erased: false)])
            + (gone.isEmpty ? [] : [.forget(ids(gone), erased: true)])
    }

    /// Figures of earlier models that counted records which leave the evaluation for good: measured again without them while
    /// there is a model to measure, else dropped. Before less after would tell how each was decided.
    private func figuresWithoutErased(_ removal: ComputedRemoval) throws -> [Journal.Change] {
        let counted = try store.figured().subtracting([removal.learned.digest])
        return try counted.sorted().map { digest in
            .figures(id: digest, json: try removal.earlier[digest].map { try $0.json() })
        }
    }

    /// Makes a model that was published the one that is shown, and begins to look for records by it.
    func adopt(_ learned: Learned, _ evaluation: Evaluation) {
        self.learned = learned
        self.evaluation = evaluation
        forgetFindings()
        refreshLearned()
        startFinding()
        do { try refreshModels() } catch {
            notices.append("The list of models could not be read again: \(Explanation(error))")
        }
    }

    /// The models whose bytes stay; nil where all of them do. An erasure overrides what policy keeps.
    private func kept(beside result: RemovalResult, erasing: Bool) -> [String]? {
        if erasing { return [result.snapshot.after] }
        switch policy.earlierModels {
        case .no: return [result.snapshot.after]
        case .untilNextRemoval: return [result.snapshot.after, result.snapshot.before]
        case .always: return nil
        }
    }

    /// The payload says which records went: from there an earlier model gets its records back.
    private func resultDraft(_ result: RemovalResult, _ plan: RemovalPlan, key: String) -> EventDraft {
        var event = draft(
            .unlearnResult, plan.going,
            params: [
                "job": .string(key), "removed": .integer(Int64(result.removed)),
                "retained": .integer(Int64(result.retained)),
                "heldOutSkipped": .integer(Int64(result.heldOutSkipped)),
                "heldOutErased": .integer(Int64(result.heldOutErased + result.heldOutAlong)),
                "requests": .integer(Int64(result.requests.count)),
                "guarantee": .string(result.guarantee.kind.rawValue), "bound": .string("\(result.guarantee.bound)"),
                "gradientNorm": .string("\(result.guarantee.gradientNorm)"),
                "certifiedShare": .string((result.guarantee.certifiedShare ?? 0).fixed(6)),
                "passes": .integer(Int64(result.cost.passes)), "plan": .string(result.cost.plan ?? "incremental"),
                "settled": .string(result.guarantee.settled), "recipe": .string(result.recipe.word),
            ])
        event.inputs = [result.snapshot.before]
        event.outputs = [result.snapshot.after]
        return event
    }

    /// Says in the journal that a removal ended without a result. One that only the closing of the project stopped did not
    /// end: it goes on when the project is opened again.
    ///
    /// - Throws: `Refusal` where even that can't be written down: the removal is pending then, and the sentence says so.
    func removalFailed(_ error: any Error, key: String) throws {
        end(key)
        if isClosing, error is CancellationError { return }
        let failure = EventDraft(
            .unlearnFail, params: ["job": .string(key)], outcome: error is CancellationError ? "cancelled" : "failed")
        do { try commit(failure, [.job(id: key, state: nil, json: "")]) } catch let second {
            let what = error is CancellationError ? "The removal was cancelled." : Self.cause(error)
            throw Refusal(
                .inputOutput,
                "\(what) That could not be written down (\(Self.cause(second))), so the removal is still pending.",
                next: "It goes on when the project is opened next; --no-resume gives it up.")
        }
    }

    func end(_ key: String) {
        guard let removal = removals.removeValue(forKey: key) else { return }
        applying.subtract(removal.requests.flatMap(\.ids).compactMap { RecordID(hex: $0).flatMap { rowOf[$0] } })
    }
}

extension RemovalResult {
    /// What was forgotten, in one sentence without its end.
    public var sentence: String {
        var parts = ["forgot \(removed.counted("training record"))"]
        let stay = heldOutSkipped - heldOutErased
        if stay > 0 {
            parts.append("\(stay.grouped) never trained on \(stay == 1 ? "stays" : "stay") in the evaluation")
        }
        if heldOutErased > 0 { parts.append("\(heldOutErased.grouped) never trained on left the evaluation") }
        if let copies { parts.append(copies) }
        let clause = recipe.clause.isEmpty ? "" : "; \(recipe.clause)"
        return "\(parts.joined(separator: ", ")); \(guarantee.sentence)\(clause)"
    }
}

extension Double {
    /// "1.2e-9"
    public var scientific: String {
        if self == 0 { return "0" }
        let parts = String(format: "%.1e", self).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(self)" }
        return "\(parts[0])e\(exponent)"
    }
}
