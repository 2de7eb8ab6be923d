import Journal
import Records

extension Workspace {
    /// Goes on with what was cut short when the project was open last, unless that is declined; an erasure that was begun is
    /// always ended.
    ///
    /// - Returns: one sentence on each thing that goes on or was given up.
    @discardableResult
    public func recover(resuming: Bool = true) throws -> [String] {
        let said = try completeErasure() + finishErasures()
        let cut = try store.pendingJobs().filter { removals[$0.id] == nil }
        guard let first = cut.first else { return said }
        var requests: [RemovalRequest] = []
        // One that can't be read takes those that wait with it: nothing of them was published.
        let kept = cut.map { PendingRemoval.requests(parsing: $0.json) }
        for request in kept.compactMap(\.self).joined() where !requests.contains(request) { requests.append(request) }
        let rows = kept.contains(nil) ? [] : rows(requests)
        if resuming, !rows.isEmpty, rows.allSatisfy({ staged[$0] != nil }), try canGoOn(first.json) {
            // What waited behind the first is part of it now.
            let others = cut.dropFirst().map(\.id)
            return said + [
                try resume(
                    PendingRemoval(key: first.id, requests: requests, path: PendingRemoval.path(parsing: first.json)),
                    rows, joined: others)
            ]
        }
        for job in cut {
            try commit(
                EventDraft(.unlearnFail, params: ["job": .string(job.id)], outcome: "interrupted"),
                [.job(id: job.id, state: nil, json: "")])
        }
        return said + ["a removal was interrupted; what was staged still is, and the model is as it was"]
    }

    /// Whether there is still what an interrupted removal needs.
    private func canGoOn(_ json: String) throws -> Bool {
        audit != nil
            ? PendingRemoval.path(parsing: json).map(mayGoOnWriting) ?? false
            : try store.currentModel()?.holdsBytes == true
    }

    /// Erases what a published removal had still to erase when it was cut short.
    func finishErasures() throws -> [String] {
        try store.pendingJobs().filter { $0.state == PendingRemoval.Stage.erasing.rawValue }.map { job in
            let requests = try PendingRemoval.requests(erasing: job.json, of: directory)
            let ids = requests.filter(\.erases).flatMap(\.ids).compactMap { RecordID(hex: $0) }
            try eraseTraces(of: ids, key: job.id)
            return "ended the erasure of \(ids.count.counted("record")) that was interrupted"
        }
    }
}
