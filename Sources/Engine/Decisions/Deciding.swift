import Journal
import Records

/// What a person's decision comes to: what it writes, with its inverse, and what is said of it.
struct DecisionMade: Sendable {
    /// Nil where nothing changes.
    var step: Reversible?
    var echo: Echo

    /// Nothing to do.
    init(nothing echo: String) {
        step = nil
        self.echo = Echo(echo)
    }

    init(_ name: String, forward: Decision, backward: Decision, _ echo: Echo) {
        step = Reversible(name: name, forward: forward, backward: backward)
        self.echo = echo
    }
}

extension Desk {
    func deciding(_ flag: Flag, _ on: Bool, _ rows: [Int], _ reason: String) throws -> DecisionMade {
        let rows = try state.present(rows)
        let mask = FlagMask(flag)
        let moving = rows.filter { state.flags[$0].contains(mask) != on }
        guard !moving.isEmpty else {
            if on, !reason.isEmpty { return try deciding(reason: reason, rows) }
            return DecisionMade(nothing: on ? "already flagged \(flag.rawValue)" : "not flagged \(flag.rawValue)")
        }
        let before = moving.map { state.flags[$0] }
        let after = before.map { on ? $0.adding(flag) : $0.subtracting(mask) }
        let isNoted = on && !reason.isEmpty
        let (turnsLost, turnsBack) = turnChanges(moving, from: before, to: after)
        let (about, note) = (named(moving), reason.isEmpty ? nil : reason)
        func decision(_ on: Bool, from: [FlagMask], to: [FlagMask], _ others: [Change]) -> Decision {
            .marking(on, flagChanges(moving, from: from, to: to) + others) {
                Marking(flag.rawValue, about, reason: note, by: $0)
            }
        }
        return DecisionMade(
            "\(on ? "flag" : "unflag") \(flag.rawValue)",
            forward: decision(
                on, from: before, to: after,
                turnsLost + (isNoted ? [.setReason(reason, ids(moving))] : [])),
            backward: decision(
                !on, from: after, to: before, turnsBack + (isNoted ? reasonChanges(moving) : [])),
            Echo(
                "\(on ? "flagged" : "no longer") \(flag.rawValue)\(Self.counted(moving))",
                hint: "\(command: .undo) undoes"))
    }

    func deciding(reason: String, _ rows: [Int]) throws -> DecisionMade {
        let rows = try state.present(rows)
        let about = named(rows)
        return DecisionMade(
            "reason",
            forward: .marking(true, [.setReason(reason.isEmpty ? nil : reason, ids(rows))]) {
                Marking(Marking.reason, about, reason: reason, by: $0)
            },
            backward: .marking(false, reasonChanges(rows)) { Marking(Marking.reason, about, by: $0) },
            Echo("reason noted\(Self.counted(rows))", hint: "\(command: .undo) undoes"))
    }

    func staging(_ rows: [Int], _ basis: String?, _ reason: String) throws -> DecisionMade {
        let rows = try state.present(rows).filter { state.staged[$0] == nil }
        guard !rows.isEmpty else { return DecisionMade(nothing: "already staged") }
        let (about, note) = (named(rows), reason.isEmpty ? nil : reason)
        let changes = stagings(rows) { row in
            Staging(
                basis: basis ?? state.flags[row].basis, reason: reason.isEmpty ? state.reasons[row] ?? "" : reason)
        }
        return DecisionMade(
            "stage", forward: Decision(changes) { StageEntry(about, reason: note, by: $0) },
            backward: Decision([.unstage(ids(rows))]) { UnstageEntry(about, by: $0) },
            Echo(
                "staged for removal\(Self.counted(rows))",
                hint: "\(command: .undo) undoes · \(command: .showQueue) shows the queue"))
    }

    func unstaging(_ rows: [Int]) throws -> DecisionMade {
        let rows = rows.filter { state.staged[$0] != nil }
        guard !rows.isEmpty else { return DecisionMade(nothing: "not staged") }
        let about = named(rows)
        let changes = stagings(rows) { row in
            Staging(basis: state.staged[row]?.basis ?? "", reason: state.staged[row]?.reason ?? "")
        }
        return DecisionMade(
            "unstage", forward: Decision([.unstage(ids(rows))]) { UnstageEntry(about, by: $0) },
            backward: Decision(changes) { StageEntry(about, by: $0) },
            Echo("no longer staged\(Self.counted(rows))", hint: "\(command: .undo) undoes"))
    }

    /// " · 12 records" where there is more than one.
    static func counted(_ rows: [Int]) -> String { rows.count == 1 ? "" : " · \(rows.count.grouped) records" }

    /// Records staged with the same basis and reason.
    private struct Staging: Hashable {
        let basis: String
        let reason: String
    }

    private func stagings(_ rows: [Int], _ staging: (Int) -> Staging) -> [Change] {
        Dictionary(grouping: rows, by: staging).sorted {
            ($0.key.basis, $0.key.reason) < ($1.key.basis, $1.key.reason)
        }.map { .stage(ids($0.value), basis: $0.key.basis, reason: $0.key.reason) }
    }

    /// What brings back the reasons that `rows` have now.
    private func reasonChanges(_ rows: [Int]) -> [Change] {
        Dictionary(grouping: rows) { state.reasons[$0] ?? "" }.sorted { $0.key < $1.key }.map {
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

extension Decision {
    /// Flags that are given, or taken back.
    static func marking(
        _ on: Bool, _ changes: [Change], _ marking: @escaping @Sendable (_ means: String?) -> Marking
    ) -> Decision {
        on ? Decision(changes) { FlagEntry(marking($0)) } : Decision(changes) { UnflagEntry(marking($0)) }
    }
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
