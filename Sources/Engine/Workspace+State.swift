import Fairness
import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// An event about `rows`: one record by its keyed reference, many by their count and Merkle root; which records they
    /// are, by their references too, stands in the payload, which can be erased.
    func draft(
        _ action: Action, _ rows: [Int] = [], params: [String: JSON] = [:], payload: [String: JSON] = [:]
    ) -> EventDraft {
        let ids = ids(rows)
        var params = params
        var payload = payload
        if !rows.isEmpty {
            params.merge(store.bulkParams(ids)) { mine, _ in mine }
            payload[EntryKey.records.name] = .strings(store.references(for: ids).map(\.description))
        }
        return EventDraft(
            action, subject: ids.count == 1 ? ids[0] : nil, params: params,
            payload: payload.isEmpty ? nil : .object(payload))
    }

    /// Follows in memory what the store has just written; only what belongs to the changed records is touched.
    func follow(_ change: Journal.Change) {
        switch change {
        case .setFlag(let flag, let on, let ids):
            let rows = rows(ids)
            // What is decided anew is veiled anew.
            revealed.subtract(rows)
            for row in rows { setFlag(flag, on, row) }
        case .setTurnFlag(let flag, let on, let id, let places):
            for row in rows([id]) { setTurnFlag(flag, on, row, places) }
        case .setReason(let reason, let ids):
            for row in rows(ids) { reasons[row] = reason }
        case .stage(let ids, let basis, let reason):
            let since = events.last?.ts ?? ""
            for row in rows(ids) {
                staged[row] = StagedRecord(
                    id: dataset.identities.ids[row], basis: basis, reason: reason, actor: store.session.actor, ts: since
                )
                followState(row)
            }
        case .unstage(let ids):
            for row in rows(ids) {
                staged[row] = nil
                followState(row)
            }
        case .restore(let ids):
            for row in rows(ids) where forgotten[row] {
                forgotten[row] = false
                forgottenCount -= 1
                if !flags[row].isEmpty { flaggedCount += 1 }
                followState(row)
            }
        case .forget(let ids, let isErased):
            for row in rows(ids) {
                staged[row] = nil
                reasons[row] = nil
                turnFlags[row] = nil
                overlay.facets["turn"]?.masks[row] = 0
                if !forgotten[row] {
                    forgottenCount += 1
                    if !flags[row].isEmpty { flaggedCount -= 1 }
                }
                forgotten[row] = true
                if isErased {
                    erased[row] = true
                    flags[row] = []
                    overlay.facets["flag"]?.masks[row] = 0
                }
                followState(row)
            }
        default: break
        }
    }

    private func setFlag(_ flag: Flag, _ on: Bool, _ row: Int) {
        let before = flags[row]
        if on { flags[row].insert(FlagMask(flag)) } else { flags[row].remove(FlagMask(flag)) }
        overlay.facets["flag"]?.masks[row] = UInt32(flags[row].rawValue)
        guard !forgotten[row], before.isEmpty != flags[row].isEmpty else { return }
        flaggedCount += before.isEmpty ? 1 : -1
    }

    private func setTurnFlag(_ flag: Flag, _ on: Bool, _ row: Int, _ places: [String]) {
        var turns = turnFlags[row] ?? [:]
        for place in places.compactMap(TurnPlace.init(spelling:)) {
            var mask = turns[place] ?? []
            if on { mask.insert(FlagMask(flag)) } else { mask.remove(FlagMask(flag)) }
            turns[place] = mask.isEmpty ? nil : mask
        }
        turnFlags[row] = turns.isEmpty ? nil : turns
        overlay.facets["turn"]?.masks[row] = turnMask(row)
        revealed.remove(row)
    }

    /// What the turns of a record are flagged as, together.
    func turnMask(_ row: Int) -> UInt32 {
        UInt32((turnFlags[row] ?? [:]).values.reduce(FlagMask()) { $0.union($1) }.rawValue)
    }

    private func followState(_ row: Int) {
        listedQueue = nil
        overlay.facets["state"]?.masks[row] = stateMask(row)
    }

    private func stateMask(_ row: Int) -> UInt32 {
        (staged[row] == nil ? 0 : 1) | (forgotten[row] ? 2 : 0) | (erased[row] ? 4 : 0)
    }

    private func rows(_ ids: [RecordID]) -> [Int] { ids.compactMap { rowOf[$0] } }

    /// What follows from decisions; the facets have followed already, record by record.
    func refreshDecisions() {
        prediction = predictRemoval()
        startPredicting()
        revisions.decisions += 1
    }

    private func makeDecisionFacets() {
        overlay.facets["flag"] = Overlay.Facet(
            values: Flag.allCases.map(\.rawValue), masks: flags.map { UInt32($0.rawValue) })
        if dataset.table.dialogue != nil {
            overlay.facets["turn"] = Overlay.Facet(
                values: Flag.allCases.map(\.rawValue), masks: flags.indices.map(turnMask))
        }
        overlay.facets["state"] = Overlay.Facet(
            values: ["staged", "forgotten", "erased"], masks: forgotten.indices.map(stateMask))
    }

    /// Rebuilds the facets and numbers that follow from the model.
    func refreshLearned() {
        overlay.facets["split"] = Overlay.Facet(
            values: ["train", "selection", "test"],
            masks: assignment.parts.map { part in part.map { 1 << UInt32($0.rawValue) } ?? 0 })
        refreshOutcomes()
        if let findings {
            overlay.numbers["model.disagreement"] = findings.disagreement
            overlay.numbers["effect.parity"] = findings.gapEffect
        }
        revisions.learned += 1
        if overlay.facets["state"] == nil { makeDecisionFacets() }
        refreshDecisions()
    }

    /// The queue, listed anew only where staging has changed.
    func queueEntries() -> [QueueEntry] {
        var entries = listedQueue ?? listQueue()
        listedQueue = entries
        let approved = isApproved
        for index in entries.indices { entries[index].isApproved = approved }
        return entries
    }

    private func listQueue() -> [QueueEntry] {
        struct Key: Hashable { let basis, reason, actor: String }
        return Dictionary(grouping: staged) {
            Key(basis: $0.value.basis, reason: $0.value.reason, actor: $0.value.actor)
        }
        .map { key, records in
            QueueEntry(
                rows: records.map(\.key).sorted(), basis: key.basis, reason: key.reason, actor: key.actor,
                since: records.map(\.value.ts).min() ?? "", isApproved: false)
        }
        .sorted { ($0.since, $0.basis, $0.reason) < ($1.since, $1.basis, $1.reason) }
    }

    /// Reads the list of models again; to be called whenever one was published, proven or purged.
    func refreshModels() throws {
        if audit != nil {
            savePoints = yourSavePoints()
            return
        }
        let current = try learned?.digest ?? store.currentDigest()
        let models = try store.models(loadingBytes: false).map { record in
            (record: record, figures: Self.figures(of: record.digest, in: store))
        }
        savePoints = listSavePoints(models, current: current)
        let publications = Dictionary(grouping: Publication.all(in: events), by: \.digest)
        modelSummaries = models.flatMap { record, figures in
            let gap = figures?.report.gap("demographicParityDifference", in: dataset.schema.groups.first ?? "")
            let guarantee = try? JSONDecoder().decode(Guarantee.self, from: Data(record.guarantee.utf8))
            var summary = ModelSummary(
                name: record.digest, digest: record.digest, createdAt: record.createdAt, records: record.records,
                removed: record.removed, isCurrent: record.digest == current, isKept: record.holdsBytes,
                family: figures?.family, guarantee: guarantee?.kind.rawValue, bound: guarantee?.bound ?? .nan,
                gradientNorm: guarantee?.gradientNorm ?? .nan, certifiedShare: guarantee?.certifiedShare,
                proof: record.proven, gap: gap?.sufficient?.value, gapName: gap.map { "parity gap by \($0.column)" })
            let times = publications[record.digest] ?? []
            guard times.count > 1 else { return [summary] }
            let kept = Set(kept(times).map(\.event))
            let now = summary.isCurrent ? times.last { (try? forgotten(when: $0)) == forgotten } ?? times.last : nil
            return times.reversed().map { one in
                summary.name = one.name
                summary.createdAt = one.time
                summary.records = one.records ?? record.records
                summary.removed = one.removed
                summary.isCurrent = one.event == now?.event
                summary.isKept = record.holdsBytes && kept.contains(one.event)
                return summary
            }
        }
    }
}

extension Int {
    /// "1 record", "12,874 records".
    public func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }

    /// "12,874"
    public var grouped: String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: ",")
    }
}
