import Fairness
import Foundation
import Journal
import Records

/// What follows from a project's events: one value, which `apply` alone changes.
///
/// It is what `ProjectState.init(reading:_:likelyForgotten:)` makes of the store after the same changes, at any time.
struct ProjectState: Sendable, Equatable {
    let index: RecordIndex

    /// One a row; those of forgotten records are kept, should they come back.
    private(set) var flags: [FlagMask]
    private(set) var reasons: [Int: String] = [:]
    private(set) var turnFlags: [Int: [TurnPlace: FlagMask]] = [:]
    /// Of forgotten records, as `turnFlags` will be when they come back.
    private(set) var forgottenTurns: [Int: [TurnPlace: FlagMask]] = [:]
    private(set) var staged: [Int: StagedRecord] = [:]
    private(set) var forgotten: [Bool]
    /// Of the forgotten those that were erased: no figure counts them any more.
    private(set) var erased: [Bool]
    /// Records that have a flag and were not forgotten.
    private(set) var flaggedCount = 0
    private(set) var forgottenCount = 0

    /// By name, as they are written; what is read of them often is beside.
    private(set) var settings: [String: String] = [:]
    private(set) var policy = Policy()
    /// The groups that removals are made for, where that was declared.
    private(set) var targets: [Comparison.Target] = []
    /// Where the recipe of the model comes from; nil before the first training.
    private(set) var recipeBasis: RecipeBasis?
    /// The newest first, without their bytes.
    private(set) var models: [ModelRecord] = []
    /// The model in use.
    private(set) var currentDigest: String?
    /// What figures are kept of: digests of models, or the name of an audit.
    private(set) var figured: Set<String> = []
    /// What was begun and is not over, by the key of its events.
    private(set) var jobs: [String: PendingJob] = [:]

    /// Work that the project remembers until it is over.
    struct PendingJob: Sendable, Hashable {
        var state: String
        var json: String
    }

    /// Nothing decided, nothing learned.
    init(_ index: RecordIndex) {
        self.index = index
        flags = Array(repeating: [], count: index.count)
        forgotten = Array(repeating: false, count: index.count)
        erased = forgotten
    }

    /// What a project holds now.
    ///
    /// - Throws: `StoreFailure`.
    /// - Complexity: O(records), where any is forgotten; else O(decisions).
    init(reading store: ProjectStore, _ index: RecordIndex, likelyForgotten likely: [Int] = []) throws {
        self.init(index)
        for (id, set) in try store.flags() {
            if let row = index.row(of: id) { flags[row] = FlagMask(set.map { FlagMask($0) }) }
        }
        for (id, reason) in try store.reasons() { if let row = index.row(of: id) { reasons[row] = reason } }
        for (id, place, set) in try store.turnFlags() {
            guard let row = index.row(of: id), let place = TurnPlace(spelling: place) else { continue }
            turnFlags[row, default: [:]][place] = FlagMask(set.map { FlagMask($0) })
        }
        for record in try store.staged() { if let row = index.row(of: record.id) { staged[row] = record } }
        try readForgotten(store, likely)
        forgottenCount = forgotten.count { $0 }
        flaggedCount = flags.indices.count { !flags[$0].isEmpty && !forgotten[$0] }
        settings = try store.settings()
        policy = try ProjectFiles.settings(of: store, store.directory).policy
        targets = try ProjectFiles.targets(of: store)
        recipeBasis = Self.basis(settings[Self.recipeSetting])
        models = try store.models(loadingBytes: false)
        currentDigest = try store.currentDigest()
        figured = try store.figured()
        for job in try store.pendingJobs() { jobs[job.id] = PendingJob(state: job.state, json: job.json) }
    }

    /// What was forgotten stands under references, which are made of ids; those of the likely rows first.
    private mutating func readForgotten(_ store: ProjectStore, _ likely: [Int]) throws {
        let kept = try store.forgotten()
        guard !kept.isEmpty else { return }
        let turns = try store.forgottenTurns()
        let sought = Set(kept.map(\.reference) + turns.map(\.0))
        var rowOf: [RecordReference: Int] = [:]
        for (row, reference) in zip(likely, store.references(for: index.ids(of: likely))) { rowOf[reference] = row }
        if !sought.isSubset(of: rowOf.keys) {
            for (row, reference) in store.references(for: index.ids).enumerated() where sought.contains(reference) {
                rowOf[reference] = row
            }
        }
        for record in kept {
            guard let row = rowOf[record.reference] else { continue }
            forgotten[row] = true
            erased[row] = record.isErased
            flags[row] = FlagMask(record.flags.map { FlagMask($0) })
        }
        for (reference, place, set) in turns {
            guard let row = rowOf[reference], let place = TurnPlace(spelling: place) else { continue }
            forgottenTurns[row, default: [:]][place] = FlagMask(set.map { FlagMask($0) })
        }
    }

    // MARK: Changes

