import Engine
import Journal
import Records

extension Removal {
    /// Every removal that the journal announces, the oldest first.
    static func all(in snapshot: Snapshot) -> [Removal] {
        var jobs: [(job: String, starts: [Event])] = []
        for event in snapshot.events where event.action == .unlearnStart {
            guard let job = event.job else { continue }
            if let place = jobs.firstIndex(where: { $0.job == job }) {
                jobs[place].starts.append(event)
            } else {
                jobs.append((job, [event]))
            }
        }
        return jobs.compactMap { job, starts in starts.first.map { Removal(job, starts, first: $0, snapshot) } }
    }

    private init(_ job: String, _ starts: [Event], first: Event, _ snapshot: Snapshot) {
        let result = snapshot.events.first { $0.action == .unlearnResult && $0.job == job }
        let erasures = snapshot.events.filter { $0.action == .erase && $0.job == job }
        let erasure = erasures.first { $0.object["outcome"] == "ok" }
        let params = result?.object["params"]
        let kind = params?["guarantee"]?.stringValue
        let isApproximate = kind != nil && kind != "bit-identical"
        var actors: [String] = []
        for actor in starts.map(\.actor) where !actors.contains(actor) { actors.append(actor) }
        let erases = starts.contains { $0.object["params"]?["erase"] != nil }
        self.init(
            request: starts.lazy.compactMap { $0.object["reason"]?["request_id"]?.stringValue }.first ?? job,
            requestedBy: actors, bases: Self.bases(starts, snapshot), receivedAt: first.ts,
            completedAt: erases ? erasure?.ts : result?.ts, removed: params?["removed"]?.integerValue,
            retained: params?["retained"]?.integerValue, erases: erases,
            method: Self.method(params, kind, isYourModel: snapshot.isYourModel), isApproximate: isApproximate,
            parameters: Self.parameters(result, params),
            places: result.map { Self.places($0, erasure, erases, snapshot) } ?? [],
            residual: result.map { Self.residual($0, isApproximate, snapshot) } ?? [])
    }

    /// The grounds that the journal names; else the flags that the records still carry.
    private static func bases(_ starts: [Event], _ snapshot: Snapshot) -> [String] {
        let named = Set(starts.compactMap { $0.object["reason"]?["basis"]?.stringValue })
        if !named.isEmpty { return named.sorted() }
        let flagged = starts.flatMap { $0.payload?["flags"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
        if !flagged.isEmpty {
            return Flag.allCases.map(\.rawValue).filter(flagged.contains).map { "flagged \($0)" }
        }
        // Journals of earlier versions name the records by their ids.
        let ids = Set(starts.flatMap { $0.payload?["ids"]?.arrayValue?.compactMap(\.stringValue) ?? [] })
        guard !ids.isEmpty else { return [] }
        var flags = FlagMask()
        for (row, id) in snapshot.overlay.ids.enumerated() where row < snapshot.flags.count {
            if ids.contains(id.description) { flags.formUnion(snapshot.flags[row]) }
        }
        return flags.flags.map { "flagged \($0.rawValue)" }
    }

    private static func method(_ params: JSON?, _ kind: String?, isYourModel: Bool) -> String {
        if isYourModel { return "left out of a copy of the file; no model was changed" }
        guard let kind else { return "not completed" }
        let plan = params?["plan"]?.stringValue == "retrain" ? "retraining without the records" : "unlearning"
        return "\(plan), \(kind)"
    }

    private static func parameters(_ result: Event?, _ params: JSON?) -> [Fact] {
        guard let result else { return [] }
        func texts(_ key: String) -> String {
            (result.object[key]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: ", ")
        }
        let named: [(String, String)] = [
            ("retained", "Records retained"), ("heldOutSkipped", "Never trained on"),
            ("heldOutErased", "Left the evaluation"), ("guarantee", "Guarantee"), ("bound", "Bound on ‖w − w*‖₂"),
            ("gradientNorm", "Gradient norm"), ("certifiedShare", "Share of decisions certified"),
            ("passes", "Passes over the data"), ("plan", "Plan"), ("settled", "Bits settled by"),
            ("recipe", "Recipe"),
        ]
        let facts = named.compactMap { key, name -> Fact? in
            guard let value = params?[key] else { return nil }
            return Fact(name, value.integerValue.map(\.grouped) ?? value.stringValue ?? value.canonical)
        }
        let models = [Fact("Model before", texts("inputs")), Fact("Model after", texts("outputs"))]
        return (models + facts).filter { !$0.value.isEmpty }
    }

    /// What equality under a recipe is worth that does not follow the records.
    private static func recipe(_ result: Event) -> [String] {
        switch result.object["params"]?["recipe"]?.stringValue {
        case "followed": ["The recipe was proposed again without the records, and the model trained under it."]
        case "frozen", "kept":
            ["The recipe stayed as it was: columns and scales in it may have been proposed with the records."]
        case "declared": ["The recipe was declared by somebody: Lethe learned nothing in it from records."]
        default: []
        }
    }

    /// What is still known of the records, or could be found out.
    private static func residual(_ result: Event, _ isApproximate: Bool, _ snapshot: Snapshot) -> [String] {
        let outputs = (result.object["outputs"]?.arrayValue ?? []).compactMap(\.stringValue)
        let proof = snapshot.events.last { event in
            event.action == .prove && ["equal", "different"].contains(event.object["outcome"]?.stringValue ?? "")
                && (event.object["inputs"]?.arrayValue ?? []).compactMap(\.stringValue).contains(
                    where: outputs.contains)
        }
        var sentences: [String] = []
        if let proof {
            let params = proof.object["params"]
            let distance = params?["distance"]?.stringValue ?? Spoken.none
            let decisions = params?["decisionsThatDiffer"]?.integerValue ?? 0
            sentences.append(
                "A cold retrain without the records, \(Spoken.time(proof.ts)): "
                    + "\(proof.object["outcome"]?.stringValue ?? ""), distance \(distance), "
                    + "\(decisions.counted("held-out decision")) that differ.")
        } else if !snapshot.isYourModel {
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

extension Event {
    /// The name of the removal that the event belongs to.
    var job: String? { object["params"]?["job"]?.stringValue }
}
