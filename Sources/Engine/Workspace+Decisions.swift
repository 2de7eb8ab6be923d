import Journal
import Records

extension Workspace {
    /// Does what a person asked. Short work is done on return; long work has become a job.
    ///
    /// - Throws: `Refusal` with the next step when it may not or cannot be done; nothing has changed then.
    public func perform(_ command: Command) throws -> Echo {
        defer { publishSnapshot() }
        if let refusal = refusalWithoutModel(command) { throw refusal }
        switch command {
        case .flag(let flag, let on, let rows, let reason): return try setFlag(flag, on, rows, reason)
        case .flagTurns(let flag, let on, let row, let places): return try flagTurns(flag, on, row, places)
        case .setReason(let reason, let rows): return try setReason(reason, rows)
        case .stage(let rows, let basis, let reason): return try stage(rows, basis, reason)
        case .unstage(let rows): return try unstage(rows)
        case .approve: return try approve()
        case .apply(let rows, let erase): return try startRemoval(rows, erase: erase)
        case .eraseForgotten(let rows): return try eraseForgotten(rows)
        case .preview(let rows, let erase): return try startPreview(rows, erase: erase)
        case .cancelJob: return try cancelRunningJob()
        case .undo: return try undo()
        case .redo: return try redo()
        case .train: return try startTraining()
        case .find(let column): return try refocus(on: column)
        case .prove: return try startProof()
        case .restore(let name): return try startRestoring(name)
        case .reveal(let rows): return try reveal(rows)
        case .setPolicy(let policy): return try setPolicy(policy)
        case .checkChain: return try checkChain()
        case .compare(let before, let after): return try compare(before, after)
        case .write(let writing): return try write(writing)
        }
    }

    private func setFlag(_ flag: Flag, _ on: Bool, _ rows: [Int], _ reason: String) throws -> Echo {
        let rows = try present(rows)
        let mask = FlagMask(flag)
        let moving = rows.filter { flags[$0].contains(mask) != on }
        guard !moving.isEmpty else {
            if on, !reason.isEmpty { return try setReason(reason, rows) }
            return Echo(on ? "already flagged \(flag.rawValue)" : "not flagged \(flag.rawValue)")
        }
        let before = moving.map { flags[$0] }
        let after = before.map { on ? $0.adding(flag) : $0.subtracting(mask) }
        let action: Action = on ? .flag : .unflag
        let reasonPayload: [String: JSON] = reason.isEmpty ? [:] : ["reason": .string(reason)]
        let isNoted = on && !reason.isEmpty
        let (turnsLost, turnsBack) = turnChanges(moving, from: before, to: after)
        func decision(_ action: Action, from: [FlagMask], to: [FlagMask], _ others: [Change]) -> Decision {
            Decision(
                draft: draft(action, moving, params: ["flag": .string(flag.rawValue)], payload: reasonPayload),
                changes: flagChanges(moving, from: from, to: to) + others)
        }
        try take(
            Reversible(
                name: "\(on ? "flag" : "unflag") \(flag.rawValue)",
                forward: decision(
                    action, from: before, to: after, turnsLost + (isNoted ? [.setReason(reason, ids(moving))] : [])),
                backward: decision(
                    on ? .unflag : .flag, from: after, to: before, turnsBack + (isNoted ? reasonChanges(moving) : []))))
        return Echo(
            "\(on ? "flagged" : "no longer") \(flag.rawValue)\(counted(moving))", hint: "\(command: .undo) undoes")
    }

    private func setReason(_ reason: String, _ rows: [Int]) throws -> Echo {
        let rows = try present(rows)
        let changes = reasonChanges(rows)
        let flagged = draft(.flag, rows, params: ["flag": .string("reason")], payload: ["reason": .string(reason)])
        try take(
            Reversible(
                name: "reason",
                forward: Decision(draft: flagged, changes: [.setReason(reason.isEmpty ? nil : reason, ids(rows))]),
                backward: Decision(draft: draft(.unflag, rows, params: ["flag": .string("reason")]), changes: changes)))
        return Echo("reason noted\(counted(rows))", hint: "\(command: .undo) undoes")
    }

    private func stage(_ rows: [Int], _ basis: String?, _ reason: String) throws -> Echo {
        let rows = try present(rows).filter { staged[$0] == nil }
        guard !rows.isEmpty else { return Echo("already staged") }
        let groups = Dictionary(grouping: rows) { row in
            StagingGroup(basis: basis ?? flags[row].basis, reason: reason.isEmpty ? reasons[row] ?? "" : reason)
        }.sorted { ($0.key.basis, $0.key.reason) < ($1.key.basis, $1.key.reason) }
        try take(
            Reversible(
                name: "stage",
                forward: Decision(
                    draft: draft(.stage, rows, payload: reason.isEmpty ? [:] : ["reason": .string(reason)]),
                    changes: groups.map { .stage(ids($0.value), basis: $0.key.basis, reason: $0.key.reason) }),
                backward: Decision(draft: draft(.unstage, rows), changes: [.unstage(ids(rows))])))
        return Echo(
            "staged for removal\(counted(rows))",
            hint: "\(command: .undo) undoes · \(command: .showQueue) shows the queue")
    }

