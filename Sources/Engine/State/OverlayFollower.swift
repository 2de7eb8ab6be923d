import Detection
import Journal
import Records

/// What Lethe adds to a table, one element a row, for filters and columns: it follows state and knowledge, and is made of
/// them alone.
struct OverlayFollower: Sendable {
    private(set) var overlay: Overlay
    private(set) var revisions = Revisions()
    private let hasDialogue: Bool

    init(_ dataset: Dataset) {
        overlay = Overlay(ids: dataset.identities.ids, textColumns: dataset.schema.textColumns)
        hasDialogue = dataset.table.dialogue != nil
    }

    /// Follows decisions about some rows.
    ///
    /// - Complexity: O(rows).
    mutating func follow(_ rows: some Sequence<Int>, _ state: ProjectState) {
        revisions.decisions += 1
        guard overlay.facets["flag"] != nil else { return }
        for row in rows {
            overlay.facets["flag"]?.masks[row] = UInt32(state.flags[row].rawValue)
            if hasDialogue { overlay.facets["turn"]?.masks[row] = UInt32(state.turnMask(row).rawValue) }
            overlay.facets["state"]?.masks[row] = Self.standing(row, state)
        }
    }

    /// Makes everything anew that follows from the model.
    ///
    /// - Complexity: O(records).
    mutating func refresh(_ state: ProjectState, _ knowledge: Knowledge, _ outcomes: RecordOutcomes?) {
        revisions.learned += 1
        overlay.facets["split"] = Overlay.Facet(
            values: ["train", "selection", "test"],
            masks: knowledge.assignment.parts.map { part in part.map { 1 << UInt32($0.rawValue) } ?? 0 })
        if let outcomes {
            overlay.facets["outcome"] = Overlay.Facet(values: RecordOutcomes.names, masks: outcomes.masks)
            overlay.numbers["model.prediction"] = outcomes.predictions
            overlay.numbers["model.score"] = outcomes.scores
        }
        overlay.facets["hit"] = knowledge.hits.map { hits in
            Overlay.Facet(
                values: hits.kinds.map(\.id), titles: hits.kinds.map(\.title), combinations: hits.combinations,
                numbers: hits.numbers, quiet: Set(hits.kinds.indices.filter { hits.kinds[$0].isQuiet }))
        }
        overlay.numbers["model.disagreement"] = knowledge.findings?.disagreement
        overlay.numbers["effect.parity"] = knowledge.findings?.gapEffect
        if overlay.facets["state"] == nil { makeDecisions(state) }
    }

    private mutating func makeDecisions(_ state: ProjectState) {
        let rows = state.flags.indices
        let flags = Flag.allCases.map(\.rawValue)
        overlay.facets["flag"] = Overlay.Facet(values: flags, masks: state.flags.map { UInt32($0.rawValue) })
        if hasDialogue {
            overlay.facets["turn"] = Overlay.Facet(
                values: flags, masks: rows.map { UInt32(state.turnMask($0).rawValue) })
        }
        overlay.facets["state"] = Overlay.Facet(
            values: ["staged", "forgotten", "erased"], masks: rows.map { Self.standing($0, state) })
    }

    private static func standing(_ row: Int, _ state: ProjectState) -> UInt32 {
        (state.staged[row] == nil ? 0 : 1) | (state.forgotten[row] ? 2 : 0) | (state.erased[row] ? 4 : 0)
    }
}
