import Journal
import Records

extension Workspace {
    /// Refuses, with the reason and the next step, a removal that policy or state does not allow.
    func mayApply(_ rows: [Int]) throws {
        guard !rows.isEmpty else { throw Self.nothingStaged }
        guard learned != nil || audit != nil else {
            throw noModel
        }
        try mayRemove()
        if policy.approvals > 0, !isApproved {
            throw Refusal(
                .usage, Self.awaitsApproval,
                next: "Someone who did not stage it opens the project with --as NAME and approves it in the queue (O).")
        }
    }

    /// What is said of a removal that somebody else has to approve first: it stays staged.
    public static let awaitsApproval = "This removal needs the approval of another person."

    /// Refuses who may not apply removals by the project's policy.
    func mayRemove() throws {
        guard !policy.mayErase.isEmpty, !policy.mayErase.contains(store.session.actor) else { return }
        throw Refusal(
            .usage, "The project's policy does not let \(store.session.actor) apply removals.",
            next: "Ask one of: \(policy.mayErase.joined(separator: ", ")).")
    }

    /// Whether the records staged now, and no others, were approved by somebody who staged none of them.
    var isApproved: Bool {
        guard policy.approvals > 0, let approval = try? store.setting("approval") else { return false }
        return approval == approvable
    }

    func approve() throws -> Echo {
        guard !staged.isEmpty else { throw Self.nothingStaged }
        if staged.values.contains(where: { $0.actor == store.session.actor }) {
            throw Refusal(
                .usage, "\(store.session.actor) staged these records and can't approve their removal too.",
                next: "Another person opens the project with --as NAME.")
        }
        let rows = staged.keys.sorted()
        try commit(draft(.approve, rows), [.setting("approval", approvable)])
        return Echo("approved the removal of \(rows.count.counted("record"))")
    }

    /// What an approval is of: the records staged now, and by whom.
    private var approvable: String {
        var params = store.bulkParams(ids(staged.keys.sorted()))
        params["actors"] = .strings(Set(staged.values.map(\.actor)).sorted())
        return params.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.canonical)" }.joined(separator: ",")
    }

    func setPolicy(_ policy: Policy) throws -> Echo {
        let json = try Self.json(policy)
        var changes: [Journal.Change] = [.setting("policy", json)]
        // A policy that keeps none does not wait for the next removal.
        if policy.earlierModels == .no, let current = try store.currentDigest() {
            changes.append(.purgeModels(except: [current]))
        }
        try commit(EventDraft(.policy, params: ["policy": .string(json)]), changes)
        self.policy = policy
        try refreshModels()
        return Echo("policy changed; this is in the journal")
    }

    func checkChain() throws -> Echo {
        let verdict = try store.verifyChain()
        chain = .checked(verdict)
        return Echo(verdict.text)
    }
}