    private func unstage(_ rows: [Int]) throws -> Echo {
        let rows = rows.filter { staged[$0] != nil }
        guard !rows.isEmpty else { return Echo("not staged") }
        let back = Dictionary(grouping: rows) { row in
            StagingGroup(basis: staged[row]?.basis ?? "", reason: staged[row]?.reason ?? "")
        }.sorted { ($0.key.basis, $0.key.reason) < ($1.key.basis, $1.key.reason) }
        try take(
            Reversible(
                name: "unstage",
                forward: Decision(draft: draft(.unstage, rows), changes: [.unstage(ids(rows))]),
                backward: Decision(
                    draft: draft(.stage, rows),
                    changes: back.map { .stage(ids($0.value), basis: $0.key.basis, reason: $0.key.reason) })))
        return Echo("no longer staged\(counted(rows))", hint: "\(command: .undo) undoes")
    }

    private func undo() throws -> Echo {
        guard let step = undoStack.nextUndo else {
            throw Refusal(
                .usage, "Nothing to undo.", next: "A removal that was applied can't be undone; decisions can.")
        }
        try write(step.backward.saying("undo"))
        undoStack.didUndo()
        return Echo("undid: \(step.name)", hint: "\(command: .redo) does it again")
    }

    private func redo() throws -> Echo {
        guard let step = undoStack.nextRedo else {
            throw Refusal(.usage, "Nothing to redo.", next: "\(command: .undo) undoes.")
        }
        try write(step.forward.saying("redo"))
        undoStack.didRedo()
        return Echo("did again: \(step.name)", hint: "\(command: .undo) undoes")
    }

    private func reveal(_ rows: [Int]) throws -> Echo {
        try commit(draft(.viewSensitive, rows))
        revealed.formUnion(rows)
        return Echo("shown\(counted(rows)); this is in the journal")
    }

    func take(_ step: Reversible) throws {
        try write(step.forward)
        undoStack.push(step)
    }

    private func write(_ decision: Decision) throws {
        for case .unstage(let ids) in decision.changes where !applying.isDisjoint(with: ids.compactMap { rowOf[$0] }) {
            throw Refusal(
                .busy, "These records are being forgotten now.",
                next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try commit(decision.draft, decision.changes)
        for change in decision.changes { follow(change) }
        preview = nil
        refreshDecisions()
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

    private func counted(_ rows: [Int]) -> String { rows.count == 1 ? "" : " · \(rows.count.grouped) records" }

    /// What brings back the reasons that `rows` have now.
    private func reasonChanges(_ rows: [Int]) -> [Change] {
        Dictionary(grouping: rows) { reasons[$0] ?? "" }.sorted { $0.key < $1.key }.map {
            .setReason($0.key.isEmpty ? nil : $0.key, ids($0.value))
        }
    }

    func flagChanges(_ rows: [Int], from: [FlagMask], to: [FlagMask]) -> [Change] {
        Flag.allCases.flatMap { flag -> [Change] in
            let mask = FlagMask(flag)
            let gained = rows.indices.filter { !from[$0].contains(mask) && to[$0].contains(mask) }.map { rows[$0] }
            let lost = rows.indices.filter { from[$0].contains(mask) && !to[$0].contains(mask) }.map { rows[$0] }
            return (gained.isEmpty ? [] : [.setFlag(flag, true, ids(gained))])
                + (lost.isEmpty ? [] : [.setFlag(flag, false, ids(lost))])
        }
    }
}

/// Records staged with the same basis and reason.
private struct StagingGroup: Hashable {
    let basis: String
    let reason: String
}

extension FlagMask {
    /// With `flag`; "fine" and "unsure" exclude every other flag, and are excluded by it.
    func adding(_ flag: Flag) -> FlagMask {
        switch flag {
        case .fine, .unsure: FlagMask(flag)
        default: subtracting([FlagMask(.fine), FlagMask(.unsure)]).union(FlagMask(flag))
        }
    }

    /// Why a record with these flags would be removed.
    var basis: String {
        let order: [(Flag, String)] = [
            (.private, "privacy"), (.toxic, "toxicity"), (.biased, "bias"), (.mislabelled, "label"),
        ]
        return order.first { has($0.0) }?.1 ?? "other"
    }

    /// Whether its text is veiled where the policy says so.
    public var isSensitive: Bool { has(.toxic) || has(.private) }
}
