import Foundation
import Journal
import Learning
import Records

/// What becomes of operations that were cut short: `kill -9`, a lost terminal, a power cut. The state knows them by their
/// jobs; each goes on, or is given up and said so.
struct Resumption: Sendable {
    /// How the state calls the jobs of operations; removals have `RemovalRequests.Stage`.
    static let training = "training"
    static let proving = "proving"

    /// What is written down of it.
    var entries: [LedgerEntry] = []
    var operations: [any Operation] = []
    /// One sentence on each thing that goes on or was given up.
    var sentences: [String] = []

    /// - Parameters:
    ///   - known: keys of jobs that are in hand already.
    ///   - resuming: whether what was interrupted goes on, unless it can't.
    init(_ desk: Desk, resuming: Bool, known: (String) -> Bool) throws {
        let cut = desk.state.jobs.filter { !known($0.key) }.sorted { $0.key < $1.key }
        try takeRemovals(
            cut.filter { $0.value.state == RemovalRequests.Stage.announced.rawValue }.map { ($0.key, $0.value.json) },
            desk, resuming: resuming)
        for (key, job) in cut {
            switch job.state {
            case Self.training: try takeTraining(key, job.json, desk, resuming: resuming)
            case Self.proving:
                giveUp(key, ProveEntry(endedBy: .interrupted))
                sentences.append("a proof was interrupted; prove again")
            default: break
            }
        }
    }

    private mutating func giveUp(_ key: String, _ entry: some Entry) {
        entries.append(LedgerEntry(entry, [.job(id: key, state: nil, json: "")]))
    }

    private mutating func takeTraining(_ key: String, _ json: String, _ desk: Desk, resuming: Bool) throws {
        let choice = try? JSONDecoder().decode(RecipeChoice.self, from: Data(json.utf8))
        guard resuming, let choice, desk.subject.trains, desk.dataset.schema.target != nil else {
            giveUp(key, TrainEntry(endedBy: .interrupted))
            sentences.append("a training was interrupted; the model is as it was")
            return
        }
        let count = desk.assignment.training.count
        let train = Train(
            key: key, choice: choice, title: "resuming the training on \(count.counted("record")) that was interrupted")
        entries.append(try train.announcement(records: count, resuming: true))
        operations.append(train)
        sentences.append(train.title)
    }

    private mutating func takeRemovals(_ cut: [(key: String, json: String)], _ desk: Desk, resuming: Bool) throws {
        guard let first = cut.first else { return }
        // One that can't be read takes those that wait with it: nothing of them was published.
        let kept = cut.map { RemovalRequests(parsing: $0.json) }
        var requests: [RemovalRequest] = []
        for request in kept.compactMap({ $0?.requests }).joined() where !requests.contains(request) {
            requests.append(request)
        }
        let rows = kept.contains(nil) ? [] : desk.state.rows(of: requests)
        let order = RemovalRequests(requests, path: kept[0]?.path)
        if resuming, !rows.isEmpty, rows.allSatisfy({ desk.state.staged[$0] != nil }),
            try desk.subject.mayResume(order, desk)
        {
            // What waited behind the first is part of it now.
            let joined = cut.dropFirst().map { Change.job(id: $0.key, state: nil, json: "") }
            let title = "resuming the removal of \(rows.count.counted("record")) that was interrupted"
            entries.append(
                try desk.announcement(
                    rows, order, first.key, erases: order.erases, outcome: .resumed, changes: joined))
            operations.append(desk.subject.removal(first.key, rows, title: title))
            sentences.append(title)
            return
        }
        for job in cut {
            entries.append(
                LedgerEntry(
                    UnlearnFailEntry(job: job.key, .interrupted),
                    [.job(id: job.key, state: nil, json: "")]))
        }
        sentences.append("a removal was interrupted; what was staged still is, and the model is as it was")
    }
}

extension Desk {
    /// What the journal says of a removal before anything is done about it.
    func announcement(
        _ rows: [Int], _ order: RemovalRequests, _ key: String, erases: Bool, outcome: Outcome = .ok,
        changes: [Change] = []
    ) throws -> LedgerEntry {
        let flagged = rows.reduce(into: FlagMask()) { $0.formUnion(state.flags[$1]) }
        let entry = UnlearnStartEntry(
            named(rows), job: key, erases: erases, flags: flagged.flags.map(\.rawValue), outcome: outcome)
        return LedgerEntry(entry, [try order.change(key, .announced)] + changes)
    }
}
