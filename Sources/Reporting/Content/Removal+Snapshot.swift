import Engine
import Journal
import Records

extension Removal {
    /// Every removal that the journal announces, the oldest first.
    static func all(in snapshot: Snapshot) -> [Removal] {
        var jobs: [(job: String, starts: [Written<UnlearnStartEntry>])] = []
        for start in snapshot.entries(UnlearnStartEntry.self) {
            guard let job = start.entry.job else { continue }
            if let place = jobs.firstIndex(where: { $0.job == job }) {
                jobs[place].starts.append(start)
            } else {
                jobs.append((job, [start]))
            }
        }
        return jobs.compactMap { job, starts in starts.first.map { Removal(job, starts, first: $0.event, snapshot) } }
    }

    private init(_ job: String, _ starts: [Written<UnlearnStartEntry>], first: Event, _ snapshot: Snapshot) {
        let result = snapshot.entries(UnlearnResultEntry.self).first { $0.entry.job == job }
        let erasure = snapshot.entries(EraseEntry.self).first { $0.entry.job == job && $0.entry.outcome == .ok }
        let kind = result?.entry.unlearning?.guarantee
        let isApproximate = kind != nil && kind != "bit-identical"
        var actors: [String] = []
        for actor in starts.map(\.event.actor) where !actors.contains(actor) { actors.append(actor) }
        let erases = starts.contains { $0.entry.erases }
        self.init(
            request: starts.lazy.compactMap(\.event.requestID).first ?? job,
            requestedBy: actors, bases: Self.bases(starts, snapshot), receivedAt: first.ts,
            completedAt: erases ? erasure?.event.ts : result?.event.ts, removed: result?.entry.removed,
            retained: result?.entry.retained, erases: erases,
            method: Self.method(result?.entry.unlearning, byCopy: snapshot.subject.removesByCopy),
            isApproximate: isApproximate, parameters: result.map { Self.parameters($0.entry) } ?? [],
            places: result.map { Self.places($0, erasure, erases, snapshot) } ?? [],
            residual: result.map { Self.residual($0.entry, isApproximate, snapshot) } ?? [])
    }

    /// The grounds that the journal names; else the flags that the records still carry.
    private static func bases(_ starts: [Written<UnlearnStartEntry>], _ snapshot: Snapshot) -> [String] {
        let named = Set(starts.compactMap(\.event.basis))
        if !named.isEmpty { return named.sorted() }
        let flagged = starts.flatMap { $0.entry.flags ?? [] }
        if !flagged.isEmpty {
            return Flag.allCases.map(\.rawValue).filter(flagged.contains).map { "flagged \($0)" }
        }
        // Journals of earlier versions name the records by their ids.
        let ids = Set(starts.flatMap { $0.event.erasable[list: .ids] ?? [] })
        guard !ids.isEmpty else { return [] }
        var flags = FlagMask()
        for (row, id) in snapshot.overlay.ids.enumerated() where row < snapshot.flags.count {
            if ids.contains(id.description) { flags.formUnion(snapshot.flags[row]) }
        }
        return flags.flags.map { "flagged \($0.rawValue)" }
    }

    private static func method(_ unlearning: UnlearnResultEntry.Unlearning?, byCopy: Bool) -> String {
        if byCopy { return "left out of a copy of the file; no model was changed" }
        guard let unlearning, let kind = unlearning.guarantee else { return "not completed" }
        return "\(unlearning.plan == "retrain" ? "retraining without the records" : "unlearning"), \(kind)"
    }

    private static func parameters(_ result: UnlearnResultEntry) -> [Fact] {
        let unlearning = result.unlearning
        let named: [(String, String?)] = [
            ("Model before", result.before), ("Model after", result.after),
            ("Records retained", result.retained?.grouped),
            ("Never trained on", unlearning?.heldOutSkipped?.grouped),
            ("Left the evaluation", unlearning?.heldOutErased?.grouped), ("Guarantee", unlearning?.guarantee),
            ("Bound on ‖w − w*‖₂", unlearning?.bound), ("Gradient norm", unlearning?.gradientNorm),
            ("Share of decisions certified", unlearning?.certifiedShare),
            ("Passes over the data", unlearning?.passes?.grouped), ("Plan", unlearning?.plan),
            ("Bits settled by", unlearning?.settled), ("Recipe", unlearning?.recipe),
        ]
        return named.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : Fact(name, $0) } }
    }

    /// What equality under a recipe is worth that does not follow the records.
    private static func recipe(_ result: UnlearnResultEntry) -> [String] {
        switch result.unlearning?.recipe {
        case "followed": ["The recipe was proposed again without the records, and the model trained under it."]
        case "frozen", "kept":
            ["The recipe stayed as it was: columns and scales in it may have been proposed with the records."]
        case "declared": ["The recipe was declared by somebody: Lethe learned nothing in it from records."]
        default: []
        }
    }

    /// What is still known of the records, or could be found out.
    private static func residual(
        _ result: UnlearnResultEntry, _ isApproximate: Bool, _ snapshot: Snapshot
    ) -> [String] {
        let proof = snapshot.entries(ProveEntry.self).last { proof in
            guard let published = proof.entry.comparison?.published else { return false }
            return published == result.after
        }
        var sentences: [String] = []
        if let proof, let comparison = proof.entry.comparison {
            sentences.append(
                "A cold retrain without the records, \(Spoken.time(proof.event.ts)): "
                    + "\(proof.entry.outcome.rawValue), distance \(comparison.distance ?? Spoken.none), "
                    + "\((comparison.decisionsThatDiffer ?? 0).counted("held-out decision")) that differ.")
        } else if snapshot.subject.trains {
            sentences.append("No cold retrain was compared with the model after (lethe prove).")
        }
        if isApproximate {
            sentences.append("Approximate: what the records did to the weights is bounded, not shown to be nothing.")
        }
        sentences += recipe(result)
        sentences.append("No membership attack is recorded for this removal.")
        sentences.append(
            "The journal's keyed references and salted commitments stay; without the key they name nobody.")
        return sentences
    }
}
