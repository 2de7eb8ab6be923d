import Fairness
import Journal
import Records

// What is asked of the state, without changing it.
extension ProjectState {
    /// What the turns of a record are flagged as, together.
    func turnMask(_ row: Int) -> FlagMask {
        (turnFlags[row] ?? [:]).values.reduce(FlagMask()) { $0.union($1) }
    }

    /// Rows that are still there; refuses when all were forgotten.
    func present(_ rows: [Int]) throws -> [Int] {
        let present = rows.filter { !forgotten[$0] }
        if present.isEmpty {
            throw Refusal(
                .usage, "No record to act on.", next: "Widen the filter, or move to a record that was not forgotten.")
        }
        return present
    }

    /// The model in use, without its bytes.
    var currentModel: ModelRecord? { models.first { $0.digest == currentDigest } }

    /// The removals that wait or run, the first announced first.
    var removals: [(key: String, removal: RemovalRequests)] {
        jobs.filter { $0.value.state == RemovalRequests.Stage.announced.rawValue }
            .compactMap { key, job in RemovalRequests(parsing: job.json).map { (key, $0) } }
            .sorted { ($0.1.first, $0.0) < ($1.1.first, $1.0) }
    }

    /// The rows of requests that are still there, ascending.
    func rows(of requests: [RemovalRequest]) -> [Int] {
        Set(index.rows(of: requests.flatMap(\.ids).compactMap { RecordID(hex: $0) })).filter { !forgotten[$0] }.sorted()
    }

    /// Rows that removals are about which wait or run: their staging can't be taken back meanwhile.
    var applying: Set<Int> {
        jobs.isEmpty ? [] : Set(removals.flatMap { rows(of: $0.removal.requests) })
    }

    /// The queue: records staged together, the first staged first.
    func queue(isApproved: Bool) -> [QueueEntry] {
        struct Key: Hashable { let basis, reason, actor: String }
        return Dictionary(grouping: staged) {
            Key(basis: $0.value.basis, reason: $0.value.reason, actor: $0.value.actor)
        }
        .map { key, records in
            QueueEntry(
                rows: records.map(\.key).sorted(), basis: key.basis, reason: key.reason, actor: key.actor,
                since: records.map(\.value.ts).min() ?? "", isApproved: isApproved)
        }
        .sorted { ($0.since, $0.basis, $0.reason) < ($1.since, $1.basis, $1.reason) }
    }
}
