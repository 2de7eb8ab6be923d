import Engine
import Journal
import Records

extension Removal {
    /// Every place that Lethe knows of, and those that it can't reach.
    static func places(
        _ result: Written<UnlearnResultEntry>, _ erasure: Written<EraseEntry>?, _ erases: Bool, _ snapshot: Snapshot
    ) -> [Place] {
        let later = erasure == nil ? burial(of: result.event, snapshot) : nil
        return modelPlaces(snapshot) + journalPlaces(erasure?.entry, erases, later)
            + diskPlaces(isErased: erasure != nil || later != nil, snapshot) + evaluationPlaces(result.entry)
            + filePlaces(result.event, snapshot)
    }

    private static func modelPlaces(_ snapshot: Snapshot) -> [Place] {
        if snapshot.subject.removesByCopy {
            return [
                Place(
                    "Your model", "it was not changed; retrain it from the file without the records", isErased: false)
            ]
        }
        let earlier = snapshot.models.filter { !$0.isCurrent && $0.isKept }
        let kept = "\(earlier.count.counted("earlier model")) kept by policy still depend on them"
        return [
            Place("The published model", "unlearned: its weights no longer depend on the records", isErased: true),
            earlier.isEmpty
                ? Place("Earlier models", "their weights are not kept; their figures are", isErased: true)
                : Place("Earlier models", kept, isErased: false),
        ]
    }

    /// The tombstone of a result whose records were named by a payload that a later erasure took.
    private static func burial(of result: Event, _ snapshot: Snapshot) -> Event? {
        guard result.payload == nil else { return nil }
        return snapshot.entries(TombstoneEntry.self).first { $0.entry.seq == result.seq }?.event
    }

    private static func journalPlaces(_ erasure: EraseEntry?, _ erases: Bool, _ later: Event?) -> [Place] {
        let payloads = erasure?.payloads ?? 0
        let what = "Texts and references in the journal"
        let texts =
            if erasure != nil {
                Place(what, "\(payloads.counted("payload")) erased, each with its tombstone", isErased: true)
            } else if let later {
                Place(what, "erased later, \(Spoken.time(later.ts)), with tombstones", isErased: true)
            } else {
                Place(
                    what,
                    erases ? "their erasure is not completed" : "kept; lethe forget --erase removes them",
                    isErased: false)
            }
        return [
            texts,
            Place(
                "The journal's chain", "keyed references, counts and commitments stay, so that nothing can be denied",
                isErased: false),
        ]
    }

    /// The free space of the project's file, once something was to be erased.
    private static func diskPlaces(isErased: Bool, _ snapshot: Snapshot) -> [Place] {
        guard isErased else { return [] }
        return [
            snapshot.isErasurePending
                ? Place(
                    "The free space of the project's file",
                    "pending: another program read it or the disk failed; it is overwritten at the next opening",
                    isErased: false)
                : Place("The free space of the project's file", "overwritten; the file was rebuilt", isErased: true)
        ]
    }

    private static func evaluationPlaces(_ result: UnlearnResultEntry) -> [Place] {
        let skipped = result.unlearning?.heldOutSkipped ?? 0
        let erased = result.unlearning?.heldOutErased ?? 0
        var places: [Place] = []
        if skipped > erased {
            places.append(
                Place(
                    "The held-out evaluation",
                    "\((skipped - erased).counted("record")) never trained on stay in it", isErased: false))
        }
        if erased > 0 {
            places.append(
                Place(
                    "The held-out evaluation",
                    "\(erased.counted("record")) left it; figures of earlier models were measured again without "
                        + "\(erased == 1 ? "it" : "them"), or dropped", isErased: true))
        }
        return places
    }

    private static func filePlaces(_ result: Event, _ snapshot: Snapshot) -> [Place] {
        let exports = snapshot.entries(ExportEntry.self)
        let redacted = exports.last { export in
            if case .redactedCopy = export.entry.what { export.event.seq > result.seq } else { false }
        }
        let earlier = exports.count { $0.event.seq < result.seq }
        let source =
            redacted.map { "never changed; a copy without the records was written \(Spoken.time($0.event.ts))" }
            ?? "never changed; lethe export --redacted writes a copy without the records"
        var places = [Place("The source file \(snapshot.table.fileName)", source, isErased: false)]
        if earlier > 0 {
            places.append(
                Place(
                    "Files exported before", "\(earlier.counted("file")) written from the project, out of its reach",
                    isErased: false))
        }
        places.append(
            Place("Backups, copies and logs elsewhere", "unknown to the audit and out of its reach", isErased: false))
        return places
    }
}

extension Incident {
    /// What a change of the project's rules was.
    ///
    /// - Parameter names: of the parameters that its event has: all there is to say of a rule that is not known.
    static func rule(_ policy: PolicyEntry?, named names: [String]) -> String {
        switch policy {
        case .policy(let policy): return "the policy became \(policy)"
        case .recipe: return "the training recipe was set"
        case .targets(0, _): return "no group is declared any more that removals are made for"
        case .targets(let count, _):
            return "\(count == 1 ? "the group" : "the \(count.grouped) groups") that removals are made for "
                + "\(count == 1 ? "was" : "were") declared"
        case .against(nil): return "the comparison with predictions after retraining was taken back"
        case .against: return "predictions after retraining were set, to compare with"
        case nil:
            let names = names.sorted().joined(separator: ", ")
            return "a rule of the project changed\(names.isEmpty ? "" : ": \(names)")"
        }
    }

    /// Failures and changed rules, in the order of the journal.
    ///
    /// - Throws: `StoreFailure` where an event can't be read: a report without it would be another.
    static func all(in events: EventLog) throws -> [Incident] {
        var found: [Incident] = []
        try events.forEachRead { event in if let incident = Incident(event) { found.append(incident) } }
        return found
    }

    private init?(_ event: Event) {
        func incident(_ kind: Kind, _ what: String) -> Incident {
            Incident(kind, event: event.seq, at: event.ts, actor: event.actor, what: what)
        }
        let outcome = event.outcome
        if outcome.isFailure {
            self = incident(.failure, "\(event.action.rawValue): \(outcome.rawValue)")
            return
        }
        switch event.action {
        case .policy:
            self = incident(.override, Self.rule(PolicyEntry(event), named: Array(event.params.members.keys)))
        case .revert: self = incident(.override, "an earlier model was made current again")
        case .approve: self = incident(.override, "a removal was approved")
        case .unlearnStart where outcome == .resumed:
            self = incident(.override, "a removal that was cut short went on")
        case .viewSensitive: self = incident(.override, "veiled text was shown")
        default: return nil
        }
    }
}
