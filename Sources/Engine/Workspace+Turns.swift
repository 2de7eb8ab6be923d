public import Journal
public import Records

// Decisions about single turns of a conversation.
extension Workspace {
    /// Notes which turns a flag is about. The record has the flag as long as one of its turns has it.
    func flagTurns(_ flag: Flag, _ on: Bool, _ row: Int, _ places: [TurnPlace]) throws -> Echo {
        let row = try present([row])[0]
        let known = Set(dataset.table.dialogue(of: row)?.turns.map(\.place) ?? [])
        guard !places.isEmpty, places.allSatisfy(known.contains) else {
            throw Refusal(
                .usage, "Record \(row + 1) has \(known.count.counted("turn")), and not the one that was asked for.",
                next: "Give --turn a number from 1 to \(max(1, known.count)), or leave it out for the whole record.")
        }
        let mask = FlagMask(flag)
        let marks = turnFlags[row] ?? [:]
        let moving = places.filter { marks[$0]?.has(flag) == true ? !on : on }.sorted()
        guard !moving.isEmpty else {
            return Echo(on ? "already flagged \(flag.rawValue)" : "not flagged \(flag.rawValue)")
        }
        let isLast = !on && !marks.contains { !moving.contains($0.key) && $0.value.has(flag) }
        let before = flags[row]
        let after = on ? before.adding(flag) : isLast ? before.subtracting(mask) : before
        let spellings = moving.map(\.spelling)
        let (lost, back) = turnChanges([row], from: [before], to: [after], but: flag)
        let id = dataset.identities.ids[row]
        func decision(_ on: Bool, from: FlagMask, to: FlagMask, _ others: [Change]) -> Decision {
            Decision(
                draft: draft(
                    on ? .flag : .unflag, [row],
                    params: ["flag": .string(flag.rawValue), "turns": .integer(Int64(moving.count))],
                    payload: ["turns": .strings(spellings)]),
                changes: flagChanges([row], from: [from], to: [to]) + [.setTurnFlag(flag, on, id, spellings)] + others)
        }
        try take(
            Reversible(
                name: "\(on ? "flag" : "unflag") \(flag.rawValue)",
                forward: decision(on, from: before, to: after, lost),
                backward: decision(!on, from: after, to: before, back)))
        let what = moving.count == 1 ? "a turn" : "\(moving.count.grouped) turns"
        return Echo("\(on ? "flagged" : "no longer") \(flag.rawValue) · \(what)", hint: "\(command: .undo) undoes")
    }

    /// What the store says of turns.
    static func turnFlags(
        in store: ProjectStore, _ rowOf: [RecordID: Int]
    ) throws -> [Int: [TurnPlace: FlagMask]] {
        var found: [Int: [TurnPlace: FlagMask]] = [:]
        for (id, place, flags) in try store.turnFlags() {
            guard let row = rowOf[id], let place = TurnPlace(spelling: place) else { continue }
            found[row, default: [:]][place] = FlagMask(flags.map { FlagMask($0) })
        }
        return found
    }

    /// Reads again what turns of records are flagged as that were forgotten, and have come back.
    func takeTurnFlagsBack(_ rows: [Int]) throws {
        if dataset.table.dialogue == nil || rows.isEmpty { return }
        turnFlags = try Self.turnFlags(in: store, rowOf)
        for row in rows { overlay.facets["turn"]?.masks[row] = turnMask(row) }
    }

    /// What becomes of the marks on turns when records lose flags, and what brings them back.
    ///
    /// - Parameter kept: a flag whose marks are seen to elsewhere.
    func turnChanges(
        _ rows: [Int], from: [FlagMask], to: [FlagMask], but kept: Flag? = nil
    ) -> (lost: [Change], back: [Change]) {
        var (lost, back): ([Change], [Change]) = ([], [])
        for (index, row) in rows.enumerated() {
            guard let marks = turnFlags[row] else { continue }
            let id = dataset.identities.ids[row]
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

extension Snapshot {
    /// What a turn of a record is flagged as.
    public func mask(of turn: TurnPlace, in row: Int) -> FlagMask { turns[row]?[turn] ?? [] }

    /// Whether the text of a turn is covered: it is what is toxic or private about the record, or the whole record is.
    ///
    /// - Parameter coveredAgain: records that were shown and covered again.
    public func isVeiled(_ turn: TurnPlace, in row: Int, coveredAgain: Set<Int> = []) -> Bool {
        guard isVeiled(row, coveredAgain: coveredAgain) else { return false }
        guard let marks = turns[row], browsing?.coversTexts != true else { return true }
        let marked = marks.values.reduce(FlagMask()) { $0.union($1) }
        // A sensitive flag that no turn has is about all of it.
        let sensitive: [Flag] = [.toxic, .private]
        if sensitive.contains(where: { mask(of: row).has($0) && !marked.has($0) }) { return true }
        return marks[turn]?.isSensitive ?? false
    }

    /// The turns of records that are flagged as one of these, of records that are there.
    public func turns(flagged wanted: [Flag]) -> [Int: Set<TurnPlace>] {
        turns.compactMapValues { marks in
            let places = marks.filter { mark in wanted.contains { mark.value.has($0) } }.map(\.key)
            return places.isEmpty ? nil : Set(places)
        }
    }
}
