import Engine
import Learning
import Records

extension Forget {
    func print(_ result: RemovalResult, in snapshot: Snapshot) {
        if preview { printPrediction(result) }
        Output.line(
            "\(result.published ? "forgot" : "would forget") \(result.removed.counted("training record")); \(result.retained.grouped) remain"
        )
        if let copies = result.copies { Output.line(copies) }
        let stay = result.heldOutSkipped - result.heldOutErased
        if stay > 0 {
            Output.line(
                "\(stay.grouped) skipped: never trained on; \(stay == 1 ? "it stays" : "they stay") in the evaluation (--erase)"
            )
        }
        if result.heldOutErased > 0 {
            let one = result.heldOutErased == 1
            Output.line(
                one
                    ? "1 was never trained on; it leaves the evaluation"
                    : "\(result.heldOutErased.grouped) were never trained on; they leave the evaluation")
        }
        Output.line(
            "model \(result.snapshot.before.prefix(12)) → \(result.snapshot.after.prefix(12)), \(result.guarantee.kind.rawValue): \(result.guarantee.sentence)"
        )
        if !result.recipe.clause.isEmpty { Output.line(result.recipe.clause) }
        if result.guarantee.kind != .bitIdentical, let share = result.guarantee.certifiedShare {
            Output.line("\((share * 100).fixed(2)) % of the held-out decisions are provably those of a retrain")
        }
        Output.line("\(result.cost.passes) passes, \(result.cost.seconds["solve"]?.fixed(3) ?? "–") s to solve")
        if result.published { kept(in: snapshot).forEach(Output.line) }
        Output.line("")
        ComparisonText(comparison: result.change).lines.forEach(Output.line)
    }

    /// What was predicted before it was measured, and what to know before it is applied.
    private func printPrediction(_ result: RemovalResult) {
        guard let prediction = result.prediction else { return }
        Output.line(
            "predicted: \(prediction.training.counted("training record")), \(prediction.passes) passes, \(prediction.seconds.asTimeToCome)"
        )
        for gap in prediction.gaps {
            Output.line(
                "predicted: \(gap.metric) by \(gap.column) (\(gap.high) − \(gap.low)), selection half: \(gap.now.fixed(3)) → \(gap.then.fixed(3)) (\(gap.words))"
            )
        }
        for warning in prediction.warnings { Output.line("warning: \(warning)") }
    }

    /// Writes the file without the records; the model is somebody else's.
    func redact(_ rows: [Int], _ queued: [Int], on workspace: Workspace) async throws {
        if preview { _ = try await workspace.perform(.preview(rows: rows, erase: erase)) }
        try confirm(rows.count)
        let unstaged = Set(rows).subtracting(queued).sorted()
        if !unstaged.isEmpty {
            _ = try await workspace.perform(.stage(rows: unstaged, basis: basis, reason: reason))
        }
        let write = to.map { Command.write(.removal(path: $0, rows: rows, erase: erase)) }
        try await apply(write ?? .apply(rows: rows, erase: erase), staged: unstaged, on: workspace)
        let result = await workspace.lastRedaction
        let shortfall = await shortfall(on: workspace)
        await workspace.close()
        guard let result else { throw Refusal.unexpected("A removal that ended well has no result") }
        if json { try Output.json(result) } else { print(result) }
        if let shortfall { throw shortfall }
    }

    private func print(_ result: RedactionResult) {
        let removed = result.removed.counted("record")
        Output.line("wrote \(result.written) without \(removed); \(result.remaining.grouped) remain")
        Output.line("their rows and ids are in \(result.list)")
        Output.line("no model was changed: retrain yours on that file, then compare:")
        Output.line("  lethe open FILE --against NEW --id COL")
    }
}
