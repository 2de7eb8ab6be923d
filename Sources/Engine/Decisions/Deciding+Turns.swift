import Journal
import Records

// Decisions about single turns of a conversation.
extension Desk {
    /// Notes which turns a flag is about. The record has the flag as long as one of its turns has it.
    func deciding(_ flag: Flag, _ on: Bool, _ row: Int, _ places: [TurnPlace]) throws -> DecisionMade {
        let row = try state.present([row])[0]
        let known = Set(dataset.table.dialogue(of: row)?.turns.map(\.place) ?? [])
        guard !places.isEmpty, places.allSatisfy(known.contains) else {
            throw Refusal(
                .usage, "Record \(row + 1) has \(known.count.counted("turn")), and not the one that was asked for.",
                next: "Give --turn a number from 1 to \(max(1, known.count)), or leave it out for the whole record.")
        }
        let mask = FlagMask(flag)
        let marks = state.turnFlags[row] ?? [:]
        let moving = places.filter { marks[$0]?.has(flag) == true ? !on : on }.sorted()
        guard !moving.isEmpty else {
            return DecisionMade(nothing: on ? "already flagged \(flag.rawValue)" : "not flagged \(flag.rawValue)")
        }
        let isLast = !on && !marks.contains { !moving.contains($0.key) && $0.value.has(flag) }
        let before = state.flags[row]
        let after = on ? before.adding(flag) : isLast ? before.subtracting(mask) : before
        let spellings = moving.map(\.spelling)
        let (lost, back) = turnChanges([row], from: [before], to: [after], but: flag)
        let id = state.index.ids[row]
        let about = named([row])
        func decision(_ on: Bool, from: FlagMask, to: FlagMask, _ others: [Change]) -> Decision {
            let changes = flagChanges([row], from: [from], to: [to]) + [.setTurnFlag(flag, on, id, spellings)] + others
            return .marking(on, changes) { Marking(flag.rawValue, about, turns: spellings, by: $0) }
        }
        let what = moving.count == 1 ? "a turn" : "\(moving.count.grouped) turns"
        return DecisionMade(
            "\(on ? "flag" : "unflag") \(flag.rawValue)",
            forward: decision(on, from: before, to: after, lost),
            backward: decision(!on, from: after, to: before, back),
            Echo("\(on ? "flagged" : "no longer") \(flag.rawValue) · \(what)", hint: "\(command: .undo) undoes"))
    }

    /// What becomes of the marks on turns when records lose flags, and what brings them back.
    ///
    /// - Parameter kept: a flag whose marks are seen to elsewhere.
    func turnChanges(
        _ rows: [Int], from: [FlagMask], to: [FlagMask], but kept: Flag? = nil
    ) -> (lost: [Change], back: [Change]) {
        var (lost, back): ([Change], [Change]) = ([], [])
        for (index, row) in rows.enumerated() {
            guard let marks = state.turnFlags[row] else { continue }
            let id = state.index.ids[row]
            for flag in Flag.allCases where flag != kept && from[index].has(flag) && !to[index].has(flag) {
                let places = marks.filter { $0.value.has(flag) }.map(\.key).sorted().map(\.spelling)
                if places.isEmpty { continue }
                lost.append(.setTurnFlag(flag, false, id, places))
                back.append(.setTurnFlag(flag, true, id, places))
            }
        }
        return (lost, back)
    }
}
