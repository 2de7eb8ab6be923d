import Journal
import Records

extension Desk {
    /// Refuses, with the reason and the next step, a removal that policy or state does not allow.
    func mayApply(_ rows: [Int]) throws {
        guard !rows.isEmpty else { throw Refusal.nothingStaged }
        if subject.trains, knowledge.learned == nil { throw noModel }
        try mayRemove()
        if policy.approvals > 0, !isApproved {
            throw Refusal(
                .usage, Workspace.awaitsApproval,
                next:
                    "Someone who did not stage it opens the project with --as NAME and approves it in the queue (\(command: .approve))."
            )
        }
    }

    /// Refuses who may not apply removals by the project's policy.
    func mayRemove() throws {
        guard !policy.mayErase.isEmpty, !policy.mayErase.contains(actor) else { return }
        throw Refusal(
            .usage, "The project's policy does not let \(actor) apply removals.",
            next: "Ask one of: \(policy.mayErase.joined(separator: ", ")).")
    }

    /// Refuses an erasure while people's own files lie in the project folder: exports may hold what is to go.
    func refuseStrangers() throws {
        let strangers = store.strangers
        guard !strangers.isEmpty else { return }
        let names = strangers.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        let more = strangers.count > 4 ? " and \((strangers.count - 4).grouped) more" : ""
        throw Refusal(
            .usage,
            "The project folder \(directory) holds \(names)\(more), written there by somebody: what is to be erased may stand "
                + "in \(strangers.count == 1 ? "it" : "them").",
            next: "Move or delete \(strangers.count == 1 ? "it" : "them"), then erase again.")
    }

    /// Whether the records staged now, and no others, were approved by somebody who staged none of them.
    var isApproved: Bool {
        guard policy.approvals > 0, let approval = state.settings[ProjectState.approvalSetting] else { return false }
        return approval == approvable
    }

    /// The approval of what is staged now.
    func approval() throws -> (entry: LedgerEntry, echo: Echo) {
        guard !state.staged.isEmpty else { throw Refusal.nothingStaged }
        if state.staged.values.contains(where: { $0.actor == actor }) {
            throw Refusal(
                .usage, "\(actor) staged these records and can't approve their removal too.",
                next: "Another person opens the project with --as NAME.")
        }
        let rows = state.staged.keys.sorted()
        return (
            LedgerEntry(ApproveEntry(named(rows)), [.setting(ProjectState.approvalSetting, approvable)]),
            Echo("approved the removal of \(rows.count.counted("record"))")
        )
    }

    /// What an approval is of: the records staged now, and by whom.
    private var approvable: String {
        var params = store.bulkParams(ids(state.staged.keys.sorted()))
        params["actors"] = .strings(Set(state.staged.values.map(\.actor)).sorted())
        return params.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.canonical)" }.joined(separator: ",")
    }
}

extension Workspace {
    /// What is said of a removal that somebody else has to approve first: it stays staged.
    public static let awaitsApproval = "This removal needs the approval of another person."
}

extension Refusal {
    static let nothingStaged = Refusal(
        .usage, "Nothing is staged.", next: "Stage records with \(command: .stage), then apply.")
}