    /// Follows one change of the store.
    ///
    /// - Parameters:
    ///   - ts: when the event says that it was made.
    ///   - actor: by whom.
    /// - Returns: the rows that it touched.
    @discardableResult
    mutating func apply(_ change: Change, at ts: String, by actor: String) -> [Int] {
        switch change {
        case .setFlag(let flag, let on, let ids):
            let rows = index.rows(of: ids)
            for row in rows { setFlag(flag, on, row) }
            return rows
        case .setTurnFlag(let flag, let on, let id, let places):
            let rows = index.rows(of: [id])
            for row in rows { setTurnFlag(flag, on, row, places) }
            return rows
        case .setReason(let reason, let ids):
            let rows = index.rows(of: ids)
            for row in rows { reasons[row] = reason }
            return rows
        case .stage(let ids, let basis, let reason):
            let rows = index.rows(of: ids)
            for row in rows {
                staged[row] = StagedRecord(
                    id: index.ids[row], basis: basis, reason: reason, actor: actor, ts: ts)
            }
            return rows
        case .unstage(let ids):
            let rows = index.rows(of: ids)
            for row in rows { staged[row] = nil }
            return rows
        case .forget(let ids, let isErased):
            let rows = index.rows(of: ids)
            for row in rows { forget(row, erased: isErased) }
            return rows
        case .restore(let ids):
            let rows = index.rows(of: ids).filter { forgotten[$0] }
            for row in rows { restore(row) }
            return rows
        case .publish(let model, let makeCurrent):
            keep(model)
            if makeCurrent { currentDigest = model.digest }
        case .proof(let digest, let moment):
            if let place = models.firstIndex(where: { $0.digest == digest }) { models[place].proven = moment }
        case .purgeModels(let kept):
            for place in models.indices where !kept.contains(models[place].digest) { models[place].holdsBytes = false }
        case .figures(let id, let json):
            if json == nil { figured.remove(id) } else { figured.insert(id) }
        case .setting(let name, let value): set(name, value)
        case .job(let id, let state, let json): jobs[id] = state.map { PendingJob(state: $0, json: json) }
        }
        return []
    }

    private mutating func setFlag(_ flag: Flag, _ on: Bool, _ row: Int) {
        let before = flags[row]
        if on { flags[row].insert(FlagMask(flag)) } else { flags[row].remove(FlagMask(flag)) }
        guard !forgotten[row], before.isEmpty != flags[row].isEmpty else { return }
        flaggedCount += before.isEmpty ? 1 : -1
    }

    private mutating func setTurnFlag(_ flag: Flag, _ on: Bool, _ row: Int, _ places: [String]) {
        var turns = turnFlags[row] ?? [:]
        for place in places.compactMap(TurnPlace.init(spelling:)) {
            var mask = turns[place] ?? []
            if on { mask.insert(FlagMask(flag)) } else { mask.remove(FlagMask(flag)) }
            turns[place] = mask.isEmpty ? nil : mask
        }
        turnFlags[row] = turns.isEmpty ? nil : turns
    }

    private mutating func forget(_ row: Int, erased isErased: Bool) {
        staged[row] = nil
        reasons[row] = nil
        if let turns = turnFlags.removeValue(forKey: row) { forgottenTurns[row] = turns }
        if !forgotten[row] {
            forgotten[row] = true
            forgottenCount += 1
            if !flags[row].isEmpty { flaggedCount -= 1 }
        }
        guard isErased else { return }
        erased[row] = true
        flags[row] = []
        forgottenTurns[row] = nil
    }

    private mutating func restore(_ row: Int) {
        forgotten[row] = false
        erased[row] = false
        forgottenCount -= 1
        if !flags[row].isEmpty { flaggedCount += 1 }
        if let turns = forgottenTurns.removeValue(forKey: row) { turnFlags[row] = turns }
    }

    /// What is written there was encoded by this program.
    private mutating func set(_ name: String, _ value: String?) {
        settings[name] = value
        let json = Data((value ?? "").utf8)
        switch name {
        case Self.policySetting: policy = (try? JSONDecoder().decode(Policy.self, from: json)) ?? Policy()
        case Self.targetsSetting: targets = (try? JSONDecoder().decode([Comparison.Target].self, from: json)) ?? []
        case Self.recipeSetting: recipeBasis = Self.basis(value)
        default: break
        }
    }

    private static func basis(_ json: String?) -> RecipeBasis? {
        struct Stored: Decodable { var basis: RecipeBasis? }
        return json.flatMap { try? JSONDecoder().decode(Stored.self, from: Data($0.utf8)).basis ?? .kept }
    }

    static let policySetting = "policy"
    static let targetsSetting = "targets"
    static let approvalSetting = "approval"
    static let recipeSetting = "recipe"
    static let projectSetting = "project"
    static let placeSetting = "place"

    /// A model that is known keeps its place, and what the new entry doesn't have.
    private mutating func keep(_ model: ModelRecord) {
        var model = model
        model.holdsBytes = model.bytes != nil
        model.bytes = nil
        guard let place = models.firstIndex(where: { $0.digest == model.digest }) else {
            models.insert(model, at: 0)
            return
        }
        models[place].guarantee = model.guarantee
        models[place].proven = model.proven ?? models[place].proven
        models[place].holdsBytes = models[place].holdsBytes || model.holdsBytes
    }
}
