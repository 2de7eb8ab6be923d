import Engine
import Journal
import Records

extension Forget {
    /// Erases what is kept of those of the rows that were forgotten before.
    ///
    /// - Returns: whether that was all there was to do.
    func eraseForgotten(_ rows: [Int], on workspace: Workspace) async throws -> Bool {
        let before = await workspace.snapshot
        let states = before.overlay.facets["state"]?.masks ?? []
        // Forgotten, and not erased.
        let forgotten = rows.filter { states.indices.contains($0) && states[$0] & 6 == 2 }
        guard !forgotten.isEmpty else { return false }
        try confirm(forgotten.count, "erases what the project keeps of")
        let echo = try await workspace.complete(.eraseForgotten(rows: forgotten))
        let isAll = forgotten.count == rows.count
        if !isAll { Narration.say(echo.fact) }
        guard isAll else { return false }
        let pending = await workspace.pendingErasure
        let after = await workspace.snapshot
        await workspace.close()
        if json {
            try Output.json(Erased(erased: forgotten.count, erasurePending: pending != nil))
        } else {
            Output.line(echo.fact)
            kept(in: after).forEach(Output.line)
        }
        if let pending { throw pending }
        return true
    }

    /// What the project still holds of records that were forgotten, a sentence each.
    func kept(in snapshot: Snapshot) -> [String] {
        let name = snapshot.table.fileName
        let file =
            "'lethe export --redacted FILE' writes a copy of \(name) without them; the file itself was not changed"
        if erase {
            return [
                "erased: their flags, the journal's texts about them, models and figures from before",
                "kept: keyed references and counts in the journal's chain, which name nobody without the project's key",
            ] + earlierRecipe(in: snapshot) + [file]
        }
        let earlier = snapshot.models.count { $0.isKept && !$0.isCurrent }
        let models =
            earlier > 0
            ? ", and \(earlier.counted("earlier model")) by policy (earlier models: \(snapshot.policy.earlierModels.rawValue))"
            : ""
        return [
            "kept: their flags and what the journal says about them, under keyed references\(models)",
            "'lethe forget PROJECT --where state:forgotten --erase' erases that too", file,
        ]
    }

    /// A chain that an earlier version began holds the numbers of its first recipe, which nobody can take out of it.
    private func earlierRecipe(in snapshot: Snapshot) -> [String] {
        let holds = snapshot.events.milestones.contains {
            $0.object["params"]?["recipe"]?.stringValue?.hasPrefix("{") == true
        }
        return holds
            ? [
                "kept: the recipe as an earlier version of Lethe wrote it into the chain, with scales that were proposed then"
            ]
            : []
    }

    private struct Erased: Encodable {
        let erased: Int
        let erasurePending: Bool
    }
}
